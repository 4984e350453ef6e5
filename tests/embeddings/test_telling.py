"""A paragraph that begins anew and speaks of nothing that the others speak of stands beside the article."""

import pytest

from embeddings.clean import clean
from embeddings.telling import begins_anew, is_told, points_back, shows, tells
from tests.sources.test_page_kin import OWN, TITLE


def kept(between: str, own: list[str] = OWN) -> list[str]:
    text = clean("\n\n".join([TITLE, *own[:3], between, *own[3:]]) + "\n")
    return [text.words(block.start, block.end) for block in text.body]


@pytest.mark.parametrize(
    "between",
    [
        "Norrby Tyres has served the coast for three generations. Mention this paper for ten percent off.",
        "Dentists are baffled by a simple trick for whiter teeth.",
        "The Lodge at Pine Creek is offering two nights for the price of one through Sunday.",
        "Greta Holm is a professor of botany at Lund University.",
        "Save up to 40 percent on windows, doors and siding this weekend.",
    ],
)
def test_what_begins_anew_and_shares_nothing_goes(between: str) -> None:
    assert kept(between) == OWN


@pytest.mark.parametrize(
    "between",
    [
        "Greta Holm lost her purse on board and swam home from Hammer Point.",
        "“Dentists are baffled by a simple trick.”",
        "Will dentists and tyre makers ever agree on a trick, or will postcards be the only thing that botany and "
        "trailers have in common?",
        "Such tricks are known from the trade in used tyres.",
        "Visitors pay twice for a trailer, a horse or a piano.",
        "It is raining on Hammer Point, and nobody buys postcards.",
    ],
)
def test_what_tells_goes_on_or_speaks_of_the_same_stays(between: str) -> None:
    assert len(kept(between)) == len(OWN) + 1


def test_an_essay_that_tells_nothing_of_the_past_is_not_judged() -> None:
    essay = [
        "Ferries are slow, and slow things are good for people who think of other things than ferries.",
        "A slow thing gives people time, and time is what good thoughts of people are made of.",
        "People who think at sea think slow thoughts of good things, and fast thoughts of nothing.",
        "Good thoughts are slow, fast thoughts are not, and things at sea are mostly good.",
        "The sea gives people slow time and takes fast time from people who think.",
        "Thoughts of the sea are good for people at sea and for people who think of it.",
    ]
    assert not is_told(essay)
    assert len(kept("Botany begins with mosses and ends with oaks.", essay)) == len(essay) + 1


@pytest.mark.parametrize(
    "text",
    [
        "She sat.",
        "He argues that ferries must sail.",
        "The bridge was opened.",
        "“Go,” he says.",
        "A law passed in June.",
    ],
)
def test_tells(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize("text", ["The bridge is opened by a queen.", "Many have ordered.", "A limited offer."])
def test_what_looks_past_and_is_not(text: str) -> None:
    assert not tells(text)


@pytest.mark.parametrize("text", ["He sings.", "That is all.", "The same holds here.", "These are the days."])
def test_points_back(text: str) -> None:
    assert points_back(text)
    assert not begins_anew(f"{text[:-1]} for all who sail on the sea.")


@pytest.mark.parametrize("text", ["The trick that works.", "Come this weekend.", "A boat sinks. It is ours."])
def test_what_points_nowhere(text: str) -> None:
    assert not points_back(text)


def test_shows() -> None:
    assert shows("The mayor waves to supporters at a rally in Dayton on Monday.")
    assert shows("The mayor, left, with a brother at the landing.")
    assert not shows("The mayor has held rallies in Dayton and in Toledo since Monday.")
    assert not shows("The mayor waves at Dayton. Nobody waves back from the landing.")
