"""What cites what: editions through their deliveries, answers for 90 days, gone with their server."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.curation.correcting import note_of
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.citations import DIRECT, CitationStore, Quotation
from bot.record.corrections import CorrectionStore
from bot.record.deliveries import DeliveryStore, Message
from bot.record.editions import EditionEntry, EditionStore
from bot.record.guilds import GuildStore
from bot.record.keeping import Keeper
from bot.record.leases import LEASE, Leases
from bot.record.readings import Findings
from bot.record.schedules import ScheduleStore, Scope
from bot.record.scopes import ScopeStore
from bot.record.statement import Position
from tests.briefings.test_schedule import daily

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ONE = Quotation("one", "Words of one.", None, "Post", "2026-11-24", "stated")
TWO = Quotation("two", "Words of two.")


def counts(database, *tables):
    with database.connect() as connection:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def test_an_edition_is_known_by_what_its_messages_cite(database):
    schedule = ScheduleStore(database).add(daily())
    messages = (Message(7, "{}", "ref a", "a", cites=(ONE, TWO, ONE)), Message(7, "{}", "ref b", "b"))
    entry = EditionEntry(schedule.id, date(2026, 11, 26), NOW, NOW, "planned")
    editions = EditionStore(database)
    assert editions.record([(entry, messages)]) == 1
    assert editions.record([(entry, messages)]) == 0
    citations = CitationStore(database)
    assert citations.mentions("one").editions == ((schedule.id, "2026-11-26"),)
    assert citations.mentions("one", guild=schedule.guild + 1).editions == ()
    assert counts(database, "citing", "citation", "quotation") == [1, 2, 2]
    deliveries = DeliveryStore(database)
    (first, _) = deliveries.of_edition(1)
    deliveries.confirm(first, 4711)
    with database.connect() as connection:
        assert connection.execute("SELECT message FROM citing").fetchone()["message"] == 4711
    # The bodies are forgotten after some weeks; which message it was is not.
    deliveries.prune(NOW + timedelta(days=60))
    assert citations.mentions("one").editions == ((schedule.id, "2026-11-26"),)


def test_the_same_words_are_kept_once_and_go_with_the_last_message_that_shows_them(database):
    citations = CitationStore(database)
    for message in range(3):
        citations.keep_answer(1, 7, message, [ONE])
    assert counts(database, "citing", "quotation") == [3, 1]
    assert citations.mentions("one").answers == 3
    with database.write() as connection:
        connection.execute("UPDATE citing SET at = '2020-01-01' WHERE message < 2")
    citations.keep_answer(1, 7, 9, [TWO])
    assert citations.mentions("one").answers == 1
    citations.forget_guild(1)
    citations.tidy()
    assert counts(database, "citing", "citation", "quotation") == [0, 0, 0]


def test_a_server_with_nothing_but_answers_is_known(database):
    CitationStore(database).keep_answer(5, 7, 1, [ONE])
    assert GuildStore(database).known() == {5}


def test_a_message_that_is_not_posted_yet_waits_for_its_correction(database):
    schedule = ScheduleStore(database).add(daily())
    entry = EditionEntry(schedule.id, date(2026, 11, 26), NOW, NOW, "planned")
    EditionStore(database).record([(entry, (Message(7, "{}", "ref a", "a", cites=(ONE,)),))])
    with database.write() as connection:
        connection.execute(
            "INSERT INTO withdrawal (article, title, outlet, guild, what, at) VALUES "
            "('one', 'One', 'Post', NULL, 'removed', '2026-11-26T12:00:00+00:00')"
        )
    corrections = CorrectionStore(database)
    assert corrections.plan(note_of, NOW) == 1
    assert corrections.plan(note_of, NOW) == 0
    assert corrections.waiting(NOW) == []
    deliveries = DeliveryStore(database)
    deliveries.confirm(deliveries.of_edition(1)[0], 4711)
    (waiting,) = corrections.waiting(NOW)
    assert (waiting.message, waiting.notes[0].title) == (4711, "One")
    other = CorrectionStore(database, Leases("other"))
    taken = corrections.take(waiting, NOW)
    assert other.take(waiting, NOW) is None and other.waiting(NOW) == []
    theirs = other.take(waiting, NOW + 2 * LEASE)
    assert theirs.owner == "other" and corrections.claim(taken, NOW) is None
    other.doubt(theirs, "away", NOW, timedelta(0))
    corrections.bury(taken, "too late")
    assert other.all()[0].state == "pending"
    claimed = corrections.claim(waiting, NOW)
    assert claimed.state == "sending" and corrections.claim(waiting, NOW) is None


def test_a_message_that_shows_another_page_cites_that_page_alone(database):
    citations = CitationStore(database)
    citations.keep_answer(1, 7, 100, [ONE])
    citations.keep_answer(1, 8, 100, [ONE])
    citations.keep_answer(1, 7, 100, [TWO])
    assert (citations.mentions("one").answers, citations.mentions("two").answers) == (1, 1)
    citations.keep_answer(1, 7, 100, [])
    assert counts(database, "citing") == [1]


def test_a_direct_message_belongs_to_no_server_and_goes_with_its_reader(database):
    citations = CitationStore(database)
    citations.keep_answer(DIRECT, 9, 100, [ONE])
    citations.keep_answer(1, 7, 101, [ONE])
    assert GuildStore(database).known() == {1}
    assert (citations.forget_channel(9), citations.forget_channel(7)) == (1, 0)
    assert counts(database, "citing") == [1]


def test_the_names_of_a_long_briefing_are_kept_for_their_server_and_their_time(database):
    scopes = ScopeStore(database)
    scope = Scope(("troops",), ("russia", "zażółć"))
    kept = scopes.keep(1, scope)
    assert scopes.keep(1, scope) == kept == scopes.keep(2, scope) != scopes.keep(1, Scope(("troops",)))
    assert (scopes.get(1, kept), scopes.get(3, kept), scopes.get(1, "0" * 16)) == (scope, None, None)
    assert GuildStore(database).known() == {1, 2}
    scopes.forget_guild(1)
    with database.write() as connection:
        connection.execute("UPDATE asked_scope SET at = '2020-01-01'")
    scopes.keep(3, scope)
    assert (scopes.get(1, kept), scopes.get(2, kept), scopes.get(3, kept)) == (None, None, scope)


def test_an_article_counts_as_changed_where_the_judge_takes_a_stance_away_and_only_there(database):
    words = "Peskov ruled out troops."
    article = Article("one", f"{words}\n", content_hash(f"{words}\n"), "2026-11-24", title="One", outlet="Post")
    ArticleStore(database).replace(article, [], "none")
    held = Position(
        "one", words, 0, len(words), 1, "Peskov", "official", "russia", "ruled", "indirect", "troops", "opposes",
        ("ruled out",),
    )  # fmt: skip
    keeper = Keeper(database)

    def heard(hear, *found):
        assert hear(article, Findings((), found, "by"))
        return counts(database, "withdrawal")[0]

    assert heard(keeper.reread, held) == 0
    assert heard(keeper.hear, held) == 0
    assert heard(keeper.hear, held, replace(held, issue="truce")) == 0
    assert heard(keeper.reread, replace(held, stance="unclear")) == 0
    assert heard(keeper.hear, held) == 0
    CitationStore(database).keep_answer(1, 7, 100, [Quotation.of(article, words).labelled(held)])
    assert heard(keeper.hear, replace(held, stance="conditional")) == 1
    corrections = CorrectionStore(database)

    def planned():
        return [(c.before, c.now) for one in corrections.all()[-1].notes for c in one.changes]

    assert corrections.plan(note_of, NOW) == 1 and planned() == [("opposes", "conditional")]
    # What was told counts as what is shown: the next is told against that, and an unclear stance claims nothing.
    assert heard(keeper.hear, replace(held, stance="unclear")) == 2
    assert corrections.plan(note_of, NOW) == 1 and planned() == [("conditional", "unclear")]
    assert heard(keeper.hear, held) == 2
    assert corrections.plan(note_of, NOW) == 0
    assert not keeper.hear(replace(article, title="Other"), Findings((), (), "by"))
