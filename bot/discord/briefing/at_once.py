"""A briefing at once: composed when it is asked for, no edition, everything else behind its buttons."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.briefings.edition import Edition, Window
from bot.discord.briefing.custom_ids import at_once_id, kept_id, scope_id
from bot.discord.briefing.desk import BriefingDesk
from bot.discord.briefing.pages import edition_page
from bot.discord.replies import log
from bot.discord.views.page import Page
from bot.record.damage import RecordAway, RecordUnwritable
from bot.record.schedules import Scope


def preview(
    desk: BriefingDesk, guild: int | None, scope: Scope, zone: str, title: str | None, days: int | None = None
) -> Page:
    """A briefing as it would be composed for a server now. Blocks."""
    # A button names the moment in whole seconds, as articles do.
    moment = desk.clock().replace(microsecond=0)
    briefer = desk.briefer(guild)
    briefer.refresh()
    window = Window(moment - timedelta(days=days) if days else None, moment, zone)
    briefing = briefer.compose(window, scope)
    local_date = moment.astimezone(ZoneInfo(zone)).date()
    edition = Edition(briefing, title or "Briefing", local_date, number=0)
    about = scope_id(scope) or kept(desk, guild, scope)
    ids = partial(at_once_id, until=moment, days=days, about=about) if about else lambda _: None
    return edition_page(edition, briefer.view, ids=ids)


def kept(desk: BriefingDesk, guild: int | None, scope: Scope) -> str | None:
    """A scope for buttons that have no room for its names; None, and no buttons, where it cannot be kept now."""
    try:
        return kept_id(desk.briefings.scopes.keep(guild or 0, scope))
    except (RecordAway, RecordUnwritable) as error:
        log.warning("a briefing goes out without buttons", reason=str(error))
        return None
