"""Whether a sentence stands alone: a reader who sees nothing before it knows who and what it speaks of.

The words are in ``data/alone.toml``.
"""

import re
from pathlib import Path

from bot.settings import read_toml

DATA = Path(__file__).parent / "data" / "alone.toml"
NOUN_BEFORE = 3
"""From so many words on something has been named that "they" and "it" may stand for."""

_LISTS = {name: [word.strip() for word in words.split(",")] for name, words in read_toml(DATA).items()}


def _any(name: str) -> str:
    return f"(?:{'|'.join(_LISTS[name])})"


_SHORT = r"(?:['’](?:m|s|d|ll|re|ve))?(?![\w-])"
"""What may be joined to a pronoun, and its end."""
_AUXILIARY = r"(?:is|was|will|would|could|should|may|might|had|has|does|did)"

_HANGING = re.compile(rf"(?:{_any('connectives')}|{_any('opening_pointers')})(?![\w-])|{_any('before_comma')},", re.I)
_PRONOUN = re.compile(rf"(?!(?:this|these|those) {_any('pointed_at_now')}\b){_any('pronouns')}{_SHORT}", re.I)
_OWN_PRONOUN = re.compile(_any("own_pronouns") + _SHORT, re.I)
_EXPLETIVE = re.compile(
    r"it(?:['’]s| is| was| will be| would be| has been| should be| must be| is not| would not be| will not be) "
    r"(?:[\w’'-]+ ){0,4}(?:that|to|for|whether)\b",
    re.I,
)
_BARE_THING = re.compile(
    rf"The (?!{_any('known_things')}\b)(?:(?:new|old|current|present|proposed|planned) )?(?P<thing>[a-z]+) "
    rf"{_any('of_a_thing')}\b"
)
_JOINING_AMID = re.compile(rf"[^,;:]{{1,80}}, {_any('joining_amid')},", re.I)
_UNINTRODUCED = re.compile(
    rf"(?<![\w-])[Tt]he (?:[A-Z][a-z]+ )?(?P<thing>{_any('introduced')})"
    rf"(?=[,.;:!?)”\"]|$| [“\"]?(?:{_any('of_a_thing')}|{_any('joints')})\b)"
)
_POINTING = re.compile(
    rf"\b(?:this|these|those)(?! {_any('pointed_at_now')}\b)(?= [a-z])|\bthat {_any('things_told')}\b|\bsuch (?!as\b)"
    rf"|\bthe (?:latter|former|aforementioned|above|said|same)\b|\b(?:the two|the three|both) {_any('pairs')}\b"
    r"|\b(?:of|to|for|by|with|on|from|\w+(?:ies|ied|ts|ted|ms|med|ses|ed)) (?:this|that|these|those)\b(?=[,.;”\"]|$)"
    r"|\bthere[.!?”\"]*$",
    re.I,
)
_ONE_MORE = re.compile(
    r"(?:An?|The) (?:equally |no less )?(?:important|similar|further|second|third|last|final|next) "
    r"(?:example|instance|case|point|reason|step|problem|question)\b(?! (?:of|in|for)\b)",
    re.I,
)
"""One more of what the sentence before had one of."""
_POINTING_OUTSIDE = re.compile(
    rf"\b(?:[Tt]his|[Tt]hat) {_AUXILIARY}\b"
    r"|(?<!\bif )(?<!since )(?<!until )(?<!back )(?<!by )(?<!and )(?<!, )\bthen\b(?!-)"
)
_PERSON = re.compile(r"(?<![\w’'-])(?:he|she|him|her|his|hers|himself|herself)(?![\w-])", re.I)
_SEVERAL = re.compile(r"(?<![\w’'-])(?:they|them|their|theirs|themselves|it|its|itself)(?![\w-])", re.I)
_ROLE = re.compile(rf"\b[Tt]he (?i:{_any('roles')})(?! (?:of|for|in|from|at|to)\b)(?![\w-]| [A-Z])")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_NAME = re.compile(r"\b[A-Z][\w’'-]*[a-z]\w*|\b[A-Z]{2,}\b|\b(?:[A-Z]\.){2,}")
_NO_NAMES = frozenset(_LISTS["no_names"])
_MARKS = "“\"«‘'"


def stands_alone(sentence: str) -> bool:
    """Whether a sentence, with its quotations, needs nothing before it.

    It does where it opens with a dash, a connective, a pronoun or in lower case, where it points back ("this idea",
    "the latter", "the plan" of which nothing is said), and where a pronoun or a bare "the minister" comes before any
    name it may stand for.
    """
    words = sentence.strip()
    bare = _QUOTED.sub(lambda quoted: "“" + " " * (len(quoted[0]) - 1), words)
    return bool(words) and not (_hangs(words) or _points_back(words, bare))


def names_what_follows(first: str, sentence: str) -> bool:
    """Whether a sentence that opens with a bare thing ("The backbone will be Norway") finds it in the one before."""
    thing = _BARE_THING.match(sentence.strip().lstrip(f"{_MARKS}(… "))
    return thing is None or _introduced(thing["thing"], first)


def _hangs(words: str) -> bool:
    opening = words.lstrip(f"{_MARKS}(… ")
    if not opening or opening[0] in "—–-" or opening[0].islower():
        return True
    if any(pattern.match(opening) for pattern in (_HANGING, _BARE_THING, _ONE_MORE)):
        return True
    if _PRONOUN.match(opening) and not _EXPLETIVE.match(opening):
        return True
    return words[0] not in _MARKS and _OWN_PRONOUN.match(opening) is not None


def _introduced(thing: str, before: str) -> bool:
    """Whether the words before "the plan" speak of one."""
    return re.search(rf"\b{re.escape(thing.rstrip('s'))}", before, re.I) is not None


def _points_back(words: str, bare: str) -> bool:
    if _POINTING.search(words) or _POINTING_OUTSIDE.search(bare) or _JOINING_AMID.match(bare):
        return True
    if any(not _introduced(thing["thing"], words[: thing.start()]) for thing in _UNINTRODUCED.finditer(words)):
        return True
    names = (match.start() for match in _NAME.finditer(bare) if match[0].casefold() not in _NO_NAMES)
    named = min(names, default=len(bare))
    for pattern in (_PERSON, _ROLE):
        found = pattern.search(bare)
        if found is not None and found.start() < named:
            return True
    several = _SEVERAL.search(bare)
    if several is None or _EXPLETIVE.match(bare, several.start()):
        return False
    return len(bare[: several.start()].split()) < NOUN_BEFORE
