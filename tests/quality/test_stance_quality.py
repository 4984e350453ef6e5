"""Stance on the forty sentences of ``stance.tsv``: development material, on which words and rules were tried.

A figure here says that nothing broke, not how well unseen sentences are read: ``test_subjects.py`` says that.
"""

import csv
from pathlib import Path

import pytest

from bot.positions.issues import Issues
from bot.positions.stance import StanceClassifier

CONFIG = Path(__file__).resolve().parents[2] / "config"
CLEAR = {"supports", "opposes"}
ARROWS_RIGHT, RECALL = 0.5, 0.08
"""Floors: the share of arrows that are right, and of clear stances that are read."""
WRONG_WAY_ROUND = 0.05
"""The share of clear stances that may be read the wrong way round."""


@pytest.fixture(scope="module")
def read():
    """Gold stance and the stance read, for every sentence of ``stance.tsv``."""
    classifier = StanceClassifier.load(CONFIG, Issues.load(CONFIG / "issues.toml"))
    with (Path(__file__).parent / "stance.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 40
    return [(row["stance"], classifier.classify(row["statement"], row["issue"])[0]) for row in rows]


def test_the_arrows_are_right(read):
    arrows = [(gold, found) for gold, found in read if found in CLEAR]
    assert sum(gold == found for gold, found in arrows) >= ARROWS_RIGHT * len(arrows)


def test_clear_stances_are_read(read):
    clear = [(gold, found) for gold, found in read if gold in CLEAR]
    assert sum(gold == found for gold, found in clear) >= RECALL * len(clear)


def test_a_clear_stance_is_hardly_ever_said_the_wrong_way_round(read):
    clear = [(gold, found) for gold, found in read if gold in CLEAR]
    assert sum({gold, found} == CLEAR for gold, found in clear) <= WRONG_WAY_ROUND * len(clear)
