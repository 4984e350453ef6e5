import io
from itertools import pairwise

import pytest
from rich.console import Console

from bot.console.tables import disagreement_table, matrix_table, row_table
from bot.ledger.rows import MARKS

WIDTHS = [30, 40, 71, 72, 80, 120, 200]


def drawn(table, width):
    out = io.StringIO()
    Console(file=out, width=width).print(table)
    text = out.getvalue()
    assert all(len(line) <= width for line in text.split("\n")) and "…" not in text
    return text


def letters(text):
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_position_is_without_speaker_outlet_and_marks(seed_app, width):
    view = seed_app.ledger
    row = next(r for r in view.rows if r.article.machine_translated and r.alignment and r.position.speaker)
    lines = drawn(row_table([row], view, "One", width), width).split("\n")
    header = next((line for line in lines if "where" in line and "words" in line), None)
    assert (header is None) == (width < 72)
    edges = [0, width] if header is None else [*map(header.index, ("stance", "who", "words", "where")), width]
    text = "|".join(letters("".join(line[low:high] for line in lines)) for low, high in pairwise(edges))
    for words in (row.position.speaker, row.outlet, "machine-translated", row.alignment, row.position.text.strip()):
        assert letters(words) in text
    assert row.position.stance in text


@pytest.mark.parametrize("width", WIDTHS)
def test_a_disagreement_keeps_both_sides_and_their_outlets(seed_app, width):
    view = seed_app.ledger
    one = next(
        d
        for d in view.disagreements()
        if d.kind == "positions" and any(r.article.machine_translated for s in d.sides for r in s.shown)
    )
    text = letters(drawn(disagreement_table([one], view, "One", width), width))
    assert "machinetranslated" in text or width >= 72
    for side in one.sides:
        assert letters(side.label) in text
        assert all(letters(row.position.text) in text for row in side.shown) or width >= 72


@pytest.mark.parametrize("width", WIDTHS)
def test_the_matrix_shows_every_cell_at_every_width(seed_app, width):
    matrix = seed_app.ledger.matrix()
    text = drawn(matrix_table(matrix, seed_app.ledger, width), width)
    legend = text.index("both") + 4
    for stance, symbol in MARKS.items():
        held = sum(cell.stance == stance for cell in matrix.cells.values())
        assert text[legend:].count(symbol) == held
