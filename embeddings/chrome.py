"""What page furniture looks like: the words and shapes by which a line, or a sentence in one, is not the article.

The patterns are data (``chrome.toml``); shapes that no word gives away (credits, runs of tags, menu bars) are told
here, what a site says to its reader in ``appeals``.
"""

import re
import tomllib
from functools import cache
from importlib import resources

from embeddings import appeals

LONGEST_LINE = 420
"""Longer lines are never furniture by their words."""

LONGEST_INLINE = 300
LONGEST_CAPTION = 700

TAIL_LABELS = ("link list", "about the author", "sharing", "subscription", "appeal", "comments", "press notes")
"""Reasons of lines after which an article may be over."""

CALLS = ("subscription", "appeal")
"""Those that stand within an article too."""

_LIST_MARKS = re.compile(r"^[\s•·▪◦*»>→|–—-]+|[\s|•·»>→]+$")
_BYLINE = re.compile(
    r"(?:(?:Written|Story|Words|Text|Analysis|Opinion|Report) )?(?:[Bb]y|BY|Authors?:?|Author:) "
    r"(?:[A-Z][\w.'’-]+|[A-Z]\.)(?: (?:(?:and|&|de|van|von|al|der|la) )?[A-Z][\w.'’-]*,?){0,8}"
    r"(?:\s*[,|–—-]\s*[^.!?]{2,80})?"
)
_POINTERS = ("▲", "▼", "△", "▽", "↑", "↓", "⬆", "⬇")
_CREDIT_AT_END = re.compile(
    r"(?:[\[(] ?(?:(?:File|Handout|Courtesy)[ :][^\])]{2,80}|(?:[\w.]+ ){0,3}(?:[Pp]hoto|[Ii]mage|[Pp]icture)s?"
    r"(?:(?: (?:by|via|from|courtesy|credit)\b|:)[^\])]{2,80})?) ?[\])]|"
    r"\((?:Chart|Graphic|Map): [^)]{2,100}\)|"
    r"\[(?:File: ?)?[A-Z][\w .'’-]{1,50}(?:/| via )[A-Z][\w .&/'’-]{1,60}\]|"
    r"(?<=[.!?”\"’)] )\([A-Z][\w .'’-]{1,50}(?: ?/ ?|: )(?:[Tt]he )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}\)|"
    r"(?<=[.!?”\"’)] )(?:Photos?|Image|Picture|Photograph|Illustration|Credit|Graphic|Chart|Map)(?: credit)?"
    r"\s*[:|]\s*(?:[^.!?]|(?<=\b[A-Z])\.){2,80}|"
    r"(?<=[.!?”\"’)] )(?:AP|AFP|EPA|Reuters|Getty) (?:Photo|Image)s?\b.{0,60}|"
    r"(?<=[.!?”\"’)] )(?:AP|AFP|EPA|REUTERS|Reuters)/.{2,60}|"
    r"(?<=[.!?”\"’)])\s*Credit\s?(?:\.\.\.|…)\s?[A-Z].{1,80}|"
    r" (?:Photo|Photograph|Illustration|Graphic): [A-Z][\w.'’-]*(?:[ /,&]+[A-Z][\w.'’-]*){0,6}|"
    r"(?<=[.!?”\"’)] )(?:[A-Z][\w.'’-]+ ){1,3}?[A-Z][\w'’-]+, (?:AP|AFP|EPA|Reuters|Getty(?: Images)?)|"
    r"(?<=[.!?”\"’)] )[|/] ?©? ?[A-Z].{2,60})\.?$"
)
_GLUED_TAGS = re.compile(r"[a-z0-9](?=[A-Z][A-Za-z])|[A-Z]{2,}(?=[A-Z][a-z]{2,})")
_SEPARATED = re.compile(r"\s*[|·•»>]\s*|\s{3,}|\t+")
_GLUED_INLINE = re.compile(
    r"(?<=[.!?”\"’)…])\s*(?:(?:READ|SEE|WATCH|ALSO READ|RELATED)(?: MORE| ALSO| NEXT)?\s*[:|>»]\s*\S.{2,200}|"
    r"(?:Read|See) (?:more|also)\s*[:>»…]*|(?:Read|See) (?:more|also)\s*[:|>»]\s*\S.{2,200}|"
    r"(?:Source|Original) link)\s*$"
)

STAMPED_FEWEST = 3
STAMPED_LONGEST = 8
"""Entries of a bar that says when and by whom a piece was made, and words of each."""

_MADE = re.compile(r"\b(?:updated|created|published|posted|modified|edited|written|reported|by)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»?!]")


@cache
def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(resources.files("embeddings").joinpath("chrome.toml").read_text(encoding="utf-8"))
    parts: dict[str, str] = data["parts"]

    def filled(pattern: str) -> str:
        for _ in parts:
            for name, part in parts.items():
                pattern = pattern.replace(f"{{{name}}}", part)
        return pattern

    return {
        reason: re.compile("|".join(f"(?:{filled(pattern)})" for pattern in patterns), re.IGNORECASE)
        for reason, patterns in data[table].items()
    }


def line_reason(line: str) -> str | None:
    """Why a whole line is page furniture, or None. ``line`` has no line break."""
    if not any(character.isalnum() for character in line):
        return "counter"
    if is_caption(line):
        return "caption"
    if appeals.line_is_appeal(line):
        return "appeal"
    if len(line) > LONGEST_LINE:
        return None
    bare = _LIST_MARKS.sub("", line).strip()
    shorn = bare.rstrip(".!…: ")
    if not shorn:
        return "counter"
    for reason, pattern in _patterns("line").items():
        if pattern.fullmatch(bare) or pattern.fullmatch(shorn):
            return reason
    if _BYLINE.fullmatch(shorn):
        return "byline"
    if glued_tags(bare):
        return "tags"
    if stamped(bare):
        return "date line"
    return "navigation" if menu(line) else None


def is_caption(line: str) -> bool:
    """Whether the line points to a picture ("▲ The pier") or ends with its credit ("[Anna Berg/Reuters]")."""
    if len(line) > LONGEST_CAPTION:
        return False
    return line.startswith(_POINTERS) or bool(_CREDIT_AT_END.search(line, max(0, len(line) - 160)))


def glued_tags(line: str) -> bool:
    """Whether the line is a run of tags without spaces between them ("EuropeFeaturedNATO")."""
    if len(line) > 300 or re.search(r"[.!?:;,]\s|[.!?]$", line):
        return False
    joints = len(_GLUED_TAGS.findall(line))
    return joints >= 3 or (joints >= 2 and joints >= 0.5 * line.count(" "))


def menu(line: str) -> bool:
    """Whether the line is a bar of short entries ("Home | World | Sport")."""
    entries = [entry for entry in _SEPARATED.split(line.strip()) if entry]
    return (
        len(entries) >= 3
        and not any(character.isdigit() for character in line)
        and all(len(entry.split()) <= 4 and not entry.endswith((".", "!", "?")) for entry in entries)
    )


def stamped(line: str) -> bool:
    """Whether the line is a bar of short entries, one of which says when or by whom the piece was made."""
    entries = [entry.strip() for entry in line.split("|")]
    if len(entries) < STAMPED_FEWEST or not _MADE.search(line) or _QUOTED.search(line):
        return False
    if any(not entry or len(entry.split()) > STAMPED_LONGEST for entry in entries):
        return False
    stamps = [_patterns("line")[reason] for reason in ("date line", "credit")]
    return any(pattern.fullmatch(entry) for entry in entries for pattern in stamps)


def inline_reason(sentence: str, quoted: bool = False) -> str | None:
    """Why a sentence inside a paragraph is page furniture, or None; ``quoted`` where it stands within a quotation."""
    bare = sentence.strip().strip("()[]")
    if not bare or len(bare) > LONGEST_INLINE:
        return None
    for reason, pattern in _patterns("inline").items():
        if pattern.fullmatch(bare) or pattern.fullmatch(bare.rstrip(".!… ")):
            return reason
    return "appeal" if not quoted and appeals.is_appeal(bare) else None


def glued_at(paragraph: str) -> int | None:
    """Where a link begins that is glued to the paragraph's last sentence, or None."""
    match = _GLUED_INLINE.search(paragraph)
    return match.start() if match and match.start() else None
