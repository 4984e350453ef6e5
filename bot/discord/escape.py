"""Everything that was not written by us passes through here before Discord sees it.

Four layers: (1) the client and every send carry ``AllowedMentions.none()``; (2) text is cleaned (control, format,
private and unassigned characters dropped, one line, web addresses replaced) and then every character that Discord's
Markdown could act on gets a backslash; (3) links are built only from a stored http(s) address, with its host in
plain sight; (4) lengths are counted after escaping (``bot.discord.views.page``). Taking the backslashes away again
gives back the cleaned text, so a quotation stays verbatim.
"""

import re
import unicodedata
from typing import NewType
from urllib.parse import quote, urlsplit

Markdown = NewType("Markdown", str)
"""Text that may be sent: written by us, or made by this module."""

ACTIVE = r"\*_~`|<>@#:[]()-+!"
ESCAPE = re.compile(f"([{re.escape(ACTIVE)}])")
UNESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
LIST_NUMBER = re.compile(r"^(\d+)\.")
ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,30}:/+|(?:www\.)(?=\w)|(?:ptb\.|canary\.)?discord(?:app)?\.(?:gg|io|me|li|com)/|dsc\.gg/)[^\s]*",
    re.IGNORECASE,
)
BREAKS = re.compile(r"[\s\u2028\u2029]+")
ORDINARY = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u201f\u2026\u20ac]*")
"""Latin letters and the usual punctuation: nothing to drop, so that most texts need no look at every character."""
UNSAFE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
JOINERS = "\u200c\u200d"
JOINING_SCRIPTS = (
    "ARABIC", "SYRIAC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN",
)  # fmt: skip
MAX_MARKS = 2
REPLACED_ADDRESS = "[link]"


def clean(text: str) -> str:
    """``text`` on one line, without anything invisible and without web addresses (each becomes "[link]").

    NFC; at most two combining marks follow one letter; joiners stay only between letters of scripts that need them.
    """
    text = BREAKS.sub(" ", unicodedata.normalize("NFC", text))
    if ORDINARY.fullmatch(text):
        return ADDRESS.sub(REPLACED_ADDRESS, text).strip()
    kept: list[str] = []
    marks = 0
    for place, character in enumerate(text):
        category = unicodedata.category(character)
        if category in UNSAFE_CATEGORIES and not (character in JOINERS and _joins(text, place)):
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    # Dropping a character may join what it kept apart, so addresses are looked for and composition is done last.
    joined = BREAKS.sub(" ", unicodedata.normalize("NFC", "".join(kept)))
    return ADDRESS.sub(REPLACED_ADDRESS, joined).strip()


def _joins(text: str, place: int) -> bool:
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(unicodedata.name(c, "").startswith(JOINING_SCRIPTS) for c in around)


def escape(cleaned: str) -> Markdown:
    """A backslash before every character of cleaned text that Discord's Markdown could act on."""
    return Markdown(LIST_NUMBER.sub(r"\1\\.", ESCAPE.sub(r"\\\1", cleaned)))


def unescape(text: str) -> str:
    """What Discord shows of escaped text."""
    return UNESCAPE.sub(r"\1", text)


def safe(text: str, limit: int | None = None) -> Markdown:
    """Any text, cleaned, cut to ``limit`` characters (before escaping, so no escape is cut in half), escaped."""
    cleaned = clean(text)
    if limit is not None and len(cleaned) > limit:
        cleaned = cleaned[: limit - 1].rstrip() + "…"
    return escape(cleaned)


def plain(text: str, limit: int) -> str:
    """Text for places without Markdown (names of choices, labels): cleaned and cut, never empty."""
    cleaned = clean(text)
    return (cleaned if len(cleaned) <= limit else cleaned[: limit - 1].rstrip() + "…") or "-"


def with_focus(text: str, focus: tuple[int, int]) -> Markdown:
    """``text`` with ``text[focus[0]:focus[1]]`` in bold; the rest as context around it."""
    start, end = max(0, min(focus[0], len(text))), max(0, min(focus[1], len(text)))
    if start == 0 and end == len(text):
        return safe(text)
    before, middle, after = safe(text[:start]), safe(text[start:end]), safe(text[end:])
    if not middle or (not before and not after):
        return safe(text)
    return Markdown(" ".join(part for part in (before, f"**{middle}**", after) if part))


def link(url: str | None) -> Markdown | None:
    """A link to a stored http(s) address with its host as the visible words, or None where it is no such address.

    A host with letters outside ASCII is shown in punycode, so that look-alike letters cannot pass for another host.
    """
    if not url or any(unicodedata.category(c) in UNSAFE_CATEGORIES or c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"http", "https"} or parts.username is not None or not re.fullmatch(r"[a-z0-9.-]+", host):
        return None
    place = f"{host}:{port}" if port else host
    path = quote(parts.path, safe="/%~-._")
    query = f"?{quote(parts.query, safe='=&%~-._')}" if parts.query else ""
    return Markdown(f"[{escape(place)}](<{parts.scheme}://{place}{path}{query}>)")
