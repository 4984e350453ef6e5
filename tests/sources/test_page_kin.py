"""What a page's paragraphs speak of, and as whom, where they look unlike the others or too much like them."""

import pytest

from bot.sources.readers.page import read

TITLE = "Ferry fares to rise from October"
OWN = [
    "The ferry district raised the fare to the mainland on Thursday, and the islanders were told after the vote.",
    "Its chairman said that fuel had left the district no choice and that the reserve was burned up in June.",
    "Islanders with a card will pay less than visitors, the district decided at the same meeting on Thursday.",
    "The vote against was cast by a member who wanted visitors to carry the whole of the increase in the fare.",
    "A hearing on the winter timetable of the ferry is set for the third of September, the chairman said.",
    "The district carried fewer visitors last year than in any year since the bridge to the mainland was opened.",
]
KIN = "The chairman told visitors after the vote that the fare to the mainland might rise again before the winter."
ASKING = "Every month four thousand people give what they can, and that pays for everything you see here."
LIST = [
    'A long piece in the weekly on <a href="/a">how the police lost a boat</a> and found it in a museum.',
    'The lawyers of the bank warned against its sale in a memo, <a href="/b">according to the business daily</a>.',
    'A recipe, since it is nearly Friday: <a href="/c">dumplings with sour cherries</a>, from a tired cook.',
]


def lines(inside: str) -> list[str]:
    page = f"<!doctype html><html><head><title>{TITLE}</title></head><body>{inside}</body></html>"
    (found,) = read(page.encode(), "a.html", "utf-8")
    return [line for line in found.text.split("\n") if line and line != TITLE]


def page(paragraphs: list[str], below: str = "") -> str:
    return f'<h1>{TITLE}</h1><div class="text">{"".join(paragraphs)}</div>{below}'


PARAGRAPHS = [f"<p>{words}</p>" for words in OWN]


@pytest.mark.parametrize(
    "box", ['<div class="wide"><p class="intro">{}</p></div>', "<div><p>{}</p><div>Advertisement</div></div>"]
)
def test_a_paragraph_that_speaks_of_the_same_stays_whatever_it_looks_like(box: str) -> None:
    assert lines(page([*PARAGRAPHS[:3], box.format(KIN), *PARAGRAPHS[3:]])) == [*OWN[:3], KIN, *OWN[3:]]
    assert lines(page(PARAGRAPHS, box.format(KIN).replace(' class="intro"', ""))) == [*OWN, KIN]


def test_a_box_in_which_the_site_speaks_goes_though_it_is_made_like_others() -> None:
    wrapped = [f'<div class="block">{words}</div>' if at in (1, 4) else words for at, words in enumerate(PARAGRAPHS)]
    asking = f'<div class="block"><p>{ASKING}</p></div>'
    assert lines(page([*wrapped[:3], asking, *wrapped[3:]])) == OWN


def test_a_list_of_other_texts_in_the_articles_own_make() -> None:
    listed = [f"<p>{words}</p>" for words in LIST]
    assert lines(page([*PARAGRAPHS, "<h3>What else there is</h3>", *listed, "<p>Tips go to the cook.</p>"])) == OWN


def test_links_in_a_paragraph_of_the_article_are_no_list() -> None:
    linked = [words.replace("district", '<a href="/d">district of the ferry of the islands</a>') for words in OWN]
    plain = [words.replace("district", "district of the ferry of the islands") for words in OWN]
    assert lines(page([f"<p>{words}</p>" for words in linked])) == plain


def test_the_next_article_of_an_endless_page() -> None:
    def article(title: str, paragraphs: list[str]) -> str:
        return f'<article class="story"><h1>{title}</h1><div class="text">{"".join(paragraphs)}</div></article>'

    other = [
        f"<p>The fare to the mainland was the ferry district's matter in year {year}, too.</p>" for year in range(6)
    ]
    assert lines(f"<div>{article(TITLE, PARAGRAPHS)}{article('Another fare', other)}</div>") == OWN


def test_headlines_of_one_article_in_one_box_do_not_end_it() -> None:
    assert lines(page([*PARAGRAPHS[:3], "<h1>What the ferry costs</h1>", *PARAGRAPHS[3:]]))[-1] == OWN[-1]


@pytest.mark.parametrize("name", ["story comments-open share-enabled", "post nav-closed", "entry ads-disabled"])
def test_a_pages_state_is_no_name_of_its_text(name: str) -> None:
    beside = "<div>" + "<p>Something else that fills the page with many words.</p>" * 40 + "</div>"
    assert lines(f'<div class="{name}"><h2>{TITLE}</h2>{"".join(PARAGRAPHS)}</div>{beside}')[: len(OWN)] == OWN


def test_what_holds_the_headline_and_text_is_not_furniture_by_its_name() -> None:
    assert lines(f'<div class="comments">{page(PARAGRAPHS)}</div>') == OWN


def test_a_heading_of_links_goes_with_them() -> None:
    box = '<div class="x"><h4>In this stream</h4><ul><li><a href="/a">The boats, explained</a></li></ul></div>'
    assert lines(page([*PARAGRAPHS[:3], box, "<h2>The ferry</h2>", *PARAGRAPHS[3:]])) == [
        *OWN[:3],
        "The ferry",
        *OWN[3:],
    ]


def test_a_note_on_the_writer_above_the_text() -> None:
    note = "<div><p>Thelma Gaines is a columnist who writes about the sea and about those who live on it.</p></div>"
    assert lines(f"<h1>{TITLE}</h1>{note}<div class='text'>{''.join(PARAGRAPHS)}</div>") == OWN


def test_a_picture_that_had_words_of_its_own_takes_none_of_the_article() -> None:
    picture = '<div class="pic"><img src="a.jpg"><p class="imageCaption">The pier in winter.</p></div>'
    first = f'<p class="first">{OWN[2]}</p>'
    assert lines(page([*PARAGRAPHS[:2], picture, first, *PARAGRAPHS[3:]])) == OWN


CROSSHEAD = "Visitors and islanders"


@pytest.mark.parametrize("box", ["<p>{}</p>", "<div><div>{}</div></div>"])
def test_a_line_between_paragraphs_that_speaks_of_the_same_is_their_heading(box: str) -> None:
    assert lines(page([*PARAGRAPHS[:3], box.format(CROSSHEAD), *PARAGRAPHS[3:]])) == [*OWN[:3], CROSSHEAD, *OWN[3:]]
    assert lines(page([*PARAGRAPHS[:3], box.format("Recipes of the week"), *PARAGRAPHS[3:]])) == OWN


@pytest.mark.parametrize(
    "box", ['<p class="s">{}</p>', "<p><em>{}</em></p>", "<ul><li>{}</li></ul>", "<div>{}</div>"]
)
def test_a_sentence_that_looks_unlike_the_others_and_shares_nothing_goes(box: str) -> None:
    between = box.format("Two tickets for the opera can be won by a postcard.")
    assert lines(page([*PARAGRAPHS[:3], between, *PARAGRAPHS[3:]])) == OWN
    spoken = box.format("“Nobody was asked about anything,” a shopkeeper complained.")
    if "<li>" not in box:
        assert len(lines(page([*PARAGRAPHS[:3], spoken, *PARAGRAPHS[3:]]))) == len(OWN) + 1


def test_a_paragraph_that_names_the_site_is_the_sites() -> None:
    mark = '<meta property="og:site_name" content="The Island Weekly">'
    site = "<p>The Island Weekly belongs to its readers and to nobody else.</p>"
    told = "<p>Nobody had reckoned with that, a shopkeeper told the Island Weekly.</p>"
    assert lines(mark + page([*PARAGRAPHS[:3], site, *PARAGRAPHS[3:]])) == OWN
    assert len(lines(mark + page([*PARAGRAPHS[:3], told, *PARAGRAPHS[3:]]))) == len(OWN) + 1
    assert len(lines(page([*PARAGRAPHS[:3], site, *PARAGRAPHS[3:]]))) == len(OWN) + 1


def test_an_article_about_the_site_is_one() -> None:
    own = [words.replace("district", "Island Weekly") for words in OWN]
    named = f'<meta property="og:site_name" content="The Island Weekly">{page([f"<p>{words}</p>" for words in own])}'
    assert lines(named) == own


def test_questions_in_a_look_that_comes_again_are_the_articles() -> None:
    asked = ["What if nobody complains?", "And visitors?", "How is fuel paid?", "What now?"]
    paired = "".join(f'<p class="q"><b>{one}</b></p><p>{two}</p>' for one, two in zip(asked, OWN, strict=False))
    found = lines(f'<h1>{TITLE}</h1><div class="text">{paired}</div>')
    assert [line for line in found if line in OWN] == OWN[:4]
    assert [line for line in found if line in asked] == asked


def test_items_of_a_summary_above_the_article_speak_of_it() -> None:
    summary = "<ul><li>Ferry district raises the fare</li><li>Islanders pay less than visitors</li></ul>"
    menu = "<ul><li>Ten walks for a rainy day</li><li>Quiz: name that boat</li></ul>"
    found = lines(f"<h1>{TITLE}</h1>{menu}{summary}<div>{''.join(PARAGRAPHS)}</div>")
    assert found == ["- Ferry district raises the fare", "- Islanders pay less than visitors", *OWN]


@pytest.mark.parametrize(
    "summary",
    [
        "<div><b>Synopsis</b><div>{}</div></div>",
        "<div><h3>In brief</h3><p>{}</p></div>",
        "<div><p><strong>Key points</strong></p><ul><li>{}</li><li>{}</li></ul></div>",
        "<h4>At a glance</h4><ul><li>{}</li><li>{}</li></ul>",
        "<section><h2>Summary</h2><div><p>{}</p><p>{}</p></div></section>",
    ],
)
def test_a_summary_under_a_label_above_the_article_goes(summary: str) -> None:
    box = summary.format("Islanders with a card will pay less than visitors.", "The ferry district raised the fare")
    assert lines(f"<h1>{TITLE}</h1>{box}<div>{''.join(PARAGRAPHS)}</div>") == OWN
    assert lines(f"<div><h1>{TITLE}</h1>{box}{''.join(PARAGRAPHS)}</div>") == OWN


def test_what_stands_above_the_last_words_of_the_page_is_after_the_article() -> None:
    read_this_week = (
        "<p><strong>Two books from my table:</strong></p><ul><li><p>A long piece on how the ferry district finds "
        "its captains.</p></li><li><p>An old essay on the fare and what became of it.</p></li></ul>"
    )
    thanks = "<p>Subscribe to our newsletter and never miss a story.</p>"
    assert lines(page([*PARAGRAPHS, "<hr>", read_this_week, thanks])) == OWN


def test_items_that_go_on_after_a_semicolon_stay_in_a_box_of_another_make() -> None:
    items = [
        "the district shall raise the fare in October;",
        "the islanders shall pay less; and",
        "nobody shall wait.",
    ]
    listed = "".join(f"<li>{item}</li>" for item in items)
    below = f"<p>The vote has three points:</p><ol>{listed}</ol>{''.join(PARAGRAPHS[3:])}"
    found = lines(f'<h1>{TITLE}</h1><div class="a">{"".join(PARAGRAPHS[:3])}</div><div class="b">{below}</div>')
    assert found == [*OWN[:3], "The vote has three points:", *(f"- {item}" for item in items), *OWN[3:]]


def test_what_stands_below_a_rule_and_speaks_of_nothing_of_it_goes() -> None:
    notes = "<p>Pictures are left out of this edition for slow lines.</p><p>Harbour Press, Market 4, Sund.</p>"
    more = "".join(f"<p>{words} {words}</p>" for words in OWN[:2])
    assert lines(page([*PARAGRAPHS, "<hr>", notes])) == OWN
    assert len(lines(page([*PARAGRAPHS, "<hr>", more]))) == len(OWN) + 2


def test_a_post_of_a_network_with_its_writers_name_under_it_goes() -> None:
    post = (
        "<div><p>Visitors and islanders met the chairman of the ferry today.</p><p>— Ferry (@ferry) 3 May</p></div>"
    )
    assert lines(page([*PARAGRAPHS[:3], post, *PARAGRAPHS[3:]])) == OWN


def test_a_first_paragraph_in_bold_and_in_a_box_of_its_own_leads() -> None:
    boxed = "<div class=block><p>{}</p></div>"
    first = boxed.format("<b>Fares will rise by a third from October, and nobody on the islands was asked.</b>")
    found = lines(page([first, *(boxed.format(words) for words in OWN)]))
    assert len(found) == len(OWN) + 1
