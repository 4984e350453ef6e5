"""Paragraphs in another voice than the article's: a site that speaks to its reader, or a reader who speaks.

News is told of others. Where hardly any paragraph of a text says "I", "we" or "you" but in quotation marks, one that
does and that shares no words with the rest is not the article's. No phrase is listed.
"""

import re

from embeddings.judged import Line
from embeddings.kinship import kinship
from embeddings.prose import JUDGED, SPOKEN

FEWEST = 5
"""Paragraphs that share their words from which those alone tell a text's voice, and any from which it has one."""

KIN = 0.25
"""A paragraph of which the rest speaks that much is the article's."""

RARE = 0.1
"""The share of an article's paragraphs in a voice, under which that voice is not the article's."""

RARE_BESIDE_OTHERS = 0.05
KIN_BESIDE_OTHERS = 0.12
"""The same where the article speaks in one of the others: an essay may turn to its reader once."""

SPEAKERS = 3
"""So many lines that begin with a speaker's name are a conversation."""

LONGEST = 700
"""A longer paragraph is not judged."""

_VOICES = {
    "I": re.compile(r"(?<!War )\bI(?:[’'](?:m|ve|ll|d))?(?= [a-z])|\b(?:[Mm]e|[Mm]y|[Mm]yself)\b"),
    "we": re.compile(r"\b(?:[Ww]e|[Oo]urs?|[Uu]s|[Oo]urselves)\b"),
    "you": re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Yy]ourself)\b"),
}
_HEARD = re.compile(r"\b(?:told|tells|telling|assured|informed) (?:us|me)\b")
"""By whom an article has it: "X told us" is told as "X said" is."""
_QUOTE_MARK = re.compile(r"[\"“”„«»]|''")
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘'](?=\w)[^\n]{3,300}?(?<=[\w.,!?…])[’'](?!\w)")
_NAMED = re.compile(r"\s*[A-Z][\w.'’-]*(?:,? [\w.'’-]+){0,4}:\s")
_DASHED = re.compile(r"\s*[—–―“\"«„‘-]")


def judge_voices(lines: list[Line]) -> None:
    """Set apart the short paragraphs that speak in a voice that is not the article's, and that are no kin to it."""
    body = [line for line in lines if line.kind == "body"]
    spoken = _spoken([line.text for line in body])
    # What a colon announces is said, quotation marks or not.
    spoken = [mute or above.endswith(":") for mute, above in zip(spoken, ["", *(x.text for x in body)], strict=False)]
    voices = [frozenset() if mute else voices_of(line.text) for line, mute in zip(body, spoken, strict=True)]
    if not any(voices):
        return
    shares = kinship([line.stems for line in body], [line.stems for line in lines if line.kind == "heading"])
    core = [voice for voice, share in zip(voices, shares, strict=True) if share >= KIN]
    if len(core) < FEWEST:
        core = voices
    # Where but one paragraph speaks so at all, it speaks in no voice of the others, however few these are.
    itself = sum(map(bool, voices)) == 1
    if len(core) < FEWEST:
        return
    counted = {name: sum(name in voice for voice in core) for name in _VOICES}
    itself = itself and max(counted.values()) >= RARE * len(core)
    usual = {name: 0.0 if itself else count / len(core) for name, count in counted.items()}
    silent = max(usual.values()) < RARE
    rare, kin = (RARE, KIN) if silent and not itself else (RARE_BESIDE_OTHERS, KIN_BESIDE_OTHERS)
    for line, voice, share in zip(body, voices, shares, strict=True):
        if share < kin and len(line.text) <= LONGEST and any(usual[name] < rare for name in voice):
            line.set_apart("another voice")


def voices_of(text: str) -> frozenset[str]:
    """The persons in which a paragraph speaks outside quotation marks: "I", "we", "you"."""
    told = _HEARD.sub(" ", " ".join(_QUOTE_MARK.split(text[:JUDGED])[::2]))
    if not any(pattern.search(told) for pattern in _VOICES.values()):
        return frozenset()
    told = _SINGLE_QUOTED.sub(" ", told)
    return frozenset(name for name, pattern in _VOICES.items() if pattern.search(told))


def said(text: str) -> bool:
    """Whether a paragraph begins as what somebody says does: with a dash, a quotation mark, or its speaker."""
    return bool(SPOKEN.match(text) or _NAMED.match(text))


def _spoken(texts: list[str]) -> list[bool]:
    """For each paragraph, whether it is something said; fewer names than a conversation has speakers are labels."""
    named = [bool(_NAMED.match(text)) for text in texts]
    conversation = sum(named) >= SPEAKERS
    return [bool(_DASHED.match(text)) or (conversation and name) for text, name in zip(texts, named, strict=True)]
