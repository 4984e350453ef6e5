import pytest

from bot.answering.answer import Excerpt
from bot.answering.asides import aside_of, told
from bot.answering.reasons import NO_REASON


@pytest.mark.parametrize(
    ("question", "aside"),
    [
        ("why?", "why"), ("And why is that?", "why"), ("when?", "when"), ("When did he say that?", "when"),
        ("who said that?", "who"), ("says who", "who"), ("Are you sure?", "sure"), ("really?", "sure"),
        ("Why does Norden refuse?", None), ("When does it begin?", None), ("Who said that the quota is high?", None),
        ("and France?", None), ("", None),
    ],
)  # fmt: skip
def test_bare_follow_ups_are_told_from_questions(question, aside):
    assert aside_of(question) == aside


def excerpt(text, **known):
    values = dict.fromkeys(Excerpt.__slots__)
    values.update(role="answer", article="a", text=text, start=0, end=len(text), focus=(0, len(text)), paragraph=1,
                  score=1.0)  # fmt: skip
    return Excerpt(**{**values, **known})


def test_what_is_told_is_what_the_citation_tells():
    one = excerpt(
        "We refuse.", speaker="A. Minister", outlet="Daily", published="2025-08", published_basis="inferred"
    )
    assert told("who", one, 0) == "These words are said by A. Minister, as Daily reports."
    assert "2025-08 (inferred)" in told("when", one, 0)
    assert "no other" in told("sure", one, 0) and "2 further articles" in told("sure", one, 2)
    assert told("why", one, 0) == NO_REASON
    assert told("why", excerpt("We refuse because it is late."), 0) != NO_REASON
    assert "own voice" in told("who", excerpt("They refuse."), 0)


def test_a_bare_follow_up_is_asked_of_the_first_excerpt(seed_app):
    question = "Which countries refused to send soldiers?"
    first = seed_app.answering.ask(question).excerpts[0]
    for aside in ("why?", "when?", "who said that?"):
        answer = seed_app.answering.ask(aside, previous=question)
        assert answer.status == "answered" and answer.excerpts == (first,) and answer.note
    after = seed_app.answering.ask("what about Italy?", previous=f"{question}\nwhy?")
    assert "why" not in (after.note or "")
    assert seed_app.answering.ask("are you sure?", previous=f"{question}\nwhy?").excerpts[0] == first
