"""Lines in another script or language than the article's are told apart; names in them decide nothing."""

import pytest

from embeddings.foreign import is_english, other_language, other_script

ENGLISH = "The council voted on Tuesday to close the old ferry terminal, and the town was not asked."


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Tous les articles sur la traversée sont réservés aux abonnés.", "French"),
        ("Haberleri anında almak için kanalımıza katılın, daha fazla bilgi için tıklayın.", "Turkish"),
        ("Alle Rechte an diesem Artikel liegen bei der Redaktion und nicht bei uns.", "German"),
    ],
)
def test_another_language_by_its_stop_words(line: str, language: str) -> None:
    assert other_language(line) == language


@pytest.mark.parametrize(
    "line",
    [
        ENGLISH,
        "President Müller visited Tromsø Tuesday morning, spokesman Jonas Holm said.",
        "Ferry operators rip council as ‘disgusting fraud.’",
        "Flight attendants' union endorses new ferry.",
        "Harbour news",
    ],
)
def test_english_stays_english(line: str) -> None:
    assert other_language(line) is None


def test_another_script_begins_the_line_and_makes_much_of_it() -> None:
    assert other_script("Стежте за нами у Facebook та Google News.", "LATIN") == "CYRILLIC"
    assert (
        other_script("Порт, the paper Harbour Herald wrote on its front page on Monday, is closed.", "LATIN") is None
    )
    assert other_script("The harbour (гавань) is closed.", "LATIN") is None
    assert other_script("12:30", "LATIN") is None


def test_english_by_the_share_of_its_stop_words() -> None:
    assert is_english(ENGLISH)
    assert not is_english("Der Rat hat am Dienstag beschlossen, das alte Terminal zu schließen.")
    assert not is_english("")
