"""What share of a paragraph its text speaks of elsewhere."""

import pytest

from embeddings.kinship import kinship, stems

FERRY = "The ferry sails in winter."


@pytest.mark.parametrize(
    ("others", "share"),
    [
        ([], 0.0),
        (["Ferries are dear."], 0.0),
        (["A ferry was late."], 0.0),
        (["Winter sailing, and the ferry."], 2 / 3),
    ],
)
def test_share_of_words_that_another_text_holds(others: list[str], share: float) -> None:
    assert kinship([stems(text) for text in (FERRY, *others)])[0] == pytest.approx(share)


def test_headings_count_and_words_that_say_nothing_do_not() -> None:
    assert kinship([stems("Boats.")], [stems("Boat")]) == [1.0]
    assert kinship([stems(FERRY)], [stems("Winter ferry")])[0] == pytest.approx(2 / 3)
    assert kinship([stems("He did not."), stems(FERRY)])[0] == 1.0
    assert stems("That was what they would have been") == frozenset()
