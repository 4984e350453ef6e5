from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.spelling import Speller, english_words, rare_words, sound

WORDS = """
minister ministers ministry countries country without pledged many september governor which visited security
guarantees lavrov zelensky zakharova loshkarev mark troops deploy doctor lesson market target said made rutte
ukraine poland norway istanbul corporal
"""
RECORD = dict.fromkeys(WORDS.split(), 5)
NAMES = frozenset(
    {"september", "lavrov", "zelensky", "zakharova", "loshkarev", "mark", "rutte", "ukraine", "poland", "istanbul"}
)
SPELLER = Speller(RECORD, NAMES, english_words())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wich minster visted", "which minister visited"),
        ("how mny countires pledgd in septmber", "how many countries pledged in september"),
        ("withot troops", "without troops"),
        # The record has "visited".
        ("did they vissit", "did they visit"),
        ("the govenor", "the governor"),
        ("securty guarentees", "security guarantees"),
        ("What did Lawrow say?", "What did Lavrov say?"),
        ("Zelenskyi, Zelenskiy and Selensky", "Zelensky, Zelensky and Zelensky"),
        ("Selenskyj and Sacharowa", "Zelensky and Zakharova"),
        ("what does sacharowa say", "what does zakharova say"),
        ("Loshkaryov", "Loshkarev"),
        # English knows "Marc", and the record "Mark Rutte".
        ("What did Marc Rutte say?", "What did Mark Rutte say?"),
        ("a Putin-Zelenskyi meeting", "a Putin-Zelensky meeting"),
        ("Istanbull's talks", "Istanbul's talks"),
        ("MINSTER", "MINISTER"),
        ("trops in Ukrain", "troops in Ukraine"),
    ],
)
def test_slips_are_repaired(written: str, meant: str) -> None:
    repaired, repairs = SPELLER.repair(written)
    assert repaired == meant
    assert all(one in written and other in meant for one, other in repairs)


@pytest.mark.parametrize(
    "question",
    [
        "What is the weather in Lisbon tomorrow?",
        "Why does my docker container exit with code 137?",
        "bitcoin price today",
        "How can I get a red wine stain out of a carpet?",
        "who sad putin",
        "Recommend a good science fiction novel.",
        "How many soldiers did Estonia and Sweden send?",
        "Did Holland or Norwich answer?",
        "Rotterdam, Rutgers, Polish, Turkey",
        "Marc said so",
        "John Rutte",
        "rockets and doctors lessened",
        "EU NATO IMF BRICS",
        "x86 covid19 3rd",
        "le gouvernement a dit que",
        "",
    ],
)
def test_correct_words_that_the_record_lacks_stay(question: str) -> None:
    assert SPELLER.repair(question) == (question, ())


def test_english_words_are_there() -> None:
    words = english_words()
    assert {"lisbon", "carpet", "weather"} <= words
    assert not {"minster", "withot", "countires"} & words


LIKE_RARE = "exact cloth empire sharon unfolded wealthiest west show minister government chairman range"
RARE = Speller(
    dict.fromkeys(LIKE_RARE.split(), 5),
    frozenset({"sharon"}),
    english_words(),
    rare_words,
)


@pytest.mark.parametrize("case", [str, str.upper, str.capitalize])
@pytest.mark.parametrize(
    "word", ["enact", "clot", "expire", "unfounded", "wealthier", "sow", "chairwoman", "Sharpton", "Rangel"]
)
def test_rare_words_are_not_read_as_others(word: str, case: Callable[[str], str]) -> None:
    assert RARE.repair(case(word)) == (case(word), ())


@pytest.mark.parametrize(
    ("written", "meant"), [("minster", "minister"), ("goverment", "government"), ("minsiter", "minister")]
)
def test_rare_words_may_be_slips(written: str, meant: str) -> None:
    assert RARE.repair(written)[0] == meant


@pytest.mark.parametrize(("one", "other"), [("lavrov", "lawrow"), ("zelensky", "zelenskyy"), ("kharkiv", "harkiv")])
def test_spellings_of_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(st.lists(st.sampled_from(sorted(RECORD))).map(" ".join))
def test_words_of_the_record_are_never_touched(question: str) -> None:
    assert SPELLER.repair(question) == (question, ())


@given(st.text())
def test_any_question_comes_back(question: str) -> None:
    repaired, repairs = SPELLER.repair(question)
    assert (repaired == question) == (not any(one != other for one, other in repairs))
