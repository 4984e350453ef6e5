"""What a wish and a refusal are tied to, each kind of condition once, and what only looks like one."""

import pytest

from bot.positions.conditions import condition_of

WHO = "Ada Marlow"

YES = "We back the tram line {}"
NO = "We reject the tram line {}"


@pytest.fixture(scope="module")
def condition(climb):
    def of(text, sign=None):
        link, _ = climb(text, "line")
        return condition_of(link, sign or link.sign)

    return of


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("if the towns pay.", "if"),
        (", provided that the towns pay.", "provided"),
        ("once the towns pay.", "once"),
        ("on condition that the towns pay.", "on condition"),
        ("on the condition that the towns pay.", "on the condition"),
        ("in exchange for cheaper power.", "in exchange for"),
        ("in return for cheaper power.", "in return for"),
        ("in the event of a drought.", "in the event of"),
        ("subject to a test.", "subject to"),
        ("in principle.", "in principle"),
        ("only after a test.", "only after"),
        ("only with public money.", "only with"),
        ("depending on the price.", "depending on"),
        ("linked to the harbour.", "linked to"),
        ("under certain conditions.", "under certain conditions"),
        ("under certain circumstances.", "under certain circumstances"),
    ],
)
def test_a_yes_depends_on_it_and_a_no_does_not(condition, rest, words):
    assert condition(YES.format(rest)) == (words, False)


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("unless the towns pay.", "unless"),
        ("until the towns pay.", "until"),
        ("as long as the towns pay.", "as long as"),
        ("so long as the towns pay.", "so long as"),
        (", but not before a test.", "not before"),
        ("without a test.", "without"),
        ("before a test.", "before"),
    ],
)
def test_a_no_depends_on_it_too(condition, rest, words):
    assert condition(NO.format(rest)) == (words, True)


@pytest.mark.parametrize("rest", ["without a test.", "before a test."])
def test_a_yes_does_not_wait_for_what_comes_after_it(condition, rest):
    assert condition(YES.format(rest)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If the towns pay, we back the tram line.", "If"),
        ("Assuming that the towns pay, we back the tram line.", "Assuming"),
        ("Unless the towns pay, we reject the tram line.", "Unless"),
        ("Should the towns pay, we will build the tram line.", "Should"),
        ("We will build the tram line when the towns pay.", "when"),
        ("We would build the tram line when the towns pay.", "when"),
        ("We are ready to build the tram line if the towns pay.", "if"),
        ("We are ready to build the tram line once the towns pay.", "once"),
    ],
)
def test_where_a_condition_may_stand(condition, text, words):
    assert condition(text)[0] == words


@pytest.mark.parametrize(
    "text",
    [
        "We back the tram line.",
        "Once more we back the tram line.",
        "Once again we back the tram line.",
        # A point in time is no condition: what was done, what is done already.
        "We built the tram line when the towns paid.",
        "We back the tram line when the towns pay.",
        # "should" before its verb is a wish, "if" after "asked" is "whether".
        "The towns should pay and we will build the tram line.",
        "We asked if the towns pay, and we back the tram line.",
        # The condition is another clause's.
        "We back the tram line but warned that if the tunnel leaks, the towns will pay.",
        "We back the tram line and said that the towns will pay if the tunnel leaks.",
        "We back the tram line, which ends here unless the towns pay.",
    ],
)
def test_what_is_no_condition(condition, text):
    assert condition(text) is None


def test_a_concession_is_no_condition(condition):
    assert condition("We back the tram line even if the towns pay.") is None


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marlow would back the tram line if the towns pay.",
        "Ada Marlow supports the tram line as long as the towns pay.",
        "Ada Marlow supports the tram line, provided that the towns pay.",
        "Ada Marlow is ready to build the tram line on condition that the towns pay.",
        "Ada Marlow agreed to the tram line in exchange for cheaper power.",
        "Ada Marlow will build the tram line once the tunnel is finished.",
        "Ada Marlow will build the tram line when the tunnel is finished.",
        "Should the towns pay, Ada Marlow will build the tram line.",
        "Ada Marlow rejects the tram line unless the towns pay.",
        "Ada Marlow will not build the tram line until the towns pay.",
        "Ada Marlow will not build the tram line without public money.",
        "Ada Marlow supports the tram line in principle.",
        # Merely not ruled out.
        "Ada Marlow did not rule out the tram line.",
        "Ada Marlow does not exclude the tram line.",
        # Said without a condition first, with one then.
        "Ada Marlow backs the tram line. She backs the tram line if the towns pay.",
    ],
)
def test_a_yes_with_a_condition(classifier, text):
    assert classifier.classify(text, "tram", speaker=WHO)[0] == "conditional"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ada Marlow rejects the tram line if it is loud.", "opposes"),
        ("Ada Marlow rejects the tram line even if the towns pay.", "opposes"),
        ("Once more Ada Marlow demanded the tram line.", "supports"),
        ("Ada Marlow backed the tram line when the council met.", "supports"),
        ("Ada Marlow supports the tram line even if the towns do not pay.", "supports"),
        ("Ada Marlow wants the tram line scrapped before the summer.", "opposes"),
        ("Ada Marlow: The tram line is a mistake", "opposes"),
        ("As for the plan for a tram line, we would welcome this line, Ada Marlow said.", "supports"),
    ],
)
def test_what_is_no_condition_of_the_side(classifier, text, stance):
    assert classifier.classify(text, "tram", speaker=WHO)[0] == stance
