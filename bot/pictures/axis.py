"""A true axis of time: where a date lies between two others, and at which dates there is a tick."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.ledger.moments import days_of

MOST_TICKS = 4
LONGEST_MONTH = 31
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)


def middle(published: str) -> date:
    """The day in the middle of what a date may be."""
    first, last = days_of(published)
    return first + (last - first) / 2


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from ``first`` to ``last``, on ``left`` to ``right`` (pixels); a single day lies in the middle.

    Where no date is known to the day no day is named (``by_day``).
    """

    first: date
    last: date
    left: float
    right: float
    by_day: bool = True

    @classmethod
    def of(cls, published: Collection[str], left: float, right: float) -> "Axis":
        """The axis of some dates, at least one: all days that any of them may be."""
        first, last = zip(*map(days_of, published), strict=True)
        return cls(min(first), max(last), left, right, any(len(when) > len("2025-08") for when in published))

    def at(self, day: date) -> float:
        """Where a day lies: distances are times."""
        if self.first == self.last:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * ((day - self.first) / (self.last - self.first))

    def ticks(self) -> list[tuple[date, str]]:
        """A few dates of the calendar at even distances, each with its name, the year below; none may lie within."""
        days = (self.last - self.first).days
        for step in _DAYS if self.by_day else ():
            if days // step < MOST_TICKS:
                return [(day, f"{day.day} {day:%b}\n{day.year}") for day in self._every(step)]
        for step in _MONTHS:
            if days <= LONGEST_MONTH * step * (MOST_TICKS + 1):
                months = range(self.first.year * 12, self.last.year * 12 + self.last.month, step)
                begun = self._within(date(month // 12, month % 12 + 1, 1) for month in months)
                if len(begun) <= MOST_TICKS:
                    return [(day, f"{day:%b}\n{day.year}") for day in begun]
        for step in _YEARS:
            years = range(self.first.year - self.first.year % step, self.last.year + 1, step)
            if len(years) <= MOST_TICKS + 1:
                begun = self._within(date(year, 1, 1) for year in years if year)
                if len(begun) <= MOST_TICKS:
                    return [(day, str(day.year)) for day in begun]
        return []

    def _every(self, step: int) -> list[date]:
        return [self.first + timedelta(number) for number in range(0, (self.last - self.first).days + 1, step)]

    def _within(self, days: Iterable[date]) -> list[date]:
        return [day for day in days if self.first <= day <= self.last]
