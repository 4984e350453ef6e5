"""What a briefing tells out of the store is what it tells of all rows in memory, on both engines."""

from collections import Counter
from datetime import UTC, datetime
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.briefings.compose import compose
from bot.briefings.edition import Window
from bot.briefings.reading import view_of
from bot.briefings.view import words_key
from bot.positions.issues import OTHER
from bot.record.first_read import FirstReadStore
from bot.record.positions import PositionStore
from bot.record.schedules import Scope
from tests.briefings.held import first_read_of, held_view
from tests.ledger.test_stored import records, stored

NOW = datetime(2025, 12, 1, tzinfo=UTC)
SCOPES = (
    Scope(),
    Scope(issues=("foreign-troops",)),
    Scope(actors=("russia", "andrei-sushentsov", "andrey-sushentsov")),
    Scope(issues=("leaders-summit",), actors=("france",)),
)


def all_of(briefing):
    """Everything that a briefing tells."""
    return (
        briefing.items, list(briefing.new), len(briefing.new), list(briefing.older), briefing.changes,
        briefing.disagreements, list(briefing.standing), list(briefing.standing.with_seconds()), briefing.receipt,
    )  # fmt: skip


def same(ledger, database, guild, windows, scopes):
    """Note what was read first, and compare; how many statements were told."""
    view = view_of(ledger, guild)
    notes = FirstReadStore(database)
    notes.note(words_key, view.sees, besides=OTHER)
    held = held_view(
        ledger.articles, ledger.rows, first_read=first_read_of(database, guild), opposed=ledger.opposed_among,
        differing=ledger.differing, order=tuple(view.issue_names), names_issue=view.names_issue,
        actor_names=view.actor_names, issue_names=view.issue_names, alignments=view.alignments,
    )  # fmt: skip
    told = 0
    for window, scope in product(windows(notes.mark(guild)), scopes):
        one, other = (compose(some, window, scope, issues=tuple(view.issue_names)) for some in (view, held))
        assert all_of(one) == all_of(other)
        told += len(one.new) + len(one.older)
    return told


DAY = datetime(2025, 7, 3, 12, tzinfo=UTC)


def windows(mark):
    yield from (Window(None, NOW, "UTC"), Window(DAY, NOW, "UTC"), Window(None, NOW, "UTC", mark=mark // 2))
    # As an edition of a day that is past knew it.
    yield from (Window(None, DAY, "UTC"), Window(DAY.replace(day=2), DAY, "UTC", mark=mark // 3))


@given(records, st.sampled_from([None, 3, 5]), st.sampled_from(SCOPES))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_told_is_what_all_rows_tell(database, record, strayed, scope):
    ledger, _ = stored(database, **record)
    with database.write() as connection:
        connection.execute("DELETE FROM first_read")
        if strayed is not None:
            connection.execute("UPDATE position SET text = 'Not so. ' || text WHERE id % ? = 0", (strayed,))
    same(ledger, database, record["guild"], windows, {SCOPES[0], scope})


def test_a_first_edition_reads_each_row_once(own_app, monkeypatch):
    read, as_is = Counter(), PositionStore.list

    def counted(self, *some, **which):
        found = as_is(self, *some, **which)
        if "where" not in which:  # who says a figure's sentence is looked up besides
            read.update(p.number for p in found)
        return found

    monkeypatch.setattr(PositionStore, "list", counted)
    briefing = compose(view_of(own_app.ledger), Window(None, NOW.replace(year=2040), "UTC"))
    assert len(briefing.new) > 100
    assert len(read) > 100 and set(read.values()) == {1}


def test_of_the_seeds_too_and_some_pairs_at_a_time(own_app, monkeypatch):
    app = own_app
    moments = sorted(datetime.fromisoformat(article.ingested_at) for article in app.ledger.articles.values())

    def of_the_seeds(mark):
        yield from (Window(None, NOW.replace(year=2040), "UTC", mark=share) for share in (None, mark // 2, mark - 3))
        yield Window(moments[0], moments[-1], "UTC")

    assert same(app.ledger, app.database, None, of_the_seeds, SCOPES[:2]) > 100
    monkeypatch.setattr("bot.ledger.pairs.AT_ONCE", 7)
    monkeypatch.setattr("bot.briefings.repeats.TRIMMED", 1)
    monkeypatch.setattr("bot.briefings.repeats.COMPARED", 30)
    monkeypatch.setattr("bot.briefings.items.TRIMMED", 1)
    assert same(app.ledger, app.database, None, of_the_seeds, SCOPES[:1]) > 50
