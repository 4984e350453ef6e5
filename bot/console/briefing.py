"""``communique briefing``: what a channel's edition holds, in the terminal."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import click
from rich.padding import Padding
from rich.text import Text

from bot.briefings.edition import Briefing, Window
from bot.briefings.service import Briefings
from bot.briefings.view import RecordView
from bot.briefings.wording import headline, told
from bot.console.answers import console, reported
from bot.console.contract import briefing_object, dump
from bot.console.pager import paged
from bot.console.plain import plain
from bot.errors import UsageError
from bot.ledger.rows import AGAINST_WORDS, MARKS, Row, marked
from bot.record.schedules import Scope
from bot.words import also_in, counted, outlets_known


@click.command(short_help="What matters most of who stands where; --full for all of it.")
@click.option("--since", help="Only what was read since this date or moment (default: the whole record).")
@click.option("--as-of", help="As the record stood at the end of this date, or at this moment (default: now).")
@click.option("--zone", default="UTC", show_default=True, help="Whose clock: a city, a country or an IANA name.")
@click.option("--issue", "issues", multiple=True, help="Only this issue (may be given several times).")
@click.option("--actor", "actors", multiple=True, help="Only this actor (may be given several times).")
@click.option("--full", is_flag=True, help="Everything behind the edition too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@paged
def briefing(
    since: str | None,
    as_of: str | None,
    zone: str,
    issues: tuple[str, ...],
    actors: tuple[str, ...],
    full: bool,
    as_json: bool,
) -> None:
    """Print a briefing of the record, as a channel's edition would hold it: what matters most, in thirty seconds."""
    from bot.app import build_app

    # Wrong arguments are told before a model is loaded.
    parse_moment(since, UTC_ZONE, end=False)
    parse_moment(as_of, UTC_ZONE, end=True)
    app = build_app()
    briefings: Briefings = app.briefings
    name = briefings.zones.resolve(zone)
    local = ZoneInfo(name)
    window = Window(
        parse_moment(since, local, end=False), parse_moment(as_of, local, end=True) or datetime.now(UTC), name
    )
    if window.since and window.since > window.until:
        raise UsageError(f"--since {since} lies after --as-of: give an earlier date.")
    view = briefings.briefer.view
    scope = Scope(chosen(issues, view.issue_names, "issue"), chosen(actors, view.actor_names, "actor"))
    composed = briefings.briefer.compose(window, scope)
    if as_json:
        click.echo(dump(briefing_object(composed)))
    else:
        screen = console()
        for line in lines(composed, view, full):
            words = line.lstrip(" ")
            screen.print(Padding(Text(words), (0, 0, 0, len(line) - len(words))))


UTC_ZONE = ZoneInfo("UTC")


def parse_moment(text: str | None, zone: ZoneInfo, *, end: bool) -> datetime | None:
    """A moment from an ISO date or date and time; a date alone is its beginning, or with ``end`` its end.

    Raises:
        UsageError: not a date.

    """
    if text is None:
        return None
    try:
        if len(text.strip()) <= 10:
            day = date.fromisoformat(text.strip())
            return datetime.combine(day + timedelta(days=end), time(), tzinfo=zone)
        moment = datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError) as error:
        raise UsageError(f'"{text}" is no date: write for example 2025-11-20 or 2025-11-20T08:00.') from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def chosen(wishes: tuple[str, ...], known: Mapping[str, str], what: str) -> tuple[str, ...]:
    """The ids that were asked for.

    Raises:
        UsageError: one that is not known.

    """
    from bot.briefings.wishes import parse_names

    return parse_names(",".join(wishes), known, what)


def lines(composed: Briefing, view: RecordView, full: bool = False) -> Iterator[str]:
    """The edition for people; with ``full`` all behind it: what is new, moved, disagrees, stands, was left out."""
    yield plain(headline(composed))
    for item in told(composed.items, view):
        yield from ("", plain(item.title))
        for excerpt in item.excerpts:
            yield from _excerpt("", excerpt.text, plain(excerpt.citation))
    if full:
        yield from _behind(composed, view)


def _behind(composed: Briefing, view: RecordView) -> Iterator[str]:
    yield from ("", _covered(composed))
    for title, rows in (("New", composed.new), ("Newly read, but older", composed.older)):
        if len(rows):
            yield from ("", title.upper())
            yield from _rows(rows, view)
    if composed.changes:
        yield from ("", "MOVED")
    for change in composed.changes:
        position = change.now.position
        yield f"{plain(view.actor(position.actor))} on {view.issue(position.issue)}:"
        yield from _excerpt("before", change.before.position.text, _cite(change.before, view))
        yield from _excerpt("now", position.text, _cite(change.now, view))
    if composed.disagreements:
        yield from ("", "DISAGREE")
    for disagreement in composed.disagreements:
        figures = f" ({plain(disagreement.topic)})" if disagreement.kind == "figures" else ""
        yield f"{view.issue(disagreement.issue)}{figures}:"
        for side in disagreement.sides:
            for row in side.shown:
                name = side.label if row.figure else f"{side.label}: {plain(view.actor(row.position.actor))}"
                yield from _excerpt(name, row.position.text, _cite(row, view))
    yield from _standing(composed, view)
    yield from _receipt(composed)


def _covered(composed: Briefing) -> str:
    window = composed.window
    zone = ZoneInfo(window.zone)
    until = window.until.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    since = window.since.astimezone(zone).strftime("%Y-%m-%d %H:%M") if window.since else None
    covered = f"Articles read from {since} to {until}" if since else f"The whole record up to {until}"
    return f"{covered} ({window.zone})"


def _rows(rows: Iterable[Row], view: RecordView) -> Iterator[str]:
    for actor, group in groupby(rows, key=lambda row: row.position.actor):
        members = list(group)
        yield f"{plain(view.actor(actor))}{'' if members[0].official else ' (analyst)'}"
        for row in members:
            position = row.position
            yield from _excerpt(
                f"{MARKS[position.stance]} {view.issue(position.issue)}", position.text, _cite(row, view)
            )


def _standing(composed: Briefing, view: RecordView) -> Iterator[str]:
    yield from ("", f"STANDING POSITIONS  ({', '.join(map(marked, MARKS))})")
    for issue, group in groupby(composed.standing.with_seconds(), key=lambda s: s.issue):
        yield from ("", view.issue(issue))
        for standing in group:
            for number, row in enumerate(standing.rows):
                name = plain(view.actor(standing.actor)) if number == 0 else "  also"
                yield from _excerpt(f"{MARKS[row.position.stance]} {name}", row.position.text, _cite(row, view))


def _receipt(composed: Briefing) -> Iterator[str]:
    receipt = composed.receipt
    dropped = "; ".join(f"{number} {reason}" for reason, number in receipt.dropped.items()) or "none"
    yield ""
    yield f"{counted(receipt.articles, 'article')}, {outlets_known(receipt.outlets)}."
    yield f"{counted(receipt.statements, 'statement')} new; left out: {dropped}."
    if receipt.one_outlet:
        outlet, share = receipt.one_outlet
        translated = f"{receipt.machine_translated:.0%} on machine translation"
        yield f"{share:.0%} rests on one outlet ({plain(outlet)}), {translated}."


def _excerpt(label: str, text: str, citation: str) -> Iterator[str]:
    yield f"  {label}{': ' if label else ''}{plain(text)}"
    yield f"      ({citation})"


def _cite(row: Row, view: RecordView) -> str:
    article = row.article
    parts = reported(article, view.alignment(article.outlet), row.position.paragraph)
    if row.also_in:
        parts.append(also_in(row.also_in))
    if row.against:
        parts.append(AGAINST_WORDS)
    return plain(" · ".join([said_by(row), *parts, article.id]))


def said_by(row: Row) -> str:
    """Who spoke; of reported facts nobody did, but for the outlet."""
    if not row.position.speaker:
        return "reported" if row.reported else "nobody named"
    return f"{'reported of' if row.reported else 'said by'} {row.position.speaker}"
