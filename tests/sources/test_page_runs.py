"""Words that stand loose beside blocks, or between line breaks, become paragraphs; no word is lost."""

import pytest
from lxml.html import document_fromstring

from bot.sources.readers.page_leaves import after_picture, headline, leaves_of
from bot.sources.readers.page_runs import wrap_runs


@pytest.mark.parametrize(
    ("inside", "leaves"),
    [
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("<div>one <b>bold</b><br>two<p>three</p></div>", ["one bold", "two", "three"]),
        ("<div>one<br> more<br><br>two <i>more</i><br><br></div>", ["one more", "two more"]),
        ("<p>one<br> more</p>", ["one more"]),
        ("<p>one<br><br>two</p>", ["one", "two"]),
        ("<div><!-- x -->one<hr>two</div>", ["one", "two"]),
        ("<div><p>one</p><img src=a><br></div>", ["one"]),
        ("<div><font>one<table><tr><td>two</table>three</font></div>", ["one", "two", "three"]),
        ("<div><b><i>one <u>more</u><br><br>two</i></b>three</div>", ["one more", "twothree"]),
        ("<div><a href=/x>one<br><br>two</a> three</div>", ["onetwo three"]),
    ],
)
def test_runs(inside: str, leaves: list[str]) -> None:
    tree = document_fromstring(f"<html><body>{inside}</body></html>")
    wrap_runs(tree)
    assert [leaf.text for leaf in leaves_of(tree)] == leaves


def test_looks_tell_places_tags_and_emphasis_apart() -> None:
    tree = document_fromstring("<body><div class=a1><p>a<p>b<p><i>c</i></div><div class=a2><p>d</div><div><p>e</div>")
    a, b, c, d, e = (leaf.look for leaf in leaves_of(tree))
    assert a == b == d
    assert len({a, c, e}) == 3


@pytest.mark.parametrize(
    ("inside", "at"),
    [
        ("<h1>The Weekly</h1><h1>Fares to rise</h1><p>x</p>", 1),
        ("<p>x</p><div><b>Fares to rise</b></div>", 1),
        ("<p>x</p><h1>Dearer boats</h1>", 1),
        ("<p>x</p>", None),
    ],
)
def test_the_headline_is_what_the_page_calls_itself(inside: str, at: int | None) -> None:
    tree = document_fromstring(f"<html><body>{inside}</body></html>")
    title = tree.makeelement("title")
    title.text = "Fares to rise - The Harbour"
    tree.insert(0, title)
    leaves = [leaf for leaf in leaves_of(tree) if leaf.element is not title]
    assert headline(tree, leaves) == at


def test_a_caption_follows_a_picture() -> None:
    tree = document_fromstring("<body><div><img src=a></div><p>a</p><p>b</p></body>")
    assert [after_picture(leaf) for leaf in leaves_of(tree)] == [True, False]
