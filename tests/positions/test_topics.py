"""An issue's sentence as grammar: where a text names the issue, and which way its words point."""

from pathlib import Path

import pytest

from bot.patterns import Hit
from bot.positions.issues import Issue, Issues
from bot.positions.stance import StanceClassifier
from bot.positions.topics import Topic


@pytest.fixture(scope="module")
def things(classifier, parsed):
    def find(text, *hits, issue="tram"):
        found = [Hit(group, text.index(words), text.index(words) + len(words), words) for words, group in hits]
        return classifier.things(parsed(text), issue, found)

    return find


@pytest.mark.parametrize(
    ("text", "words", "chief"),
    [
        ("They want the tram line now.", "tram line", "line"),
        ("They want the tram now.", "tram", "tram"),
        ("They want to build trams now.", "build trams", "trams"),
        ("They want coal-fired stations now.", "coal-fired", "stations"),
        ("They want a ban on trams now.", "ban on trams", "ban"),
        ("They build quickly now.", "build", "build"),
    ],
)
def test_the_chief_word_of_an_issues_words(things, text, words, chief):
    (found,) = things(text, (words, "cue"))
    assert found.token.text == chief
    assert found.token.doc[found.start : found.end].text == words
    assert not found.pronoun


def test_cues_and_hints_are_told_apart(things):
    cue, hint = things("They want the tram line and the rails.", ("tram line", "cue"), ("rails", "hint"))
    assert (cue.cue, hint.cue) == (True, False)


def test_words_are_looked_for_where_they_are_not_given(classifier, parsed):
    found = classifier.things(parsed("The tram line and the trams are old."), "tram")
    assert [t.token.text for t in found] == ["line", "trams"]
    assert classifier.things(parsed("The road is old."), "tram") == []


@pytest.mark.parametrize(
    ("sentence", "words", "direction"),
    [
        # A thing is wanted, or to be ended; a word of ending in the cue turns it.
        ("The city should build the tram line.", "tram line", 1),
        ("Fur farms should be banned.", "fur farms", -1),
        # An ending in other words is the measure itself, where nothing is to stay.
        ("A truce should come before talks.", "stop the fighting", 1),
        ("A truce should come before talks.", "end talks", 0),
        ("The tram line should be kept.", "end the old rails", 0),
        ("The town should allow fur farms.", "close the cages", 0),
        ("Fur farms should be banned.", "fur farm ban", 1),
        ("Fur farms should be banned.", "ban on fur farms", 1),
        ("The ban on fur farms should be lifted.", "fur farms", 1),
        ("The ban on fur farms should be lifted.", "fur farm ban", -1),
        ("Speed cameras should be scrapped.", "speed camera", -1),
        ("Speed cameras should be scrapped.", "scrapping of cameras", 1),
        ("The fee should be raised.", "fee", 1),
        ("The allowance should be kept.", "allowance cut", 0),
        ("The ward should be kept open.", "closure of the ward", -1),
        ("The ward should be kept open.", "closure of the pass", 0),
        ("The speed limit should be raised.", "speed limit", 1),
        ("Rents should be capped.", "rent freeze", 1),
        ("Velm should stop the sale of furs.", "furs", -1),
        ("The Harle Quay plants should be closed.", "harle quay", -1),
        ("Velm should ban mobile phones.", "mobiles", -1),
        ("Fishing quotas should be cut.", "cut next year's quotas", 1),
        ("Fishing quotas should be cut.", "reduced quotas", -1),
        # Another measure on the same, and a deed to the same.
        ("Sanctions on Velm should be kept.", "restrictions on Velm", 1),
        ("Sanctions on Velm should be kept.", "punishing Velm", 1),
        ("The mills should be closed.", "shutdowns", 1),
        ("The budget should be cut.", "cutbacks", 1),
    ],
)
def test_which_way_words_point(attitude, sentence, words, direction):
    topic = Topic(Issue(id="one", name="One", sentence=sentence), attitude)
    assert topic.direction(words) == direction


def test_a_verb_of_ending_in_a_cue_turns_what_it_ends(attitude, parsed):
    issue = Issue(id="cut", name="Cut", sentence="Fishing quotas should be cut.", cues=["reduc* ... quota*"])
    topics = StanceClassifier(Issues([issue], Path("issues.toml")), attitude)
    (thing,) = topics.things(parsed("Norland reduced the quota for cod."), "cut")
    assert (thing.token.text, thing.direction) == ("reduced", 1)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("Norland should join the league.", ("join", "norland")),
        ("The city should join the league.", ("join", "")),
        ("The league should be joined.", ("join", "")),
    ],
)
def test_what_is_asked_of_whom(attitude, sentence, asked):
    assert Topic(Issue(id="one", name="One", sentence=sentence), attitude).asked == asked


def test_the_issues_own_nouns_carry(attitude):
    issue = Issue(
        id="one", name="Big league", sentence="Norland should join the league.", definition="A club of towns."
    )
    assert Topic(issue, attitude).carriers == {"league", "club", "town"}


def test_words_that_say_nothing_alone_are_read_at_the_noun_of_the_sentence_above_them(attitude, parsed):
    issue = Issue(id="tax", name="Tax", sentence="A tax on sweet drinks should be introduced.", cues=["sweet drink*"])
    topics = StanceClassifier(Issues([issue], Path("issues.toml")), attitude)

    def named(text):
        return [(t.token.text, t.direction) for t in topics.things(parsed(text), "tax")]

    assert named("Norland wants a tax on sweet drinks.") == [("tax", 1)]
    assert named("Norland sells sweet drinks.") == [("drinks", 0)]
