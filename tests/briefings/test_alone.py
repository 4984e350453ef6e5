"""Which sentences stand alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefings.alone import names_what_follows, stands_alone

ALONE = [
    "Norway ruled out a pipeline through its waters.",
    "“We will not build the dam,” Prime Minister Ada Berg told reporters on Monday.",
    "According to Ada Berg, the dam would flood two valleys.",
    "The Norwegian minister said that the dam was unacceptable.",
    "It is necessary to build the dam, Ada Berg said.",
    "Ada Berg said that he who pays for the dam decides.",
    "“It’s impossible for Norway to agree to a dam,” Ada Berg said.",
    "Norway and Sweden, which share the river, want the dam, and their ministers will sign.",
    "Then-President Ada Berg refused to build the dam.",
    "This week Norway rejected the dam.",
    "Those who want the dam, Ada Berg said, must pay for the valley.",
    "“We are ready,” Ada Berg said of the dam.",
    "Norway rejected the plan to build a dam.",
    "Norway rejected the Swedish plan to build a dam.",
    "Norway denied that Sweden had left.",
    "The second round of talks on the dam ended on Monday.",
    "Norway made a plan for a dam, and Sweden rejected the plan.",
    "“The coalition of the willing will pay for the dam,” Ada Berg said.",
]
DANGLING = [
    "Ada Lund of the harbour office denied this.",
    "Norway rejected that, and asked for more.",
    "An equally important example is the Norwegian funding of dams.",
    "Norway has rejected the Swedish proposal.",
    "Ada Berg, in turn, rejected a dam.",
    "Norway, for its part, rejected a dam.",
    "Sweden and Norway, on the other hand, want the dam.",
    "Norway rejected the plan.",
    "According to Ada Berg, the coalition should build the dam.",
    "According to Ada Berg, the coalition “should build the dam”.",
    "Norway said that it would pay if the agreement was signed.",
    "He ruled out a pipeline.",
    "It won’t accept a dam.",
    "They called a meeting with Norway.",
    "This would end the talks with Norway.",
    "These plans were rejected by Norway.",
    "Instead, Norway proposed a dam.",
    "But Norway refused.",
    "However, Norway refused.",
    "In addition, Ada Berg promised a dam.",
    "At the same time, Norway refused.",
    "According to the latter, the dam would flood two valleys.",
    "According to him, Norway wants the dam.",
    "The latter refused a dam in Norway.",
    "For its part, Norway refused the dam.",
    "— As for the dam, Norway is in favour.",
    "and so Norway refused.",
    "The minister said that the dam was unacceptable.",
    "The politician noted that Norway wants a dam.",
    "The plan will flood two valleys in Norway.",
    "The new structure was needed by Norway.",
    "In his speech, the minister of Norway spoke of the dam.",
    "Ada Berg rejected this idea.",
    "Ada Berg said this would end the talks.",
    "Both sides rejected a dam.",
    "Of the other states, Norway is the keenest.",
    "Norway was ready to send engineers there.",
    "“That plan is a mistake,” Ada Berg said.",
    "We will not build it.",
    "Later, Norway refused.",
    "",
]


@pytest.mark.parametrize("sentence", ALONE)
def test_stands_alone(sentence):
    assert stands_alone(sentence)


@pytest.mark.parametrize("sentence", DANGLING)
def test_needs_what_stands_before_it(sentence):
    assert not stands_alone(sentence)


@given(st.text(max_size=200))
def test_any_text_is_judged_and_white_space_around_it_does_not_count(text):
    assert stands_alone(f"  {text}\n") == stands_alone(text)


@given(st.sampled_from(ALONE), st.sampled_from(["But ", "Instead, ", "— ", "He said: ", "In this case, "]))
def test_what_joins_it_to_another_makes_it_dangle(sentence, joint):
    assert not stands_alone(joint + sentence)


@pytest.mark.parametrize(
    ("first", "sentence", "named"),
    [
        ("Only ten states want a dam.", "The backbone will be Norway.", False),
        ("Only ten states want the new dam.", "The dam will be Norway's.", True),
        ("Norway wants a dam.", "It won't accept a bridge.", True),
    ],
)
def test_a_bare_thing_is_found_in_the_sentence_before(first, sentence, named):
    assert names_what_follows(first, sentence) == named
