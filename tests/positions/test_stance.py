"""Which side plain sentences take on eight invented subjects, whose words they are, and what takes no side at all."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ConfigurationError
from bot.positions.stance import StanceClassifier

WHO = "Ada Marlow"
SIDES = [row.split("\t") for row in (Path(__file__).parent / "sides.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(
    ("text", "issue", "stance"),
    [
        ("Ada Marlow demands the tram line.", "tram", "supports"),
        ("Ada Marlow ruled out the tram line.", "tram", "opposes"),
        ("Ada Marlow ruled out building tram lines.", "tram", "opposes"),
        ("Ada Marlow spoke out against the wind farm.", "wind-farm", "opposes"),
        ("Ada Marlow is ready to pay the water levy.", "levy", "supports"),
        ("Ada Marlow is opposed to the tram line.", "tram", "opposes"),
        ("Ada Marlow asked for the tram line.", "tram", "supports"),
        ("Ada Marlow said she backs school uniforms.", "uniforms", "supports"),
        ("Ada Marlow said her party rejects school uniforms.", "uniforms", "opposes"),
        # Refusals, one's own share too.
        ("“We will not pay the water levy,” Ada Marlow said.", "levy", "opposes"),
        ("Ada Marlow said the growers of her town would not pay the water levy.", "levy", "opposes"),
        ("Ada Marlow refuses to pay the water levy.", "levy", "opposes"),
        ("Ada Marlow declined to pay for the tram line.", "tram", "opposes"),
        ("Ada Marlow vowed never to build the wind farm.", "wind-farm", "opposes"),
        # Negation, once and twice.
        ("Ada Marlow does not want school uniforms.", "uniforms", "opposes"),
        ("Ada Marlow no longer supports school uniforms.", "uniforms", "opposes"),
        ("Ada Marlow no longer opposes school uniforms.", "uniforms", "supports"),
        ("Ada Marlow will never again support school uniforms.", "uniforms", "opposes"),
        ("There must be no entry fee, Ada Marlow said.", "fee", "opposes"),
        ("Nobody wants an entry fee, Ada Marlow said.", "fee", "opposes"),
        ("Ada Marlow never refused to support the entry fee.", "fee", "supports"),
        ("I do not think that pupils should wear school uniforms, Ada Marlow said.", "uniforms", "opposes"),
        ("Ada Marlow denied that the tram line is a mistake.", "tram", "supports"),
        ("Ada Marlow stopped opposing the tram line.", "tram", "supports"),
        ("Ada Marlow wants neither the tram line nor buses.", "tram", "opposes"),
        ("Ada Marlow wants not only the tram line but buses.", "tram", "supports"),
        # Opposite objects, and a sentence that forbids or ends the thing.
        ("Ada Marlow wants an end to the entry fee.", "fee", "opposes"),
        ("Ada Marlow opposes the abolition of the entry fee.", "fee", "supports"),
        ("Ada Marlow scrapped the entry fee.", "fee", "opposes"),
        ("Ada Marlow wants the entry fee scrapped by Christmas.", "fee", "opposes"),
        ("Ada Marlow wants the tram line built.", "tram", "supports"),
        ("Ada Marlow opposes fur farms.", "fur-farms", "supports"),
        ("“They must go,” Ada Marlow said of the speed cameras.", "cameras", "supports"),
        ("“Build it now,” Ada Marlow said of the tram line.", "tram", "supports"),
        ("Scrap the entry fee, Ada Marlow told the museum.", "fee", "opposes"),
        ("Ada Marlow wants the entry fee for visitors from abroad scrapped.", "fee", "opposes"),
        ("Ada Marlow wants the ban on fur farms lifted.", "fur-farms", "opposes"),
        ("Ada Marlow intends to let the entry fee run out.", "fee", "opposes"),
        ("Ada Marlow refused to let the entry fee run out.", "fee", "supports"),
        ("Ada Marlow fights for the tram line.", "tram", "supports"),
        ("Ada Marlow is fighting against the tram line.", "tram", "opposes"),
        ("Ada Marlow called on the council to build the tram line.", "tram", "supports"),
        ("Ada Marlow gave up her orchard for the tram line.", "tram", "supports"),
        ("Ada Marlow gave up the tram line.", "tram", "opposes"),
        ("Ada Marlow pledged to save the tram line.", "tram", "supports"),
        ("Ada Marlow vetoed the bill that would have done away with the entry fee.", "fee", "supports"),
        ("Ada Marlow voted for a bill that would ban school uniforms.", "uniforms", "opposes"),
        ("Ada Marlow tabled an amendment to scrap the entry fee.", "fee", "opposes"),
        ("Ada Marlow blocked an attempt to scrap the entry fee.", "fee", "supports"),
        ("Ada Marlow overturned the decision to scrap the entry fee.", "fee", "supports"),
        ("“I see no reason why we should pay a water levy,” Ada Marlow said.", "levy", "opposes"),
        ("Ada Marlow defended fur farms.", "fur-farms", "opposes"),
        ("Ada Marlow wants an end to fur farms.", "fur-farms", "supports"),
        ("Ada Marlow backs the ban on fur farms.", "fur-farms", "supports"),
        ("Ada Marlow opposes the fur farm ban.", "fur-farms", "opposes"),
        ("Ada Marlow wants to lift the ban on fur farms.", "fur-farms", "opposes"),
        ("Ada Marlow banned fur farms.", "fur-farms", "supports"),
        ("Ada Marlow wants to scrap speed cameras.", "cameras", "supports"),
        ("Ada Marlow does not want to scrap speed cameras.", "cameras", "opposes"),
        ("Ada Marlow wants more speed cameras.", "cameras", "opposes"),
        ("Ada Marlow wants fewer speed cameras.", "cameras", "supports"),
        # Modality.
        ("The wind farm must be built, Ada Marlow said.", "wind-farm", "supports"),
        ("The wind farm must not be built, Ada Marlow said.", "wind-farm", "opposes"),
        ("Build the wind farm, Ada Marlow said.", "wind-farm", "supports"),
        ("It is time to build the wind farm, Ada Marlow said.", "wind-farm", "supports"),
        ("The wind farm ought to be built, Ada Marlow said.", "wind-farm", "supports"),
        # Verdicts and effects.
        ("The entry fee is a mistake, Ada Marlow said.", "fee", "opposes"),
        ("Ada Marlow called the entry fee a mistake.", "fee", "opposes"),
        ("The entry fee is not a mistake, Ada Marlow said.", "fee", "supports"),
        ("It would be wrong to charge an entry fee, Ada Marlow said.", "fee", "opposes"),
        ("An entry fee is out of the question, Ada Marlow said.", "fee", "opposes"),
        ("The entry fee would ruin us, Ada Marlow said.", "fee", "opposes"),
        ("The entry fee would make matters worse, Ada Marlow said.", "fee", "opposes"),
        ("The entry fee would help us, Ada Marlow said.", "fee", "supports"),
        # Deeds.
        ("Ada Marlow built the wind farm.", "wind-farm", "supports"),
        ("Ada Marlow closed the old archive.", "archive", "opposes"),
        ("Ada Marlow voted for opening the old archive.", "archive", "supports"),
        ("Ada Marlow voted against opening the old archive.", "archive", "opposes"),
        ("Instead of the old archive, Ada Marlow wants a hall.", "archive", "opposes"),
        ("Ada Marlow has ordered the construction of the wind farm.", "wind-farm", "supports"),
        ("Ada Marlow switched on the wind farm.", "wind-farm", "supports"),
        ("Ada Marlow blocked the road to stop the tram line.", "tram", "opposes"),
        ("Ada Marlow became the ninth mayor to outlaw fur farms.", "fur-farms", "supports"),
        ("Ada Marlow approved money for the tram line.", "tram", "supports"),
        # What somebody is asked to do, in person or by letter.
        ("Ada Marlow advised the council to abandon the tram line.", "tram", "opposes"),
        ("Ada Marlow moved to strike the tram line from the budget.", "tram", "opposes"),
        ("Ada Marlow is pushing for the tram line to be built.", "tram", "supports"),
        ("Ada Marlow handed in a letter urging the council to approve the tram line.", "tram", "supports"),
        ("Ada Marlow stood at the gate with a banner demanding the tram line.", "tram", "supports"),
        # Strikes, protests, threats, and what would be worse.
        ("Ada Marlow resigned in protest at the entry fee.", "fee", "opposes"),
        ("Ada Marlow threatened to sue if the wind farm is built.", "wind-farm", "opposes"),
        ("Ada Marlow threatened to leave if the wind farm is scrapped.", "wind-farm", "supports"),
        ("Ada Marlow would rather resign than build the tram line.", "tram", "opposes"),
        # What stays and what is gone.
        ("“The tram line stays,” Ada Marlow said.", "tram", "supports"),
        ("I want the entry fee gone, Ada Marlow said.", "fee", "opposes"),
        ("I do not want the entry fee gone, Ada Marlow said.", "fee", "supports"),
        ("Ada Marlow is for the tram line.", "tram", "supports"),
        ("Ada Marlow is not for the tram line.", "tram", "opposes"),
        # Only this and nothing else.
        ("Ada Marlow will sign only if the wind farm is built.", "wind-farm", "supports"),
        ("There can be no peace without the wind farm, Ada Marlow said.", "wind-farm", "supports"),
    ],
)
def test_the_side_a_sentence_takes(classifier, text, issue, stance):
    assert classifier.classify(text, issue, speaker=WHO)[0] == stance


@pytest.mark.parametrize(("text", "issue", "stance"), SIDES)
def test_the_table(classifier, text, issue, stance):
    assert classifier.classify(text, issue, speaker=WHO)[0] == stance


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("The committee meets on the tram line in May.", "tram"),
        ("It is for the council to decide on the tram line, Ada Marlow said.", "tram"),
        ("The trams stay in the tram line's depot, Ada Marlow said.", "tram"),
        ("The council met to build on the tram line's success.", "tram"),
        ("Ada Marlow did not threaten to sue if the wind farm is built.", "wind-farm"),
        ("Ada Marlow protested at the tram line's opening.", "tram"),
        ("The court will rule on the wind farm.", "wind-farm"),
        ("The mediator arrived for talks on the water levy.", "levy"),
        ("Engineers maintain the wind farm.", "wind-farm"),
        ("The charge raised 40 million for the old archive.", "archive"),
        ("The entry fee raised 40 million.", "fee"),
        ("The wind farm will be built in May.", "wind-farm"),
        ("The wind farm may be built in May.", "wind-farm"),
        ("A vote on fur farms is due on Friday.", "fur-farms"),
        ("A report on speed cameras will be published in May.", "cameras"),
        ("The hearing on the water levy can begin.", "levy"),
        ("The ministry provided figures on school uniforms.", "uniforms"),
        ("The clerk read out the objections to school uniforms.", "uniforms"),
        ("A petition against the entry fee was handed to the clerk.", "fee"),
        ("The tram line was rejected in May.", "tram"),
        ("The weather was fine.", "tram"),
        ("Ada Marlow visited the wind farm on Tuesday.", "wind-farm"),
        ("Ada Marlow wants to visit the wind farm.", "wind-farm"),
        ("Ada Marlow will not visit the wind farm on Tuesday.", "wind-farm"),
        ("Ada Marlow spoke about the wind farm.", "wind-farm"),
        ("Ada Marlow declined to comment on the wind farm.", "wind-farm"),
        ("Ada Marlow has no opinion on the tram line.", "tram"),
        ("Ada Marlow has not yet decided on the tram line.", "tram"),
        ("The plan for the tram line is on the agenda, Ada Marlow said.", "tram"),
        ("Ada Marlow said the tram line was approved in May.", "tram"),
        ("The tram line must be inspected every year, Ada Marlow said.", "tram"),
        ("Ada Marlow is neither for nor against the tram line.", "tram"),
        ("Ada Marlow said she neither supports nor opposes the tram line.", "tram"),
        # Questions, and what is left to be decided.
        ("Should the wind farm be built?", "wind-farm"),
        ("Who needs the wind farm?", "wind-farm"),
        ("“Do we want the wind farm?” Ada Marlow asked.", "wind-farm"),
        ("Ada Marlow asked whether the wind farm should be built.", "wind-farm"),
        ("Ada Marlow has not decided whether to build the wind farm.", "wind-farm"),
        ("Ada Marlow did not say whether she supports the wind farm.", "wind-farm"),
        ("Ada Marlow wonders if the wind farm is a mistake.", "wind-farm"),
    ],
)
def test_what_takes_no_side(classifier, text, issue):
    assert classifier.classify(text, issue, speaker=WHO if WHO in text else None)[0] == "unclear"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The tram line would be loud. Ada Marlow rejects it.", "opposes"),
        ("The tram line would be loud. Ada Marlow rejects this idea.", "opposes"),
        # "The idea" has to be known already; an idea of something else has not.
        ("The tram line would be loud. Ada Marlow rejects the idea.", "opposes"),
        ("The tram line would be loud. Ada Marlow rejects the old idea.", "unclear"),
        ("The tram line would be loud. Ada Marlow rejects the idea of a bath.", "unclear"),
        ("The tram line would be loud. Ada Marlow rejects this noise.", "unclear"),
        ("The tram line would be loud. Ada Marlow rejects him.", "unclear"),
        ("Ada Marlow rejects it. The tram line would be loud.", "unclear"),
        ("The town would be loud. Ada Marlow rejects it.", "unclear"),
        ("If the tram line is built, it will ruin us, Ada Marlow said.", "opposes"),
    ],
)
def test_a_pronoun_stands_for_what_was_named_before(classifier, text, stance):
    assert classifier.classify(text, "tram", speaker=WHO)[0] == stance


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marlow wants the tram line. Ada Marlow rejects the tram line.",
        "Ada Marlow wants the tram line and rejects the tram line.",
    ],
)
def test_both_sides_at_once_are_none(classifier, text):
    assert classifier.classify(text, "tram", speaker=WHO) == ("unclear", ())


def test_what_is_said_counts_before_what_is_done(classifier):
    text = "Ada Marlow scrapped the tram line but wants the tram line back."
    assert classifier.classify(text, "tram", speaker=WHO)[0] == "supports"


def test_the_cue_counts_where_it_stands_outside_the_words(classifier):
    for cue, stance in (("rejected", "opposes"), ("welcomed", "supports"), ("mentioned", "unclear")):
        assert classifier.classify("the tram line", "tram", cue=cue)[0] == stance
        assert classifier.classify("the tram line", "tram", cue=cue, speaker=WHO)[0] == stance
    assert classifier.classify("Ada Marlow rejects the tram line", "tram", cue="Rejects")[0] == "opposes"


@pytest.mark.parametrize(
    ("sentence", "cue", "text", "stance"),
    [
        # A country does for itself what the issue asks of another.
        ("Norland should join the league.", "league", "Velm joined the league.", "unclear"),
        ("Norland should join the league.", "league", "Norland joined the league.", "supports"),
        ("Norland should join the league.", "league", "Velm scrapped the league.", "opposes"),
        ("The league should be abolished.", "league", "Velm abolished the league.", "supports"),
        ("The league should be abolished.", "league", "Velm backs the league.", "opposes"),
        ("The harbour ban should be lifted.", "harbour ban", "Velm backs the harbour ban.", "opposes"),
        ("The harbour should be closed.", "closing of the harbour", "Velm backs the closing of the harbour.", "supports"),  # noqa: E501
        ("The harbour should be closed.", "harbour", "Velm wants to close the harbour.", "supports"),
        ("Velm should stop the sale of furs.", "furs", "Velm rejects the sale of furs.", "supports"),
        # A cue that holds the verb of ending: what it turns is turned once.
        ("The lane should be closed to cars", "clos* ... lane", "They advised us to close the lane.", "supports"),
        ("The lane should be closed to cars", "clos* ... lane", "They want to close the lane for good.", "supports"),
    ],
)  # fmt: skip
def test_the_issues_sentence_gives_the_direction(tmp_path, sentence, cue, text, stance):
    from bot.positions.issues import Issue, Issues

    one = Issues([Issue(id="one", name="One", sentence=sentence, cues=(cue,))], tmp_path / "issues.toml")
    classifier = StanceClassifier.load(tmp_path, one)
    assert classifier.classify(text, "one", speaker=text.split()[0])[0] == stance


def test_the_trace_of_the_composition_is_the_evidence(classifier):
    text = "Ada Marlow does not want an end to the tram line if the towns pay."
    assert classifier.classify(text, "tram", speaker=WHO) == (
        "conditional",
        ("not", "want", "end", "line", "if"),
    )


# --- properties --------------------------------------------------------------------------------------------------

VERBS = [("support", 1), ("oppose", -1), ("want", 1), ("reject", -1), ("endorse", 1), ("resist", -1)]
THINGS = [
    ("the tram line", "tram", 1), ("the wind farm", "wind-farm", 1), ("fur farms", "fur-farms", -1),
    ("speed cameras", "cameras", -1), ("the water levy", "levy", 1), ("the entry fee", "fee", 1),
    ("school uniforms", "uniforms", 1), ("the old archive", "archive", 1),
]  # fmt: skip
SIDES = {1: "supports", -1: "opposes"}
few = settings(max_examples=12, deadline=None)


@few
@given(st.sampled_from(VERBS), st.sampled_from(THINGS))
def test_not_turns_a_simple_sentence_round(classifier, verb, thing):
    (word, sign), (words, issue, direction) = verb, thing
    plain = classifier.classify(f"Ada Marlow and Tom Hale {word} {words}.", issue, speaker=WHO)[0]
    turned = classifier.classify(f"Ada Marlow and Tom Hale do not {word} {words}.", issue, speaker=WHO)[0]
    assert plain == SIDES[sign * direction]
    assert turned == SIDES[-sign * direction]


@few
@given(
    st.sampled_from(VERBS),
    st.sampled_from(THINGS),
    st.sampled_from(["on Tuesday", "in Geneva", "this week", "at a meeting in Geneva", "again"]),
)
def test_time_and_place_change_nothing(classifier, verb, thing, adverbial):
    (word, sign), (words, issue, direction) = verb, thing
    text = f"Ada Marlow said {adverbial} that she would {word} {words}."
    assert classifier.classify(text, issue, speaker=WHO)[0] == SIDES[sign * direction]
    text = f"Ada Marlow said that she would {word} {words} {adverbial}."
    assert classifier.classify(text, issue, speaker=WHO)[0] == SIDES[sign * direction]


@few
@given(st.sampled_from([WHO, WHO.upper(), "Marlow", "Mayor Ada Marlow", "ada marlow"]), st.sampled_from(VERBS))
def test_how_a_speakers_name_is_written_changes_nothing(classifier, name, verb):
    word, sign = verb
    assert (
        classifier.classify(f"Ada Marlow said she would {word} the tram line.", "tram", speaker=name)[0]
        == SIDES[sign]
    )


@pytest.mark.parametrize("spelling", ["criticised", "criticized"])
def test_both_spellings_are_one_word(classifier, spelling):
    assert classifier.classify(f"Ada Marlow {spelling} the tram line.", "tram", speaker=WHO)[0] == "opposes"


@few
@given(
    st.sampled_from(["wants", "rejects", "does not want", "backs", "will not accept", "refused"]),
    st.sampled_from(THINGS),
    st.sampled_from(["", " if the towns pay", " unless the towns pay", " in principle", ", it is said"]),
)
def test_the_evidence_stands_in_the_text(classifier, verb, thing, rest):
    text = f"Ada Marlow {verb} {thing[0]}{rest}."
    stance, evidence = classifier.classify(text, thing[1], speaker=WHO)
    assert (stance == "unclear") == (not evidence)
    assert all(re.search(rf"\b{re.escape(word)}\b", text) for word in evidence)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(THINGS), st.sampled_from([None, WHO, "", "x"]))
def test_any_text_has_a_stance(classifier, text, thing, speaker):
    for one in (text, f"{text} {thing[0]} {text}", f"“{text}” Ada Marlow wants {thing[0]} {text}"):
        stance, evidence = classifier.classify(one, thing[1], speaker=speaker)
        assert stance in ("supports", "opposes", "conditional", "unclear")
        assert isinstance(evidence, tuple)


def test_errors_name_file_and_key(tmp_path, issues):
    (tmp_path / "attitude.toml").write_text('[verbs]\nstrongly = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"attitude\.toml: .*strongly"):
        StanceClassifier.load(tmp_path, issues)


@pytest.mark.parametrize(("speaker", "stance"), [("the council", "opposes"), ("the mayor", "unclear")])
def test_a_speaker_without_a_name_goes_by_the_last_word(classifier, speaker, stance):
    assert classifier.classify("The council rejects the tram line.", "tram", speaker=speaker)[0] == stance
