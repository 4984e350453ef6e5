"""What a page says of what it shows: lines above players, posts, pictures' words, sidebars, teasers, bylines."""

import pytest

from tests.sources.test_page_kin import OWN, PARAGRAPHS, TITLE, lines, page

PLAYER = '<iframe src="https://player.example/1"></iframe>'
MARK = "<p>{}</p>"


def beside(between: str, own: list[str] = PARAGRAPHS) -> list[str]:
    """What is left of a page with this between its paragraphs."""
    return lines(page([*own[:3], between, *own[3:]]))


@pytest.mark.parametrize(
    "line",
    [
        "Watch the chairman answer for the fare:",
        "Here’s how the meeting in the harbour hall ended:",
        "The clip of the chairman and the visitors is below.",
        "Listen to the hearing on the ferry in full:",
        "Video of the vote on the fare, in two minutes",
    ],
)
@pytest.mark.parametrize("player", [PLAYER, f"<p>{PLAYER}</p>", "<amp-youtube></amp-youtube>", "<audio></audio>"])
def test_a_line_that_announces_what_a_player_plays(line: str, player: str) -> None:
    assert beside(MARK.format(line) + player) == OWN


@pytest.mark.parametrize(
    "line",
    [
        "The chairman of the ferry district wrote to the visitors:",
        "The video of the vote had been seen by visitors before the meeting was over.",
        "“Watch the reserve burn,” the member told the district after the vote.",
        "That clip cost the chairman of the ferry district the next vote.",
    ],
)
def test_a_paragraph_above_a_player_is_the_articles(line: str) -> None:
    assert len(beside(MARK.format(line) + PLAYER)) == len(OWN) + 1


POSTS = [
    "<blockquote><p>The ferry is full of visitors again.</p>&mdash; Ann Lee (@annlee) <a>May 2</a></blockquote>",
    "<blockquote><p>Islanders pay for the vote.</p><p>— Harbour Watch (@harbour_w) May 3, 2026</p></blockquote>",
    '<blockquote class="q">The fare rises on Thursday.<br>- Bo (@bo_sails)</blockquote>',
    "<div><blockquote><p>Fuel, fuel, fuel. The chairman knows nothing else.</p>– C. (@c_example)</blockquote></div>",
]


@pytest.mark.parametrize("post", POSTS)
def test_a_signed_post_goes_where_no_colon_announces_it(post: str) -> None:
    assert beside(post) == OWN


@pytest.mark.parametrize(
    "quoted",
    [
        "<p>The chairman of the ferry district put it so on Thursday:</p>" + POSTS[0],
        "<blockquote><p>“The fare will rise again before winter,” the chairman told visitors.</p></blockquote>",
        "<blockquote><p>We will not pay for the summer.</p></blockquote>",
        "<blockquote><p>The ferry is ours.</p><p>— the chairman of the district</p></blockquote>",
    ],
)
def test_a_quotation_of_the_article_stays(quoted: str) -> None:
    assert len(beside(quoted)) > len(OWN)


PICTURE = '<p><img src="a.jpg"></p>'


@pytest.mark.parametrize(
    "caption",
    [
        "Visitors wait for the ferry at the landing in Harbour Bay.",
        "The chairman, left, and a member of the district on Thursday.",
        "In this Aug. 9 file photo, islanders with a card board the ferry to the mainland.",
        "The landing where the vote on the fare was taken.",
        "Islanders line the road outside the hall on Thursday. Ann Lee/Northpix",
    ],
)
@pytest.mark.parametrize("picture", [PICTURE, '<div><a href="/b"><img src="b.jpg"></a></div>'])
def test_a_sentence_right_below_a_picture_that_says_what_is_seen(caption: str, picture: str) -> None:
    assert beside(picture + MARK.format(caption)) == OWN
    if "where" not in caption:
        assert len(beside(MARK.format(caption))) >= len(OWN)


@pytest.mark.parametrize(
    "words",
    [
        "The chairman told the visitors on Thursday that the fare might rise again in Harbour Bay.",
        "He waits for the visitors at the landing in Harbour Bay.",
        "The ferry district has no other reserve for the winter in Harbour Bay.",
        "Will the fare to the mainland rise again in Harbour Bay?",
    ],
)
def test_a_paragraph_below_a_picture_is_the_articles(words: str) -> None:
    assert words in beside(PICTURE + MARK.format(words)) or words in " ".join(beside(PICTURE + MARK.format(words)))


@pytest.mark.parametrize(
    "box",
    [
        "<table border=1><tr><td><font size=2><b>How to get a card</b><br>Islanders show a bill at the landing. "
        "The district prints the card at once.</font></td></tr></table>",
        "<div class=b><h3>The fare in brief</h3><p class=s>Visitors pay 26 for the ferry to the mainland.</p></div>",
        "<div class=b><div>At a glance</div><p class=s>The ferry district runs four boats to the mainland.</p></div>",
        "<div class=b><p><b>Whom to call</b></p><p class=s>The chairman of the ferry district takes calls.</p></div>",
        "<div class=b><h4>Visitors stay away from the islands as fares rise</h4><p class=s>Fewer visitors came to "
        "the mainland by ferry than in any year before, the district said on Thursday.</p></div>",
    ],
)
def test_a_small_box_with_a_heading_of_its_own_is_no_part_of_the_article(box: str) -> None:
    assert beside(box) == OWN


@pytest.mark.parametrize(
    "box",
    [
        "<div class=b><h3>The vote</h3><p class=s>The chairman told visitors after the vote that the fare to the "
        "mainland might rise again.</p></div>",
        "<div class=b><p class=s>Visitors pay 26 for the fare to the mainland by the district's ferry.</p></div>",
        "<div class=b><div>The vote</div><p class=s>It leaves the ferry district no choice but the fare of visitors "
        "to the mainland.</p></div>",
        "<div class=b><h3>The vote</h3><p class=s>“The district has no reserve for the ferry after the vote,” its "
        "chairman says.</p>"
        "</div>",
    ],
)
def test_a_part_of_the_article_in_a_box_stays(box: str) -> None:
    assert len(beside(box)) > len(OWN)


LINK = '<a href="/other">Visitors to the islands fear the winter</a>'
LEAD = "Visitors of the islands have told the ferry district that they fear the winter and its fare."


@pytest.mark.parametrize(
    "box",
    [
        f"<div><p>Related</p><p>{LINK}</p><p>{LEAD}</p></div>",
        f"<div><h4>{LINK}</h4><p>{LEAD}</p></div>",
        f"<section><div>{LINK}</div><div>{LEAD}</div></section>",
        f"<div><div><img src='a.jpg'></div><div>{LINK}</div><p>{LEAD}</p><p>The islands this week</p></div>",
    ],
)
def test_a_headline_that_is_a_link_above_its_own_lead(box: str) -> None:
    assert beside(box) == OWN


@pytest.mark.parametrize(
    "own",
    [
        [f"<section><p>{LINK}</p><p>{words}</p></section>" for words in OWN],
        [f"<div><p>{words}</p><p>{LINK}</p></div>" for words in OWN],
        [f'<div><p><a href="/t">Ferry</a></p><p>{words}</p></div>' for words in OWN],
        [*(f"<p>{words}</p>" for words in OWN[:-1]), f"<p>{OWN[-1]}</p><p>{LINK}</p>"],
    ],
)
def test_links_in_the_boxes_of_the_articles_own_paragraphs(own: list[str]) -> None:
    assert lines(page(own)) == OWN


NOTE = "<p>Thelma Gaines covers the sea and whoever lives by it, and came to the weekly from the radio.</p>"


@pytest.mark.parametrize(
    "byline",
    [
        "<div>By Thelma Gaines</div>",
        "<div>By Ann Lee and Thelma Gaines | The Weekly</div>",
        '<p><a href="/w">Thelma Gaines</a>, Staff Writer</p>',
        '<p>From <a rel="author" href="/w">Thelma Gaines</a> in Harbour Bay</p>',
    ],
)
def test_what_begins_with_the_writers_name_below_the_text(byline: str) -> None:
    below = NOTE + "<p>The ferry district pays for none of what the weekly prints on the ferry.</p>"
    found = lines(f'<h1>{TITLE}</h1>{byline}<div class="text">{"".join(PARAGRAPHS)}{below}</div>')
    assert found[:6] == OWN
    assert not any("Gaines" in line for line in found)


@pytest.mark.parametrize(
    ("byline", "own"),
    [
        ("", "<p>Thelma Gaines covers the fare of visitors to the mainland out of a fund for the ferry.</p>"),
        ("<div>By Ann Lee</div>", "<p>Thelma Gaines voted against the fare and left the ferry district.</p>"),
        (
            "<div>By Thelma Gaines</div>",
            "<p>“Thelma Gaines is wrong on the ferry,” the chairman told the district.</p>",
        ),
        ("<div>By the ferry district</div>", "<p>The ferry district told visitors of the fare by post.</p>"),
    ],
)
def test_a_name_that_is_no_writers_may_begin_the_last_paragraph(byline: str, own: str) -> None:
    found = lines(f'<h1>{TITLE}</h1>{byline}<div class="text">{"".join(PARAGRAPHS)}{own}</div>')
    assert len(found) == len(OWN) + 1
