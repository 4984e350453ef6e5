"""Who the record knows besides the configuration, and how actors are found by what is typed."""

from pathlib import Path

import pytest

from bot.actors.registry import Registry
from bot.ledger.recorded import RecordedActors
from bot.record.positions import Voice

CONFIG = Path(__file__).resolve().parents[2] / "config"

VOICES = [
    Voice("andrei-sushentsov", "Andrei Sushentsov", "analyst", 3),
    Voice("andrey-sushentsov", "Andrey Sushentsov", "analyst", 1),
    # Under a state, as the article says, and once more as nobody's official.
    Voice("denmark", "Jens Hansen", "official", 2),
    Voice("jens-hansen", "Jens Hansen", "analyst", 1),
    Voice("freedonia", "the government of Freedonia", "institution", 1),
    Voice("freedonia", "Rufus Firefly", "official", 2),
    Voice("russia", "Sergei Lavrov", "official", 9),
    Voice("unattributed", None, "unattributed-reporting", 20),
]


@pytest.fixture(scope="module")
def actors():
    return RecordedActors(Registry.load(CONFIG / "actors.toml"), VOICES)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Andrei Sushentsov", "andrei-sushentsov"),
        ("ANDREY SUSHENTSOV", "andrei-sushentsov"),
        ("andrey-sushentsov", "andrei-sushentsov"),
        ("jens hansen", "jens-hansen"),
        ("Freedonia", "freedonia"),
        # Who is configured, in any case.
        ("russia", "russia"),
        ("united STATES", "united-states"),
        ("sergei lavrov", "sergei-lavrov"),
        ("Sushentsov", None),
        ("", None),
    ],
)
def test_looked_up_by_any_spelling_in_any_case(actors, typed, found):
    assert actors.lookup(typed) == found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sush", "andrei-sushentsov"),
        ("andr", "andrei-sushentsov"),
        ("Andrey Sush", "andrei-sushentsov"),
        ("firefly", "rufus-firefly"),
        ("freed", "freedonia"),
        ("hansen", "jens-hansen"),
        ("zelen", "volodymyr-zelensky"),
    ],
)
def test_found_by_the_beginning_of_a_word(actors, typed, first):
    assert actors.find(typed)[0].id == first


def test_spellings_are_one_with_the_name_that_is_written_most(actors):
    one = actors.get("andrey-sushentsov")
    assert (one.id, one.name, one.times) == ("andrei-sushentsov", "Andrei Sushentsov", 4)
    assert one.actors == {"andrei-sushentsov", "andrey-sushentsov"}
    assert one.speakers == {"Andrei Sushentsov", "Andrey Sushentsov"}
    assert [found.id for found in actors.find("sushentsov")] == ["andrei-sushentsov"]


def test_a_person_is_one_whomever_the_words_count_for(actors):
    one = actors.get("jens-hansen")
    assert (one.actors, one.speakers, one.times) == ({"jens-hansen"}, {"Jens Hansen"}, 3)
    minister = actors.get("rufus-firefly")
    assert (minister.actors, minister.speakers) == (frozenset(), {"Rufus Firefly"})
    assert actors.get("freedonia").speakers == frozenset()


def test_a_name_is_shown_as_it_is_written(actors):
    assert actors.name("rufus-firefly") == "Rufus Firefly"
    assert actors.name("russia") == "Russia"
    assert actors.name("never-heard-of") == "Never Heard Of"


def test_nothing_typed_offers_those_with_most_positions(actors):
    assert [(one.id, one.times) for one in actors.find("", 4)] == [
        ("russia", 9),
        ("sergei-lavrov", 9),
        ("andrei-sushentsov", 4),
        ("freedonia", 3),
    ]
    assert actors.find("?!") == []
