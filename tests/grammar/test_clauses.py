"""Each question of ``clauses.py`` asked of the parse of a sentence: a yes and a no for every rule."""

import pytest

from bot.grammar import clauses


@pytest.mark.parametrize(
    ("text", "verb", "said"),
    [
        ("We do not pay the levy.", "pay", "not"),
        ("We never pay the levy.", "pay", "never"),
        ("We hardly pay the levy.", "pay", "hardly"),
        ("We no longer pay the levy.", "pay", "longer"),
        ("We pay no more.", "pay", "more"),
        ("We pay much more.", "pay", None),
        ("More we pay.", "pay", None),
        ("Under no circumstances will we pay.", "pay", "Under"),
        ("In no way will we pay.", "pay", "In"),
        ("In any case we pay.", "pay", None),
        ("On no street do we pay.", "pay", None),
        ("Nobody pays the levy.", "pays", "Nobody"),
        ("Nothing helps the town.", "helps", "Nothing"),
        ("No town pays the levy.", "pays", "No"),
        ("Neither town pays the levy.", "pays", "Neither"),
        ("Not one town pays the levy.", "pays", "Not"),
        ("No levy was paid by us.", "paid", "No"),
        ("Every town pays the levy.", "pays", None),
        ("We pay no levy.", "pay", None),
        ("We pay the levy.", "pay", None),
        ("We do not only pay the levy.", "pay", None),
        ("We do not just pay.", "pay", None),
        ("We do not merely pay.", "pay", None),
        ("We pay not", "pay", "not"),
        ("No longer do we pay.", "pay", "longer"),
    ],
)
def test_the_word_that_negates_a_clause(token, text, verb, said):
    found = clauses.negation(token(text, verb))
    assert (found and found.text) == said


def test_a_subject_looked_at_already_negates_nothing_more(token):
    verb, subject = token("No town pays the levy.", "pays"), token("No town pays the levy.", "town")
    assert clauses.negation(verb, subject) is None
    assert clauses.negation(verb, token("No town pays the levy.", "levy")).text == "No"


@pytest.mark.parametrize(
    ("text", "verb", "denied"),
    [
        ("We do not pay.", "pay", True),
        ("There is no peace.", "is", True),
        ("Peace is impossible.", "is", True),
        ("On no day do we pay.", "pay", True),
        ("There is peace.", "is", False),
        ("Peace is possible.", "is", False),
        ("There can be peace.", "be", False),
    ],
)
def test_a_clause_denied_in_any_way(token, text, verb, denied):
    assert clauses.denied(token(text, verb)) is denied


@pytest.mark.parametrize(
    ("text", "verb", "helpers"),
    [
        ("The levy should have been paid.", "paid", {"should", "have", "been"}),
        ("WE WILL pay.", "pay", {"will"}),
        ("We pay.", "pay", set()),
    ],
)
def test_the_auxiliaries_of_a_verb(token, text, verb, helpers):
    assert clauses.auxiliaries(token(text, verb)) == helpers


@pytest.mark.parametrize(
    ("text", "verb", "needed"),
    [
        ("The levy should be paid.", "paid", True),
        ("The levy must be paid.", "paid", True),
        ("We shall pay.", "pay", True),
        ("We have to pay.", "pay", True),
        ("It is time to pay.", "pay", True),
        ("The time has come to pay.", "pay", True),
        ("The time to pay has come.", "pay", True),
        ("We will pay.", "pay", False),
        ("We may pay.", "pay", False),
        ("The levy will be paid.", "paid", False),
        ("It is good to pay.", "pay", False),
        ("We want to pay.", "pay", False),
        ("We have asked to pay.", "pay", False),
        ("The time passed to pay.", "pay", False),
        ("The time that we pay is over.", "pay", False),
        ("We have no time to pay.", "pay", False),
    ],
)
def test_what_a_clause_says_is_to_be(token, text, verb, needed):
    assert clauses.needed(token(text, verb)) is needed


@pytest.mark.parametrize(
    ("text", "verb", "asked"),
    [
        ("Lift the ban.", "Lift", True),
        ("Please build the tram line.", "build", True),
        ("Why not build the tram line?", "build", True),
        ("Do not build the tram line.", "build", True),
        ("Now build the tram line.", "build", True),
        ("Let us pay.", "Let", True),
        ("Go there and build the tram line.", "build", True),
        ("They build the tram line.", "build", False),
        ("You must build it.", "build", False),
        ("Will they build the tram line?", "build", False),
        ("We want to build the tram line.", "build", False),
        ("Growers build and sell carts.", "sell", False),
        ("Towns that build thrive.", "build", False),
        ("Built by hand, it lasts.", "Built", False),
        ("Close it and the valley dies.", "Close", False),
        ("Close it and rest.", "Close", True),
    ],
)
def test_a_request(token, text, verb, asked):
    assert clauses.asked_for(token(text, verb)) is asked


@pytest.mark.parametrize(
    ("text", "word", "holder"),
    [
        ("Norland wants the levy.", "wants", "Norland"),
        ("Norland accused Velm of wanting the levy.", "wanting", "Velm"),
        ("Velm was accused of wanting the levy.", "wanting", "Velm"),
        ("Norland closed the road before wanting the levy.", "closed", "Norland"),
        ("The levy was rejected by Velm.", "rejected", "Velm"),
        ("The levy was rejected.", "rejected", None),
        ("Norland is ready to pay.", "ready", "Norland"),
        ("Norland itself is ready to pay.", "ready", "Norland"),
        ("Norland considers Velm ready to pay.", "ready", "Velm"),
        ("The reluctant town pays.", "reluctant", "town"),
    ],
)
def test_whose_an_attitude_is(token, text, word, holder):
    found = clauses.holder_of(token(text, word))
    assert (found and found.text) == holder


@pytest.mark.parametrize(
    ("text", "mark", "only"),
    [
        ("We pay only if you pay.", "if", True),
        ("We pay solely after that.", "after", True),
        ("Only when it rains do we pay.", "when", True),
        ("We pay if you pay.", "if", False),
        ("Only we would pay if you pay.", "if", False),
    ],
)
def test_only_before_a_condition(token, text, mark, only):
    assert clauses.only(token(text, mark)) is only


@pytest.mark.parametrize(
    ("text", "verb", "infinitive"),
    [("We want to pay.", "pay", True), ("We pay.", "pay", False), ("We will pay.", "pay", False)],
)
def test_an_infinitive(token, text, verb, infinitive):
    assert clauses.infinitive(token(text, verb)) is infinitive


@pytest.mark.parametrize(
    ("text", "verb", "small"),
    [
        ("We want the law torn up.", "torn", True),
        ("We ask Velm to go.", "go", True),
        ("We found the law dead.", "dead", True),
        ("We saw Velm leaving.", "leaving", True),
        ("We say that Velm goes.", "goes", False),
        ("We say that they will go.", "go", False),
    ],
)
def test_a_clause_without_a_finite_verb(token, text, verb, small):
    assert clauses.small(token(text, verb)) is small


@pytest.mark.parametrize(
    ("text", "word", "passing"),
    [
        ("We met at the summit.", "summit", True),
        ("We met after the summit.", "summit", True),
        ("We spoke of the summit.", "summit", False),
        ("The summit came.", "summit", False),
        ("We pay only after the summit.", "summit", False),
        ("We will not pay before the summit.", "summit", False),
    ],
)
def test_what_only_tells_when_or_where(token, text, word, passing):
    assert clauses.in_passing(token(text, word)) is passing


@pytest.mark.parametrize(
    ("text", "word", "imagined"),
    [
        ("If the levy comes, we leave.", "levy", True),
        ("Should the levy come, we leave.", "levy", False),
        ("We leave because the levy comes.", "levy", False),
        ("The levy comes if we leave.", "levy", False),
    ],
)
def test_what_is_imagined(token, text, word, imagined):
    assert clauses.imagined(token(text, word)) is imagined
