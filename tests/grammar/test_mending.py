"""What a copula behind "there" judges, and names that the parser does not take for names."""

import pytest

from bot.grammar.parser import parse


def heads(text):
    doc = next(iter(parse([text])))
    return {(t.text, t.dep_, t.head.text) for t in doc}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor warned that any plan to protect the town by having trams there was unacceptable.",
            {
                ("plan", "nsubj", "was"),
                ("was", "ccomp", "warned"),
                ("trams", "dobj", "having"),
                ("that", "mark", "was"),
            },
        ),
        ("The mayor said having foreign trams there was unacceptable.", {("having", "csubj", "was")}),
        # Where there is something, it is so.
        ("The mayor said that there was nothing.", {("there", "expl", "was"), ("nothing", "attr", "was")}),
        ("There were seven trams.", {("There", "expl", "were")}),
    ],
)
def test_what_stands_before_there_is_what_is_judged(text, expected):
    assert expected <= heads(text)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ciolacu pushed for sanctions on the harbour.", ("Ciolacu", "nsubj", "pushed")),
        ("Truss pushed for sanctions on the harbour.", ("Truss", "nsubj", "pushed")),
        # No name: what it was before.
        ("Yesterday came the tram.", ("tram", "nsubj", "came")),
    ],
)
def test_a_rare_name_before_its_verb_is_who_acts(text, subject):
    assert subject in heads(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On a visit to Velm Ada Marlow urged the council to go.",
            {("Velm", "pobj", "to"), ("Marlow", "nsubj", "urged")},
        ),
        ("In Marlow's judgement a bill that hurts Velm is wrong.", {("bill", "nsubj", "is")}),
        ("Seeing Marlow would be wrong.", {("Seeing", "csubj", "be"), ("Marlow", "dobj", "Seeing")}),
        ("Arming Velm prolongs the war, Marlow said.", {("Arming", "csubj", "prolongs"), ("Velm", "dobj", "Arming")}),
        ("Work on new trams has to carry on, Marlow holds.", {("Work", "nsubj", "has")}),
        (
            "Until the bridge holds the tram line will not be built, Marlow said.",
            {("holds", "advcl", "built"), ("built", "ccomp", "said")},
        ),
        ("A plan that comes without the tram line is a mistake, Marlow said.", {("line", "pobj", "without")}),
        ("Marlow ruled out, under any plan, that the tram line be built.", {("built", "ccomp", "ruled")}),
        # What only looks alike stays as it was.
        ("Marlow was so loud, that the tram line went unheard.", {("went", "advcl", "was")}),
    ],
)
def test_a_clause_and_a_subject_that_the_parser_misses(text, expected):
    assert expected <= heads(text)
