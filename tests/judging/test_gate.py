"""What a verdict may do to a stance, case by case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.judging.gate import gate
from bot.judging.judge import LABELS, Thresholds, Verdict

STANCES = ("supports", "opposes", "conditional", "unclear")
SET = Thresholds(keeps=0.25, conditional=0.5)

# the reading, then what stands where the judge says supports, opposes, conditional, none
TABLE = {
    "supports": ("supports", "unclear", "conditional", "unclear"),
    "opposes": ("unclear", "opposes", "conditional", "unclear"),
    "conditional": ("conditional", "conditional", "conditional", "unclear"),
    "unclear": ("unclear", "unclear", "conditional", "unclear"),
}


@pytest.mark.parametrize(
    ("reading", "label", "stands"),
    [(reading, label, stands) for reading, row in TABLE.items() for label, stands in zip(LABELS, row, strict=True)],
)
def test_a_bare_label(reading, label, stands):
    assert gate(reading, Verdict.certain(label), SET) == stands


@pytest.mark.parametrize("reading", STANCES)
def test_where_there_is_no_verdict_the_reading_stands(reading):
    assert gate(reading, None, SET) == reading


@pytest.mark.parametrize(
    ("reading", "verdict", "stands"),
    [
        ("supports", Verdict(0.25, 0.7, 0.0, 0.05), "supports"),
        ("supports", Verdict(0.24, 0.7, 0.0, 0.06), "unclear"),
        ("supports", Verdict(0.25, 0.1, 0.6, 0.05), "supports"),
        ("opposes", Verdict(0.1, 0.2, 0.5, 0.2), "conditional"),
        ("opposes", Verdict(0.1, 0.2, 0.49, 0.21), "unclear"),
        ("conditional", Verdict(0.1, 0.1, 0.05, 0.75), "conditional"),
        ("conditional", Verdict(0.1, 0.1, 0.04, 0.76), "unclear"),
        ("unclear", Verdict(0.1, 0.2, 0.5, 0.2), "conditional"),
        ("unclear", Verdict(0.97, 0.01, 0.01, 0.01), "unclear"),
    ],
)
def test_probabilities_at_the_thresholds(reading, verdict, stands):
    assert gate(reading, verdict, SET) == stands


shares = st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda found: sum(found) > 0)
probabilities = shares.map(lambda found: Verdict(*(share / sum(found) for share in found)))
thresholds = st.builds(Thresholds, keeps=st.floats(0.01, 1), conditional=st.floats(0.01, 1))


@settings(deadline=None)
@given(st.sampled_from(STANCES), probabilities, thresholds)
def test_an_arrow_is_the_readings_or_nobodys(reading, verdict, thresholds):
    stands = gate(reading, verdict, thresholds)
    assert stands in (reading, "conditional", "unclear")


def test_a_verdict_says_its_likeliest_label():
    assert [Verdict.certain(label).label for label in LABELS] == list(LABELS)
    assert Verdict(0.2, 0.3, 0.4, 0.1).label == "conditional"
