from dataclasses import replace

import pytest

from bot.answering.candidate import Candidate
from bot.answering.standings import (
    Standings,
    asked_to_act,
    asks_where_they_stand,
    granted,
    of_one,
    side_asked,
    stances_of,
    voices,
    whose,
)
from bot.ledger.rows import Row
from bot.record.article import Article
from bot.record.statement import Position

DATES = {"old": "2025-08", "new": "2025-11", "undated": None}


def row(
    actor, stance, article="old", start=0, issue="quota", text="They are against the quota.", speaker=None, **more
):
    position = Position(
        article=article, text=text, start=start, end=start + len(text), paragraph=1, speaker=speaker,
        speaker_kind="official", actor=actor, cue="said", statement_kind="indirect", issue=issue, stance=stance,
        evidence=("against",), **more,
    )  # fmt: skip
    return Row(position, Article(article, " " * 500, "h", "2026-01-01T00:00:00+00:00", published=DATES[article]))


def mentioned(text):
    return frozenset(name for name in ("norden", "suden") if name in text.casefold())


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which countries refused the quota?", True),
        ("Who supports the quota?", True),
        ("Does Norden back the quota?", True),
        ("Are the isles united on the quota?", True),
        ("Will the United Isles have the quota?", False),
        ("will the united kingdom have the quota", False),
        ("What is Norden's position on the quota?", True),
        ("Where does Norden stand on the quota?", True),
        ("Norden's position on the quota", True),
        ("norden stance on the quota", True),
        ("Should the quota be kept?", True),
        ("Which towns volunteered to keep the quota?", True),
        ("Which towns joined the league of the willing?", False),
        ("Should Norden have a say in it?", True),
        ("What does Norden say against it?", False),
        ("the position of the harbour", False),
        ("Why does Norden oppose the quota?", False),
        ("How many countries support the quota?", False),
        ("What did Norden say against the quota?", False),
        ("When will the quota begin?", False),
        ("How does the quota work?", False),
    ],
)
def test_what_asks_where_somebody_stands(question, asks):
    assert asks_where_they_stand(question) is asks


@pytest.mark.parametrize(
    ("question", "actors"),
    [
        ("Does Norden back the quota in Suden?", {"norden"}),
        ("What is Norden's position on the quota of Suden?", {"norden"}),
        ("What is the position of Suden on the quota?", {"suden"}),
        ("Which countries oppose the quota in Suden?", set()),
        ("Should Norden be ready to pay?", set()),
        ("Did Norden rule out the quota?", {"norden"}),
        ("Do Norden and Suden agree on the quota?", {"norden", "suden"}),
    ],
)
def test_whose_stance_is_asked_for(question, actors):
    assert whose(question, mentioned) == actors


def test_who_is_asked_to_act_stands_behind_the_auxiliary():
    assert asked_to_act("Will Norden lower the quota of Suden?", mentioned) == {"norden"}
    assert asked_to_act("What will Norden do?", mentioned) == frozenset()
    # What somebody did is told by what is told of it, and not by where somebody stands.
    assert asked_to_act("Did Norden take part in the talks?", mentioned) == frozenset()


def test_a_later_clear_stance_replaces_an_earlier_one():
    rows = [row("norden", "supports"), row("norden", "opposes", "new"), row("norden", "unclear", "new", 40)]
    (stood,) = Standings(rows).on("quota")
    assert stood.stance == "opposes" and [r.article.id for r in stood.rows] == ["new"]


def test_who_took_both_sides_at_one_date_is_named_on_both():
    rows = [row("norden", "supports"), row("norden", "opposes", start=60)]
    assert [one.stance for one in Standings(rows).on("quota")] == ["opposes", "supports"]


def test_members_of_a_bloc_replace_what_they_said_themselves_alone():
    rows = [
        row("isles", "supports", speaker="Isle states"),
        row("isles", "opposes", "new", speaker="Isle diplomats"),
        row("isles", "opposes", speaker="Isle ministers"),
        row("isles", "supports", "new", 40, speaker="Isle ministers"),
    ]
    assert [one.stance for one in Standings(rows, blocs={"isles"}).on("quota")] == ["opposes", "supports"]
    assert [one.stance for one in Standings(rows[:1] + rows[2:], blocs={"isles"}).on("quota")] == ["supports"]
    assert [one.stance for one in Standings(rows[:2]).on("quota")] == ["opposes"]


def test_charges_other_issues_and_what_nobody_says_are_no_standing():
    rows = [
        row("norden", "opposes", kind="charged"),
        row("norden", "opposes", issue="other"),
        row("unattributed", "opposes"),
    ]
    assert Standings(rows).on("quota") == []


def candidate(article, start, end, score):
    return Candidate(article, start, end, 1, "", score, score, frozenset(), frozenset())


def test_both_sides_lead_and_the_retrieved_go_before_the_rest():
    standings = Standings(
        [row("a", "opposes", start=0), row("b", "opposes", start=50), row("c", "supports", "new", start=100),
         row("d", "opposes", "undated", start=200)]
    )  # fmt: skip
    stood = standings.on("quota")
    found = [candidate("old", 50, 70, 0.9), candidate("old", 0, 20, 0.8)]
    assert [(c.article, c.start) for c in voices(stood, found, 9)] == [
        ("old", 50), ("new", 100), ("old", 0), ("undated", 200),
    ]  # fmt: skip
    assert len(voices(stood, found, 2)) == 2
    assert voices([], found, 9) == []


def test_of_words_that_fit_alike_the_newest_are_shown():
    rows = [row("a", "opposes", start=0), row("a", "opposes", "new", start=100)]
    stood = Standings(rows).on("quota")

    def shown(fit):
        found = [replace(candidate("old", 0, 20, 0.9), fit=0.9), replace(candidate("new", 100, 120, 0.8), fit=fit)]
        return [c.article for c in voices(stood, found, 9)]

    assert shown(0.86) == ["new"]
    assert shown(0.84) == ["old"]
    assert [c.article for c in voices(stood, [candidate("old", 0, 20, 0.9)], 9, newest=True)] == ["new"]


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("What is the mayor's position on the quota?", True),
        ("What is the position of the mayor on the quota?", True),
        ("Who supports the quota?", False),
        ("Are the isles united on the quota?", False),
    ],
)
def test_where_one_stands_who_is_named_in_the_question(question, one):
    assert of_one(question) is one


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("Who is against the quota?", "opposes"),
        ("Which states rejected the quota?", "opposes"),
        ("who is in favour of the quota", "supports"),
        ("Which states back it?", "supports"),
        ("Who supports and who opposes it?", None),
        ("Does Norden oppose it?", None),
        ("Who heads the office?", None),
    ],
)
def test_the_side_that_a_question_asks_for(question, side):
    assert side_asked(question) == side


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("Why does Norland welcome the quota?", ({"norland"}, "supports")),
        ("Why has Norland rejected the quota?", ({"norland"}, "opposes")),
        ("Why is Norland against the quota?", ({"norland"}, "opposes")),
        ("Why does Norland both support and oppose the quota?", None),
        ("Why does anybody welcome the quota?", None),
        ("Does Norland welcome the quota?", None),
        ("Why was the quota agreed?", None),
    ],
)
def test_what_a_why_takes_for_granted(question, taken):
    assert granted(question, lambda text: frozenset({"norland"} if "Norland" in text else ())) == taken


def test_the_side_asked_for_leads():
    stood = Standings([row("a", "opposes", start=0), row("c", "supports", "new", start=100)]).on("quota")
    found = [candidate("old", 0, 20, 0.9)]
    assert [c.article for c in voices(stood, found, 9)] == ["old", "new"]
    assert [c.article for c in voices(stood, found, 9, "supports")] == ["new", "old"]


def test_one_sentence_that_speaks_for_several_is_shown_once():
    stood = Standings([row("a", "opposes"), row("b", "opposes")]).on("quota")
    assert len(voices(stood, [], 9)) == 1


def test_every_name_carries_the_excerpt_that_says_it(seed_app):
    answer = seed_app.answering.ask("Which countries refused to send soldiers?")
    assert answer.stances and answer.stances[0].stance == "opposes"
    rows = {(r.position.actor, r.position.stance): r for r in seed_app.ledger.rows}
    for one in answer.stances:
        for actor, name, place in one.actors:
            excerpt = answer.excerpts[place]
            assert (actor, one.stance) in rows and name
            assert any(
                r.position.actor == actor and r.position.stance == one.stance
                and r.article.id == excerpt.article and excerpt.start <= r.position.start <= excerpt.end
                for r in seed_app.ledger.rows
            )  # fmt: skip
    opposed = {actor for one in answer.stances if one.stance == "opposes" for actor, _, _ in one.actors}
    assert {"greece", "poland"} <= opposed


def test_who_has_no_excerpt_is_not_named():
    stood = Standings([row("a", "opposes")]).on("quota")
    assert stances_of("quota", stood, (), str, str) == ()


def test_an_actor_without_a_position_on_the_issue_is_declined(seed_app):
    answer = seed_app.answering.ask("Does Hungary support NATO membership for Ukraine?")
    assert answer.status == "not_in_corpus" and "Hungary" in answer.note and "NATO membership" in answer.note
