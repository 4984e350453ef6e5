"""An actor's positions as pages: what it said and did, and what others say of it, the newest of each stand first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.discord.escape import ESCAPE, safe
from bot.discord.query import Kind, Query
from bot.discord.views.citation import MAX_NAME
from bot.discord.views.listing import Shown, is_usable, page_of, pages_of
from bot.discord.views.page import Button, Page, Text
from bot.discord.views.positions import Entry, counts_words, entry_text, nothing
from bot.ledger.ledger import Counts
from bot.ledger.rows import Row, marked
from bot.ledger.stacks import Stack, Stand, stand_of

TABS: Mapping[Kind, str] = {"actor": "Said and done", "about": "Said of it by others"}
OVERHEAD = 150
"""Characters of an entry besides its words and the names in it, at most."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the pages are about: the actor's name, what stands behind all that is listed, and the issues there are."""

    name: str
    counts: Counts
    issues: Sequence[tuple[str, str]]


def actor_pages(
    subject: Subject, stacks: Sequence[Stack], query: Query, entry: Callable[[Row], Entry]
) -> Callable[[Query], Page]:
    """One of the two tabs, or with a ``stand`` in the query all of one stand on an issue.

    What is returned makes any page of the listing, whatever page ``query`` is; ``entry`` is asked for what a page
    shows when it is shown.
    """
    names = dict(subject.issues)
    others = query.kind == "about"
    title = f"Said of {subject.name} by others" if others else subject.name
    tabs = _tabs(query)
    if not stacks:
        return lambda turned: nothing(title, turned, tabs)

    def shown(stack: Stack) -> Shown:
        head = safe(names.get(stack.top.position.issue, ""), MAX_NAME)
        return Shown(head, _size(stack.top), lambda: _with_earlier(entry(stack.top), stack, query, others))

    if query.stand is not None:
        title = " · ".join((title, _named(query.stand)))
    pages = pages_of([shown(stack) for stack in stacks])
    counts = counts_words(subject.counts)
    return lambda turned: page_of(title, counts, pages, turned, issues=subject.issues, tabs=tabs)


def _with_earlier(entry: Entry, stack: Stack, query: Query, others: bool) -> Text:
    """An entry, and under it the button to what lies under it."""
    text = entry_text(entry, with_actor=others)
    if not stack.earlier:
        return text
    row = stack.top
    button = Button(query.narrowed(row.position.issue, stand_of(row)).id("e"), f"{stack.earlier} earlier")
    return replace(text, below=button) if is_usable(button) else text


def _tabs(query: Query) -> list[Button]:
    """The two tabs, the one that is open pressed, and the picture; under one stand the way back."""
    back = [Button(query.narrowed(None).id("b"), "Back")] if query.stand is not None else []
    tabs = [
        Button(
            replace(query.narrowed(None), kind=kind).id(role),
            label,
            "primary" if kind == query.kind else "plain",
            disabled=kind == query.kind and query.stand is None and query.issue is None,
        )
        for (kind, label), role in zip(TABS.items(), "ao", strict=True)
    ]
    return [*back, *tabs, Button(Query("timeline", query.actor).id("t"), "Over time")]


def _named(stand: Stand) -> str:
    return "charges" if stand == "charged" else marked(stand)


def _size(row: Row) -> int:
    """The most characters that an entry takes: every one that Markdown could act on gets a backslash."""
    p, article = row.position, row.article
    words = (p.text, p.speaker, p.affiliation, p.actor, row.accuser, article.outlet, row.alignment, *row.also_in[:3])
    return OVERHEAD + sum(len(part) + len(ESCAPE.findall(part)) for part in words if part)
