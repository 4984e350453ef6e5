"""What several speak of in several articles is proposed, under the words that they use for it."""

import pytest

from bot.actors.registry import Registry
from bot.drafting.terms import Terms
from bot.grammar.parser import parse


@pytest.fixture(scope="module")
def world():
    return Registry.load(None)


def proposed(world, *said, bodies=()):
    terms = Terms(world)
    for (speaker, text), doc in zip(said, parse([text for _, text in said]), strict=True):
        terms.hear(doc[:], speaker, f"article of {speaker}", text)
    return terms.proposals(bodies)


def test_the_words_before_a_noun_are_part_of_it_where_they_mostly_stand_there(world):
    (one,) = proposed(
        world,
        ("A", "The congestion charge is unfair."),
        ("B", "We want a congestion charge."),
        ("C", "Drop the charge!"),
    )
    assert (one.words, one.others, one.articles) == ("congestion charge", ("charge",), 3)
    assert one.examples == (("A", "The congestion charge is unfair."), ("B", "We want a congestion charge."))


def test_one_noun_with_many_words_before_it_stands_alone(world):
    (one,) = proposed(
        world, ("A", "The stone bridge fell."), ("B", "A toll bridge is needed."), ("C", "The bridges must go.")
    )
    assert one.words == "bridge"


@pytest.mark.parametrize(
    "text",
    [
        "The minister met the parliament.",
        "It took ten years and three million euros.",
        "Germany and Berlin agreed on Monday.",
        "It is a matter of time.",
    ],
)
def test_who_speaks_times_and_places_are_no_issues(world, text):
    assert proposed(world, ("A", text), ("B", text)) == []


def test_what_only_one_speaks_of_and_what_bodies_are_called_by_is_none(world):
    assert proposed(world, ("A", "The dam leaks."), ("A", "The dam must go.")) == []
    assert proposed(world, ("A", "The dam leaks."), ("B", "The dam must go."), bodies={"dam"}) == []
