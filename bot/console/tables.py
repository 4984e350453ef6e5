"""Positions as tables that fit the window."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.console.answers import reported
from bot.console.plain import plain
from bot.ledger.ledger import Ledger
from bot.ledger.matrix import Matrix
from bot.ledger.rows import AGAINST, AGAINST_WORDS, MARKS, Disagreement, Row, Side, marked
from bot.record.statement import Stance
from bot.words import also_in

STYLES: Mapping[Stance, str] = {"supports": "blue", "opposes": "yellow", "conditional": "magenta", "unclear": "dim"}

LEGEND = f"{'  '.join(map(marked, MARKS))}\n± both sides reported  {AGAINST} {AGAINST_WORDS}"
NOTHING = "·"
NARROW = 72
"""Columns of a window below which columns of text beside each other cannot be read."""
NAME_WIDTH = 14
WHERE_WIDTH = 18
"""So that "machine-translated" stands on one line."""
MATRIX_COLUMN = 6
"""Columns that an issue takes in the matrix, with its line."""


def mark(stance: Stance) -> Text:
    """A stance as its mark and word."""
    return Text(marked(stance), style=STYLES[stance])


def row_table(
    rows: Iterable[Row],
    ledger: Ledger,
    title: str,
    width: int,
    explain: bool = False,
    earlier: Sequence[int] = (),
) -> Table:
    """Positions, a heading where an issue begins; in a narrow window one below the other.

    ``earlier`` says of each row how many others lie under it.
    """
    table = Table(title=Text(plain(title), style="bold"), title_justify="left", expand=True, box=None)
    narrow = width < NARROW
    table.show_header = not narrow
    if narrow:
        table.add_column("positions", overflow="fold")
    else:
        table.add_column("stance", no_wrap=True)
        table.add_column("who", ratio=3, overflow="fold")
        table.add_column("words", ratio=8, overflow="fold")
        table.add_column("where", width=WHERE_WIDTH, overflow="fold")
    last = None
    for row, under in zip_longest(rows, earlier, fillvalue=0):
        assert isinstance(row, Row)
        p = row.position
        if p.issue != last:
            heading = Text(ledger.issues.name(p.issue), style="bold underline")
            table.add_row(*([heading] if narrow else ["", "", heading, ""]))
            last = p.issue
        words = _words(row, explain)
        if under:
            words.append(f"\n{under} earlier", style="dim")
        cells = (_stance(row), _who(row, ledger), words, _where(row))
        if narrow:
            table.add_row(Text("\n").join(cell for cell in cells if cell))
            table.add_row("")
        else:
            table.add_row(*cells)
            table.add_row("", "", "", "")
    return table


def disagreement_table(found: Sequence[Disagreement], ledger: Ledger, title: str, width: int) -> Table:
    """Each disagreement with its sides, of each actor the best excerpt; in a narrow window one below the other."""
    table = Table(title=Text(plain(title), style="bold"), title_justify="left", expand=True, show_lines=True)
    narrow = width < NARROW
    table.show_header = not narrow
    if narrow:
        table.add_column("sides", overflow="fold")
    else:
        table.add_column("issue", width=NAME_WIDTH, overflow="fold")
        table.add_column("side", width=NAME_WIDTH, overflow="fold")
        table.add_column("words", overflow="fold")
    for one in found:
        name = Text(plain(ledger.issues.name(one.issue)), style="underline" if narrow else "")
        if one.topic != name.plain:
            name.append(f"\n{plain(one.topic)}", style="dim")
        for side in one.sides:
            cells = (name, Text(plain(side.label), style="bold"), _side(side, ledger))
            table.add_row(*([Text("\n\n").join(filter(None, cells))] if narrow else cells))
            name = Text()
    return table


def matrix_table(matrix: Matrix, ledger: Ledger, width: int) -> RenderableType:
    """Actors by issues in marks, under what these mean; ± where the actor is reported on both sides.

    Where the window is too narrow for a column an issue, each actor is a list of them.
    """
    table = Table(expand=False)
    table.add_column("actor", overflow="fold", min_width=NAME_WIDTH)
    listed = width < NAME_WIDTH + 4 + MATRIX_COLUMN * len(matrix.issues)
    if listed:
        table.add_column("issues", overflow="fold")
    for number in range(1, len(matrix.issues) + 1):
        if not listed:
            table.add_column(str(number), justify="center", no_wrap=True)
    for actor in matrix.actors:
        cells = [_cell(matrix, actor, issue) for issue in matrix.issues]
        if listed:
            held = [
                Text.assemble(f"{number}", cell)
                for number, cell in enumerate(cells, start=1)
                if cell.plain != NOTHING
            ]
            cells = [Text("  ").join(held)]
        table.add_row(Text(plain(ledger.name(actor))), *cells)
    names = "\n".join(f"{n:>2}  {ledger.issues.name(issue)}" for n, issue in enumerate(matrix.issues, start=1))
    return Group(Text(LEGEND), table, Text(names))


def _cell(matrix: Matrix, actor: str, issue: str) -> Text:
    cell = matrix.cells.get((actor, issue))
    symbol, style = (MARKS[cell.stance], STYLES[cell.stance]) if cell else (NOTHING, "dim")
    marks = ("±" if cell and cell.mixed else "") + (AGAINST if cell and cell.against else "")
    return Text(symbol + marks, style=style)


def _stance(row: Row) -> Text:
    """The stance, with the word that nobody said it where the article reports it; a charge takes no side."""
    if row.charged:
        return Text()
    stance = mark(row.position.stance)
    return stance.append("\nreported", style="dim") if row.reported else stance


def _who(row: Row, ledger: Ledger) -> Text:
    p = row.position
    name = plain(ledger.name(p.actor))
    if row.charged:
        who = Text(f"charged by {plain(row.accuser)}").append(f"\nof {name}", style="bold")
    else:
        who = Text(plain(p.speaker or "nobody named")).append(f"\n{name}", style="bold")
    if p.speaker_kind == "analyst":
        who.append("\nanalyst" + (f", {plain(p.affiliation)}" if p.affiliation else ""), style="dim")
    return who


def _words(row: Row, explain: bool) -> Text:
    words = Text(plain(row.position.text.strip()))
    if row.times > 1:
        words.append(f" (said {row.times} times)", style="dim")
    if explain:
        words.append(f"\n[{plain(', '.join(row.position.evidence)) or 'no evidence'}]", style="dim")
    return words


def _side(side: Side, ledger: Ledger) -> Text:
    return Text("\n\n").join(_told(row, ledger) for row in side.shown)


def _told(row: Row, ledger: Ledger) -> Text:
    text, p = Text(), row.position
    if row.figure is None:
        text.append(f"{plain(ledger.name(p.actor))} ", style="bold")
        text.append_text(mark(p.stance)).append("\n")
    text.append(plain(p.text.strip()))
    place = reported(row.article, ledger.outlets.alignment(row.outlet), p.paragraph)
    return text.append(f"\n{plain(' · '.join(place))}", style="dim")


def _where(row: Row) -> Text:
    text = Text("\n".join(map(plain, reported(row.article, row.alignment, row.position.paragraph))))
    if row.also_in:
        text.append(f"\n{plain(also_in(row.also_in))}")
    if row.against:
        text.append(f"\n{AGAINST_WORDS}", style="italic")
    return text
