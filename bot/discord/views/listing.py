"""A listing: entries page by page, put into words when their page is shown, with the buttons that turn it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.discord.custom_ids import MAX_LENGTH
from bot.discord.escape import Markdown, safe
from bot.discord.query import Query
from bot.discord.views.page import MAX_TEXT, Accent, Block, Button, Menu, Option, Page, Rule, Text

Headed = tuple[str, Text]
"""A text and the heading it stands under (safe words)."""
ENTRIES_A_PAGE = 5
RESERVED = 900
"""Characters kept free for the head and the foot of a page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry by the heading it stands under (safe words), the most characters it takes, and what writes it."""

    head: str
    size: int
    text: Callable[[], Text]


def pages_of(entries: Sequence[Shown]) -> list[Sequence[Shown]]:
    """The entries by page: as many whole ones as fit."""
    pages: list[list[Shown]] = [[]]
    length = 0
    for entry in entries:
        size = entry.size + len(entry.head) + 5
        if pages[-1] and (len(pages[-1]) == ENTRIES_A_PAGE or length + size > MAX_TEXT - RESERVED):
            pages.append([])
            length = 0
        pages[-1].append(entry)
        length += size
    return list(pages)


def written(entries: Sequence[Shown]) -> list[Text]:
    """The texts of one page; a heading stands over the first entry under it."""
    texts: list[Text] = []
    last = ""
    for entry in entries:
        text = entry.text()
        if entry.head and entry.head != last:
            text = replace(text, words=Markdown(f"**{entry.head}**\n{text.words}"))
        texts.append(text)
        last = entry.head
    return apart(texts)


def apart(texts: Sequence[Text]) -> list[Text]:
    """The texts with a number on buttons that show the same words: one message cannot hold a custom id twice."""
    seen: dict[str, int] = {}
    told = []
    for text in texts:
        if text.button is not None:
            number = seen[text.button.custom_id] = seen.get(text.button.custom_id, 0) + 1
            if number > 1:
                custom_id = f"{text.button.custom_id}:{number}"
                button = replace(text.button, custom_id=custom_id) if len(custom_id) <= MAX_LENGTH else None
                text = replace(text, button=button)
        told.append(text)
    return told


def listing(
    title: str,
    counts: str,
    entries: Sequence[Headed],
    query: Query,
    *,
    issues: Sequence[tuple[str, str]] = (),
    tabs: Sequence[Button] = (),
) -> Page:
    """A page of entries that are written already; as ``page_of``."""
    pages = pages_of([Shown(head, len(text.words), lambda text=text: text) for head, text in entries])  # type: ignore[misc]
    return page_of(title, counts, pages, query, issues=issues, tabs=tabs)


def page_of(
    title: str,
    counts: str,
    pages: Sequence[Sequence[Shown]],
    query: Query,
    *,
    issues: Sequence[tuple[str, str]] = (),
    tabs: Sequence[Button] = (),
) -> Page:
    """One of the pages with its buttons: those that turn it, a menu of issues, and what else belongs to it."""
    page = min(query.page, len(pages) - 1)
    foot = f"-# page {page + 1} of {len(pages)}" if len(pages) > 1 else ""
    blocks: list[Block] = [
        Text(Markdown(f"### {safe(title, 150)}\n-# {safe(counts, 300)}")),
        *written(pages[page]),
    ]
    if foot:
        blocks += [Rule(), Text(Markdown(foot))]
    menu = issue_menu(query, issues) if len(issues) > 1 else None
    turns = tuple(filter(is_usable, turning(query, page, len(pages))))
    return Page(Accent.ANSWER, tuple(blocks), turns, menu, tabs=tuple(filter(is_usable, tabs)))


def turning(query: Query, page: int, pages: int) -> list[Button]:
    """The buttons to the pages beside the one shown, and from three pages on to the first and the last."""
    if pages < 2:
        return []
    last = pages - 1
    buttons = [
        Button(query.turned(max(0, page - 1)).id("p"), "Previous", disabled=page == 0),
        Button(query.turned(min(last, page + 1)).id("n"), "Next", disabled=page == last),
    ]
    if pages < 3:
        return buttons
    first = Button(query.turned(0).id("f"), "First", disabled=page == 0)
    return [first, *buttons, Button(query.turned(last).id("l"), "Last", disabled=page == last)]


def is_usable(button: Button) -> bool:
    """Whether what a button stands for fits into its custom id."""
    return len(button.custom_id) <= MAX_LENGTH


def issue_menu(query: Query, issues: Sequence[tuple[str, str]]) -> Menu | None:
    """A menu that jumps to one issue."""
    options = [Option("all", "All issues", query.issue is None)]
    options += [Option(issue, name[:100], issue == query.issue) for issue, name in issues[:24]]
    custom_id = query.narrowed(None).id("i")
    return Menu(custom_id, "Issue", tuple(options)) if len(custom_id) <= MAX_LENGTH else None
