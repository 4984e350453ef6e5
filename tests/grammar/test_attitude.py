"""The words of attitude: what ships, what a folder adds, and spelling."""

import pytest

from bot.errors import ConfigurationError
from bot.grammar.attitude import DATA, load_attitude
from bot.wordlists import word_lists

MOST = 300
"""Words that carry an attitude; the list of the issue is shorter, that of the constructions longer."""


def test_the_same_word_is_never_for_and_against(attitude):
    for table in (attitude.verbs, attitude.nouns, attitude.adjectives, attitude.verdicts, attitude.effects):
        assert set(table.values()) == {1, -1}


def test_no_word_of_doing_is_one_of_undoing(attitude):
    assert not attitude.acts & attitude.undoing


def test_what_is_wished_and_what_is_left_open_are_verbs_of_attitude(attitude):
    assert attitude.wishes <= attitude.verbs.keys()
    assert all(attitude.verbs[verb] == 1 for verb in attitude.wishes)
    assert attitude.open
    assert all(attitude.verbs[verb] == -1 for verb in attitude.open)


@pytest.mark.parametrize(
    "word", ["will", "may", "can", "provide", "raise", "meet", "rule", "arrive", "maintain", "say", "visit"]
)
def test_a_colourless_word_is_no_attitude(attitude, word):
    tables = (
        attitude.verbs,
        attitude.nouns,
        attitude.adjectives,
        attitude.verdicts,
        attitude.effects,
        attitude.undoing,
    )
    assert not any(word in table for table in tables)


def words_of(extra=None):
    """The words that carry an attitude, those listed of a table more than once counted once."""
    lists = word_lists(DATA, extra)
    return {word for key, words in lists.items() for word in words if not key.startswith("carriers")}


def test_there_are_few_words():
    assert 100 < len(words_of()) <= MOST


@pytest.mark.parametrize(
    ("table", "word", "sign"),
    [
        ("verbs", "demand", 1),
        ("verbs", "welcome", 1),
        ("verbs", "rule-out", -1),
        ("verbs", "object-to", -1),
        ("nouns", "support", 1),
        ("nouns", "opposition", -1),
        ("adjectives", "ready", 1),
        ("adjectives", "reluctant", -1),
        ("verdicts", "necessary", 1),
        ("verdicts", "mistake", -1),
        ("effects", "strengthen", 1),
        ("effects", "ruin", -1),
    ],
)
def test_a_word_has_its_side(attitude, table, word, sign):
    assert getattr(attitude, table)[word] == sign


@pytest.mark.parametrize(
    ("noun", "sign"),
    [
        ("refusal", -1),
        ("opposition", -1),
        ("criticism", -1),
        ("reluctance", -1),
        ("endorsement", 1),
        ("acceptance", 1),
        ("insistence", 1),
        ("readiness", 1),
        ("confidence", 1),
        ("commitment", 1),
    ],
)
def test_english_makes_nouns_of_verbs_and_adjectives(attitude, noun, sign):
    assert attitude.nouns[noun] == sign


def test_a_noun_that_carries_an_attitude_on_is_none_by_what_it_is_made_of(attitude):
    assert "agreement" in attitude.carriers
    assert "agreement" not in attitude.nouns


def test_a_folder_adds_words_of_every_construction(tmp_path, attitude):
    (tmp_path / "attitude.toml").write_text(
        '[verbs]\nwish = "crave"\nagainst = "snub"\nopen = "snub"\n[nouns]\nfavour = "craving"\n'
        '[adjectives]\nfavour = "gung-ho"\nless = "scarcer"\n[verdicts]\nagainst = "dud"\n[acts]\ndo = "plant"\n'
        'undo = "Uproot"\n[effects]\ngood = "enrich"\n[carriers]\nnouns = "blueprint"\n',
        encoding="utf-8",
    )
    more = load_attitude(tmp_path)
    assert more.wishes - attitude.wishes == {"crave"}
    assert {word: sign for word, sign in more.verbs.items() if word not in attitude.verbs} == {
        "crave": 1,
        "discrave": -1,
        "snub": -1,
    }
    assert more.open - attitude.open == {"snub"}
    assert more.less - attitude.less == {"scarcer"}
    assert more.nouns["craving"] == more.adjectives["gung-ho"] == more.effects["enrich"] == 1
    assert more.verdicts["dud"] == -1
    assert more.acts - attitude.acts == {"plant"}
    assert more.undoing - attitude.undoing == {"uproot"}
    assert more.carriers - attitude.carriers == {"blueprint"}
    assert len(words_of(tmp_path / "attitude.toml")) == len(words_of()) + 9


def test_a_folder_without_such_a_file_adds_nothing(tmp_path, attitude):
    assert load_attitude(tmp_path) == attitude


@pytest.mark.parametrize(
    ("body", "said"), [('[verbs]\nloathing = "x"\n', "loathing"), ("[verbs]\nwish = 3\n", "wish"), ("[verb", "")]
)
def test_errors_name_file_and_key(tmp_path, body, said):
    (tmp_path / "attitude.toml").write_text(body, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"attitude\.toml.*{said}"):
        load_attitude(tmp_path)
