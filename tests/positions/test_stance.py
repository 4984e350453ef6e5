from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError
from bot.positions.issues import Issues
from bot.positions.stance import StanceClassifier

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="module")
def issues():
    return Issues.load(CONFIG / "issues.toml")


@pytest.fixture(scope="module")
def stance(issues):
    return StanceClassifier.load(CONFIG / "stance.toml", issues)


@pytest.mark.parametrize(
    ("text", "issue", "said"),
    [
        ("Atlantis is ready to send peacekeepers", "foreign-troops", "supports"),
        ("Atlantis rejects any deployment of foreign troops", "foreign-troops", "opposes"),
        ("There must be no foreign troops in the country", "foreign-troops", "opposes"),
        ("Atlantis will send soldiers once a truce holds", "foreign-troops", "conditional"),
        ("It is too early to speak of peacekeepers", "foreign-troops", "unclear"),
        ("Atlantis refused to support the mission", "foreign-troops", "opposes"),
        ("Atlantis vowed never to send soldiers", "foreign-troops", "opposes"),
        ("Talks make no sense before the guns fall silent", "ceasefire-first", "supports"),
        ("A truce would only be a breathing space for the enemy", "ceasefire-first", "opposes"),
        ("Nothing can be settled without Russia", "russia-as-guarantor", "supports"),
        ("Russia has no say in this", "russia-as-guarantor", "opposes"),
        ("Atlantis is in favour of lifting sanctions", "sanctions", "opposes"),
        ("Atlantis has no plans to join the coalition", "coalition-expansion", "opposes"),
        ("The weather was fine", "foreign-troops", "unclear"),
    ],
)
def test_the_side_a_statement_takes(stance, text, issue, said):
    assert stance.classify(text, issue)[0] == said


def test_a_refusal_refused_is_no_yes(stance):
    assert stance.classify("Atlantis did not rule out sending troops", "foreign-troops")[0] != "supports"


def test_the_cue_counts_where_it_stands_outside_the_words(stance):
    assert stance.classify("the deployment of troops", "foreign-troops", cue="rejected")[0] == "opposes"
    assert stance.classify("the deployment of troops", "foreign-troops", cue="welcomed")[0] == "supports"
    assert (
        stance.classify("to the deployment of troops", "foreign-troops", cue="agreed", negated=True)[0] == "opposes"
    )


def test_a_stance_is_read_from_words_and_not_from_the_speaker(stance):
    text = "The deployment was spoken of"
    assert stance.classify(text, "foreign-troops", speaker="Vladimir Putin") == stance.classify(
        text, "foreign-troops"
    )


def test_every_clear_stance_has_its_evidence(stance):
    said, evidence = stance.classify("Atlantis rejects foreign troops", "foreign-troops")
    assert said == "opposes"
    assert evidence
    assert all(word in "Atlantis rejects foreign troops" for one in evidence for word in one.split())


@given(st.text(max_size=200))
def test_any_text_has_a_stance(stance, text):
    said, evidence = stance.classify(text, "foreign-troops")
    assert said in ("supports", "opposes", "conditional", "unclear")
    assert isinstance(evidence, tuple)


def test_errors_name_file_and_key(tmp_path, issues):
    file = tmp_path / "stance.toml"
    file.write_text('[attitude]\nsupports_strongly = ["x"]\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"stance\.toml: .*key supports"):
        StanceClassifier.load(file, issues)
