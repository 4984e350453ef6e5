"""Numbers, measures, shares and times: whether a question asks for one, and whether a sentence holds one."""

import re

_LASTING_SO = r"long (?:did|do|does|will|would|could|can|should|might)\b"
MEASURED_HOW = rf"how (?:old\b|(?:long|far|tall|high|deep|wide) (?:is|are|was|were)\b|{_LASTING_SO})"
"""How a measure is asked for; "how long has it lasted?" may be answered by a date, "how far has it got?" by words."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATES = re.compile(
    rf"\b(?:(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})|"
    r"(?:19|20)\d\d(?:s|th)?|\d{1,2}(?:st|nd|rd|th))\b"
)
NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_NUMBERS = re.compile(
    rf"\d|\b(?:{NUMBER_WORDS}|"
    r"dozens?|scores|hundreds?|thousands?|"
    r"millions?|billions?|trillions?|half|third|quarter|twice|double|none|no one|nobody)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?:{MONTHS}|{DAYS}|(?:19|20)\d\d|today|yesterday|tomorrow|tonight|"
    r"weeks?|months?|years?|days?|hours?|spring|summer|autumn|fall|winter|after|before|until|since|during|once|soon|"
    r"recently|earlier|later|previously|now|when|as soon as|\d{1,2}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)


def states_quantity(sentence: str) -> bool:
    """Whether a sentence holds a number other than a date."""
    return bool(_NUMBERS.search(undated(sentence)))


def undated(sentence: str) -> str:
    """A sentence with its dates blotted out."""
    return _DATES.sub(lambda date: " " * len(date.group()), sentence)


_SEVERAL_HIGH = r"how high (?:are|were)\b"
_MEASURE = re.compile(rf"\b(?!{_SEVERAL_HIGH}){MEASURED_HOW}", re.IGNORECASE)
_HIGH = re.compile(rf"\b{_SEVERAL_HIGH}", re.IGNORECASE)
_UNITS = (
    r"(?:miles?|kilomet\w+|km|met(?:er|re)s?|feet|foot|yards?|inch(?:es)?|acres?|hectares?|"
    r"decades?|years?|months?|weeks?|days?|hours?|minutes?)\b"
)
_UNIT = re.compile(rf"\b{_UNITS}", re.IGNORECASE)
_SEVERAL = r"\b(?:several|many|few|couple of|entire|whole|all|half an?|for|over|within|another)"
"""What stands before a unit in the place of a number: "several hours", "for years"."""
_MEASURED = re.compile(
    rf"(?:\d[\d,.]*|{_SEVERAL}|" + _NUMBERS.pattern.removeprefix(r"\d|") + r")[\s-]+(?:square |nautical )?" + _UNITS,
    re.IGNORECASE,
)
_LASTED = re.compile(rf"{_MEASURED.pattern}(?! ?(?:before|after|ago|later|earlier|prior|from now|into)\b)", re.I)
"""... and no point in time: "two days before the summit" says nothing of how long it lasted."""
_LASTING = re.compile(r"\b(?:until|till|indefinite\w*|forever|permanent\w*|as long as)\b", re.IGNORECASE)
_LONG = re.compile(r"\bhow long\b", re.IGNORECASE)
_HOW_LONG = re.compile(rf"\bhow {_LASTING_SO}", re.IGNORECASE)


def asks_measure(question: str) -> bool:
    """Whether a question asks for a length, height, depth, age or duration."""
    return bool(_MEASURE.search(question))


def asks_how_high(question: str) -> bool:
    """Whether it is asked how high several are: losses and prices have any number, one tower has metres."""
    return bool(_HIGH.search(question))


def states_measure(sentence: str, question: str = "") -> bool:
    """Whether a sentence holds a number with a unit of length or time; till when, where ``question`` is how long."""
    measured = _LASTED if _LONG.search(question) else _MEASURED
    return bool(measured.search(sentence) or (_HOW_LONG.search(question) and _LASTING.search(sentence)))


def counts_units(question: str) -> bool:
    """Whether a question counts a unit of length or time: "how many hours"."""
    return bool(_UNIT.search(question))


def states_count(sentence: str) -> bool:
    """Whether a sentence holds a number other than a date, a length or a time: not "within 24 hours"."""
    return states_quantity(_MEASURED.sub(" ", sentence))


_SHARE = re.compile(r"\bhow much of\b|\b(?:share|percentage|proportion|part) of\b", re.IGNORECASE)
_SHARES = re.compile(
    r"%|\bper ?cent\b|\bpercentage\b|"
    r"\b(?:half|thirds?|quarters?|(?:four|fif|six|seven|eigh|nin|ten)ths?|most|majority)\b",
    re.IGNORECASE,
)


def asks_share(question: str) -> bool:
    """Whether a question asks how large a part of something is."""
    return bool(_SHARE.search(question))


def states_share(sentence: str) -> bool:
    """Whether a sentence holds a share: a percentage or a fraction."""
    return bool(_SHARES.search(sentence))


def states_time(sentence: str) -> bool:
    """Whether a sentence holds an expression of time."""
    return bool(_TIMES.search(sentence))


_ON_WHAT_DAY = re.compile(r"\b(?:what|which) (?:date|day|month|year)\b", re.IGNORECASE)
_CALENDAR_TIME = re.compile(
    rf"\b(?:{MONTHS}|{DAYS}|(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)|today|yesterday|tomorrow|tonight)\b",
    re.IGNORECASE,
)


def asks_day(question: str) -> bool:
    """Whether a question asks for a date, day, month or year: "soon" and "before the vote" are none."""
    return bool(_ON_WHAT_DAY.search(question))


def states_day(sentence: str) -> bool:
    """Whether a sentence holds a day, month or year."""
    return bool(_CALENDAR_TIME.search(sentence))


_AHEAD = re.compile(r"^\W*(?:(?:by|from|until|till) )?(?:when|where) (?:will|shall)\b", re.IGNORECASE)
_LOOKS_AHEAD = re.compile(
    r"\b(?:will|shall|would|going to|(?:is|are) to|to be|next|upcoming|coming|soon|tomorrow|tonight|later|until|till|"
    r"plan(?:s|ned|ning)?|schedul\w+|due (?!to\b)|set (?:to|for)|expect\w*|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|"
    r"intend\w*|"
    r"(?-i:may)|might|could|should|must|propos\w+|promis\w+|agreed to|deadline|within|"
    rf"by (?:the (?:end|middle|start|beginning)|next|mid|late|early|\d|{MONTHS}))\b|[’']ll\b",
    re.IGNORECASE,
)


def asks_ahead(question: str) -> bool:
    """Whether a question asks when or where something is still to come: "when will the talks resume?"."""
    return bool(_AHEAD.search(question))


def looks_ahead(sentence: str) -> bool:
    """Whether a sentence speaks of what is to come, by its verb or its time: what only happened does not."""
    return bool(_LOOKS_AHEAD.search(sentence))
