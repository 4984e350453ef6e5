"""Sentences in which a site speaks to its reader of itself: calls to subscribe, requests for consent, offers.

No phrase is listed. A sentence is weighed by what it is made of: an order or question that opens it, words for the
reader and for the site, and things that sites speak of (``appeals.toml``).
"""

import re
import tomllib
from functools import cache
from importlib import resources

from embeddings.sentences import split

LONGEST_SENTENCE = 420
LONGEST_LINE = 1000
ENOUGH = 3.0
"""Weight of a sentence that is an appeal wherever it stands."""

SHORT_LINE = 260
ENOUGH_IN_SHORT_LINE = 2.0
"""Mean weight of the sentences of a short line that holds nothing else."""

FRAGMENT = 2
"""A sentence of so few words ("Delivered free.") says nothing by itself."""

OFFER_LONGEST = 8
"""Words of a bare price ("Only $1 for 4 weeks.")."""

_PRICE = re.compile(r"[$€£¥] ?\d")
_QUOTES = re.compile(r"[\"“”„«»]")
_REPORTED = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:said|told|asked|wrote)\b|"
    r"\b(?:says|saying|added|according to|argued|warned|shouted|replied)\b",
    re.IGNORECASE,
)
"""What others say; what the writer wrote is of the piece itself."""
_GLUED_ICON = re.compile(r"^[a-z]+(?:[-_][a-z]+)+(?=[A-Z])")
_MARKS = re.compile(r"^[\s•·▪◦*_>→|–—-]+")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    data = tomllib.loads(resources.files("embeddings").joinpath("appeals.toml").read_text(encoding="utf-8"))
    joined = "|".join(f"(?:{pattern})" for pattern in data[kind])
    return re.compile(joined if kind == "calls" else rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def weight(sentence: str) -> float:
    """How much of a sentence is a site's appeal to its reader; nothing without a thing that sites speak of."""
    bare = _bare(sentence)
    strong = len({match.group().lower() for match in _pattern("strong").finditer(bare)})
    weak = len({match.group().lower() for match in _pattern("weak").finditer(bare)})
    if not strong and not weak:
        return 0.0
    call = bool(_pattern("calls").match(bare))
    reader = bool(_pattern("reader").search(bare))
    site = bool(_pattern("site").search(bare))
    if not (call or reader or site):
        return min(strong, 1) * 1.0
    return call + reader + site + 2.0 * min(strong, 2) + 0.5 * min(weak, 2)


def orders(sentence: str) -> bool:
    """Whether a sentence begins as what a site asks of its reader does."""
    return bool(_pattern("calls").match(_bare(sentence)))


def _bare(sentence: str) -> str:
    """A sentence without the marks and icons before it."""
    return _GLUED_ICON.sub("", _MARKS.sub("", sentence))


def is_appeal(sentence: str) -> bool:
    """Whether a sentence is an appeal by itself; what somebody says is none."""
    if len(sentence) > LONGEST_SENTENCE or _QUOTES.search(sentence):
        return False
    # Most sentences speak to nobody, which is sooner told than what they speak of.
    bare = _bare(sentence)
    if not (_pattern("calls").match(bare) or _pattern("reader").search(bare) or _pattern("site").search(bare)):
        return False
    if _REPORTED.search(sentence):
        return False
    return bool(_pattern("strong").search(sentence)) and weight(sentence) >= ENOUGH


def mean_weight(line: str) -> float:
    """The mean weight of a line's sentences; nothing where somebody is quoted."""
    if _QUOTES.search(line) or _REPORTED.search(line):
        return 0.0
    weights = [weight(line[low:high]) for low, high in split(line)]
    return sum(weights) / len(weights) if weights else 0.0


def line_is_appeal(line: str) -> bool:
    """Whether a whole line is the site speaking: one sentence beyond doubt, and none of anything else."""
    if len(line) > LONGEST_LINE or _QUOTES.search(line) or _REPORTED.search(line):
        return False
    sentences = [line[low:high] for low, high in split(line)]
    if any(is_appeal(sentence) for sentence in sentences) and all(map(_addresses, sentences)):
        return True
    weights = [weight(sentence) for sentence in sentences if len(sentence.split()) > FRAGMENT]
    return (
        bool(weights)
        and len(line) <= SHORT_LINE
        and bool(_pattern("strong").search(line) or _pattern("site").search(line))
        and min(weights) >= 1
        and sum(weights) >= ENOUGH_IN_SHORT_LINE * len(weights)
    )


def _addresses(sentence: str) -> bool:
    """Whether a sentence may belong to an appeal: it speaks to the reader or of the site, or is a word or two."""
    words = len(sentence.split())
    return (
        words <= FRAGMENT
        or (words <= OFFER_LONGEST and bool(_PRICE.search(sentence)))
        or bool(_pattern("calls").match(sentence))
        or any(_pattern(kind).search(sentence) for kind in ("reader", "site", "strong", "weak"))
    )
