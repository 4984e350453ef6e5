"""Positions as tables that fit the window."""

import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.console.plain import plain
from bot.positions.disagreements import Disagreement, Side
from bot.positions.ledger import Ledger, Matrix, Row
from bot.record.statement import Stance

MARKS: Mapping[Stance, tuple[str, str]] = {
    "supports": ("▲", "blue"),
    "opposes": ("▼", "yellow"),
    "conditional": ("◆", "magenta"),
    "unclear": ("○", "dim"),
}
"""A mark and a colour for each stance: the mark alone tells them apart."""


def console() -> Console:
    """Standard output, as wide as the window."""
    return Console(file=sys.stdout, highlight=False)


def mark(stance: Stance) -> Text:
    """A stance as its mark and word."""
    symbol, style = MARKS[stance]
    return Text(f"{symbol} {stance}", style=style)


def row_table(rows: Iterable[Row], ledger: Ledger, title: str, explain: bool = False) -> Table:
    """Positions, a heading where an issue begins."""
    table = Table(title=Text(title, style="bold"), title_justify="left", show_lines=False, expand=True, box=None)
    table.add_column("stance", no_wrap=True)
    table.add_column("who", ratio=2)
    table.add_column("words", ratio=6)
    table.add_column("where", ratio=2)
    last = None
    for row in rows:
        p = row.position
        if p.issue != last:
            table.add_row("", "", Text(ledger.issues.name(p.issue), style="bold underline"), "")
            last = p.issue
        who = Text(plain(p.speaker or "nobody named"))
        who.append(f"\n{ledger.registry.name(p.actor)}", style="bold")
        if p.speaker_kind == "analyst":
            who.append("\nanalyst" + (f", {plain(p.affiliation)}" if p.affiliation else ""), style="dim")
        words = Text(plain(p.text.strip()))
        if row.times > 1:
            words.append(f" (said {row.times} times)", style="dim")
        if explain:
            words.append(f"\n[{plain(', '.join(p.evidence)) or 'no evidence'}]", style="dim")
        table.add_row(mark(p.stance), who, words, _where(row))
        table.add_row("", "", "", "")
    return table


def disagreement_table(found: Sequence[Disagreement], ledger: Ledger, title: str) -> Table:
    """Both excerpts of each disagreement side by side."""
    table = Table(title=Text(title, style="bold"), title_justify="left", expand=True, show_lines=True)
    table.add_column("issue", ratio=1)
    table.add_column("one side", ratio=4)
    table.add_column("other side", ratio=4)
    for one in found:
        name = Text(ledger.issues.name(one.issue))
        if one.kind == "figures":
            name.append("\nfigures", style="dim")
        table.add_row(name, _side(one.a, ledger), _side(one.b, ledger))
    return table


def matrix_table(matrix: Matrix, ledger: Ledger) -> Table:
    """Actors by issues in marks; ± where the actor is reported on both sides."""
    table = Table(title="▲ supports  ▼ opposes  ◆ conditional  ○ unclear  ± both", title_justify="left", expand=False)
    table.add_column("actor")
    for number in range(1, len(matrix.issues) + 1):
        table.add_column(str(number), justify="center")
    for actor in matrix.actors:
        cells = []
        for issue in matrix.issues:
            cell = matrix.cells.get((actor, issue))
            symbol, style = MARKS[cell.stance] if cell else ("·", "dim")
            cells.append(Text(symbol + ("±" if cell and cell.mixed else ""), style=style))
        table.add_row(Text(ledger.registry.name(actor)), *cells)
    names = "\n".join(f"{n}  {ledger.issues.name(issue)}" for n, issue in enumerate(matrix.issues, start=1))
    table.caption = Text(names)
    table.caption_justify = "left"
    return table


def _side(side: Side, ledger: Ledger) -> Text:
    text = Text()
    article = ledger.articles[side.article]
    if side.position is not None:
        text.append(f"{ledger.registry.name(side.position.actor)} ", style="bold")
        text.append_text(mark(side.position.stance)).append("\n")
    text.append(plain(side.text.strip()))
    place = ", ".join(part for part in (article.outlet or "outlet unknown", article.published) if part)
    return text.append(f"\n{plain(place)}", style="dim")


def _where(row: Row) -> Text:
    text = Text(plain(row.outlet or "outlet unknown"))
    if row.alignment:
        text.append(f" ({row.alignment})", style="dim")
    text.append(f"\n{row.published or 'undated'}, ¶{row.position.paragraph}")
    if row.against:
        text.append("\nreported only by outlets aligned against this actor", style="italic")
    return text
