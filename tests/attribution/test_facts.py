import pytest

from bot.attribution.cues import load_cues
from bot.attribution.facts import find_facts
from bot.attribution.parser import parse

CUES = load_cues()


def facts(text):
    doc = next(iter(parse([text])))
    return [(text[slice(*a.mention)], text[slice(*a.pieces[0])], a.negated) for a in find_facts(doc, [], CUES, [])]


@pytest.mark.parametrize(
    ("text", "mention", "content", "negated"),
    [
        (
            "Hungary and Slovakia are against it.",
            "Hungary and Slovakia",
            "Hungary and Slovakia are against it",
            False,
        ),
        ("Norway will allocate another billion.", "Norway", "Norway will allocate another billion", False),
        ("It won't accept any plan with foreign troops.", "It", "It won't accept any plan with foreign troops", True),
        ("Oslo came up with the idea of a fund.", "Oslo", "Oslo came up with the idea of a fund", False),
        ("Denmark is not ready to join the pact.", "Denmark", "Denmark is not ready to join the pact", True),
    ],
)
def test_a_fact_has_an_actor(text, mention, content, negated):
    assert facts(text) == [(mention, content, negated)]


def test_two_actors_of_one_idea_have_a_fact_each():
    rows = facts("Norway proposed, and Denmark supported, the idea of a common fund.")
    assert [mention for mention, *_ in rows] == ["Norway", "Denmark"]


def test_each_clause_is_its_own_actors():
    rows = facts("Norway sent money, but Denmark refused to send soldiers.")
    assert [row[:2] for row in rows] == [
        ("Norway", "Norway sent money"),
        ("Denmark", "Denmark refused to send soldiers"),
    ]


@pytest.mark.parametrize(
    "text", ["If Norway sends money, much will change.", "Will Norway send money?", "The rain stopped."]
)
def test_conditions_questions_and_weather_are_no_facts(text):
    assert facts(text) == []
