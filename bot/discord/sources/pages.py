"""The pages of /sources."""

from collections.abc import Iterable, Mapping, Sequence

from bot.curation.follow import Sample
from bot.curation.removal import Removal
from bot.curation.trial import Trial
from bot.discord.escape import Markdown, link, safe
from bot.discord.sources.custom_ids import accept_id, correct_id, discard_id, list_id
from bot.discord.views.page import MAX_TEXT, Accent, Block, Button, Page, Rule, Text, simple
from bot.ingest import Outcome
from bot.record.article import Article
from bot.record.feed_items import ItemCounts
from bot.record.feeds import Feed
from bot.words import counted, when

A_PAGE = 10
"""Articles on one page of the list."""

NOT_STORED = "-# Nothing is stored until you press Accept; this offer ends in 15 minutes."
OFF_SUBJECT = (
    "-# It bears on no configured issue: it can be asked about, and gives no positions and no rows of a briefing."
)
OUTCOMES = {"added": "Added", "replaced": "Replaced", "unchanged": "There already", "failed": "Not added"}
FACTS = {
    "title": "title", "outlet": "outlet", "author": "author", "published": "date", "url": "link",
    "published_precision": "", "published_basis": "",
}  # fmt: skip


def trial_page(trials: Sequence[Trial], token: str) -> Page:
    """What would be added, before it is."""
    head = "This would be added" if len(trials) == 1 else f"These {len(trials)} articles would be added"
    blocks: list[Block] = [Text(Markdown(f"### {head}"))]
    blocks += (Text(Markdown("\n".join(trial_lines(trial)))) for trial in trials)
    blocks += [Rule(), Text(Markdown(NOT_STORED))]
    correct = (Button(correct_id(token), "Correct"),) if len(trials) == 1 else ()
    buttons = (
        Button(accept_id(token), "Accept", "primary"),
        *correct,
        Button(discard_id(token), "Discard", "danger"),
    )
    return Page(Accent.NEUTRAL, tuple(blocks), buttons)


def trial_lines(trial: Trial) -> list[str]:
    """One article that would be added."""
    article = trial.article
    copies = safe(trial.same_as, 100) if trial.same_as else "none"
    lines = [
        f"**{safe(article.title, 200) if article.title else 'Title unknown'}**",
        f"**Outlet** {outlet_of(article)} · **Date** {date_of(article)}",
        f"**Language** {safe(article.language, 20) if article.language else 'unknown'} · **Words** {trial.words} · "
        f"**Near-duplicates** {copies}",
        f"**Statements found** {trial.statements} · **Positions** {trial.positions}"
        + (f" on {', '.join(safe(issue, 60) for issue in trial.issues[:5])}" if trial.issues else ""),
    ]
    if trial.replaces:
        lines.append(f"-# It replaces {safe(article.id, 100)}, which came from the same source.")
    if trial.problem:
        lines.append(f"-# No statements can be read: {safe(trial.problem, 200)}.")
    elif not trial.issues:
        lines.append(OFF_SUBJECT)
    if trial.incoming.note:
        lines.append(f"-# {safe(trial.incoming.note, 300)}")
    return lines


def outlet_of(article: Article) -> str:
    """The outlet, or that it is unknown."""
    return safe(article.outlet, 80) if article.outlet else "unknown"


def date_of(article: Article) -> str:
    """The date with its basis: what it was inferred from, where nobody states it."""
    if not article.published:
        return "unknown"
    basis = article.published_basis or "stated"
    inferred = article.published_evidence if basis == "inferred" else None
    evidence = f": {safe(inferred, 120)}" if inferred else ""
    return f"{when(article.published)} ({basis}{evidence})"


def outcome_page(outcomes: Sequence[Outcome]) -> Page:
    """What became of what was accepted."""
    lines = []
    for outcome in outcomes:
        detail = f": {safe(outcome.detail, 300)}" if outcome.detail else ""
        name = safe(outcome.article or outcome.name, 100)
        lines.append(f"**{OUTCOMES[outcome.status]}** {name}{detail}")
    failed = all(outcome.status == "failed" for outcome in outcomes)
    return simple("\n".join(lines), Accent.PROBLEM if failed else Accent.ANSWER)


def list_page(articles: Sequence[Article], number: int) -> Page:
    """A page of what a server sees: its additions first, then the shared record (read-only)."""
    ordered = sorted(articles, key=lambda article: (article.guild is None, article.id))
    pages = max(1, -(-len(ordered) // A_PAGE))
    number = min(number, pages - 1)
    own = sum(article.guild is not None for article in ordered)
    head = f"### Articles\n{counted(own, 'addition')} of this server, {len(ordered) - own} in the shared record"
    shown = ordered[number * A_PAGE : (number + 1) * A_PAGE]
    blocks = [Text(Markdown(head)), *(Text(Markdown(article_line(article))) for article in shown)]
    buttons = []
    if number:
        buttons.append(Button(list_id(number - 1), "Previous"))
    if number + 1 < pages:
        buttons.append(Button(list_id(number + 1), f"Next ({number + 2} of {pages})", "primary"))
    return Page(Accent.NEUTRAL, tuple(blocks), tuple(buttons))


def article_line(article: Article) -> str:
    """One article in the list."""
    title = safe(article.title, 80) if article.title else "Title unknown"
    outlet = safe(article.outlet, 80) if article.outlet else "outlet unknown"
    shared = "" if article.guild is not None else " · shared"
    return f"**{title}**\n-# {safe(article.id, 60)} · {outlet} · {when(article.published)}{shared}"


def article_page(removal: Removal, edits: Mapping[str, str | None], statements: int) -> Page:
    """Everything known about one article."""
    article = removal.article
    address, source = link(article.url), link(article.source)
    lines = [
        f"### {safe(article.title, 200) if article.title else 'Title unknown'}",
        f"**Id** {safe(article.id, 100)} · {'shared record' if article.guild is None else 'addition of this server'}",
        f"**Outlet** {outlet_of(article)} · **Date** {date_of(article)}",
        f"**Author** {safe(article.author, 100) if article.author else 'unknown'} · "
        f"**Language** {safe(article.language, 20) if article.language else 'unknown'}",
        f"**Source** {source or (safe(article.source, 200) if article.source else 'not kept')}",
        f"**Statements** {statements} · **Positions** {removal.positions} · {cited(removal)}",
    ]
    if address and address != source:
        lines.append(f"**Link** {address}")
    if article.same_as:
        lines.append(f"-# The same text as {safe(article.same_as, 100)}")
    told = [
        f"{FACTS.get(fact, fact)} {safe(value, 100) if value else 'unknown'}"
        for fact, value in edits.items()
        if FACTS.get(fact, fact)
    ]
    if told:
        lines.append(f"-# Edited by whoever runs me: {', '.join(told)}")
    return simple(Markdown("\n".join(lines)))


def cited(removal: Removal) -> str:
    """Where an article is cited."""
    editions = {(schedule, day) for schedule, day in removal.mentions.editions}
    return f"cited in {counted(len(editions), 'edition')} and {counted(removal.mentions.answers, 'answer')}"


def removal_page(removal: Removal, token: str) -> Page:
    """What goes with an article, before it goes."""
    article = removal.article
    editions = ", ".join(f"{day} of briefing {schedule}" for schedule, day in removal.mentions.editions[:10])
    lines = [
        f"### Take “{safe(article.title or article.id, 200)}” out?",
        f"**{outlet_of(article)}** · {when(article.published, article.published_basis)}",
        f"**Positions that go** {removal.positions}",
        f"**Editions that cite it** {editions or 'none'}",
        f"**Public answers that cite it** {removal.mentions.answers}",
        "-# What cites it gets one visible correction.",
    ]
    buttons = (Button(accept_id(token), "Take it out", "danger"), Button(discard_id(token), "Keep it"))
    return Page(Accent.PROBLEM, (Text(Markdown("\n".join(lines))),), buttons)


def sample_page(found: Sample, samples: Sequence[Trial | str], token: str) -> Page:
    """A feed before it is followed: its title, how many items it has, and what five of them would be."""
    title = safe(found.feed.title, 200) if found.feed.title else "a feed without a title"
    entries = len(found.feed.entries)
    blocks: list[Block] = [
        Text(Markdown(f"### {title}\n{counted(entries, 'item')} in it; these are the first, as they would be added:"))
    ]
    for sample in samples:
        if isinstance(sample, str):
            blocks.append(Text(Markdown(f"-# Not to be read: {safe(sample, 200)}")))
            continue
        blocks.append(Text(Markdown("\n".join(sample_lines(sample)))))
    blocks += [Rule(), Text(Markdown(NOT_STORED))]
    buttons = (Button(accept_id(token), "Follow it", "primary"), Button(discard_id(token), "Discard", "danger"))
    return Page(Accent.NEUTRAL, tuple(blocks), buttons)


def sample_lines(sample: Trial) -> list[str]:
    """One item of a feed, as its article would be."""
    article = sample.article
    found = f"{counted(sample.statements, 'statement')}, {counted(sample.positions, 'position')}"
    return [
        f"**{safe(article.title, 150) if article.title else 'Title unknown'}**",
        f"-# {outlet_of(article)} · {date_of(article)} · {counted(sample.words, 'word')} · {found}",
    ]


def feeds_page(feeds: Iterable[tuple[Feed, ItemCounts]]) -> Page:
    """A server's feeds, and how they fare."""
    blocks = [Text(Markdown("\n".join(feed_lines(feed, counts)))) for feed, counts in feeds]
    if not blocks:
        return simple("No feed is followed here. `/sources feed add` follows one.")
    kept: list[Text] = []
    for block in blocks:
        if sum(len(one.words) for one in kept) + len(block.words) < MAX_TEXT - 200:
            kept.append(block)
    return Page(Accent.NEUTRAL, tuple(kept))


def feed_lines(feed: Feed, counts: ItemCounts) -> list[str]:
    """One feed."""
    title = safe(feed.title, 100) if feed.title else "untitled"
    address = link(feed.url) or safe(feed.url, 100)
    state = "paused" if feed.state == "paused" else "followed"
    polled = f"<t:{int(feed.polled_at.timestamp())}:R>" if feed.polled_at else "not yet"
    lines = [
        f"**{feed.id}** · {title} · {address}",
        f"-# {state} · last read {polled} · {counts.taken} taken, {counts.waiting} waiting, {counts.failed} given up",
    ]
    if feed.reason:
        lines.append(f"-# Paused: {safe(feed.reason, 300)}")
    elif feed.error:
        lines.append(f"-# Failing: {safe(feed.error, 300)}")
    return lines


def paused_words(feed: Feed) -> str:
    """What is said of a feed that had to be paused."""
    return (
        f"The feed number {feed.id} ({link(feed.url) or safe(feed.url, 100)}) is paused: "
        f"{safe(feed.reason or 'unknown', 400)}. When that is mended, "
        f"`/sources feed resume feed:{feed.id}` starts it again."
    )
