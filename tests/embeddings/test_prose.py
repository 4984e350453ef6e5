"""What a line is by its own shape."""

import pytest

from embeddings.prose import title_case


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The Pact and Its Many Doubters", True),
        ("Minister Says Talks Will Go On", True),
        ("The minister says talks will go on.", False),
        ("French President Louis Morel met Italian President Carlo Rossi in Rome.", False),
    ],
)
def test_title_case_is_a_heading(line, expected):
    assert title_case(line) is expected
