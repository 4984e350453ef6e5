"""Lists of words: what ships, what a file adds, and what is wrong with one."""

import pytest

from bot.errors import ConfigurationError
from bot.wordlists import NamedLists, word_lists

SHIPPED = '[verbs]\nsaying = "say tell"\n[verbs.with]\ncall = "for on"\n[nouns]\nsaying = "claim"\n'


@pytest.fixture
def files(tmp_path):
    """The file that ships, and the place of one that adds to it."""
    (tmp_path / "shipped.toml").write_text(SHIPPED, encoding="utf-8")
    return tmp_path / "shipped.toml", tmp_path / "added.toml"


def lists(files, added=None):
    if added is not None:
        files[1].write_text(added, encoding="utf-8")
    return word_lists(*files, free=("verbs.with",))


def test_each_list_goes_by_table_and_key(files):
    assert lists(files) == {
        "verbs.saying": {"say", "tell"},
        "verbs.with.call": {"for", "on"},
        "nouns.saying": {"claim"},
    }


def test_a_file_adds_words_and_to_a_free_table_keys(files):
    found = lists(files, '[verbs]\nsaying = "claim"\n[verbs.with]\ncall = "upon"\npress = "for"\n[nouns]\n')
    assert found["verbs.saying"] == {"say", "tell", "claim"}
    assert found["verbs.with.call"] == {"for", "on", "upon"}
    assert found["verbs.with.press"] == {"for"}
    assert found["nouns.saying"] == {"claim"}


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('[verbs]\nasking = "ask"', r"key verbs\.asking: there is no such list"),
        ("[adjectives]", "key adjectives: there is no such list"),
        ('[verbs]\nwith = "for"', r"key verbs\.with: there is no such list"),
        ("[verbs.with]\ncall = 3", r"key verbs\.with\.call must be a string of words"),
        ("[verbs]\nsaying = ['say']", r"key verbs\.saying must be a string of words"),
    ],
)
def test_what_is_no_list_is_named(files, added, said):
    with pytest.raises(ConfigurationError, match=rf"added\.toml: {said}"):
        lists(files, added)


def test_all_faults_are_told_at_once(files):
    files[1].write_text("[verbs]\nasking = 'ask'\nsaying = 3\n", encoding="utf-8")
    faults = []
    assert word_lists(*files, into=faults)["verbs.saying"] == {"say", "tell"}
    assert len(faults) == 2


def test_lists_go_by_name():
    named = NamedLists({"copula": frozenset(("be", "seem"))})
    assert named.copula == {"be", "seem"}
    with pytest.raises(AttributeError, match="called copulas"):
        named.copulas  # noqa: B018 - the look-up is what fails
