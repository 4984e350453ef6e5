"""Corrections against a model of Discord's side: one a message and round, whatever dies when."""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curation.correcting import note_of
from bot.curation.corrector import Corrector, MessageGone, Uneditable
from bot.record.article import Article
from bot.record.articles import ArticleStore, content_hash
from bot.record.citations import CitationStore, Quotation
from bot.record.corrections import CorrectionStore
from bot.record.database import Database

EPOCH = datetime(2026, 11, 26, 12, tzinfo=UTC)
WORDS = "The council will buy a ferry, the mayor said."
CITED = Quotation("one", WORDS, None, "Post", "2026-11-24", "stated")


class Died(BaseException):
    """The process is gone at this point; nothing after it runs."""


async def inline(function, *arguments):
    return function(*arguments)


class Discord:
    """Messages by (channel, id), each a list of the lines it shows; the next answers are what a test decides."""

    def __init__(self):
        self.messages = {(7, 100): ["answer"]}
        self.editable = True
        self.behaviour = "ok"
        self.nonces = {}
        self.next_id = 1000

    async def shows(self, channel, message, reference):
        self._may("look")
        if (channel, message) not in self.messages:
            raise MessageGone
        return reference in self.messages[channel, message]

    async def edit(self, correction):
        place = (correction.channel, correction.message)
        if place not in self.messages:
            raise MessageGone
        self._may("send")
        if not self.editable:
            raise Uneditable("403")
        seen = [line for line in self.messages[place] if line != correction.reference]
        self.messages[place] = [*seen, correction.reference]
        self._may("answer")

    async def newest_message_id(self, channel):
        self._may("look")
        return max(message for place, message in self.messages if place == channel)

    async def find_reference(self, channel, anchor, reference):
        self._may("look")
        found = [m for (c, m), lines in self.messages.items() if c == channel and m > anchor and reference in lines]
        return found[0] if found else None

    async def reply(self, correction):
        self._may("send")
        if correction.nonce not in self.nonces:
            self.next_id += 1
            self.nonces[correction.nonce] = self.next_id
            self.messages[correction.channel, self.next_id] = [correction.reference]
        self._may("answer")

    def forget_nonces(self):
        self.nonces.clear()

    def _may(self, step):
        if self.behaviour == step:
            raise TimeoutError(step)

    def count(self, reference):
        return sum(lines.count(reference) for lines in self.messages.values())


class World:
    def __init__(self, database, kind=Corrector):
        self.kind = kind
        self.articles = ArticleStore(database)
        self.citations = CitationStore(database)
        self.corrections = CorrectionStore(database)
        self.discord = Discord()
        self.now = EPOCH
        self.die_at = None
        self.keep("Post")
        self.citations.keep_answer(1, 7, 100, [CITED])

    def keep(self, outlet, raw=f"Ferry\n\n{WORDS}\n"):
        article = Article(
            "one", raw, content_hash(raw), "2026-11-24", title="Ferry", outlet=outlet, published="2026-11-24",
            published_basis="stated",
        )  # fmt: skip
        self.articles.replace(article, [], "none")

    def corrector(self):
        def step(name):
            if name == self.die_at:
                self.die_at = None
                raise Died(name)

        return self.kind(
            self.corrections, self.discord, clock=lambda: self.now, step=step, blocking=inline, per_second=1e9
        )

    async def round(self, after=timedelta(hours=1)):
        self.now += after
        self.corrections.plan(note_of, self.now)
        with contextlib.suppress(Died):
            await self.corrector().round()

    @property
    def rows(self):
        return self.corrections.all()


@pytest.fixture
def world(database):
    return World(database)


async def test_one_correction_once(world):
    world.articles.remove(["one"])
    for _ in range(3):
        await world.round()
    (row,) = world.rows
    assert (row.state, row.way, row.notes[0].what) == ("sent", "edit", "removed")
    assert world.discord.count(row.reference) == 1


async def test_nothing_withdrawn_nothing_said(world):
    await world.round()
    world.articles.edit("one", {"title": "Other", "author": "Somebody"})
    await world.round()
    assert world.rows == []


async def test_an_edit_is_told_and_a_second_one_against_what_was_told(world):
    world.articles.edit("one", {"outlet": "Herald"})
    await world.round()
    world.articles.edit("one", {"outlet": "Herald", "published": "2025"})
    await world.round()
    first, second = world.rows
    assert [(c.fact, c.before, c.now) for c in first.notes[0].changes] == [("outlet", "Post", "Herald")]
    assert [(c.fact, c.before, c.now) for c in second.notes[0].changes] == [("date", "2026-11-24", "2025")]
    world.articles.remove(["one"])
    await world.round()
    assert [row.notes[0].what for row in world.rows] == ["edited", "edited", "removed"]
    assert all(world.discord.count(row.reference) == 1 for row in world.rows)


async def test_replaced_where_the_words_are_gone_and_only_there(world):
    world.keep("Post", f"Ferry\n\nBefore it. {WORDS}\n")
    await world.round()
    assert world.rows == []
    world.keep("Post", "Ferry\n\nThe council will buy no ferry.\n")
    await world.round()
    assert [row.notes[0].what for row in world.rows] == ["replaced"]


async def test_an_answer_written_down_after_the_withdrawal_is_corrected_too(world):
    world.articles.remove(["one"])
    await world.round()
    world.discord.messages[7, 101] = ["late answer"]
    world.citations.keep_answer(1, 7, 101, [CITED])
    await world.round()
    assert [row.message for row in world.rows] == [100, 101]


async def test_what_cannot_be_edited_is_replied_to_once(world):
    world.discord.editable = False
    world.articles.remove(["one"])
    for _ in range(3):
        await world.round()
    (row,) = world.rows
    assert (row.state, row.way) == ("sent", "reply")
    assert world.discord.count(row.reference) == 1 and world.discord.messages[7, 100] == ["answer"]


async def test_a_deleted_message_needs_none(world):
    del world.discord.messages[7, 100]
    world.articles.remove(["one"])
    await world.round()
    assert [(row.state, row.reason) for row in world.rows] == [("dead", "the message was deleted")]


async def test_given_up_after_a_day(world):
    world.discord.behaviour = "look"
    world.articles.remove(["one"])
    await world.round()
    await world.round(timedelta(hours=25))
    (row,) = world.rows
    assert row.state == "dead" and "within 24 hours" in row.reason


EVENTS = st.lists(
    st.sampled_from(["look", "send", "answer", "correction-claimed", "correction-sent", "corrected", "nonces"]),
    max_size=8,
)


async def _whatever_happens(world, events):
    world.articles.remove(["one"])
    for event in events:
        world.discord.behaviour = "ok"
        if event in ("look", "send", "answer"):
            world.discord.behaviour = event
        elif event == "nonces":
            world.discord.forget_nonces()
        else:
            world.die_at = event
        await world.round(timedelta(minutes=30))
    world.discord.behaviour, world.die_at = "ok", None
    for _ in range(3):
        await world.round(timedelta(minutes=30))
    (row,) = world.rows
    assert row.state == "sent"
    assert world.discord.count(row.reference) == 1


@settings(max_examples=60, deadline=None)
@given(st.booleans(), EVENTS)
async def test_exactly_one_whatever_dies_or_fails(tmp_path_factory, editable, events):
    world = World(Database(tmp_path_factory.mktemp("corrector") / "record.sqlite3"))
    world.discord.editable = editable
    await _whatever_happens(world, events)


class NoLook(Corrector):
    """A mutant: replies again after a doubt without looking."""

    async def _look(self, correction, anchor):
        return False


async def test_a_corrector_that_does_not_look_doubles_and_is_caught(tmp_path):
    world = World(Database(tmp_path / "record.sqlite3"), NoLook)
    world.discord.editable = False
    with pytest.raises(AssertionError):
        await _whatever_happens(world, ["answer", "nonces"])
