"""What cites what: editions through their deliveries, answers for 90 days, gone with their server."""

from datetime import UTC, date, datetime, timedelta

from bot.record.citations import CitationStore, Quotation
from bot.record.corrections import CorrectionStore
from bot.record.deliveries import DeliveryStore, Message
from bot.record.editions import EditionEntry, EditionStore
from bot.record.guilds import GuildStore
from bot.record.leases import LEASE, Leases
from bot.record.schedules import ScheduleStore
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
    from bot.curation.correcting import note_of

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
