"""Positions made into cases, and what stands of them."""

from dataclasses import replace
from pathlib import Path

from bot.judging.bench import cases_of, judged
from bot.judging.judge import Case, Thresholds, Verdict
from bot.positions.issues import Issue, Issues
from bot.record.statement import Position
from embeddings.clean import clean

RAW = (
    "The tram line will cost 300 million.\n\n"
    "The council met on Monday. Mayor Ilse Brandt said that she backed it. The union has fought the line for years."
)
SAID = "Mayor Ilse Brandt said that she backed it."
DID = "The union has fought the line for years."


SENTENCE = "The city should build the tram line."
ISSUES = Issues([Issue(id="tram", name="Tram", sentence=SENTENCE)], Path("issues.toml"))


def row(text, **values):
    start = RAW.index(text)
    known = dict(
        article="a", text=text, start=start, end=start + len(text), paragraph=2, speaker="Ilse Brandt",
        speaker_kind="official", actor="ilse-brandt", cue="said", statement_kind="indirect", issue="tram",
        stance="supports", evidence=("backed",),
    )  # fmt: skip
    return Position(**{**known, **values})


ROWS = [
    row(SAID),
    row(SAID, issue="other", stance="unclear"),
    row(SAID, kind="charged", stance="unclear"),
    row(DID, kind="did", speaker=None, actor="union", stance="opposes", statement_kind="reported-fact"),
    row("The council met on Monday.", speaker=None, actor="unattributed", stance="unclear", evidence=()),
]


def test_disputed_rows_are_cases_with_their_speaker_and_the_sentence_before():
    found = cases_of(ROWS, clean(RAW), ISSUES, {"union": "Tram Workers' Union"}.__getitem__)
    assert found == [
        Case("Ilse Brandt", "The council met on Monday.", SAID, SENTENCE),
        Case("Tram Workers' Union", SAID, DID, SENTENCE),
        Case("", "The tram line will cost 300 million.", "The council met on Monday.", SENTENCE),
    ]


def test_nothing_stands_before_the_first_sentence():
    raw = RAW.replace("The tram line will cost 300 million.\n\n", "")
    first = replace(ROWS[-1], start=0, end=len(ROWS[-1].text), paragraph=1)
    assert [case.before for case in cases_of([first], clean(raw), ISSUES, str)] == [""]


def test_rows_after_the_verdicts():
    start = SAID.index("backed it")
    verdicts = [Verdict.certain("conditional", (start, start + 9)), Verdict.certain("none"), None]
    assert judged(ROWS, verdicts, Thresholds()) == [
        replace(ROWS[0], stance="conditional", evidence=("backed it",)),
        *ROWS[1:3],
        # the deed without a side is gone
        ROWS[4],
    ]
    agreed = [Verdict.certain("supports", (0, 5)), Verdict.certain("opposes"), Verdict.certain("supports")]
    assert judged(ROWS, agreed, Thresholds()) == ROWS
    turned = [Verdict.certain("opposes"), Verdict.certain("conditional"), Verdict.certain("conditional", (4, 11))]
    assert [(one.stance, one.evidence) for one in judged(ROWS, turned, Thresholds())] == [
        ("unclear", ()),
        ("unclear", ("backed",)),
        ("unclear", ("backed",)),
        ("conditional", ("backed",)),
        ("conditional", ("council",)),
    ]
