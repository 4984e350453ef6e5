"""What is drafted is TOML that is read back as meant, whatever the articles hold, and that the bot takes."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actors.registry import Registry
from bot.drafting.actors import Entry
from bot.drafting.draft import Draft, comment, draft, entry_toml, proposal_toml
from bot.drafting.terms import Proposal
from bot.positions.issues import Issues
from bot.settings import ROOT, load_settings

words = st.text(st.characters(exclude_categories=("Cs",)))
"""Whatever UTF-8 can hold: quotes, controls, ends of lines of all kinds."""


@given(words, words, st.lists(words, max_size=3), words)
def test_an_entry_is_read_back_as_it_was(name, title, aliases, note):
    values = {"id": "x", "name": name, "aliases": aliases, "roles": [{"title": title}]}
    text = entry_toml(Entry(values, note))
    assert tomllib.loads(text) == {"actor": [values]}
    assert text.split("\n")[0].startswith("#") and text.split("\n")[1] == "[[actor]]"


@given(words.filter(str.strip), st.lists(words, max_size=2), words, words)
def test_a_proposal_is_a_comment_and_an_issue_once_it_is_none(thing, others, speaker, said):
    text = proposal_toml(Proposal(thing, tuple(others), 2, ((speaker, said),)))
    assert tomllib.loads(text) == {}
    lines = [line.removeprefix("# ") for line in text.split("\n")]
    (issue,) = tomllib.loads("\n".join(lines[lines.index("[[issue]]") :]))["issue"]
    assert issue["cues"] == [f"{thing}*"] and issue.get("hints", []) == [f"{one}*" for one in others]
    assert issue["sentence"] == ""


@given(words)
def test_a_comment_is_one_line_that_steers_nothing(text):
    line = comment(text)
    assert line.startswith("#") and line.isprintable()
    assert tomllib.loads(line) == {}


ARTICLE = """{title}

{who} said the ferry should run at night. "We want the car ferry," {last} said.

{last} also rejected the bridge. The Norrbay Port Authority said it would pay for the car ferry.

The Norrbay Port Authority (NPA) rejected a bridge.
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory) -> Draft:
    folder = tmp_path_factory.mktemp("articles")
    people = [
        "Mayor Anna Lund",
        "Kari Dahl, director of the Norrbay Port Authority,",
        "French President Emmanuel Macron",
    ]
    for number, who in enumerate(people):
        last = who.split(",")[0].split()[-1]
        text = ARTICLE.format(title=f"Ferry dispute {number}", who=who, last=last)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "9.txt").write_text("nichts", encoding="utf-8")
    return draft(folder, load_settings(ROOT / "config", {}), lambda *_: None)


def test_who_speaks_is_written_with_title_and_affiliation(drafted):
    actors = {one["id"]: one for one in tomllib.loads(drafted.actors)["actor"]}
    assert actors["anna-lund"] == {
        "id": "anna-lund", "name": "Anna Lund", "kind": "person", "roles": [{"title": "Mayor"}],
    }  # fmt: skip
    assert actors["kari-dahl"]["speaks_for"] == "norrbay-port-authority"
    assert actors["kari-dahl"]["roles"] == [{"title": "director"}]
    assert actors["norrbay-port-authority"] == {
        "id": "norrbay-port-authority", "name": "Norrbay Port Authority", "kind": "institution", "aliases": ["NPA"],
    }  # fmt: skip


def test_what_the_world_knows_is_not_repeated(drafted):
    actors = {one["id"]: one for one in tomllib.loads(drafted.actors)["actor"]}
    assert actors["emmanuel-macron"] == {"id": "emmanuel-macron"}
    assert actors["france"] == {"id": "france"}


def test_the_bot_takes_what_is_drafted_once_a_proposal_is_made_an_issue(drafted, tmp_path):
    (tmp_path / "actors.toml").write_text(drafted.actors, encoding="utf-8")
    registry = Registry.load(tmp_path / "actors.toml")
    assert registry.resolve("the director of the Norrbay Port Authority").name == "Kari Dahl"
    lines = [*drafted.issues.splitlines(), ""]
    start = next(n for n, line in enumerate(lines) if line.startswith('# Proposal: "car ferry"'))
    block = [line.removeprefix("# ") for line in lines[lines.index("# [[issue]]", start) :]]
    text = "\n".join(block[: block.index("")]).replace('sentence = ""', 'sentence = "the car ferry should run"')
    (tmp_path / "issues.toml").write_text(text, encoding="utf-8")
    assert "car-ferry" in Issues.load(tmp_path / "issues.toml")


def test_things_in_dispute_are_proposed_and_bodies_are_none(drafted):
    proposed = [proposal.words for proposal in drafted.proposals]
    assert {"car ferry", "bridge"} <= {*proposed}
    assert not {"authority", "port authority"} & {*proposed}


def test_what_cannot_be_read_is_named(drafted):
    assert [refusal.name for refusal in drafted.refused] == ["9.txt"]
    assert drafted.articles == 4
