"""Several processes take articles in at once: none twice, none lost, and a dead one's are another's after a lease."""

import subprocess
import sys
import threading
from datetime import timedelta
from socket import gethostname

import pytest

from bot.ingest import Ingestor
from bot.record.articles import ArticleStore, content_hash
from bot.record.database import Database
from bot.record.keeping import Keeper
from bot.record.leases import Leases
from bot.record.readings import Findings
from bot.record.reservations import Overtaken, ReservationStore
from bot.settings import Settings
from bot.sources.incoming import Incoming
from bot.sources.intake import Intake, Lot
from embeddings.encoder import SentenceTransformerEncoder
from tests.tiny_model import save_tiny_model


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return SentenceTransformerEncoder(str(save_tiny_model(tmp_path_factory.mktemp("tiny") / "model")))


@pytest.fixture
def another(database, tmp_path, request):
    """The same store as another process opens it."""
    url = request.getfixturevalue("postgres_url") if database.place.startswith("postgresql") else None
    opened = Database(tmp_path / "record.sqlite3", url=url)
    yield opened
    opened.close()


def text(number):
    return f"The harbour of town number {number} is closed, its mayor said on Monday, and nobody knows for how long."


def lot(name, stem, raw):
    return Lot(name, lambda _tell: iter([Incoming(name, stem, f"file:{name}", raw)]))


class Worker:
    """What one process takes in; ``began`` is called with the id of each article that it reads."""

    def __init__(self, database, encoder, began=lambda _article: None):
        def read(article, _text):
            began(article.id)
            return Findings((), (), "f")

        self.reading = Ingestor(ArticleStore(database), Keeper(database), encoder, read, Intake(Settings()))

    def run(self, lots):
        self.outcomes = self.reading.ingest(lots)


def test_two_at_once_take_each_text_once_and_each_reports_all(database, another, encoder):
    first, other = [], []
    lots = [lot(f"{number}.txt", f"{number}", text(number)) for number in range(12)]
    # The same name for other texts, and the same text under another name.
    lots += [lot(f"more/{number}.txt", f"{number}", text(100 + number)) for number in range(4)]
    lots += [lot(f"copy {number}.txt", f"copy-{number}", text(number)) for number in range(4)]
    workers = [Worker(database, encoder, first.append), Worker(another, encoder, other.append)]
    threads = [threading.Thread(target=worker.run, args=(lots,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = ArticleStore(database).all()
    assert sorted(article.raw for article in kept) == sorted([text(n) for n in (*range(12), *range(100, 104))])
    assert sorted([*first, *other]) == sorted(article.id for article in kept)
    for worker in workers:
        assert [outcome.name for outcome in worker.outcomes] == [one.name for one in lots]
        assert {outcome.article for outcome in worker.outcomes} == {article.id for article in kept}
    assert not ReservationStore(database).any()


def test_what_another_has_in_hand_is_left_to_it_until_its_lease_has_run_out(database, encoder):
    gone = ReservationStore(database, Leases("gone", timedelta(seconds=1)))
    database.leases = Leases("mine", timedelta(seconds=1))
    mine = Worker(database, encoder).reading
    incoming = Incoming("1.txt", "1", "file:1", text(1))
    assert gone.take([f"text {content_hash(incoming.raw)}"])
    assert mine.attempt(incoming) is None and ArticleStore(database).count() == 0
    assert mine.take(incoming).status == "added"


def test_who_was_held_up_for_longer_stores_nothing(database):
    slow, quick = Leases("slow", timedelta(seconds=1)), Leases("quick", timedelta(seconds=1))
    store = ReservationStore(database, slow)
    assert store.take(["a", "b"])
    with database.write() as connection:
        store.check(connection, ["a", "b"])
        connection.execute("UPDATE reservation SET leased_until = '2020-01-01T00:00:00.000000+00:00'")
    assert ReservationStore(database, quick).take(["b", "c"])
    with pytest.raises(Overtaken), database.write() as connection:
        store.check(connection, ["a", "b"])
    store.leave(["a", "b"])
    assert not store.take(["a", "c"])
    ReservationStore(database, quick).leave(["b", "c"])
    assert store.take(["a", "b", "c"])


def test_what_a_process_of_this_machine_had_that_has_ended_is_free_at_once(database):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone, elsewhere = Leases(f"{gethostname()}/{ended.pid}/a"), Leases(f"elsewhere/{ended.pid}/a")
    for leases, name in ((gone, "a"), (elsewhere, "b"), (Leases.of_process(), "c")):
        assert ReservationStore(database, leases).take([name])
    store = ReservationStore(database)
    assert store.take(["a"]) and not store.take(["b"]) and not store.take(["c"])
