"""Who the people of an article are, and who speaks where only a surname or an office stands."""

import pytest

from bot.actors.registry import Registry
from bot.actors.roles import Roles
from bot.attribution.people import People
from bot.attribution.reader import StatementReader
from bot.grammar.parser import parse
from embeddings.clean import clean

ROLES = Roles(Registry.load())
READER = StatementReader(actors_path=None)
ON = "2025-06-02"


def people(*paragraphs, on=ON):
    return People(list(parse(list(paragraphs))), ROLES, on)


def speaker_of(text, words, on=ON):
    """Whom the statement holding ``words`` is given to."""
    cleaned = clean(text)
    for statement in READER.read(cleaned, "article", on=on).statements:
        if any(words in cleaned.words(*span) for span in statement.spans):
            return statement.speaker
    return None


@pytest.mark.parametrize(
    ("paragraphs", "name", "roles", "places"),
    [
        (("French President Emmanuel Macron spoke.",), "Emmanuel Macron", {"president"}, {"france"}),
        (("Emmanuel Macron spoke to reporters.",), "Emmanuel Macron", {"president"}, {"france"}),
        (("Jane Roe, an adviser to the Dutch government, spoke.",), "Jane Roe", {"adviser"}, {"netherlands"}),
        (("Rob Bauer, an adviser to the Belgian government, spoke.",), "Rob Bauer", {"adviser"}, {"belgium"}),
        (("Liz Truss, the former prime minister, spoke.",), "Liz Truss", {"premier"}, set()),
    ],
)
def test_what_is_known_of_a_person(paragraphs, name, roles, places):
    found = people(*paragraphs).persons
    person = next(p for p in found if p.name == name)
    assert roles <= person.roles
    assert places == person.places


def test_an_office_that_was_left_is_not_learnt():
    before, after = (people("Boris Johnson spoke to reporters.", on=on).persons[0] for on in ("2021-01", "2025-01"))
    assert "premier" in before.roles
    assert "premier" not in after.roles


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (("The analyst Anders Rasmussen spoke.", "Rasmussen left."), ["Anders Rasmussen"]),
        (("Danish minister Lars Rasmussen met Anders Rasmussen.",), ["Lars Rasmussen", "Anders Rasmussen"]),
        (("Minister Oleksiy Reznikov spoke.", "Oleksii Reznikov left."), ["Oleksiy Reznikov"]),
        (("President Xi Jinping met Chancellor Olaf Scholz.", "Xi smiled."), ["Xi Jinping", "Olaf Scholz"]),
        (("The coach Jordan Bell spoke.", "Bell left."), ["Jordan Bell"]),
        (("Swiss President Karin Keller-Sutter spoke.", "Keller-Sutter left."), ["Karin Keller-Sutter"]),
        (("French Foreign Minister Jean-Noel Barrot spoke.", "Barrot left."), ["Jean-Noel Barrot"]),
    ],
)
def test_one_person_a_name(paragraphs, names):
    assert [person.name for person in people(*paragraphs).persons] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met Tom Hale", [("Tom Hale", "Tom", "Hale", "m", None)]),
        ("Mayor Hale spoke", [("Hale", "", "Hale", None, "Mayor")]),
        ("We know Tom de", [("Tom", "", "Tom", "m", None)]),
        ("President Macron spoke.", [("Macron", "", "Macron", "m", "President")]),
        ("NATO's commander Tom Hale spoke.", [("Tom Hale", "Tom", "Hale", "m", "NATO's commander")]),
        ("President Tom Hale of Norway spoke.", [("Tom Hale", "Tom", "Hale", "m", "President of Norway")]),
        ("President Xi Jinping met growers.", [("Xi Jinping", "Xi", "Xi", "m", "President")]),
        ("The director of Volvo met growers. Volvo left.", []),
        ("The ministers of Norway met growers.", []),
        ("Beyond Norway", []),
    ],
)
def test_who_is_named(text, found):
    assert [(p.name, p.given, p.surname, p.gender, p.title) for p in people(text).persons] == found


def test_who_is_named_among_which_words():
    found = people("Tom Hale met Ada Marlow.", "Hale and Marlow left.")
    assert [m.person.name for m in found.named(0, 0, 5)] == ["Tom Hale", "Ada Marlow"]
    assert [m.person.name for m in found.named(0, 0, 2)] == ["Tom Hale"]
    assert [m.person.name for m in found.named(1, 0, 3)] == ["Tom Hale", "Ada Marlow"]
    assert found.named(0, 0, 1) == found.named(0, 1, 4) == found.named(1, 1, 2) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Foreign Minister Lars Rasmussen opened the meeting in Copenhagen. Anders Rasmussen waited outside.\n\n"
            '"We will not sign the treaty this year," Rasmussen said on Monday.',
            "We will not sign",
            "Lars Rasmussen",
        ),
        (
            "Anders Rasmussen, a researcher at the University of Lund, studies the fishery.\n\n"
            '"The stock will not recover this year," Rasmussen said on Monday.',
            "The stock will not recover",
            "Anders Rasmussen",
        ),
        (
            "Chinese President Xi Jinping met ministers on Monday in Beijing.\n\n"
            '"We will keep the border open this year," Xi said after the talks.',
            "We will keep the border",
            "Xi Jinping",
        ),
        (
            "The president, Karin Keller-Sutter, said that talks should go on.\n\n"
            "Keller-Sutter added that Bern was ready for a summit.",
            "Bern was ready",
            "Karin Keller-Sutter",
        ),
    ],
)
def test_a_surname_is_whom_the_article_introduced_with_an_office(text, words, speaker):
    assert speaker_of(text, words) == speaker
