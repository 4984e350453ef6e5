"""Words as they are compared and named."""

import pytest

from embeddings.letters import fold, unowned


@pytest.mark.parametrize(("word", "plain"), [("Łódź", "lodz"), ("Ærø", "aero"), ("KYIV", "kyiv"), ("don’t", "don't")])
def test_letters_are_made_plain(word: str, plain: str) -> None:
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("word", "name"),
    [("Norway's", "Norway"), ("Norway’s", "Norway"), ("Norwegians’", "Norwegians’"), ("Moss", "Moss"), ("'s", "")],
)
def test_what_is_owned_leaves_the_owners_name(word: str, name: str) -> None:
    assert unowned(word) == name
