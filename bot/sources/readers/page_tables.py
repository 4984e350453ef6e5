"""Tables that lay out a page, told from those that hold data."""

from lxml.etree import _Element

from bot.sources.readers.page_shape import elements, text_of

CELL_LONGEST = 400
"""A table with a cell of more characters lays out the page and holds no data."""


def lay_tables_open(tree: _Element) -> None:
    """Make plain blocks of the tables that only lay out the page."""
    for table in list(tree.iter("table")):
        column = all(sum(1 for cell in row if text_of(cell)) <= 1 for row in table.iter("tr"))
        if table.get("role") == "presentation" or column or any(_lays_out(cell) for cell in table.iter("td")):
            for part in list(elements(table)):
                if part.tag in ("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                    part.tag = "div"


def _lays_out(cell: _Element) -> bool:
    return (
        next(cell.iter("table", "ul", "ol", "h1", "h2", "h3", "img"), None) is not None
        or sum(1 for _ in cell.iter("p", "br")) > 2
        or len(text_of(cell)) > CELL_LONGEST
    )
