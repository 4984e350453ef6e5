"""Lines by their own shape: what ends a sentence, what is written like a headline, what reads as prose."""

import re
from functools import cache

import justext

from embeddings import foreign
from embeddings.judged import Line
from embeddings.sentences import split

HEADING_LONGEST = 110
TITLE_LONGEST = 200
PROSE_SHORTEST = 40
JUDGED = 20_000
"""Characters of a paragraph by which jusText judges it: more would say the same, and takes seconds for a book."""

SENTENCE_END = re.compile(r"[.!…;,][\"”’»')\]]*\s*(?:\[\d+\]|[\u2580-\u27bf])?$|[.!?][\"”’»')\]]+$|[;,] (?:and|or)$")
ANNOUNCES = re.compile(
    r"\b(?:said|says|added|wrote|writes|replied|continued|declared|told \w+)"
    r":$|\b(?:the|this) (?:following )?(?:\w+ )?(?:statement|declaration|communiqué|communique):$"
)
"""How a line ends that leads to what somebody says."""
_QUESTION_END = re.compile(r"\?$")
SPOKEN = re.compile(r"\s*(?:[—–―\"“«„‘•·▪◦*]|-\s|[A-Z][\w .]{0,30}:\s|\d{1,2}[.)]\s|[QA]\s*[:.])")
_GOES_ON = re.compile(r"(?:But|And|So|Or|Yet|Then|Because|Really|Seriously|Right)\b[ ,]")

_SMALL = frozenset(
    ("a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "with", "from", "as", "vs")
)
"""Words that stay small in title case."""


def is_prose(line: Line) -> bool:
    """Whether a line reads as a paragraph: it ends a sentence, or is long and full of function words."""
    text = line.text
    if line.unit.lines > 1 or len(text) > TITLE_LONGEST:
        return not _bad_by_justext(text)
    if headline_case(text) and len(text) <= HEADING_LONGEST and not re.search(r"[.!…][\"”’»')\]]*$", text):
        return False
    if SENTENCE_END.search(text):
        return len(text) >= PROSE_SHORTEST or len(text.split()) >= 6
    if _QUESTION_END.search(text):
        return len(text) > HEADING_LONGEST or bool(SPOKEN.match(text)) or len(split(text)) > 2
    return len(text) > HEADING_LONGEST and not _bad_by_justext(text)


def headline_case(text: str) -> bool:
    """Whether most longer words begin with a capital; what a verb before a colon announces is no headline."""
    if text.endswith(":") and text.split()[-1].islower():
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def title_case(words: str) -> bool:
    """Whether a line is in title case, as a heading that ended up in the body: it states nothing."""
    bare = [w for w in re.findall(r"[^\W\d_]+", words) if w.lower() not in _SMALL and len(w) > 1]
    return 4 <= len(bare) <= 25 and all(w[0].isupper() for w in bare)


@cache
def _stop_words() -> frozenset[str]:
    return foreign.stop_words("English")


def _bad_by_justext(text: str) -> bool:
    """Whether jusText takes the line for boilerplate: too few function words for prose, and no sentence end."""
    if SENTENCE_END.search(text) or _QUESTION_END.search(text):
        return False
    text = text[:JUDGED]
    if foreign.script(text) != "LATIN":
        return False
    paragraph = justext.core.Paragraph(_Path())
    paragraph.append_text(text)
    justext.core.classify_paragraphs([paragraph], _stop_words(), stopwords_low=0.15, stopwords_high=0.32)
    return bool(paragraph.cf_class == "bad")


class _Path:
    """What jusText asks of a paragraph's place in a page."""

    dom = "p"
    xpath = "/p"


def said_or_ended(text: str) -> bool:
    """Whether a short line is a sentence, a list item or something said."""
    if SPOKEN.match(text) or _GOES_ON.match(text):
        return len(text.split()) >= 2
    return bool(SENTENCE_END.search(text)) and len(text.split()) >= 2
