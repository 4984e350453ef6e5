"""Stance on sentences written for this test in the manner of many news sites: it must not fall behind."""

import csv
from pathlib import Path

import pytest

from bot.positions.issues import Issues
from bot.positions.stance import StanceClassifier

CONFIG = Path(__file__).resolve().parents[2] / "config"
CLEAR = {"supports", "opposes"}


@pytest.fixture(scope="module")
def read():
    """Gold stance and the stance read, for every sentence of ``stance.tsv``."""
    issues = Issues.load(CONFIG / "issues.toml")
    classifier = StanceClassifier.load(CONFIG / "stance.toml", issues)
    with (Path(__file__).parent / "stance.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 40
    return [(row["stance"], classifier.classify(row["statement"], row["issue"])[0]) for row in rows]


def test_most_stances_are_read_right(read):
    assert sum(gold == found for gold, found in read) >= 0.8 * len(read)


def test_a_clear_stance_is_hardly_ever_said_the_wrong_way_round(read):
    clear = [(gold, found) for gold, found in read if gold in CLEAR]
    assert sum({gold, found} == CLEAR for gold, found in clear) <= 0.08 * len(clear)
