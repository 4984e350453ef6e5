import pytest

from bot.answering.wording import reworded


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("When did the war begin?", "When was the invasion launched?"),
        ("when did the war in Norden start", "when was the invasion in Norden launched?"),
        ("In what year did the conflict break out?", "In what year was the invasion launched?"),
        ("When did the talks begin?", None),
        ("When will the war end?", None),
        ("Why did the war begin?", None),
    ],
)
def test_a_war_is_told_of_as_an_invasion(question, other):
    assert reworded(question) == other


def test_the_beginning_of_a_war_is_found(seed_app):
    answer = seed_app.answering.ask("When did the war begin?")
    assert "February 2022" in answer.excerpts[0].text and "invasion" in answer.note


def test_somebodys_own_words_stand_first(seed_app):
    answer = seed_app.answering.ask("What did Macron say about troops?")
    assert "proposed by French President Emmanuel Macron" in answer.excerpts[0].text


def test_of_whom_the_ledger_does_not_know_by_the_words_nobody_else_stands(seed_app):
    stances = seed_app.answering.ask("What is the ambassador's position on foreign troops?").stances
    assert not stances


def test_asked_of_one_only_that_one_stands(seed_app):
    stances = seed_app.answering.ask("Did Trump rule out sending troops?").stances
    assert {actor for stance in stances for actor, _, _ in stance.actors} == {"united-states"}
