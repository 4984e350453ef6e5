"""The issues that ship with the product: cues that hold a verb, a subject or a letter that is spelled in two ways."""

from pathlib import Path

import pytest

from bot.positions.issues import Issues
from bot.positions.stance import StanceClassifier

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="module")
def shipped():
    return StanceClassifier.load(CONFIG, Issues.load(CONFIG / "issues.toml"))


@pytest.mark.parametrize(
    ("issue", "text", "stance"),
    [
        # The thing is a verb, and denied itself.
        ("negotiations", "We must negotiate, Ada Marlow said.", "supports"),
        ("negotiations", "We should not negotiate with them, Ada Marlow said.", "opposes"),
        ("negotiations", "Ada Marlow said she would not negotiate.", "opposes"),
        ("neutrality-demilitarisation", "Ukraine must be demilitarised, Ada Marlow said.", "supports"),
        ("neutrality-demilitarisation", "Ukraine must not be demilitarised, Ada Marlow said.", "opposes"),
        # The cue holds whoever is to have the thing: what is said of that one's is said of the thing.
        ("russia-as-guarantor", "Russia should have a say, Ada Marlow said.", "supports"),
        ("russia-as-guarantor", "Russia should have no veto, Ada Marlow said.", "opposes"),
        ("russia-as-guarantor", "Moscow deserves no say in it, Ada Marlow said.", "opposes"),
        ("russia-as-guarantor", "Moscow has no say in it, Ada Marlow said.", "opposes"),
        ("russia-as-guarantor", "Moscow had no say in it, Ada Marlow said.", "unclear"),
        ("nato-membership", "Ada Marlow said Ukraine was not ready for NATO membership.", "opposes"),
        ("nato-membership", "Ada Marlow said Ukraine was ready for NATO membership.", "supports"),
        ("negotiations", "Ada Marlow said Moscow was not ready for talks.", "unclear"),
        ("neutrality-demilitarisation", "There should be no limits on Ukraine's army, Ada Marlow said.", "opposes"),
        ("arms-and-funding", "Ada Marlow will go on backing Ukraine.", "supports"),
        # Both spellings.
        ("arms-and-funding", "Ada Marlow asked for air defence systems.", "supports"),
        ("arms-and-funding", "Ada Marlow asked for air defense systems.", "supports"),
        ("foreign-troops", "Ada Marlow rejected a stabilisation force.", "opposes"),
        ("foreign-troops", "Ada Marlow rejected a stabilization force.", "opposes"),
        ("article5-style-guarantees", "Ada Marlow has proposed guarantees modelled on Article 5.", "supports"),
        # What a truce ends is none.
        ("ceasefire-first", "The killing must stop, Ada Marlow said.", "supports"),
        ("ceasefire-first", "Ada Marlow called for a halt to the killing.", "supports"),
        ("ceasefire-first", "Our offensive will continue until our goals are met, Ada Marlow said.", "opposes"),
        ("ceasefire-first", "Ada Marlow condemned the attacks on the harbour.", "unclear"),
        # Who is somebody else's guest; who is, or cannot be, what the issue asks.
        ("leaders-summit", "Ada Marlow asked Putin to come to Ostmar.", "supports"),
        ("russia-as-guarantor", "Russia should be included as a guarantor, Ada Marlow said.", "supports"),
        ("russia-as-guarantor", "Russia cannot be a guarantor, Ada Marlow said.", "opposes"),
        # Verbs whose forms the parser's model takes for those of others.
        ("leaders-summit", "Ada Marlow hopes for a summit.", "supports"),
    ],
)
def test_the_side_a_sentence_takes(shipped, issue, text, stance):
    assert shipped.classify(text, issue, speaker="Ada Marlow")[0] == stance
