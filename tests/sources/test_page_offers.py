"""Offers above buttons, players in boxes of their own, labels above links and lists of other texts' headlines."""

import pytest

from embeddings.clean import clean
from tests.sources.test_page_kin import OWN, PARAGRAPHS, lines
from tests.sources.test_page_media import beside

BUTTON = "<div><button>Sign up</button></div>"


@pytest.mark.parametrize(
    "offer",
    [
        f"<p>Get the Tide Letter newsletter</p><p>Every Friday we sort what the week washed up.</p>{BUTTON}",
        f"<p>Subscribe to the Pier Post</p><p>Your morning, with less fog.</p>{BUTTON}",
        "<p>Our daily newsletter</p><p>At noon we choose five things worth your ferry ride.</p>"
        "<button>Subscribe now</button>",
    ],
)
def test_the_lines_of_an_offer_above_its_button(offer: str) -> None:
    assert beside(offer) == OWN


@pytest.mark.parametrize(
    "own",
    [
        "The chairman of the ferry district said that visitors would pay the fare.",
        "“We have no choice but to raise the fare,” the chairman told the visitors.",
        "For us on the islands the ferry is the only way to the mainland.",
    ],
)
def test_a_paragraph_above_a_button_is_the_articles(own: str) -> None:
    assert beside(f"<p>{own}</p>{BUTTON}") == [*OWN[:3], own, *OWN[3:]]


@pytest.mark.parametrize(
    "box",
    [
        "<div><div>Video</div><p>The chairman explains the fare to the visitors of the isles.</p><p>02:10</p></div>",
        '<div class="m"><button>Play</button><div>Ferry fare to rise</div><div>The ferry district raised its fare'
        " after the vote on Thursday, and visitors will pay more for the crossing.</div></div>",
        "<div><p>Listen now</p><p>How the vote on the ferry fare was won by the chairman of the district.</p></div>",
        "<div><span>Podcast</span><p>Quay to Quay</p><p>Two captains and a cook argue about the ferry.</p></div>",
        "<figure><span><button>Watch</button></span><div>The ferry district voted on the fare.</div></figure>",
    ],
)
def test_a_box_that_opens_with_a_players_label(box: str) -> None:
    assert beside(box) == OWN


@pytest.mark.parametrize(
    "own",
    [
        "<p><b>Video</b> of the vote was shown to the visitors by the chairman of the district on Thursday.</p>",
        "<p><i>Listen</i> to the islanders, a member told the chairman of the ferry district before the vote.</p>",
        "<div><b>Audio</b><i> of the vote was played to the visitors by the chairman of the district.</i></div>",
        "<p>Watch keepers of the ferry district said that visitors had crowded the deck before the vote.</p>",
    ],
)
def test_a_paragraph_that_opens_with_such_a_word(own: str) -> None:
    assert len(beside(own)) == len(OWN) + 1


LINKS = '<ul><li><a href="/1">What the reserve is for</a></li><li><a href="/2">Who sails in winter</a></li></ul>'


@pytest.mark.parametrize(
    "label", ["<p><strong>Before on these pages</strong></p>", "<p>From the drawer</p>", "<div>Also ours</div>"]
)
def test_a_label_above_links_in_their_box_goes_with_them(label: str) -> None:
    assert beside(f'<div class="p">{label}{LINKS}</div>') == OWN


def test_a_paragraph_above_links_stays() -> None:
    for own in (
        "The chairman of the ferry district won the vote on the fare.",
        "The district of the ferry lists for its visitors what the vote has changed on Thursday:",
    ):
        assert own in beside(f"<p>{own}</p>{LINKS}")
    said = "The vote was won."
    assert said in beside(f"<div>{PARAGRAPHS[0]}<p>{said}</p>{LINKS}</div>")


HEADLINES = "<li>Goat rides escalator to the third floor</li><li>Baker finds wedding ring in sourdough</li>"


@pytest.mark.parametrize(
    "block",
    [
        f"<p>Most watched clips</p><ul>{HEADLINES}</ul>",
        f"<ul>{HEADLINES}</ul>",
        f"<p>Around town</p><ol>{HEADLINES}<li>Museum loses its own umbrella stand</li></ol>",
    ],
)
def test_a_list_of_headlines_about_something_else(block: str) -> None:
    assert beside(block) == OWN


@pytest.mark.parametrize(
    "block",
    [
        f"<p>On the same Thursday the district heard of three things besides the fare:</p><ul>{HEADLINES}</ul>",
        "<ul><li>Cards for islanders at the old price</li><li>Tickets for dogs and their owners</li></ul>",
        "<h3>Who won the vote on the ferry</h3><ul><li>Anna Berg of Northsea</li><li>Tom Reed of Southsea</li></ul>",
    ],
)
def test_a_list_that_the_article_announces_or_speaks_of(block: str) -> None:
    assert len(beside(block)) >= len(OWN) + 2


LETTER = '<div class="row"><h1>Ferry fares to rise from October</h1>{}</div>{}'
SHORT = (
    "<b>Baker finds a ring.</b> It had been missing in Northsea since the spring of last year, its owner says.",
    "<b>Museum shut.</b> Heavy rain has flooded the cellar of the toy museum, which opens again in May.",
)


@pytest.mark.parametrize(
    "below",
    [
        f'<div class="row"><p><b>ALSO ASHORE</b></p><p>{SHORT[0]}</p><p>{SHORT[1]}</p></div>',
        f'<div class="row"><h3>In short</h3><p>{SHORT[1]}</p></div>',
        f'<div class="row"><p>Around the bay</p><p>{SHORT[0]}</p></div>'
        f'<div class="row"><p>Weather</p><p>{SHORT[1]}</p></div>',
    ],
)
def test_short_news_in_a_box_below_the_articles(below: str) -> None:
    assert lines(LETTER.format("".join(PARAGRAPHS), below))[: len(OWN)] == OWN
    assert "Baker" not in str(cleaned(below)) and "museum" not in str(cleaned(below))


@pytest.mark.parametrize(
    "below",
    [
        '<div class="row"><h3>What it costs</h3><p><b>The fare.</b> Visitors will pay more for the ferry, the'
        " chairman said.</p></div>",
        '<div class="row"><h3>History</h3><p>A baker found the ring that a museum had missed for a year.</p></div>',
        f'<div class="row"><p>{SHORT[0]}</p></div>',
    ],
)
def test_a_part_of_the_article_below_its_box(below: str) -> None:
    assert len(cleaned(below)) > len(OWN)


def cleaned(below: str) -> list[str]:
    """The sentences of a page with this below the box of its headline."""
    raw = "\n\n".join(lines(LETTER.format("".join(PARAGRAPHS), below)))
    return [raw[found.start : found.end] for found in clean(raw).sentences]
