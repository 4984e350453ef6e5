"""What an article tells in its own voice that somebody does or holds."""

import pytest

from bot.actors.registry import Registry
from bot.actors.roles import Roles
from bot.attribution.attribution import find_attributions
from bot.attribution.facts import Facts
from bot.grammar.cues import load_cues
from bot.grammar.parser import parse
from bot.grammar.quotes import find_quotes, plain_marks
from tests.attribution.tables import table

WORDS = load_cues()
FACTS = Facts(WORDS, Roles(Registry.load()))
TABLE = table("facts.tsv")


def facts(text):
    doc, quotes = next(iter(parse([plain_marks(text)]))), find_quotes(text)
    found = FACTS.find(doc, quotes, find_attributions(doc, quotes, WORDS))
    return [(text[slice(*a.mention)], text[slice(*a.pieces[0])], a.negated) for a in found]


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
        ("Denmark is not open to a wider pact.", "Denmark", "Denmark is not open to a wider pact", True),
        ("Most ministers are opposed to the tax.", "Most ministers", "Most ministers are opposed to the tax", False),
        ("The parliament adopted the ban.", "The parliament", "The parliament adopted the ban", False),
        ("The treaty was signed by Norway.", "Norway", "The treaty was signed by Norway", False),
        (
            "Norway and Denmark are among the states that have volunteered for the mission.",
            "Norway and Denmark",
            "Norway and Denmark are among the states that have volunteered for the mission",
            False,
        ),
        (
            "Norway is one of the states that have not joined the pact.",
            "Norway",
            "Norway is one of the states that have not joined the pact",
            True,
        ),
        (
            "It was not possible to get the pact to send a fleet to Bergen - Hungary and Slovakia are against it.",
            "Hungary and Slovakia",
            "Hungary and Slovakia are against it",
            False,
        ),
        (
            "The plan divides the bloc: Hungary and Slovakia are against it.",
            "Hungary and Slovakia",
            "Hungary and Slovakia are against it",
            False,
        ),
        (
            "They met Norway, which has not sent any ships.",
            "which",
            "which has not sent any ships",
            True,
        ),
    ],
)
def test_an_actor_acts_or_holds(text, mention, content, negated):
    assert facts(text) == [(mention, content, negated)]


def test_each_clause_is_its_own_actors():
    rows = facts("Norway sent money, but Denmark withdrew its soldiers.")
    assert [row[:2] for row in rows] == [
        ("Norway", "Norway sent money"),
        ("Denmark", "Denmark withdrew its soldiers"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "If Norway sends money, much will change.",
        "Norway would send money.",
        "Norway might have sent money.",
        "Will Norway send money?",
        "The rain stopped.",
        "The success of the fund helped the talks.",
    ],
)
def test_what_is_not_asserted_of_an_actor_is_no_fact(text):
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said that Norway had sent money.",
        "“Norway has sent money, and Denmark withdrew its ships,” the envoy said.",
        "The fear that Norway withdrew its ships is widespread.",
        "Norway was invited to the talks.",
        "It is unclear whether Norway sent money.",
    ],
)
def test_what_somebody_else_says_or_does_is_no_fact_of_the_inner_subject(text):
    assert "Norway" not in [mention for mention, *_ in facts(text)]


@pytest.mark.parametrize("text", TABLE)
def test_the_table(text):
    doc, quotes = next(iter(parse([plain_marks(text)]))), find_quotes(text)
    found = FACTS.find(doc, quotes, FACTS.said(find_attributions(doc, quotes, WORDS)))
    assert [
        (text[slice(*a.mention)], text[slice(*a.cue)], "not" * a.negated, text[slice(*a.pieces[0])]) for a in found
    ] == TABLE[text]
