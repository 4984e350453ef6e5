"""A schedule as people write it: days, an hour, issues and actors by name."""

import re
from collections.abc import Mapping, Sequence
from datetime import time

from rapidfuzz import fuzz, process

from bot.errors import UsageError
from bot.record.schedules import EVERY_DAY, Schedule

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAILY, WORKDAYS, RECAP = "daily", "weekdays", "weekly recap"
DAY_WISHES = (DAILY, WORKDAYS, *(f"{RECAP} on {day}" for day in WEEKDAYS), *WEEKDAYS)
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
LIKE_ENOUGH = 80


def parse_days(text: str) -> tuple[frozenset[int], bool]:
    """The days of the week (0 is Monday) and whether it is a weekly recap.

    Raises:
        UsageError: not understood.

    """
    words = text.strip().casefold()
    if words in {DAILY, "every day", "all"}:
        return EVERY_DAY, False
    if words in {WORKDAYS, "workdays", "mon-fri"}:
        return frozenset(range(5)), False
    recap = words.startswith(("weekly", "recap"))
    if recap:
        words = re.sub(r"^(weekly)?\s*(recap)?\s*(on)?\s*", "", words) or WEEKDAYS[0].casefold()
    days = set()
    for word in re.split(r"[\s,;+/&]+", words):
        if word in {"", "and", "on"}:
            continue
        matching = [
            number for number, day in enumerate(WEEKDAYS) if len(word) >= 2 and day.casefold().startswith(word)
        ]
        if len(matching) != 1:
            raise UsageError(
                f'I do not understand the days "{text}": write daily, weekdays, weekly recap on Monday, '
                "or days such as mon, wed, fri."
            )
        days.add(matching[0])
    if not days or (recap and len(days) > 1):
        raise UsageError(f'"{text}" names no day, or several for a weekly recap: write for example mon, wed, fri.')
    return frozenset(days), recap


def parse_time(text: str) -> time:
    """An hour on the clock: "8", "08:00", "8.30", "8pm".

    Raises:
        UsageError: no such hour.

    """
    found = CLOCK.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3].casefold() == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise UsageError(f'"{text}" is no time of day: write for example 08:00.')
    return time(hour, minute)


def parse_names(text: str | None, known: Mapping[str, str], what: str) -> tuple[str, ...]:
    """The ids of a comma-separated list of names or ids; none for nothing.

    Raises:
        UsageError: a name that is not known.

    """
    ids = []
    for wish in (text or "").split(","):
        wish = wish.strip()
        if not wish:
            continue
        found = suggest(wish, known, limit=1)
        if not found:
            raise UsageError(f'I know no {what} "{wish}": choose from the list that opens while you type.')
        ids.append(found[0])
    return tuple(dict.fromkeys(ids))


def suggest(text: str, known: Mapping[str, str], limit: int = 25) -> list[str]:
    """The ids whose id or name is, begins with, holds or resembles ``text``, likeliest first; all for nothing."""
    wanted = text.strip().casefold()
    if not wanted:
        return list(known)[:limit]
    names = {id_: name.casefold() for id_, name in known.items()}
    exact = [id_ for id_, name in names.items() if wanted in {name, id_}]
    begin = [id_ for id_, name in names.items() if name.startswith(wanted) or id_.startswith(wanted)]
    within = [id_ for id_, name in names.items() if wanted in name or wanted in id_]
    found = list(dict.fromkeys([*exact, *begin, *within]))
    if not found:
        close = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=limit)
        found = [id_ for _, _, id_ in close]
    return found[:limit]


def describe_days(schedule: Schedule) -> str:
    """The days in words."""
    days = sorted(schedule.days)
    if schedule.recap:
        return f"weekly recap on {WEEKDAYS[days[0]]}"
    if schedule.days == EVERY_DAY:
        return "daily"
    if days == [0, 1, 2, 3, 4]:
        return "on weekdays"
    return "on " + listed([WEEKDAYS[day] for day in days])


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
