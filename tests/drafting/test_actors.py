"""Who is written down as what: tables of speakers and titles as articles give them."""

import pytest

from bot.actors.registry import Registry
from bot.drafting.actors import Entries, Entry, without_contradictions
from bot.drafting.voices import Voices
from bot.record.statement import Statement


@pytest.fixture(scope="module")
def world():
    return Registry.load(None)


def said(speaker, title=None, article="a"):
    return Statement(
        article=article, speaker=speaker, resolved=True, mention=None, speaker_title=title, cue="said", cue_span=None,
        spans=((0, 1),), start=0, end=1, paragraph=1, kind="indirect",
    )  # fmt: skip


def entries(world, *statements, text=""):
    voices = Voices()
    for statement in statements:
        voices.hear(statement, world)
    return {entry.values["id"]: entry for entry in Entries(voices, world, text).all()}


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("director of the Kell River Board", {"speaks_for": "kell-river-board", "roles": [{"title": "director"}]}),
        ("the Kell River Board's spokesman", {"speaks_for": "kell-river-board", "roles": [{"title": "spokesman"}]}),
        ("Norwegian Fisheries Minister", {"speaks_for": "norway", "roles": [{"title": "Fisheries Minister"}]}),
        ("fisheries minister of Norway", {"speaks_for": "norway", "roles": [{"title": "fisheries minister"}]}),
        ("its chairwoman", {"roles": [{"title": "chairwoman"}]}),
        ("the board's chairwoman", {"roles": [{"title": "chairwoman"}]}),
        ("Mayor", {"roles": [{"title": "Mayor"}]}),
        ("a hydrologist and researcher at the University of Kell",
         {"affiliation": "hydrologist and researcher at the University of Kell"}),
        ("former director of the Kell River Board", {"affiliation": "former director of the Kell River Board"}),
        (None, {}),
    ],
)  # fmt: skip
def test_a_title_says_for_whom_somebody_speaks(world, title, values):
    found = entries(world, said("Anna Berg", title), said("Anna Berg", title, "b"))
    assert found["anna-berg"].values == {"id": "anna-berg", "name": "Anna Berg", "kind": "person", **values}
    assert ("kell-river-board" in found) == (values.get("speaks_for") == "kell-river-board")


def test_the_title_that_says_most_is_taken(world):
    found = entries(
        world, said("Anna Berg", "its director"), said("Anna Berg", "its director"),
        said("Anna Berg", "director of the Kell River Board"),
    )  # fmt: skip
    assert found["anna-berg"].values["speaks_for"] == "kell-river-board"
    assert found["anna-berg"].note == "3 statements in 1 article"
    assert found["kell-river-board"].note == "named in a title"


def test_spellings_of_one_person_are_aliases(world):
    found = entries(world, said("Sergey Kovalenko"), said("Sergei Kovalenko"), said("Sergey Kovalenko"))
    (person,) = found.values()
    assert (person.values["name"], person.values["aliases"]) == ("Sergey Kovalenko", ["Sergei Kovalenko"])


@pytest.mark.parametrize(
    "speaker", ["residents of the old town", "farmers", "he", "two people familiar with the talks", "Berg"]
)
def test_who_has_no_proper_name_is_none(world, speaker):
    assert entries(world, said(speaker), said(speaker, article="b")).keys() <= {"berg"}


def test_a_person_is_no_body_whatever_the_title_breaks_off_at(world):
    heard = said("Hillary Clinton", "former secretary of"), said("Clinton"), said("I")
    found = entries(world, *2 * heard)
    assert {i: entry.values["kind"] for i, entry in found.items()} == {"hillary-clinton": "person"}


def test_once_is_too_seldom(world):
    assert entries(world, said("Anna Berg"), said("The Kell River Board")) == {}


def test_bodies_have_the_short_form_that_the_articles_give(world):
    text = "The Kell River Board (KRB) said so."
    found = entries(world, said("The Kell River Board"), said("the Kell River Board (KRB)"), text=text)
    assert found["kell-river-board"].values == {
        "id": "kell-river-board", "name": "Kell River Board", "kind": "institution", "aliases": ["KRB"],
    }  # fmt: skip


def test_the_world_is_named_by_its_ids_alone(world):
    found = entries(world, *2 * [said("Emmanuel Macron", "French President")], *2 * [said("Norway")])
    assert {i: entry.values for i, entry in found.items()} == {
        i: {"id": i} for i in ("emmanuel-macron", "france", "norway")
    }


def test_of_two_that_claim_a_name_the_first_is_kept():
    one = Entry({"id": "a", "name": "Kell River Board", "kind": "institution", "aliases": ["KRB"]}, "")
    two = Entry({"id": "b", "name": "Kell Road Board", "kind": "institution", "aliases": ["KRB"]}, "")
    three = Entry({"id": "c", "name": "Anna Berg", "kind": "person", "speaks_for": "b"}, "")
    four = Entry({"id": "d", "name": "Kari Dahl", "kind": "person", "speaks_for": "a"}, "")
    assert list(without_contradictions([one, two, three, four])) == [one, four]
    assert list(without_contradictions([one, four])) == [one, four]
