"""When an edition is due: a pure function of the moment, the schedule and the dates already dealt with.

No scheduler library decides here. APScheduler's cron trigger fires twice where clocks are set back and never
where they are set forward at midnight; it only supplies the tick that asks.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.record.schedules import Schedule

LOOK_BACK = timedelta(days=31)
"""How far back missed dates are still recorded as skipped; older ones are left out of the history."""

LATE_AFTER = timedelta(minutes=5)
"""From here on an edition says that it is late."""

SKIPPED_GRACE = "the bot was not running at that hour, nor within the grace after it"
SKIPPED_NEWER = "the bot was not running at that hour; a later date's edition was posted or due instead"

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """What to do about one schedule's local date: post it (``skip`` is None), or record why it is skipped."""

    schedule: Schedule
    local_date: date
    at: datetime
    late: bool
    skip: str | None = None


def slot(schedule: Schedule, local_date: date) -> datetime | None:
    """The one instant (UTC) of a schedule on a local date.

    PEP 495 with ``fold=0``: a time that occurs twice is its first occurrence, a time that is jumped over is
    shifted by the gap. None where the schedule has no edition that day, or where the zone has no such date at
    all (Pacific/Apia went from 29 to 31 December 2011).
    """
    if local_date.weekday() not in schedule.days:
        return None
    zone = zone_of(schedule.zone)
    moment = _instant(local_date, schedule.at, zone)
    if moment.astimezone(zone).date() != local_date and not exists(local_date, zone):
        return None
    return moment


def exists(local_date: date, zone: ZoneInfo) -> bool:
    """Whether the zone has this date: a move across the date line can leave one out."""
    return _instant(local_date, time(), zone) < _instant(local_date + _DAY, time(), zone)


def next_slot(schedule: Schedule, after: datetime) -> datetime | None:
    """The schedule's next instant after a moment; None if it has none within a year."""
    today = after.astimezone(zone_of(schedule.zone)).date()
    for ahead in range(-1, 367):
        moment = slot(schedule, today + ahead * _DAY)
        if moment is not None and moment > after:
            return moment
    return None


def due(
    now: datetime, schedules: Iterable[Schedule], done: Mapping[int, Collection[date]], grace: timedelta
) -> Iterator[Due]:
    """What each active schedule owes at ``now``: at most one edition to post, and the dates it has missed.

    ``done`` holds the local dates that each schedule id has a row for, posted or not: a date in it is never
    given again, so a clock that is set back repeats nothing. Of several missed dates only the newest is posted,
    and only within ``grace`` of its hour.
    """
    for schedule in schedules:
        if schedule.state != "active":
            continue
        newest = True
        for local_date, moment in _missed(now, schedule, done.get(schedule.id, ())):
            late = now - moment
            skip = None if newest and late <= grace else SKIPPED_GRACE if newest else SKIPPED_NEWER
            yield Due(schedule, local_date, moment, late > LATE_AFTER, skip)
            newest = False


def _missed(now: datetime, schedule: Schedule, done: Collection[date]) -> Iterator[tuple[date, datetime]]:
    """Dates whose hour has come and that have no row, newest first, back to the last one that has."""
    # Tomorrow's hour can have passed: clocks set back across midnight show the old date once more.
    today = now.astimezone(zone_of(schedule.zone)).date()
    local_date = today + _DAY
    oldest = max(now - LOOK_BACK, schedule.active_from)
    # A gap can push an hour into the next date, so the date alone may lie a day before its instant.
    first = (oldest - 2 * _DAY).date()
    while local_date >= first:
        if local_date in done and local_date <= today:
            return
        moment = slot(schedule, local_date)
        if moment is not None and moment <= now and local_date not in done:
            if moment < oldest:
                return
            yield local_date, moment
        local_date -= _DAY


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name. The library itself keeps only the last eight in memory."""
    return ZoneInfo(name)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
