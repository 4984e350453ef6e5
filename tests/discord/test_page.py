"""Pages keep Discord's limits whatever they hold."""

from hypothesis import given
from hypothesis import strategies as st

from bot.discord.escape import Markdown, safe
from bot.discord.views.layout import layout
from bot.discord.views.page import (
    MAX_COMPONENTS,
    MAX_PLAIN,
    MAX_TEXT,
    Accent,
    Button,
    Page,
    Picture,
    Rule,
    Text,
    cut_to_fit,
    words_of,
)

blocks = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=1500).map(lambda t: Text(safe(t) or safe("x"))),
        st.integers(0, 99).map(lambda n: Text(safe("x"), Button(f"context:{n:016x}:0", "Show in context"))),
        st.just(Rule()),
    ),
    min_size=1,
    max_size=40,
)


@given(blocks)
def test_what_does_not_fit_is_left_out_in_whole_blocks(content):
    page = Page(Accent.ANSWER, tuple(content), (Button("a", "A"),))
    cut = cut_to_fit(page)
    assert cut.length <= MAX_TEXT
    assert cut.components <= MAX_COMPONENTS
    if page.fits():
        assert cut is page
    else:
        assert cut.blocks[:-1] == page.blocks[: len(cut.blocks) - 1]
        assert "does not fit" in cut.blocks[-1].words


@given(blocks)
def test_the_component_count_is_discords(content):
    page = cut_to_fit(Page(Accent.ANSWER, tuple(content), tuple(Button(f"b{n}", "B") for n in range(7))))
    assert page.components == sum(1 for _ in layout(page).walk_children())


@given(blocks)
def test_the_plain_form_fits_an_ordinary_message(content):
    assert 1 <= len(words_of(Page(Accent.ANSWER, tuple(content)))) <= MAX_PLAIN


def test_a_picture_has_words_in_the_plain_form():
    page = Page(Accent.NEUTRAL, (Text(Markdown("Matrix")), Picture("m.png", b"", "who says what")))
    assert words_of(page) == "Matrix\n\n[picture: who says what]"


def test_rows_of_buttons_hold_five():
    view = layout(Page(Accent.NEUTRAL, (Text(safe("x")),), tuple(Button(f"b{n}", "B") for n in range(6))))
    rows = [child for child in view.to_components() if child["type"] == 1]
    assert [len(row["components"]) for row in rows] == [5, 1]
