"""Who stands where, as pages: positions with their citations, two actors side by side, everybody on one issue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Excerpt
from bot.discord.custom_ids import words_id
from bot.discord.escape import Markdown, safe
from bot.discord.query import Query
from bot.discord.views.citation import MAX_NAME, citation, quotation, quotation_of
from bot.discord.views.listing import RESERVED, Headed, is_usable, listing
from bot.discord.views.page import MAX_TEXT, Accent, Button, Page, Picture, Text
from bot.ledger.ledger import Counts
from bot.ledger.rows import AGAINST_WORDS, Row, marked
from bot.pictures import picture as positions
from bot.record.citations import Quotation
from bot.record.statement import SpeakerKind
from bot.words import also_in, counted, outlets_known, when

KINDS: Mapping[SpeakerKind, str] = {
    "official": "",
    "institution": "",
    "analyst": "analyst",
    "unattributed-reporting": "reported, nobody named",
}
REPORTED = "reported, not quoted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One position as it is shown: its words with their citation, and whose it is.

    A figure that another article contradicts has no actor and no ``row``.
    """

    excerpt: Excerpt
    actor: str
    actor_name: str
    issue: str
    issue_name: str
    row: Row | None = None

    @property
    def charged(self) -> bool:
        """Whether somebody else says it of the actor."""
        return self.row is not None and self.row.charged


def kind_words(row: Row) -> str:
    """What a reader must know of whoever is said to stand there: an analyst, or nobody quoted at all."""
    if row.charged:
        return f"charged by {safe(row.accuser, MAX_NAME)}"
    speaker_kind = row.position.speaker_kind
    return REPORTED if row.reported and speaker_kind != "unattributed-reporting" else KINDS[speaker_kind]


def entry_text(entry: Entry, *, with_actor: bool = False) -> Text:
    """One position with its button."""
    row = entry.row
    who = [f"**{safe(entry.actor_name, MAX_NAME)}**" if with_actor and entry.actor else ""]
    marks = ""
    if row is not None:
        spoke = not row.reported and not row.charged and row.position.speaker_kind != "institution"
        named = entry.excerpt.speaker if spoke and entry.excerpt.speaker != entry.actor_name else None
        who += [
            "" if row.charged else f"**{marked(row.position.stance)}**",
            safe(named, MAX_NAME) if named else "",
            kind_words(row),
            safe(row.position.affiliation, MAX_NAME) if row.position.affiliation else "",
        ]
        marks = f" · said {row.times} times" if row.times > 1 else ""
        also = also_in([safe(outlet, MAX_NAME) for outlet in row.also_in])
        marks += f" · {also}" if also else ""
        marks += f" · {AGAINST_WORDS}" if row.against else ""
    lines = [
        " · ".join(part for part in who if part),
        quotation(entry.excerpt),
        citation(replace(entry.excerpt, speaker=None)) + marks,
    ]
    identity = words_id(entry.excerpt)
    button = Button(identity, "Show in context") if identity else None
    shown = quotation_of(entry.excerpt)
    cites = shown if row is None else shown.labelled(row.position)
    return Text(Markdown("\n".join(line for line in lines if line)), button, cites=(cites,))


def compare_page(
    names: tuple[str, str], counts: Counts, pairs: Sequence[tuple[Entry | None, Entry | None]], query: Query
) -> Page:
    """Two actors side by side: for each issue what each said last, or that nothing is in the record."""
    texts: list[Headed] = []
    for pair in pairs:
        either = pair[0] or pair[1]
        head = safe(either.issue_name, MAX_NAME) if either else Markdown("")
        for name, entry in zip(names, pair, strict=True):
            silent = Text(Markdown(f"**{safe(name, MAX_NAME)}** · nothing in the record"))
            texts.append((head, entry_text(entry, with_actor=True) if entry else silent))
    title = f"{names[0]} and {names[1]}"
    if not texts:
        return nothing(title, query)
    return listing(title, counts_words(counts), texts, query)


def issue_page(
    name: str,
    counts: Counts,
    entries: Sequence[Entry],
    disagreements: Sequence[tuple[str, Sequence[Entry]]],
    query: Query,
) -> Page:
    """Everybody on one issue: first who contradicts whom (of each kind and its sides), then each actor."""
    texts: list[Headed] = []
    for number, (kind, sides) in enumerate(disagreements, 1):
        head = f"{'The figures differ' if kind == 'figures' else 'They disagree'} ({number})"
        texts += [(head, entry_text(side, with_actor=True)) for side in sides]
    texts += [("All positions" if disagreements else "", entry_text(entry, with_actor=True)) for entry in entries]
    if not texts:
        return nothing(name, query)
    return listing(name, counts_words(counts), texts, query)


def counts_words(counts: Counts) -> str:
    """How many positions from how many articles and outlets, and how fresh."""
    return " · ".join(
        [
            counted(counts.positions, "position"),
            counted(counts.articles, "article"),
            outlets_known(counts.outlets),
            f"latest {when(counts.latest)}" if counts.latest else "dates unknown",
        ]
    )


def nothing(title: str, query: Query, tabs: Sequence[Button] = ()) -> Page:
    """That the record holds nothing of the kind, and what narrows it."""
    narrowed = [
        "only officials" if query.officials else "",
        f"since {query.since}" if query.since else "",
        "on this issue" if query.issue else "",
    ]
    how = ", ".join(part for part in narrowed if part)
    words = f"### {safe(title, 150)}\nThe record holds no such position{f' ({how})' if how else ''}."
    return Page(Accent.REFUSAL, (Text(Markdown(words)),), tabs=tuple(filter(is_usable, tabs)))


def picture_page(title: str, picture: positions.Picture, query: Query, left_out: int = 0) -> Page:
    """A picture with its button for the same in words, and how many actors it leaves out for their weight."""
    words = replace(query, kind="matrix-words" if query.kind == "matrix" else "timeline-words")
    cites = tuple(Quotation.of(row.article, row.position.text).labelled(row.position) for row in picture.rows)
    drawn = Picture(f"{query.kind}.png", picture.png, picture.alternative, cites)
    buttons = tuple(filter(is_usable, [Button(words.id("w"), "In words")]))
    note = f"\n-# {counted(left_out, 'actor')} with fewer positions: `/matrix actor` adds one, `/actor` shows one"
    head = Text(Markdown(f"### {safe(title, 150)}{note if left_out else ''}"))
    return Page(Accent.ANSWER, (head, drawn), buttons)


def words_page(title: str, words: str) -> Page:
    """What a picture shows, in words: as many whole lines as fit."""
    lines = [safe(line, 600) for line in words.splitlines() if line.strip()]
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(line) + len(kept) > MAX_TEXT - RESERVED:
            kept.append("-# and more")
            break
        kept.append(line)
    return Page(Accent.ANSWER, (Text(Markdown(f"### {safe(title, 150)}\n" + "\n".join(kept))),))
