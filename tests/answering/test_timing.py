import pytest

from bot.answering.candidate import Candidate
from bot.answering.timing import of_another_time


def sentence(text, published=None):
    return Candidate("a", 0, 1, 1, text, 0.5, 0.5, frozenset(), frozenset(), published=published)


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("How many sailed in March?", "Forty sailed in May.", True),
        ("How many sailed in March?", "Forty sailed on March 3 and fifty in May.", False),
        ("How many sailed in March?", "Forty sailed.", False),
        ("How many sailed on 3 March?", "Forty sailed on Jan. 2.", True),
        ("How many sailed in early March?", "Forty sailed in May.", True),
        ("How many sailed in 2021?", "Forty sailed in 2019.", True),
        ("How many sailed in March 2021?", "Forty sailed in March 2019.", True),
        # It may have gone on.
        ("How many have sailed since March?", "By May forty had sailed.", False),
        ("How many sailed after March?", "Forty sailed in May.", False),
        ("How many sailed?", "Forty sailed in May.", False),
        ("How many may sail in March?", "Forty may sail.", False),
    ],
)
def test_another_month_or_year(question, text, another):
    assert of_another_time(question, sentence(text)) is another


@pytest.mark.parametrize(
    ("text", "published", "another"),
    [
        ("Forty sailed.", "2020-12-31", True),
        ("Forty will sail.", "2020-12-31", False),
        ("Money was given for forty to sail in 2021.", "2020-12-31", False),
        ("Forty sailed.", "2021-01-01", False),
        ("Forty sailed.", None, False),
    ],
)
def test_what_appeared_before_the_year_asked_about_tells_of_it_only_ahead(text, published, another):
    assert of_another_time("How many sailed in 2021?", sentence(text, published)) is another
