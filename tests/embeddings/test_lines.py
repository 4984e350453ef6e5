import pytest

from embeddings.lines import units
from tests.embeddings.cleaned import LEAD, MIDDLE

WRAPPED_WITHOUT_BLANKS = (
    "a study of the flow of air around\n"
    "thin wings .\n"
    "smith,j.\n"
    "the flow around thin wings was studied in a small tunnel at\n"
    "low speeds, and the lift was found to grow with the angle of\n"
    "attack .\n"
)


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        (WRAPPED_WITHOUT_BLANKS, [(1, 2), (3, 1), (4, 3)]),
        ("Home\nnews\nsport\nweather\n", [(1, 1), (2, 1), (3, 1), (4, 1)]),
        ("A first paragraph of its own.\nA second one, too.\nAnd a third.\n", [(1, 1), (2, 1), (3, 1)]),
        ("Heading without a full stop\nThe paragraph begins here.\nIt has a second.\n", [(1, 1), (2, 1), (3, 1)]),
    ],
)
def test_what_plainly_goes_on_is_one_paragraph(raw, paragraphs):
    found = units(raw)
    assert [(unit.paragraph, unit.lines) for unit in found] == paragraphs
    assert all(raw[unit.start : unit.end].strip() == raw[unit.start : unit.end] for unit in found)


def test_short_paragraphs_among_the_lines_of_a_page_are_not_joined() -> None:
    menu = ["News", "War", "Opinion", "A storm closes schools along the coast", "by Anna Berg"] * 8
    raw = "\n".join(
        [
            *menu,
            LEAD,
            "The council met again in the hall above the fish market of the town",
            "and it voted",
            MIDDLE,
            *menu,
        ]
    )
    assert all(unit.lines == 1 for unit in units(raw))
