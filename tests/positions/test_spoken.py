"""What belongs to somebody's words, and whose the subjects in it are."""

import pytest

from bot.positions.spoken import Words, nobody

WHO = "Ada Marlow"


def words(doc, spoken=None, cue=None, mention=(), quoted=(), reported=False):
    def at(*forms):
        return frozenset(t.i for t in doc if t.text in forms)

    content = frozenset(range(len(doc))) if spoken is None else at(*spoken)
    return Words(doc, content, min(at(cue)) if cue else None, at(*mention), at(*quoted), reported)


@pytest.mark.parametrize(
    ("text", "subject", "whose"),
    [
        ("Norland pays, Ada said.", "Ada", "own"),
        ("Norland pays, Ada said.", "Norland", "other"),
        ("We pay, Ada said.", "We", "own"),
        ("Our town pays, Ada said.", "town", "own"),
        ("My town pays, Ada said.", "town", "own"),
        ("Her town pays, Ada said.", "town", "own"),
        ("The town pays, Ada said.", "town", "other"),
        ("She pays, Ada said.", "She", "own"),
        ("Nobody pays, Ada said.", "Nobody", "anyone"),
        ("Everybody pays, Ada said.", "Everybody", "anyone"),
        ("No town pays, Ada said.", "town", "anyone"),
        ("Every town pays, Ada said.", "town", "anyone"),
        ("Ada, who pays, left.", "who", "own"),
        ("The towns that pay left, Ada said.", "that", "other"),
        ("Ada is among the mayors who pay.", "who", "own"),
        ("Ada is one of the mayors who pay.", "who", "own"),
        ("Ada met the mayors who pay.", "who", "other"),
    ],
)
def test_whose_a_subject_is(token, parsed, text, subject, whose):
    said = words(parsed(text), mention=["Ada"])
    assert said.whose(token(text, subject), nobody) == whose


def test_no_subject_is_anyones(parsed):
    assert words(parsed("Paid at last.")).whose(None, nobody) == "anyone"


def test_in_a_quotation_he_is_somebody_else(token, parsed):
    text = "She pays and her town pays, Ada said."
    said = words(parsed(text), mention=["Ada"], quoted=["She", "pays", "and", "her", "town"])
    assert said.whose(token(text, "She"), nobody) == "other"
    assert said.whose(token(text, "town"), nobody) == "other"


def test_further_names_of_the_speaker_are_known(token, parsed):
    text = "Norland pays, Ada said."
    said = words(parsed(text), mention=["Ada"])
    assert said.whose(token(text, "Norland"), lambda t: t.text == "Norland") == "own"
    text = "She pays, Ada said."
    assert words(parsed(text), mention=["Ada"]).whose(token(text, "She"), lambda _t: False) == "other"


def test_a_name_before_their_leader_said_is_the_leaders_own(token, parsed):
    text = "The Greens will pay, their leader said."
    assert words(parsed(text), mention=["their", "leader"]).whose(token(text, "Greens"), nobody) == "own"
    assert (
        words(parsed(text), mention=["their", "leader"], quoted=["Greens"]).whose(token(text, "Greens"), nobody)
        == "other"
    )
    text = "The Greens will pay, Ada said."
    assert words(parsed(text), mention=["Ada"]).whose(token(text, "Greens"), nobody) == "other"


def test_the_words_reach_to_their_cue(parsed):
    text = "Ada agreed to a plan in May."
    said = words(parsed(text), spoken=["plan"], cue="agreed", mention=["Ada"])
    assert [t.text for t in said.doc if said.hold(t)] == ["agreed", "to", "a", "plan"]
    bare = words(parsed(text), spoken=["plan"], mention=["Ada"])
    assert [t.text for t in bare.doc if bare.hold(t)] == ["plan"]
    told = words(parsed(text), spoken=["plan"], cue="agreed", mention=["Ada"], reported=True)
    assert [t.text for t in told.doc if told.hold(t)] == ["plan"]


def test_what_names_the_speaker_is_not_said(parsed):
    text = "They agreed, Ada told us, to a plan."
    said = words(parsed(text), spoken=["plan", "They"], cue="agreed", mention=["Ada"])
    assert [t.text for t in said.doc if said.hold(t)] == ["They", "agreed", ",", "told", "us", ",", "to", "a", "plan"]


def test_hints_count_only_where_no_cue_stands(classifier, parsed):
    from bot.patterns import Hit

    text = "They want the tram line and the rails."
    hits = [Hit(g, text.index(w), text.index(w) + len(w), w) for g, w in (("cue", "tram line"), ("hint", "rails"))]
    cue, hint = classifier.things(parsed(text), "tram", hits)
    assert words(parsed(text)).within([cue, hint]) == [cue]
    assert words(parsed(text)).within([hint]) == [hint]
    assert words(parsed(text), spoken=["They", "want"]).within([cue, hint]) == []


def test_what_stands_for_the_nearest_thing_before_it(classifier, parsed):
    text = (
        "The tram line is long. They want it, but not him. They praise this idea and the plan, and fear this noise."
    )
    doc = parsed(text)
    (line,) = classifier.things(doc, "tram")
    said = Words(doc, frozenset(t.i for t in doc if t.i > 5))
    assert [t.text for t in said.stand_ins()] == ["They", "it", "They", "idea"]
    assert [t.token.text for t in said.referring([line])] == ["They", "it", "They", "idea"]
    assert all(t.pronoun and t.direction == line.direction for t in said.referring([line]))
    assert said.referring([]) == []
    everything = words(doc)
    assert everything.referring([line]) == []
    assert [t.token.text for t in everything.referring([line], after=True)] == ["They", "it", "They", "idea"]


@pytest.mark.parametrize(
    "text",
    [
        "Critics say that school uniforms must go, Ada Marlow noted.",
        "Ada Marlow said that Velm rejects school uniforms.",
        "Velm wants school uniforms, Ada Marlow said.",
        "Parents reject school uniforms, according to Ada Marlow.",
        "Ada Marlow accused Velm of wanting school uniforms.",
        "Ada Marlow said Velm's rejection of school uniforms was known.",
        "Ada Marlow never said that pupils should wear school uniforms.",
        "The growers would not pay for school uniforms, Ada Marlow said.",
        "Velm says Ada Marlow is against school uniforms.",
        "Velm accused Ada Marlow of wanting school uniforms.",
        "Velm has asked Ada Marlow to support school uniforms.",
        "According to Velm, Ada Marlow wants school uniforms.",
        "Velm supports school uniforms. Ada Marlow left the room.",
        "Velm opposes school uniforms.",
        "Ada Marlow praised the makers of school uniforms.",
        "Ada Marlow said she had been asked to support school uniforms.",
    ],
)
def test_the_attitude_of_others_is_no_stance(classifier, text):
    assert classifier.classify(text, "uniforms", speaker=WHO)[0] == "unclear"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Guild of Weavers rejects the tram line.", "Guild of Weavers"),
        ("Members of the Guild reject the tram line.", "Guild"),
        ("The leader of the Guild rejects the tram line.", "Guild"),
        ("The Guild rejects the tram line.", "the guild"),
        ("AL rejects the tram line.", "AL"),
        ("Zed rejects the tram line.", "Zed Ovale"),
        ("The weavers reject the tram line.", "the weavers"),
        ("He rejects the tram line.", WHO),
        ("She rejects the tram line, Ada Marlow said.", WHO),
        ("Ada Marlow’s party rejects the tram line.", "Ada Marlow’s"),
        ("The Greens will not build the tram line, their leader said.", "leader"),
        ("“I reject the tram line,” Ada Marlow said.", WHO),
        ("“Our town rejects the tram line,” Ada Marlow said.", WHO),
        ("“Everybody here rejects the tram line,” Ada Marlow said.", WHO),
        ("“No town wants the tram line,” Ada Marlow said.", WHO),
        ("Ada Marlow, who rejects the tram line, left.", WHO),
        ("Ada Marlow is among the mayors who reject the tram line.", WHO),
        ("Velm backs the tram line. Ada Marlow rejects it.", WHO),
        ("Velm backs the tram line. Ada Marlow rejects the tram line.", WHO),
    ],
)
def test_whose_words_they_are(classifier, text, speaker):
    assert classifier.classify(text, "tram", speaker=speaker)[0] == "opposes"


def test_in_a_quotation_he_rejects_for_somebody_else(classifier):
    assert classifier.classify("“He rejects the tram line,” Ada Marlow said.", "tram", speaker=WHO)[0] == "unclear"


def test_whom_a_speaker_speaks_for_is_told(classifier):
    text = "Ada Marlow said the city rejects the tram line."
    assert classifier.classify(text, "tram", speaker=WHO)[0] == "unclear"
    found = classifier.classify(text, "tram", speaker=WHO, own=lambda t: t.lower_ == "city")
    assert found == ("opposes", ("rejects", "line"))
