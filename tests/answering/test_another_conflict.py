"""Another dispute, other names: questions that need several voices, asked of an invented record."""

import shutil
from itertools import takewhile

import pytest

from bot.app import App, silent
from bot.record.statement import Position
from bot.settings import ROOT, load_settings

ACTORS = ["Velmar", "Tarsk", "Ostry", "Kellin", "Sundara", "Pelagia", "Morv"]
ISSUES = """
[[issue]]
id = "dam-inspectors"
name = "Inspectors at the dam"
sentence = "foreign inspectors should be let into the Orin dam"
definition = "Whether foreign inspectors may enter the dam."
cues = ["inspector*", "inspection*"]

[[issue]]
id = "other"
name = "Other"
sentence = "something else"
definition = "Everything else."
"""
ARTICLES = {
    "north": """The quarrel over the Orin dam enters its third year.
Velmar rejects any inspection of the Orin dam by foreigners.
Its water minister called inspectors at the dam spies in helmets.
The government of Velmar says that inspectors would learn nothing new about the turbines.
Inspectors of the lake states were turned back at the gate of the dam in May.
An inspection of the dam was promised by Velmar four years ago.
Nobody among the governments at the lake was told what inspectors would look at.
The conference of the lake states on the Orin dam ended without a word.
Fishermen say that the water has fallen by a metre. The herring have moved south, and the nets come up empty.""",
    "south": """Boats lie in the mud along the southern shore.
Sundara, Pelagia and Morv want foreign experts in the building: they support inspectors there.
However, Tarsk, Ostry and Kellin refused to take part in it and oppose sending inspectors.
The harbours of the south have lost half of their trade.
Ferries stopped in June. A bridge is being built at the narrows.
Ministers met at the old spa for two days and parted without a word to the press.""",
}


SIDES = [
    ("supports", "Sundara, Pelagia and Morv", ("sundara", "pelagia", "morv")),
    ("opposes", "However, Tarsk", ("tarsk", "ostry", "kellin")),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    config, articles = folder / "config", folder / "seeds"
    shutil.copytree(ROOT / "config", config)
    lines = (config / "actors.toml").read_text(encoding="utf-8").splitlines()
    head = "\n".join(takewhile(lambda line: line != "[[actor]]", lines))
    people = "\n".join(f'[[actor]]\nid = "{name.lower()}"\nname = "{name}"\nkind = "state"' for name in ACTORS)
    (config / "actors.toml").write_text(f"{head}\n{people}\n", encoding="utf-8")
    (config / "issues.toml").write_text(ISSUES, encoding="utf-8")
    (config / "outlets.toml").write_text("", encoding="utf-8")
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    app = App(load_settings(config, {"COMMUNIQUE_RECORD__SEEDS": str(articles)}), silent)
    app.prepare()
    # Who stands where in the south, in place of what was read: here it is asked how answers use it.
    south = app.articles.get("south")
    app.positions.save("south", [], [row for one in SIDES for row in taken(south, *one)])
    app.refresh()
    return app.answering.ask


def taken(article, stance, words, actors):
    start = article.raw.index(words)
    end = article.raw.index("\n", start)
    return [
        Position(
            article="south", text=article.raw[start:end], start=start, end=end, paragraph=2, speaker=actor.title(),
            speaker_kind="institution", actor=actor, cue=stance, statement_kind="reported-fact",
            issue="dam-inspectors", stance=stance, evidence=(stance,), kind="did",
        )
        for actor in actors
    ]  # fmt: skip


def test_a_question_of_yes_or_no_gets_who_wants_it_and_who_does_not(ask):
    answer = ask("Are the governments at the lake united about inspectors at the Orin dam?")
    both = " ".join(excerpt.text for excerpt in answer.excerpts[:4])
    assert "Sundara, Pelagia and Morv want" in both and "Tarsk, Ostry and Kellin refused" in both
    named = {one.stance: {actor for actor, _, _ in one.actors} for one in answer.stances}
    assert {"tarsk", "ostry", "kellin"} <= named["opposes"] and {"sundara", "pelagia", "morv"} <= named["supports"]


def test_a_question_for_words_is_left_to_its_words(ask):
    answer = ask("What did Velmar's minister call inspectors at the dam?")
    assert "spies in helmets" in answer.excerpts[0].text
    assert "other-side" not in [excerpt.role for excerpt in answer.excerpts[:3]]
