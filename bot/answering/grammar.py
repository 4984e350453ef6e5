"""The words of a question by the closed classes of English grammar: what ends a noun phrase, what is a verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from bot.answering.question import AUXILIARIES


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the question."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word without capitals."""
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does, or with a figure."""
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def place(self) -> tuple[int, int]:
        """From which character it stands, up to which."""
        return self.start, self.end


_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*['’]?|[,;:?!()]")


def listed(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


AUXILIARY_WORDS = frozenset(AUXILIARIES.split("|"))
PREPOSITIONS = listed(
    "of in at on for by to with from about among between against under over after before during since "
    "until through into within without as per according because despite near toward towards around behind "
    "up out off down back away aside"
)
DETERMINERS = listed("the a an this that these those its his her their our my your any some every each")
OTHER = listed(
    "and or but not if who whom which what when where why how than then there it he she they we you i him "
    "them us himself herself itself themselves"
)
ADVERBS = listed(
    "also ever never just now first last still yet only next today yesterday tomorrow again so actually very"
)
NAMED = listed(
    "country countries nation nations state states city cities town towns village villages capital place "
    "places region regions province provinces area areas island river company companies firm firms bank "
    "business organisation organization organisations organizations group party parties body institution "
    "agency outlet newspaper club team person persons people man men woman women leader leaders "
    "politician politicians minister ministers president official officials diplomat diplomats expert "
    "experts analyst actor actors side sides ally allies government governments event"
)
"""Nouns that ask for a name: what answers holds the name and seldom the noun."""
TIME_NOUNS = listed("year years month months week weeks day days time times")
LIGHT = listed(
    "be been being have had has having do did done does make makes made take takes took taken get gets "
    "got give gives gave given go goes went gone come comes came hold holds put set keep kept let become "
    "becomes became happen happens happened seem seems seemed mean means involve need needs want wants "
    "wanted use used say says said tell tells told think thinks thought believe believes believed expect "
    "expects expected run runs ran play plays played stand stands stood break breaks broke broken hit "
    "hits turn turns turned bring brings brought carry carries carried work works worked call calls "
    "called show shows showed shown find finds found look looks looked lie lies lay sit sits sat speak speaks spoke"
)
"""Verbs that say little by themselves: what answers may as well use another one."""
HAPPENS = listed(
    "held take takes taken happen happened begin begun began start started end ended resume resumed occur occurred"
)
"""Verbs by which an event is said to be: what is asked about is the event."""
PARTICLES = listed("up out off down back away aside over on in")
"""What makes of a verb before it another one: "signed up", "sit down"."""
LIGHT_OBJECTS = listed("part place")
"""... and what says no more with them: "took part"."""
IRREGULAR = listed(resources.files("bot.answering").joinpath("data/irregular.txt").read_text(encoding="utf-8"))
"""Past forms that do not end in "ed"."""
BE = listed("is are was were")
PAST = listed("was were had did been")
"""... of auxiliaries."""


def words_of(question: str) -> list[Word]:
    """The words and punctuation marks of a question."""
    return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(question)]


def finite(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a past form, and so the verb of the noun before it."""
    if at >= len(words) or words[at].capital:
        return False
    lower = words[at].lower
    return len(lower) > 3 and (lower.endswith("ed") or lower in IRREGULAR)


def ends(words: Sequence[Word], at: int) -> bool:
    """Whether a noun phrase ends before a word, or the question does."""
    if at >= len(words) or not words[at].text[0].isalnum():
        return True
    lower = words[at].lower.removesuffix("n't").removesuffix("n’t")
    return lower in AUXILIARY_WORDS | PREPOSITIONS | DETERMINERS | OTHER | ADVERBS
