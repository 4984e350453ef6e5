from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actors.registry import Registry
from bot.errors import ConfigurationError

CONFIG = Path(__file__).resolve().parents[2] / "config" / "actors.toml"


@pytest.fixture(scope="module")
def registry():
    return Registry.load(CONFIG)


@pytest.mark.parametrize(
    ("name", "title", "actor", "speaker", "kind"),
    [
        ("the Kremlin", None, "russia", "the Kremlin", "institution"),
        ("Sergey Lavrov", None, "russia", "Sergei Lavrov", "official"),
        ("Lavrov", None, "russia", "Sergei Lavrov", "official"),
        ("The American president", None, "united-states", "Donald Trump", "official"),
        ("The NATO chief", None, "nato", "Mark Rutte", "official"),
        ("the Danish government", None, "denmark", "the Danish government", "institution"),
        ("the British Embassy in Moscow", None, "united-kingdom", "the British Embassy in Moscow", "institution"),
        ("Argentine Embassy in Russia", None, "argentina", "Argentine Embassy in Russia", "institution"),
        ("Jens Hansen", "Danish defence minister", "denmark", "Jens Hansen", "official"),
        ("Jane Roe", "French Ambassador to Russia", "france", "Jane Roe", "official"),
        (
            "Ivan Petrov",
            "associate professor at Russia's Foreign Ministry",
            "ivan-petrov",
            "Ivan Petrov",
            "analyst",
        ),
        ("Ivan Petrov", "former Russian foreign minister", "ivan-petrov", "Ivan Petrov", "analyst"),
        ("German political analyst John Doe", None, "john-doe", "John Doe", "analyst"),
        ("two experts", None, "unattributed", None, "unattributed-reporting"),
        ("it", None, "unattributed", None, "unattributed-reporting"),
        ("Western officials", None, "west", "Western officials", "institution"),
    ],
)
def test_whom_a_name_counts_for(registry, name, title, actor, speaker, kind):
    found = registry.resolve(name, title, on="2025-09")
    assert (found.actor, found.name, found.speaker_kind) == (actor, speaker, kind)


@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("Hungary and Slovakia", ["hungary", "slovakia"]),
        ("Both Hungary and Slovakia", ["hungary", "slovakia"]),
        ("Neither Hungary nor Slovakia", ["hungary", "slovakia"]),
        ("Zelensky, as well as the leaders of the EU countries", ["ukraine", "eu"]),
        ("European countries, including Germany, Great Britain and Norway", ["germany", "united-kingdom", "norway"]),
        ("Bosnia and Herzegovina", ["bosnia-and-herzegovina"]),
        ("Kyiv and its Western partners", ["ukraine", "west"]),
    ],
)
def test_several_actors_in_one_subject(registry, name, actors):
    assert [found.actor for found in registry.resolve_all(name)] == actors


def test_an_office_belongs_to_who_held_it_then(registry):
    assert registry.holder("president", "united-states", "2024-03").id == "joe-biden"
    assert registry.holder("president", "united-states", "2025-09").id == "donald-trump"


def test_us_is_a_country_only_in_capitals(registry):
    assert [m.actor.id for m in registry.mentions("let us talk to the US")] == ["united-states"]


def test_another_person_of_the_same_surname_is_not_met(registry):
    assert registry.mentions("Bobby Macron sang") == []


def test_autocomplete_over_names_and_aliases(registry):
    assert registry.find("zelen")[0].id == "volodymyr-zelensky"
    assert registry.find("Kremlin")[0].id == "russia"


def test_spellings_for_retrieval(registry):
    synonyms = registry.synonyms()
    assert synonyms["Kiev"] == "Kyiv"
    assert synonyms["Zelenskyy"] == "Zelensky"
    assert registry.metonyms()["Kremlin"] == "Russia"


@given(st.text(max_size=60))
def test_any_name_resolves_to_a_slug(registry, name):
    for found in registry.resolve_all(name):
        assert found.actor == found.actor.lower()
        assert " " not in found.actor


HEAD = '[bodies]\nwords = ["government"]\n[titles]\nofficial = ["minister"]\nanalyst = ["expert"]\n'


def load(tmp_path, body):
    file = tmp_path / "actors.toml"
    file.write_text(HEAD + body, encoding="utf-8")
    return Registry.load(file)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[[actor]]\nid="a"\nname="A"\nkind="state"\nspeaks_for="b"\n', 'there is no actor "b"'),
        ('[[actor]]\nid="a"\nkind="state"\n', '"a" key name'),
        (
            '[[actor]]\nid="a"\nname="A"\nkind="state"\n[[actor]]\nid="a"\nname="B"\nkind="state"\n',
            "given twice",
        ),
        (
            '[[actor]]\nid="a"\nname="A"\nkind="state"\n[[actor]]\nid="b"\nname="B"\nkind="state"\naliases=["A"]\n',
            'the name "A" is claimed by actor "a" and by actor "b"',
        ),
        ('[[actor]]\nid="a"\nname="A"\nkind="person"\nroles=[{title="x", from="soon"}]\n', "from"),
        (
            '[[actor]]\nid="a"\nname="A"\nkind="person"\nroles=[{title="x", from=2025-01-01, until=2024-01-01}]\n',
            "before it begins",
        ),
        ('[[actor]]\nid="a"\nname="A"\nkind="planet"\n', "kind"),
    ],
)
def test_half_a_registry_is_refused_with_file_and_key(tmp_path, body, said):
    with pytest.raises(ConfigurationError) as error:
        load(tmp_path, body)
    assert said in str(error.value)
    assert "actors.toml" in str(error.value)


NAMES = ["Russia", "the Kremlin", "Sergei Lavrov", "Lavrov", "US", "us", "U.S.", "the United States", "Donald Trump"]
AROUND = ["said", "that", "of", "West", "today", "Bank", "“", "”", "’s", "_", "-", ",", ".", "minister", "über"]
ASKED = st.sets(st.sampled_from(["russia", "united-states", "european-union"]))


@given(st.lists(st.sampled_from(NAMES + AROUND), max_size=9), ASKED)
def test_a_text_names_whom_it_mentions(registry, parts, asked):
    people = {person.id for person in registry.people if person.speaks_for in asked}
    for text in (" ".join(parts), "".join(parts)):
        for actors in (asked, asked | people):
            mentioned = any(mention.actor.id in actors for mention in registry.mentions(text))
            assert registry.naming(actors)(text) == mentioned
