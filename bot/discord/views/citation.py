"""An excerpt and where it stands: the quotation, its citation line and its marks."""

from bot.answering.answer import Excerpt
from bot.discord.escape import Markdown, link, safe, with_focus
from bot.record.citations import Quotation
from bot.words import also_in, when

MAX_NAME = 80
MAX_TITLE = 60
ROLE_LABELS = {
    "other-side": "By contrast",
    "correction": "The record says otherwise",
    "nearest": "Nearest, not an answer",
}


def quotation(excerpt: Excerpt) -> Markdown:
    """The excerpt as a block quotation, the sentence that answers in bold inside its context."""
    focus = (excerpt.focus[0] - excerpt.start, excerpt.focus[1] - excerpt.start)
    return Markdown(f"> {with_focus(excerpt.text, focus)}")


def quotation_of(excerpt: Excerpt) -> Quotation:
    """What an excerpt shows of its article: its words, and the facts in the line under them."""
    return Quotation(
        excerpt.article,
        excerpt.text,
        None if excerpt.outlet else excerpt.title,
        excerpt.outlet,
        excerpt.published,
        excerpt.published_basis,
    )


def has_context(excerpt: Excerpt) -> bool:
    """Whether the sentence that answers stands among others in its excerpt."""
    start, end = excerpt.focus[0] - excerpt.start, excerpt.focus[1] - excerpt.start
    return bool(excerpt.text[: max(0, start)].strip() or excerpt.text[max(0, end) :].strip())


def citation(excerpt: Excerpt, *, titled: bool = True) -> Markdown:
    """One small line: speaker, outlet, date, paragraph, and what a reader must know of the outlet and the text.

    Where the outlet is unknown the title stands for it, unless it stands there already (``titled`` false).
    """
    outlet = safe(excerpt.outlet, MAX_NAME) if excerpt.outlet else Markdown("outlet unknown")
    title = safe(excerpt.title, MAX_TITLE) if titled and excerpt.title and not excerpt.outlet else ""
    # The speaker is that of the sentence in bold; what stands around it may be the reporter's, or somebody else's.
    part = "in bold: " if has_context(excerpt) else ""
    parts = [
        f"{part}said by {safe(excerpt.speaker, MAX_NAME)}" if excerpt.speaker else "",
        f"**{outlet}**",
        f"“{title}”" if title else "",
        when(excerpt.published, excerpt.published_basis),
        f"paragraph {excerpt.paragraph}",
        safe(excerpt.outlet_alignment, MAX_NAME) if excerpt.outlet_alignment else "",
        "machine-translated" if excerpt.machine_translated else "",
        also_in([safe(other, MAX_NAME) for other in excerpt.also_in]),
    ]
    return Markdown("-# " + " · ".join(part for part in parts if part))


def cited(excerpt: Excerpt, number: int | None = None) -> Markdown:
    """The whole entry: its label where it is not a plain answer, the quotation, the citation."""
    label = ROLE_LABELS.get(excerpt.role)
    head = f"**{label}**\n" if label else ""
    mark = f"-# [{number}] " if number is not None else "-# "
    return Markdown(f"{head}{quotation(excerpt)}\n{mark}{citation(excerpt).removeprefix('-# ')}")


def full_citation(excerpt: Excerpt) -> Markdown:
    """Everything needed to find the words again: title, article, paragraph, characters, link where one is stored."""
    title = safe(excerpt.title, 200) if excerpt.title else Markdown("title unknown")
    lines = [
        f"-# {title}",
        str(citation(excerpt, titled=False)),
        f"-# article {safe(excerpt.article, 100)}, characters {excerpt.start} to {excerpt.end}",
    ]
    address = link(excerpt.url)
    if address:
        lines.append(f"-# {address}")
    return Markdown("\n".join(lines))
