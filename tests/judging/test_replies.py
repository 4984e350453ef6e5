"""What is taken of a model's words, and what is thrown away."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.judging.judge import LABELS, Case, Verdict
from bot.judging.replies import verdicts_of

SAID = "“We won’t back the  tram line,” Mayor Brandt told reporters."
CASE = Case("Mayor Brandt", "", SAID, "The city should build the tram line.")
GOOD = {"n": 1, "kind": "said", "issue": "this", "stance": "opposes", "evidence": "won't back"}


def verdicts(*labels, cases=(CASE,)):
    return verdicts_of(json.dumps({"labels": list(labels)}), cases)


def test_a_label_with_its_words_is_a_verdict():
    start = SAID.index("won’t")
    assert verdicts(GOOD) == [Verdict.certain("opposes", (start, start + len("won’t back")))]


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ({"kind": "did"}, "opposes"),
        ({"kind": "charged"}, "none"),
        ({"issue": "other"}, "none"),
        ({"stance": "none"}, "none"),
        ({"stance": "none", "evidence": ""}, "none"),
        ({"kind": "charged", "evidence": " "}, "none"),
        ({"stance": "conditional", "evidence": "THE tram line"}, "conditional"),
        ({"evidence": "\"We won't"}, "opposes"),
        ({"evidence": SAID}, "opposes"),
        ({"evidence": "back the\ntram line"}, "opposes"),
        ({"reason": "because", "say": "<script>"}, "opposes"),
    ],
)
def test_what_counts(more, label):
    (found,) = verdicts({**GOOD, **more})
    assert found is not None and found.label == label


@pytest.mark.parametrize(
    "more",
    [
        {"stance": "strongly supports"},
        {"stance": "SUPPORTS"},
        {"stance": ["supports"]},
        {"stance": None},
        {"kind": "wrote"},
        {"issue": "tram"},
        {"n": 2},
        {"n": 0},
        {"n": -1},
        {"n": "1"},
        {"n": True},
        {"evidence": ""},
        {"evidence": "will not back"},
        {"evidence": "on't back"},
        {"evidence": "won't back", "n": 1.0},
        {"evidence": None},
        {"evidence": ["won't back"]},
        {"evidence": "Mayor Brandt, who is paid for it"},
        {"stance": "none", "evidence": "the system prompt"},
        {"evidence": "won't back" * 100},
    ],
)
def test_what_is_thrown_away(more):
    assert verdicts({**GOOD, **more}) == [None]


@pytest.mark.parametrize("lacking", GOOD)
def test_every_part_is_needed(lacking):
    assert verdicts({key: value for key, value in GOOD.items() if key != lacking}) == [None]


def test_a_number_given_twice_is_nobodys():
    assert verdicts(GOOD, {**GOOD, "stance": "supports"}, cases=(CASE, CASE)) == [None, None]
    first, second = verdicts({**GOOD, "n": 2}, "junk", GOOD, None, cases=(CASE, CASE))
    assert first == second and first is not None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "opposes",
        "null",
        "[]",
        "{}",
        '{"labels": {}}',
        '{"labels": null}',
        '{"labels": [[]]}',
        "}{",
        "[" * 100_000,
        '{"labels": ' + "[" * 100_000 + "}",
        "{" * 100_000 + "}" * 100_000,
        '{"labels": [' + json.dumps(GOOD),
        "\ud800{}",
    ],
)
def test_words_without_labels(content):
    assert verdicts_of(content, [CASE]) == [None]


DRAFT = '{"labels": [{"n": 1, "kind": "said", "issue": "this", "stance": "supports", "evidence": "back"}]}'


@pytest.mark.parametrize(
    "around",
    [
        "HERE",
        "```json\nHERE\n```",
        "Here you are: HERE Anything else?",
        "<think>{n} is a number</think>\nHERE",
        '{n: 1} asks for {stance}, in the form {"labels": [...]}: HERE I hope that {this} helps.',
        f"First {DRAFT}? But “won’t”. So HERE",
        f"<think>{DRAFT}</think> HERE",
        '{"thoughts": ["{", "of \\"labels\\": ["], "answer": HERE, "sure": {"labels": "yes"}}',
    ],
)
def test_what_stands_around_the_labels_is_passed_over(around):
    (found,) = verdicts_of(around.replace("HERE", json.dumps({"labels": [GOOD]})), [CASE])
    assert found is not None and found.label == "opposes"


@pytest.mark.parametrize("content", [f"<think>{DRAFT}</think> I would rather not say.", f"{DRAFT[:-2]}"])
def test_labels_thought_of_or_cut_off_are_none(content):
    assert verdicts_of(content, [CASE]) == [None]


values = st.recursive(
    st.none() | st.integers(-2, 4) | st.text(max_size=12) | st.sampled_from([*LABELS, "said", "this"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*GOOD, "labels", "x"]), inner, max_size=5)
    ),
    max_leaves=6,
)
nearly = st.fixed_dictionaries({}, optional={key: st.just(value) | values for key, value in GOOD.items()})


@settings(deadline=None, max_examples=60)
@given(st.lists(nearly | values, max_size=4) | values, st.text(max_size=8))
def test_whatever_comes_only_labels_and_places_are_taken(labels, around):
    found = verdicts_of(around + json.dumps({"labels": labels}), [CASE, CASE])
    assert len(found) == 2
    for one in found:
        if one is not None:
            assert one.label in LABELS and one == Verdict.certain(one.label, one.evidence)
            assert one.evidence is None or 0 <= one.evidence[0] < one.evidence[1] <= len(SAID)
            assert one.evidence is not None or one.label == "none"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_no_words_are_too_odd(content):
    assert verdicts_of(content, [CASE]) == [None]
