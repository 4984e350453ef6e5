"""From the clock to the outbox: which editions are due, composed and frozen once, in one transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

import structlog

from bot.briefings.edition import Edition, Window
from bot.briefings.schedule import LOOK_BACK, Due, due, next_slot
from bot.briefings.service import Briefer
from bot.briefings.steps import inert
from bot.record.citations import Quotation
from bot.record.damage import RecordAway, RecordDamaged, RecordUnwritable
from bot.record.deliveries import Message, Picture
from bot.record.editions import EditionEntry, EditionStore
from bot.record.schedules import Schedule, ScheduleStore

log = structlog.get_logger(__name__)

AT_ONCE = 300
"""How many editions one tick composes; the rest is left to the next, longest due first."""

RECAP = timedelta(days=7)
NOTHING_NEW = "nothing new since the last edition"


@dataclass(frozen=True, slots=True)
class Part:
    """One message as rendered: its frozen body, the picture that goes with it, and what it quotes."""

    body: str
    picture: Picture | None = None
    cites: tuple[Quotation, ...] = ()


Render = Callable[[Edition, Briefer, Callable[[int], str]], Sequence[Part]]
"""An edition's messages in order, given the visible reference of each part (counted from 1)."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What one tick did."""

    posted: int = 0
    skipped: int = 0
    nothing_new: int = 0
    left: int = 0


class Planner:
    """Writes what is due into the outbox. Running it again adds nothing: the key is the schedule and local date."""

    def __init__(
        self,
        schedules: ScheduleStore,
        editions: EditionStore,
        briefer: Briefer,
        render: Render,
        *,
        grace: timedelta,
        step: Callable[[str], None] = inert,
    ) -> None:
        """Plan editions of ``schedules``; missed ones within ``grace``."""
        self.schedules = schedules
        self.editions = editions
        self.briefer = briefer
        self.render = render
        self.grace = grace
        self.step = step

    def tick(self, now: datetime) -> Planned:
        """Plan everything that is due at ``now``. Blocks; any thread may call it, one at a time."""
        done = self.editions.dates_since((now - LOOK_BACK - timedelta(days=4)).date())
        items = sorted(
            due(now, self.schedules.active(), done, self.grace), key=lambda item: (item.at, item.schedule.id)
        )
        if not items:
            return Planned()
        self.step("due")
        skipped = [(_skipped(item, now), ()) for item in items if item.skip]
        posts = [item for item in items if not item.skip]
        now_due = posts[:AT_ONCE]
        composed = self._compose(now_due, now)
        self.step("composed")
        self.editions.record([*skipped, *composed])
        self.step("planned")
        empty = sum(entry.state == "nothing-new" for entry, _ in composed)
        return Planned(len(composed) - empty, len(skipped), empty, len(posts) - len(now_due))

    def _compose(self, items: Sequence[Due], now: datetime) -> list[tuple[EditionEntry, tuple[Message, ...]]]:
        previous = self.editions.latest(item.schedule.id for item in items)
        briefers = {guild: self.briefer.for_guild(guild) for guild in {item.schedule.guild for item in items}}
        # By identity: most servers share one, which is brought up to date once.
        marks = {id(briefer): briefer.refresh().mark for briefer in {id(b): b for b in briefers.values()}.values()}
        return [
            self._composed(item, previous.get(item.schedule.id), now, briefer, marks[id(briefer)])
            for item in items
            for briefer in (briefers[item.schedule.guild],)
        ]

    def _composed(
        self, item: Due, previous: EditionEntry | None, now: datetime, briefer: Briefer, mark: int
    ) -> tuple[EditionEntry, tuple[Message, ...]]:
        """An edition; one that cannot be composed is recorded as failed and keeps no other from being posted."""
        try:
            return self._edition(item, previous, now, briefer, mark)
        except (sqlite3.Error, RecordAway, RecordDamaged, RecordUnwritable):
            raise
        except Exception as error:
            log.exception("an edition could not be composed", schedule=item.schedule.id, date=str(item.local_date))
            reason = f"it could not be composed ({type(error).__name__})"
            return replace(_skipped(item, now), state="failed", late=item.late, reason=reason), ()

    def _edition(
        self, item: Due, previous: EditionEntry | None, now: datetime, briefer: Briefer, mark: int
    ) -> tuple[EditionEntry, tuple[Message, ...]]:
        schedule = item.schedule
        window = window_of(schedule, previous, now)
        briefing = briefer.compose(window, schedule.scope)
        entry = EditionEntry(
            schedule=schedule.id,
            local_date=item.local_date,
            due_at=item.at,
            made_at=now,
            state="planned",
            number=previous.number + 1 if previous and previous.number else 1,
            window_from=window.since,
            window_to=now,
            mark=mark,
            late=item.late,
        )
        if previous is not None and briefing.nothing_new and schedule.when_empty == "nothing":
            return replace(entry, state="nothing-new", number=None, reason=NOTHING_NEW), ()
        edition = Edition(
            briefing=briefing,
            title=schedule.title or "Briefing",
            local_date=item.local_date,
            number=entry.number or 1,
            schedule=schedule.id,
            due_at=item.at,
            late=item.late,
            next_at=next_slot(schedule, now),
            pictured=briefing.nothing_new and schedule.when_empty == "standing",
        )
        return entry, tuple(self._messages(schedule, item, edition, briefer))

    def _messages(self, schedule: Schedule, item: Due, edition: Edition, briefer: Briefer) -> Iterable[Message]:
        def reference(part: int) -> str:
            return reference_of(schedule, item, part)

        for number, part in enumerate(self.render(edition, briefer, reference), start=1):
            yield Message(
                channel=schedule.channel,
                body=part.body,
                reference=reference(number),
                nonce=_hash(schedule, item, number, 12),
                picture=part.picture,
                cites=part.cites,
            )


def window_of(schedule: Schedule, previous: EditionEntry | None, now: datetime) -> Window:
    """What an edition covers: since the one before it, a week for a recap, everything for the first."""
    if schedule.recap:
        return Window(now - RECAP, now, schedule.zone)
    if previous is None or previous.window_to is None:
        return Window(None, now, schedule.zone)
    return Window(min(previous.window_to, now), now, schedule.zone, previous.mark)


def reference_of(schedule: Schedule, item: Due, part: int) -> str:
    """The words by which a posted message is found again; they stand in it, small."""
    return f"ref {_hash(schedule, item, part, 6)}"


def _hash(schedule: Schedule, item: Due, part: int, size: int) -> str:
    key = f"{schedule.guild}:{schedule.id}:{item.local_date.isoformat()}:{part}"
    return blake2b(key.encode(), digest_size=size).hexdigest()


def _skipped(item: Due, now: datetime) -> EditionEntry:
    return EditionEntry(
        schedule=item.schedule.id,
        local_date=item.local_date,
        due_at=item.at,
        made_at=now,
        state="skipped",
        late=True,
        reason=item.skip,
    )
