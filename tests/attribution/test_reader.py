import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.attribution.reader import StatementReader
from bot.errors import ConfigurationError
from embeddings.clean import clean

READER = StatementReader()
ARTICLE = """The pact and its doubters

The meeting went on until late in the evening, and a crowd had gathered outside of the old town hall.

Who will pay for it?

“We will pay our share,” Finance Minister Anna Berg said. “Others must pay theirs.”

“And nobody will be left behind in this.”

Hungary and Slovakia are against it. Norway has not promised to send soldiers.
"""


ROADS = "The roads were built in the year 1960, and the bridge was added to them ten years after that."


def statements(raw, **options):
    return READER.read(clean(raw), "article", **options).statements


def test_spans_are_words_of_the_article():
    for one in statements(ARTICLE):
        assert one.spans[0][0] == one.start
        assert one.spans[-1][1] == one.end
        for start, end in (*one.spans, one.mention, one.cue_span):
            assert ARTICLE[start:end].strip() == ARTICLE[start:end] != ""
        assert ARTICLE[slice(*one.cue_span)] == one.cue


def test_the_parses_lie_on_the_article():
    parses = READER.read(clean(ARTICLE), "article").parses
    assert [p.block.start for p in parses] == sorted({p.block.start for p in parses})
    for parse in parses:
        start, end = parse.block.start, parse.block.end
        assert len(parse.doc.text) == end - start
        for token in parse.doc:
            if token.is_alpha and token.text != "and":
                assert ARTICLE[start + token.idx :].startswith(token.text)
        for quote in parse.quotes:
            assert ARTICLE[start + quote.start] in "“" and start + quote.end <= end


def test_a_quotation_goes_on_in_the_next_paragraph():
    (quote,) = [s for s in statements(ARTICLE) if s.kind == "direct-quote"]
    assert [ARTICLE[a:b] for a, b in quote.spans] == [
        "“We will pay our share,”",
        "“Others must pay theirs.”",
        "“And nobody will be left behind in this.”",
    ]
    assert quote.speaker == "Anna Berg"


def test_headings_state_nothing():
    starts = {ARTICLE.index("The pact"), ARTICLE.index("Who will pay")}
    assert not starts & {s.start for s in statements(ARTICLE)}


def test_a_caption_states_nothing_and_names_whom_the_text_means():
    caption = "Finance Minister Anna Berg says “no” to the pact in the old town hall on Tuesday. (AP Photo)"
    raw = "\n\n".join(["The pact and its doubters", caption, "“We will pay our share,” she said.", ROADS])
    (one,) = statements(raw)
    assert "Berg" in one.speaker and "We will pay" in raw[one.start : one.end]
    result = READER.read(clean(raw), "article")
    assert all("AP Photo" not in raw[parse.block.start : parse.block.end] for parse in result.parses)
    assert READER.read(clean(caption), "article").statements == ()


def test_facts_only_when_asked_for():
    assert not [s for s in statements(ARTICLE, facts=False) if s.kind == "reported-fact"]
    (fact,) = [s for s in statements(ARTICLE) if s.kind == "reported-fact"]
    assert ARTICLE[fact.start : fact.end] == "Hungary and Slovakia are against it"


def test_a_negated_promise_is_marked():
    (promise,) = [s for s in statements(ARTICLE, facts=False) if s.cue == "promised"]
    assert promise.negated


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            "Le ministre a déclaré que les négociations continueraient et que la paix était encore loin.",
            "not in English",
        ),
        (
            "The road runs along the river, and the bridge has been closed since the beginning of the winter.",
            "no statement",
        ),
        ("", "no text"),
    ],
)
def test_what_cannot_be_read_is_said(raw, problem):
    result = READER.read(clean(raw), "article")
    assert result.statements == ()
    assert problem in result.problem


def test_time_runs_out():
    result = StatementReader(seconds_per_article=1e-9).read(clean(ARTICLE), "article")
    assert result.statements == ()
    assert "not read within" in result.problem


def test_a_transcript_gives_each_speaker_his_words():
    lines = [
        "BERG: Let us begin with the roads.",
        "HOLM: I have nothing to say about the roads.",
        "BERG: Then we are done.",
    ]
    rows = statements("\n\n".join(["They met in the evening in the old town hall of the country.", *lines]))
    assert [(s.speaker, s.kind) for s in rows] == [
        ("BERG", "direct-quote"),
        ("HOLM", "direct-quote"),
        ("BERG", "direct-quote"),
    ]


def test_a_quotation_and_a_name_after_a_dash():
    rows = statements(f"{ROADS}\n\n“The roads of this country are a disgrace to all of us.” ― Anna Berg\n\n{ROADS}")
    assert [(s.speaker, s.cue) for s in rows] == [("Anna Berg", "―")]


def test_a_cue_file_that_is_no_cue_file(tmp_path):
    path = tmp_path / "cues.toml"
    path.write_text("[verbs]\nclause = 5\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"cues.toml: key verbs\.clause"):
        StatementReader(cues_path=path)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["He said ", '"We wait', '," said Anna Berg', "— Talks", "\n\n", ". ", "according to ", "Oslo "]
        ),
        max_size=25,
    )
)
def test_any_text_gives_whole_spans(pieces):
    raw = "The minister said that the talks would go on for a long time. " + "".join(pieces)
    for one in statements(raw):
        assert all(raw[a:b] for a, b in one.spans)
        assert one.speaker


ANSWERED = """"We cannot fish alone": an interview with the harbour minister

Margus Lund, Norden's harbour minister, met us between two meetings. The conversation has been edited for length.

Q: Minister, is the quota dead?

A: No. It is the cheapest thing there is, and Norden will keep saying so.

Q: Some of your colleagues would like to send an envoy.

A: I think that would be a mistake. Suden wants it because it believes that time is on its side.

Q: Should the boats stay in the harbour?

A: The boats must stay where they are before anything else.
"""
JOINT = """Joint statement on the quota

Norden, 6 March 2026

The harbour ministers of Norden and Suden met on Monday and issued the following statement:

We call on Suden to agree to the quota of cod and of herring.

Commenting on the meeting, the Nordic Minister for Harbour Affairs, Anna Berg, said:

“The ports do not only talk.”

The Minister of Foreign Affairs, Espen Barth Eide, said:

“We should prepare for it now.”
"""


def test_labelled_answers_are_those_of_the_one_interviewed_whomever_they_quote():
    spoken = [s for s in statements(ANSWERED) if s.kind == "direct-quote"]
    assert [ANSWERED[s.start : s.end].split()[0] for s in spoken] == ["No.", "I", "The"]
    assert {s.speaker for s in spoken} == {"Margus Lund"}


def test_we_are_those_who_issue_the_statement_below():
    (called,) = [s for s in statements(JOINT) if s.cue == "call"]
    assert called.speaker == "The harbour ministers of Norden and Suden" and called.resolved


def test_a_paragraph_of_quotation_is_of_whom_the_one_before_introduces():
    quoted = {s.speaker: JOINT[s.start : s.end] for s in statements(JOINT) if s.kind == "direct-quote"}
    assert quoted == {
        "Anna Berg": "“The ports do not only talk.”",
        "Espen Barth Eide": "“We should prepare for it now.”",
    }
