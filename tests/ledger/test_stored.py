"""What the ledger tells by counts and the newest rows is what all rows in memory tell, on both engines."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.ledger.cell import best_row
from bot.ledger.ledger import Ledger
from bot.ledger.matrix import matrix_of
from bot.ledger.quantities import Quantities
from bot.positions.issues import OTHER, Issues
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.figure import Figure
from bot.record.figures import FigureStore
from bot.record.moment import Moment
from bot.record.positions import PositionStore
from bot.record.readings import ReadingStore
from bot.record.statement import UNATTRIBUTED, Position
from bot.record.texts import stored_articles
from bot.record.visibility import SHARED, seen_by

CONFIG = Path(__file__).resolve().parents[2] / "config"
REGISTRY = Registry.load(CONFIG / "actors.toml")
ISSUES = Issues.load(CONFIG / "issues.toml")
OUTLETS = Outlets.load(CONFIG / "outlets.toml", REGISTRY)

SENTENCES = (
    "The minister said that foreign troops would be welcome in Ukraine.",
    "The minister repeated on Tuesday that foreign troops would be welcome in Ukraine.",
    "He said in March 2023 that no foreign soldier would be let in.",
    "Poland refuses what France and Germany ask for, he said.",
    "Russia must take part, the chancellor said last month.",
    "Some 26 countries have promised to take part in the coalition.",
    "Some 31 countries have promised to take part in the coalition.",
)
RAW = "\n\n".join(SENTENCES)
COUNTED = {sentence: number for sentence in SENTENCES for number in (26, 31) if f" {number} " in sentence}
SERVER = 5
NAMES = ("a", "b", "c", "d", "e", "f")

articles = st.tuples(
    st.sampled_from(["Izvestia", "Reuters", "TASS", None]),
    st.sampled_from([None, "2025", "2025-03", "2025-03-04", "2025-03-05", "2025-06-01"]),
)
positions = st.builds(
    dict,
    article=st.sampled_from(NAMES),
    text=st.sampled_from((*SENTENCES, *2 * (SENTENCES[3],))),
    actor=st.sampled_from(
        ["russia", "ukraine", "poland", "france", "andrei-sushentsov", "andrey-sushentsov", UNATTRIBUTED]
    ),
    issue=st.sampled_from(["foreign-troops", "foreign-troops", "leaders-summit", OTHER]),
    stance=st.sampled_from(["supports", "opposes", "conditional", "unclear"]),
    speaker_kind=st.sampled_from(["official", "official", "official", "analyst"]),
    statement_kind=st.sampled_from(["direct-quote", "indirect", "reported-fact"]),
    kind=st.sampled_from(["said", "said", "said", "did", "charged"]),
    evidence=st.sampled_from([(), ("refuses",)]),
)
records = st.builds(
    dict,
    facts=st.lists(articles, min_size=len(NAMES), max_size=len(NAMES)),
    held=st.lists(positions, min_size=20, max_size=80),
    copies=st.booleans(),
    edited=st.sampled_from([None, "a", "d"]),
    guild=st.sampled_from([None, SERVER]),
    gone=st.sampled_from([None, "b"]),
)
SPEAKERS = {
    "andrei-sushentsov": "Andrei Sushentsov",
    "andrey-sushentsov": "Andrey Sushentsov",
    "russia": "Sergei Lavrov",
}


def stored(database, facts, held, copies, edited, guild, gone):
    """The ledger of a record; ``gone`` is an article that is not among those it is made of."""
    store, kept = ArticleStore(database), PositionStore(database)
    store.remove([article.id for article in store.all()])
    for number, (name, (outlet, published)) in enumerate(zip(NAMES, facts, strict=True)):
        store.replace(
            Article(
                name, RAW + name, content_hash(RAW + name), f"2025-07-0{number + 1}T00:00:00+00:00", outlet=outlet,
                published=published, guild=SERVER if name == "f" else None,
            ),
            [],
            "model",
        )  # fmt: skip
    if copies:
        with database.write() as connection:
            connection.execute("UPDATE article SET same_as = 'a' WHERE id IN ('c', 'e')")
    once = {(p["article"], p["text"], p["actor"], p["issue"], p["kind"] == "charged"): p for p in held}
    for name in NAMES:
        own = [_position(**p) for p in once.values() if p["article"] == name]
        figures = [
            Figure(name, "countries of coalition-of-the-willing", "foreign-troops", text, RAW.index(text),
                   RAW.index(text) + len(text), 1, frozenset({float(COUNTED[text])}))
            for text in {p.text for p in own} & COUNTED.keys()
        ]  # fmt: skip
        kept.save(name, [], own, figures)
    if edited:
        store.edit(edited, {"outlet": "TASS", "published": "2025-06-02"})
    sees = SHARED if guild is None else seen_by(guild)
    there = {name: article for name, article in stored_articles(database, sees).items() if name != gone}
    moment = Moment(database, ReadingStore(database).version(), there, sees)
    figures = FigureStore(database, moment)
    return Ledger(REGISTRY, ISSUES, OUTLETS, there, PositionStore(database, moment), figures), figures


def _position(**facts):
    start = RAW.index(facts["text"])
    return Position(
        start=start, end=start + len(facts["text"]), paragraph=1, cue="said", speaker=SPEAKERS.get(facts["actor"]),
        **facts,
    )  # fmt: skip


def by_place(rows):
    found = {}
    for row in rows:
        found.setdefault((row.position.actor, row.position.issue), []).append(row)
    return found


@pytest.fixture
def same(database):
    def check(record):
        ledger, figures = stored(database, **record)
        rows = ledger.rows
        matrix = matrix_of(rows, ISSUES)
        assert ledger.matrix() == matrix
        held = Counter(row.position.actor for row in rows)
        assert ledger.held() == held
        assert list(ledger.held()) == sorted(held, key=lambda actor: (-held[actor], actor))
        told = by_place(rows)
        best = {place: best_row(told[place], cell.stance) for place, cell in matrix.cells.items()}
        assert ledger.best(matrix.cells) == tuple(best.values())
        assert ledger.stored.some(row.position for row in rows) == rows

        differing = Quantities(ledger.articles, ISSUES, REGISTRY.name).differing(figures.all(), lambda _: rows)
        assert ledger.differing == differing
        assert ledger.disagreements() == (*ledger.opposed_among(rows), *differing)
        for issue in ISSUES.all:
            view = ledger.issue(issue.id)
            assert {a: set(own) for a, own in view.actors} == {
                a: set(own) for (a, on), own in told.items() if on == issue.id
            }
            assert view.disagreements == tuple(one for one in ledger.disagreements() if one.issue == issue.id)
        for actor in ("russia", "ukraine", "andrei-sushentsov"):
            names, (own, _) = ledger._naming(actor, people=True), ledger._behind(actor)
            said = {
                row for row in rows
                if row.position.actor not in own | {actor, UNATTRIBUTED} and names(row.position.text)
                and row.position.speaker not in ledger._behind(actor)[1]
            }  # fmt: skip
            assert set(ledger.about(actor)) == said | set(ledger.charges(actor))
            assert set(ledger.every(actor)) == {row for row in ledger.every_row if row.position.actor == actor}

    return check


@given(records)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_told_is_what_all_rows_tell(same, record):
    same(record)


def test_a_side_taken_in_a_row_that_was_not_read_first_decides(database):
    """The newest words are told of the past, so that older ones than those of two dates stand."""
    dates = ["2025-01", "2025-02", "2025-03-04", "2025-03-05", "2025-06-01", "2025-06-02"]
    history = "He said in March 2023 that no foreign soldier would be let in."
    held = [
        {"article": name, "text": SENTENCES[0] if name == "a" else history, "actor": "france",
         "issue": "foreign-troops", "stance": "supports", "speaker_kind": "official",
         "statement_kind": "indirect", "kind": "said", "evidence": ()}
        for name in NAMES
    ]  # fmt: skip
    facts = [("Reuters", date) for date in dates]
    ledger, _ = stored(database, facts, held, copies=False, edited=None, guild=SERVER, gone=None)
    cell = ledger.matrix().cells["france", "foreign-troops"]
    assert (cell.stance, cell.count, cell.mixed) == ("supports", 6, False)
    assert [row.article.id for row in ledger.best({("france", "foreign-troops"): cell})] == ["a"]


@pytest.mark.parametrize(("copies", "sides"), [(False, [{"hungary"}, {"norway"}]), (True, [])])
def test_whose_a_sentence_is_counts_on_other_issues_too_but_not_in_a_copy(database, copies, sides):
    """Hungary speaks of those whose sentence it is not: of nobody here, or of three that norway does not speak of."""
    said = {"speaker_kind": "institution", "statement_kind": "indirect", "kind": "said", "evidence": ()}
    held = [
        *(
            {"article": name, "text": SENTENCES[3], "actor": actor, "issue": "leaders-summit", "stance": "supports"}
            | said
            for name in ("a", "c")
            for actor in ("poland", "france", "germany")
        ),
        {"article": "c", "text": SENTENCES[3], "actor": "hungary", "issue": "foreign-troops", "stance": "opposes"}
        | said,
        {"article": "b", "text": SENTENCES[5], "actor": "norway", "issue": "foreign-troops", "stance": "supports"}
        | said,
    ]
    facts = [("Reuters", "2025-03")] * len(NAMES)
    ledger, _ = stored(database, facts, held, copies=copies, edited=None, guild=None, gone=None)
    found = [one for one in ledger.disagreements() if one.kind == "positions"]
    assert [{row.position.actor for row in side.rows} for one in found for side in one.sides] == sides
    assert found == ledger.opposed_among(ledger.rows)


def test_what_came_into_the_record_later_is_not_told(database):
    held = [
        {"article": "a", "text": SENTENCES[0], "actor": "france", "issue": "foreign-troops", "stance": "supports",
         "speaker_kind": "official", "statement_kind": "indirect", "kind": "said", "evidence": ()}
    ]  # fmt: skip
    facts = [("Reuters", "2025-03")] * len(NAMES)
    ledger, _ = stored(database, facts, held, copies=False, edited=None, guild=None, gone=None)
    store = ArticleStore(database)
    for name, actor in (("new", "russia"), ("b", "ukraine")):
        raw = f"{RAW} {name} again"
        store.replace(Article(name, raw, content_hash(raw), "2025-08-01T00:00:00+00:00"), [], "model")
        PositionStore(database).save(name, [], [_position(**held[0] | {"article": name, "actor": actor})])
    assert set(ledger.matrix().cells) == {("france", "foreign-troops")}
    assert ledger.held() == {"france": 1}
