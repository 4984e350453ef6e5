"""What a page marks as furniture goes before the text is looked for; what an article is made of stays."""

import pytest

from bot.sources.readers.page import read

TITLE = "The old ferry terminal closes after nine years of dispute"
FIRST = (
    "The harbour council voted on Tuesday to close the old ferry terminal, ending a dispute that had divided the "
    "town for almost nine years and cost two mayors their office."
)
SECOND = (
    "Opponents of the plan said they would appeal, and the operator warned that the crossing might stop altogether "
    "before the summer if no other pier could be found."
)
THIRD = (
    "A decision of the regional court is expected by the end of the year, and until then the boats will go on "
    "sailing twice a day, the council said in a statement."
)
LAST = "The bridge, which was promised in 1998, has never been built, and nobody in the town expects it to be."
OWN = [FIRST, SECOND, THIRD, LAST]
OTHER = "Night trains will return to the north in May, the ministry said on Monday."


def lines(inside: str) -> list[str]:
    page = f"<!doctype html><html><head><title>{TITLE}</title></head><body>{inside}</body></html>"
    (found,) = read(page.encode(), "a.html", "utf-8")
    return [line for line in found.text.split("\n") if line and line != TITLE]


def article(between: str, paragraph: str = "<p>{}</p>") -> str:
    first, second, third, last = (paragraph.format(words) for words in OWN)
    return f'<h1>{TITLE}</h1><div class="text">{first}{second}{between}{third}{last}</div>'


@pytest.mark.parametrize(
    "furniture",
    [
        f"<aside><p>{OTHER}</p></aside>",
        f"<nav><p>{OTHER}</p></nav>",
        f'<div role="dialog"><p>{OTHER}</p></div>',
        f'<div hidden><p>{OTHER}</p></div><div style="display: none"><p>{OTHER}</p></div>',
        f'<div class="related-posts"><p>{OTHER}</p></div>',
        f'<div class="inlineNewsletter_x1"><p>{OTHER}</p></div>',
        f'<p style="display: none">{OTHER}</p><p hidden>{" ".join([OTHER] * 40)}</p>',
        f'<p class="sr-only">{OTHER}</p>',
        f'<div class="pullquote"><p>{OTHER}</p></div>',
        f'<div><a href="/x"><h3>Night trains return to the north</h3></a><p>{OTHER}</p></div>',
        f'<figure class="wp-block-pullquote"><blockquote><p>{OTHER}</p></blockquote></figure>',
        f"<harbour-teaser><harbour-text>{OTHER}</harbour-text></harbour-teaser>",
        f"<template><p>{OTHER}</p></template>",
        f'<p><a href="/x">{OTHER}</a></p>',
        '<ul><li><a href="/x">Night trains return</a></li><li><a href="/y">Wheat prices rise</a></li></ul>',
        "<div><span>Share</span> <span>Copy link</span> <span>Text size</span></div>",
        '<figure><img src="a.jpg"><figcaption>The pier in winter, seen from the bridge.</figcaption></figure>',
        '<div class="x"><img src="a.jpg"><p>The pier in winter, seen from the bridge.</p></div>',
        '<img src="a.jpg"><p class="y">The pier in winter, seen from the bridge.</p>',
        '<p><img src="a.jpg"></p><p><em>The pier in winter, seen from the bridge.</em></p>',
        "<div><h4>Dear reader</h4><p>We report without a paywall.</p><p>Be one of those who make it last.</p></div>",
        "<p><em>Do you like our coverage of the harbour? Tell your friends about it.</em></p>",
        '<p class="box">Our reporters write about the harbour every day, and you read their stories here.</p>',
    ],
)
def test_furniture_between_paragraphs_is_taken_out(furniture: str) -> None:
    assert lines(article(furniture)) == OWN


@pytest.mark.parametrize(
    "after",
    [
        "".join(f"<div class=c><h3><a href=#>Trains {n}</a></h3><p>{OTHER}</p></div>" for n in range(4)),
        f"<div><div>What others think</div><div><p>{OTHER}</p></div></div>",
        f"<p>{OTHER}</p>",
    ],
)
def test_what_follows_the_body_is_not_the_article(after: str) -> None:
    more = "".join(f"<p>{words} It was {year}.</p>" for year in range(1990, 1996) for words in OWN)
    assert OTHER not in lines(article(more) + after)


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>{}</p>",
        '<div class="css-p"><span>{}</span></div>',
        "<harbour-paragraph>{}</harbour-paragraph>",
        '<section class="part ad-after"><p>{}</p></section>',
        '<div class="slide expanded"><p class="message-text">{}</p></div>',
        "<ul><li>{}</li></ul>",
        "{}<br><br>",
        "<table><tr><td></td><td><font size=2>{}</font></td></tr></table>",
    ],
)
def test_paragraphs_of_any_make_are_kept(paragraph: str) -> None:
    assert [line.removeprefix("- ") for line in lines(article("", paragraph))] == OWN


@pytest.mark.parametrize(
    "whole",
    [
        f'<main aria-hidden="true"><article>{article("")}</article></main>',
        f'<form id="aspnet">{article("")}</form>',
        f'<harbour-app><template shadowrootmode="open">{article("")}</template></harbour-app>',
        f"<blockquote>{article('')}</blockquote>",
        f'<div class="sidebar-left has-newsletter">{article("")}</div>',
    ],
)
def test_the_article_is_kept_whatever_its_box_is_called(whole: str) -> None:
    assert lines(whole) == OWN


def test_words_within_a_sentence_are_kept_but_for_what_only_a_screen_reader_says() -> None:
    marked = FIRST.replace("council", '<a class="tag social-link" href="/t">council</a>').replace(
        "town", '<span class="author-name">town</span><span class="sr-only"> (opens in a new tab)</span>'
    )
    capital = f'<span class="dropcap" aria-hidden="true">{marked[0]}</span>{marked[1:]}'
    assert lines(article("").replace(FIRST, capital)) == OWN


def test_what_a_button_unfolds_is_kept() -> None:
    panel = f'<div><button aria-expanded="false">More</button><div style="display:none"><p>{OTHER}</p></div></div>'
    assert OTHER in lines(article(panel))


def test_preformatted_paragraphs() -> None:
    wrapped = "\n\n".join(words.replace(", ", ",\n").replace(" and ", "\nand ") for words in OWN)
    assert lines(f"<h1>{TITLE}</h1><pre>{wrapped}</pre>") == OWN


def test_a_page_of_many_boxes() -> None:
    boxes = '<div class="c"><a href="#">x</a> y</div>' * 2000
    assert lines(article("") + boxes)[:4] == OWN


def test_posts_under_one_name_are_no_teasers_and_no_widgets() -> None:
    post = '<div class="widget_wrap"><div class="widget_post"><a href="#">The Harbour</a><div>{}</div></div></div>'
    own = [*OWN, f"{THIRD} So it was said.", f"{FIRST} So it was said."]
    text = "".join(post.format(words) for words in own)
    assert lines(f'<h1>{TITLE}</h1><div class="history">{text}</div>') == own


def test_an_old_page_in_one_font() -> None:
    box = "<table align=right><tr><td><font size=1>The pier in winter.</font></td></tr></table>"
    text = "<br><br>".join([FIRST, SECOND, box + THIRD, LAST])
    head = f"<font size=1>3 May 1998</font><br><font size=5><b>{TITLE}</b></font><br><br>"
    old = f"<table><tr><td>Home</td><td><font face=Times>{head}{text}</font></td></tr></table>"
    assert lines(old) == OWN
    # What closes the font does not close the article.
    assert lines(old.replace(THIRD, f"</font><center>Your ad here</center>{THIRD}")) == OWN


@pytest.mark.parametrize(
    ("lead", "kept"),
    [
        ("<p>Harbour council ends the dispute over the ferry terminal</p>", True),
        ("<p>A week in the mountains and what to take along on it</p>", False),
        ("<div><h3>Get the file</h3><p>The old ferry terminal and the harbour council are in it.</p></div>", False),
        ("<div><p>The council votes to close the old ferry terminal of the harbour.</p></div>", True),
        ("<div><p>This paper may not be read by everybody without glasses.</p></div>", False),
    ],
)
def test_what_stands_above_the_article_speaks_of_it(lead: str, kept: bool) -> None:
    found = lines(article("").replace("</h1>", f"</h1>{lead}"))
    assert found[-4:] == OWN
    assert bool(found[:-4]) == kept


def test_paragraphs_that_each_have_a_picture_are_no_captions() -> None:
    slides = "".join(
        f'<div class="slide"><img src="{at}.jpg"><div>Picture {at}</div><p>{words}</p></div>'
        for at, words in enumerate(OWN)
    )
    assert lines(f"<h1>{TITLE}</h1>{slides}") == OWN


def test_a_line_under_a_picture_in_a_text_of_line_breaks_is_its_caption() -> None:
    picture = '<img src="a.jpg"><br><small>The pier in its office.</small>'
    text = "<br><br>".join([FIRST, SECOND, picture, THIRD, LAST])
    assert lines(f"<h1>{TITLE}</h1><div>{text}</div>") == OWN
