"""From a page to what discord.py sends: Components V2, or plain text where Discord refuses those."""

import io
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord import ui

from bot.discord.views.page import MAX_BUTTONS_A_ROW, Button, Page, Picture, Rule, Text, cut_to_fit, words_of

Sent = TypeVar("Sent")

NO_MENTIONS = discord.AllowedMentions.none()
INVALID_FORM_BODY = 50035

STYLES = {
    "plain": discord.ButtonStyle.secondary,
    "primary": discord.ButtonStyle.primary,
    "danger": discord.ButtonStyle.danger,
}


@dataclass(frozen=True, slots=True)
class Sendable:
    """One page twice: what to send, and what to send if Discord refuses the first."""

    page: Page

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for ``send`` and the like: the Components V2 form."""
        page = cut_to_fit(self.page)
        arguments: dict[str, Any] = {"view": layout(page), "allowed_mentions": NO_MENTIONS}
        if page.pictures:
            arguments["files"] = files(page)
        return arguments

    def plain_arguments(self) -> dict[str, Any]:
        """Keyword arguments for the plain text form; its pictures go along as files."""
        arguments: dict[str, Any] = {"content": words_of(self.page), "allowed_mentions": NO_MENTIONS}
        if self.page.pictures:
            arguments["files"] = files(self.page)
        return arguments


def files(page: Page) -> list[discord.File]:
    """Fresh files of a page's pictures (a file can be sent once)."""
    return [discord.File(io.BytesIO(p.data), p.name, description=p.alt[:1024]) for p in page.pictures]


def button(model: Button) -> ui.Button[ui.LayoutView]:
    """Discord's button for ours. Its clicks are answered by the dynamic items, by custom id alone."""
    return ui.Button(
        label=model.label[:80], custom_id=model.custom_id, style=STYLES[model.style], disabled=model.disabled
    )


def row_of(models: Sequence[Button]) -> ui.ActionRow[ui.LayoutView]:
    """A row of buttons, at most five."""
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for model in models:
        row.add_item(button(model))
    return row


def layout(page: Page) -> ui.LayoutView:
    """The page as a Components V2 view that never times out (its buttons are found by custom id)."""
    view = ui.LayoutView(timeout=None)
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(page.accent.value))
    for block in page.blocks:
        match block:
            case Text(words, beside, Button() as below):
                box.add_item(ui.TextDisplay(words))
                box.add_item(row_of([model for model in (beside, below) if model]))
            case Text(words, None):
                box.add_item(ui.TextDisplay(words))
            case Text(words, Button() as beside):
                box.add_item(ui.Section(words, accessory=button(beside)))
            case Rule():
                box.add_item(ui.Separator())
            case Picture(name, _, alt):
                gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
                gallery.add_item(media=f"attachment://{name}", description=alt[:1024])
                box.add_item(gallery)
    view.add_item(box)
    if page.tabs:
        view.add_item(row_of(page.tabs))
    if page.menu is not None:
        choices: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
        choices.add_item(
            ui.Select(
                custom_id=page.menu.custom_id,
                placeholder=page.menu.placeholder,
                options=[
                    discord.SelectOption(value=option.value, label=option.label, default=option.chosen)
                    for option in page.menu.options
                ],
            )
        )
        view.add_item(choices)
    for first in range(0, len(page.buttons), MAX_BUTTONS_A_ROW):
        view.add_item(row_of(page.buttons[first : first + MAX_BUTTONS_A_ROW]))
    return view


async def deliver(send: Callable[..., Awaitable[Sent]], page: Page, **options: Any) -> Sent:  # noqa: ANN401
    """Send a page by ``send`` (a channel's ``send``, a message's ``reply``, a webhook's ``send`` ...).

    Where Discord refuses the components themselves, the same page goes out as plain text.
    """
    sendable = Sendable(page)
    try:
        return await send(**sendable.arguments(), **options)
    except discord.HTTPException as error:
        if error.code != INVALID_FORM_BODY:
            raise
        return await send(**sendable.plain_arguments(), **options)
