from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.copies import Copy, CopyStore, relink
from bot.record.database import Database
from bot.record.keeping import Keeper
from bot.record.readings import Findings
from embeddings.sketch import Sketch

NOTHING = Findings((), (), "f")
TEXTS = [[f"{name}{number}" for number in range(200)] for name in "abc"]
AGENCY, OTHER, THIRD = TEXTS
CUT = AGENCY[:120]
END = AGENCY[120:]
DIGEST = AGENCY[:100] + OTHER[:150]


class Record:
    def __init__(self, database):
        self.database = database
        self.articles, self.copies = ArticleStore(self.database), CopyStore(self.database)
        self.keeper = Keeper(self.database)

    def keep(self, article_id, words, guild=None, outlet=None):
        raw = " ".join(words)
        article = Article(
            article_id, raw, content_hash(raw), "2026-11-26T08:00:00+00:00", outlet=outlet, guild=guild,
            source=f"test:{article_id}",
        )  # fmt: skip
        return self.keeper.keep(article, (), "m", NOTHING, Sketch.of_words(words))

    def links(self):
        return {article.id: article.same_as for article in self.articles.all() if article.same_as}


@pytest.fixture
def record(database):
    return Record(database)


def test_a_copy_is_linked_to_the_first_of_its_text_never_to_another_copy(record):
    assert record.keep("first", AGENCY) is None
    assert record.keep("other", OTHER) is None
    assert record.keep("cut", CUT) == Copy("first", 1.0)
    again = record.keep("again", [*CUT, *THIRD[:60]])
    assert again.article == "first" and 0.55 < again.share < 0.8
    assert record.links() == {"cut": "first", "again": "first"}
    assert record.copies.count() == 2


def test_when_the_first_goes_the_next_copy_takes_its_place(record):
    for name, words in [("first", AGENCY), ("second", AGENCY), ("cut", CUT), ("end", END)]:
        record.keep(name, words)
    assert record.links() == {"second": "first", "cut": "first", "end": "first"}
    record.articles.remove(["first"])
    assert record.links() == {"cut": "second", "end": "second"}
    # The beginning and the end of one text have nothing in common once it is gone.
    record.articles.remove(["second"])
    assert record.links() == {} and record.copies.count() == 0


def test_what_hung_on_a_copy_that_goes_is_looked_at_again(record):
    record.keep("a", AGENCY[:100])
    record.keep("digest", DIGEST)
    assert record.keep("o", OTHER).article == "digest"
    assert record.links() == {"digest": "a", "o": "a"}
    record.articles.remove(["digest"])
    assert record.links() == {}


def test_another_text_of_the_same_source_is_linked_anew_with_its_copies(record):
    for name in ("first", "second", "third"):
        record.keep(name, AGENCY)
    record.keep("first", OTHER)
    assert record.links() == {"third": "second"}
    # It keeps its place: the first of the text again, it is the original again.
    record.keep("first", AGENCY)
    assert record.links() == {"second": "first", "third": "first"}
    record.keep("third", OTHER)
    assert record.links() == {"second": "first"}


def test_a_server_s_addition_repeats_the_shared_record_and_itself_alone(record):
    record.keep("here", AGENCY, guild=1)
    assert record.keep("there", AGENCY, guild=2) is None
    record.keep("here too", CUT, guild=1)
    assert record.links() == {"here too": "here"}
    # What comes into the shared record later is seen by both: it is the original of both.
    assert record.keep("shared", AGENCY) is None
    assert record.links() == {"here": "shared", "there": "shared", "here too": "shared"}
    record.articles.remove(["shared"])
    assert record.links() == {"here too": "here"}


def test_a_text_is_looked_up_without_being_stored(record):
    record.keep("first", AGENCY)
    record.keep("here", OTHER, guild=1)
    assert record.copies.of(Sketch.of_words(CUT)) == Copy("first", 1.0)
    assert record.copies.of(Sketch.of_words(OTHER)) is None
    assert record.copies.of(Sketch.of_words(OTHER), guild=1) == Copy("here", 1.0)
    assert record.articles.count() == 2


def test_a_text_without_runs_is_a_copy_where_it_is_the_same(record):
    for name in ("one", "two"):
        record.keep(name, ["文章"])
    record.keep("three", ["别的"])
    assert record.links() == {"two": "one"}


def test_nothing_of_an_article_stays_behind(record):
    record.keep("first", AGENCY)
    record.articles.remove(["first"])
    with record.database.connect() as connection:
        left = connection.execute("SELECT (SELECT count(*) FROM sketch), count(*) FROM sketch_run").fetchone()
    assert tuple(left) == (0, 0)


def test_articles_from_before_are_sketched_those_ingested_first_before_others(record):
    record.articles.replace(Article("b", "x", content_hash("x"), "2026-01-01"), (), "m")
    record.articles.replace(Article("a", "y", content_hash("y"), "2026-01-02"), (), "m")
    assert record.copies.unsketched() == ["b", "a"]
    assert record.copies.put("b", Sketch.of_words(AGENCY)) is None
    assert record.copies.put("a", Sketch.of_words(AGENCY)) == Copy("b", 1.0)
    assert record.copies.unsketched() == [] and record.links() == {"a": "b"}


class Links(RuleBasedStateMachine):
    """Whatever comes, changes and goes: links lead to originals to be seen, the same as were all linked at once."""

    NAMES = st.sampled_from("pqrstu")
    WORDS = st.builds(
        lambda text, start, length: text[start : start + length],
        st.sampled_from([*TEXTS, DIGEST]), st.integers(0, 120), st.integers(8, 200),
    )  # fmt: skip

    folder: Path
    numbers = count()

    def __init__(self):
        super().__init__()
        self.record = Record(Database(self.folder / f"{next(self.numbers)}.sqlite3"))
        self.guilds = {}

    @rule(name=NAMES, words=WORDS, guild=st.sampled_from([None, 1, 2]))
    def keep(self, name, words, guild):
        # A source is one server's: another server's article has another id.
        guild = self.guilds.setdefault(name, guild)
        self.record.keep(name, words, guild)

    @rule(name=NAMES)
    def remove(self, name):
        self.record.articles.remove([name])
        self.guilds.pop(name, None)

    @invariant()
    def links_lead_to_originals(self):
        articles = {article.id: article for article in self.record.articles.all()}
        for article in articles.values():
            if article.same_as is not None:
                root = articles[article.same_as]
                assert root.same_as is None and root.id != article.id
                assert root.guild in (None, article.guild)
        links = self.record.links()
        with self.record.database.write() as connection:
            relink(connection, articles)
        assert self.record.links() == links


def test_links(tmp_path):
    machine = type("Here", (Links,), {"folder": tmp_path})
    run_state_machine_as_test(machine, settings=settings(max_examples=20, stateful_step_count=12, deadline=None))
