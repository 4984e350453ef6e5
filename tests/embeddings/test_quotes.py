import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We wait," he said.', ["We wait,"]),
        ("“We wait,” he said. “And wait.”", ["We wait,", "And wait."]),
        ('— We wait," he said.', ["We wait,"]),
        ('—We wait," he said. — And wait.', ["We wait,", "And wait."]),
        ('— We wait,— said he.', ["We wait,"]),
        ('"We wait for the other side,— said he.', ["We wait for the other side,"]),
        ('"Not even as a certain "club," here," he said.', ['Not even as a certain "club," here,']),
        ('He called the "club" a "project."', ["club", "project."]),
        ("«We wait», he said.", ["We wait"]),
        ('"We wait. And wait.', ["We wait. And wait."]),
        ("Nothing is said — nothing.", []),
        ('The 6" pipe', []),
    ],
)  # fmt: skip
def test_table(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


@given(st.text(st.sampled_from('ab .,—-"“”«»()?!')))
def test_quotations_lie_in_order_without_overlap(text: str) -> None:
    at = 0
    for quotation in quotations(text):
        assert at <= quotation.start <= quotation.end <= len(text)
        at = quotation.end
