"""Writers named above a text, and what is said of them and stands after that below it."""

import pytest

from tests.embeddings.cleaned import END, LEAD, MIDDLE, body

BIO = "Anna Berg lectures on ship-building in Bergen and was a harbour pilot once."
LIST = ["Two books from my table:", "A long piece on how the ferry operator finds its captains."]
OWN = "\n".join([LEAD, MIDDLE, END, LEAD, MIDDLE])


@pytest.mark.parametrize("above", ["By Anna Berg", "Anna Berg\nMay 3, 2024", "by Anna Berg | May 3, 2024, 4:52 pm"])
@pytest.mark.parametrize("below", [BIO, f"Anna Berg\nA pilot of nine years, {BIO[:4]} lives on an island."])
def test_what_is_said_of_the_writer_closes_a_text(above: str, below: str) -> None:
    assert body("\n".join(["Ferry terminal to close", above, OWN, below, *LIST])) == OWN


def test_one_named_beside_the_date_of_whom_the_text_tells_is_not_its_writer() -> None:
    told = f"{LEAD}\nThe vote was demanded by Berg.\n{MIDDLE}\n{END}\nAnna Berg warned that she would appeal."
    assert body(f"Ferry terminal to close\nAnna Berg\nMay 3, 2024\n{told}") == told
