"""Nothing that somebody else wrote can ping, link, format or hide; and a quotation stays verbatim."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord.escape import ORDINARY, UNSAFE_CATEGORIES, clean, escape, link, plain, safe, unescape, with_focus

HOSTILE = [
    "@everyone", "@here", "<@123456789012345678>", "<@!123456789012345678>", "<@&123456789012345678>",
    "<#123456789012345678>", "</ask:123456789012345678>", "<t:1700000000:R>", "<:pepe:123456789012345678>",
    "<a:dance:123456789012345678>", "<id:customize>", "**bold**", "__under__", "*it* _it_", "~~gone~~", "||spoiler||",
    "`code`", "```\nblock\n```", "> quote", ">>> all of it", "# heading", "-# small", "- item", "1. item",
    "[text](https://evil.example)", "https://evil.example/x", "<https://evil.example>", "http:/\u200b/evil.example",
    "discord.gg/abcdef", "https://discord.com/invite/abcdef", "discord\u200b.gg/abcdef", "DISCORDAPP.COM/invite/x",
    "@\u202eeveryone", "@\u200beveryone", "a\u0000b", "\U000e0041\U000e0042", "Z\u0300\u0301\u0302\u0303\u0304",
    "line\nbreak\r\u2028\u2029", "mailto:a@b.c", "javascript:alert(1)", "steam://run/1", "\\@everyone", "\\\\*x*",
]  # fmt: skip
LIVE = re.compile(
    r"(?<!\\)(?:\\\\)*(?:<[@#:/at]|@(?:everyone|here)|\*|_|~|\||`|>|\[|\]|\(|\)|#|https?:|[a-z]+://|discord\.gg/)",
    re.IGNORECASE,
)
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=8).map("".join),
)


def inactive(text):
    return not LIVE.search(text) and not re.search(r"^\s*(?:[-+]\s|\d+\.\s|>)", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_known_tricks_are_inert(text):
    assert inactive(safe(text)), safe(text)
    assert not any(unicodedata.category(c) in UNSAFE_CATEGORIES for c in safe(text))


@given(texts)
@example("http:\u200b//evil.example")
@example("disc\u00adord.gg/abc")
@example("\u0300" * 9)
def test_no_text_is_live_and_none_hides_anything(text):
    shown = safe(text)
    assert inactive(shown)
    assert "\n" not in shown
    for character in shown:
        assert unicodedata.category(character) not in UNSAFE_CATEGORIES or character in "\u200c\u200d"
    assert not re.search(r"https?://|discord\.gg/", unescape(shown), re.IGNORECASE)


@given(texts)
def test_removing_the_backslashes_gives_back_the_cleaned_text(text):
    assert unescape(escape(clean(text))) == clean(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=200))
def test_ordinary_words_are_quoted_as_they_stand(text):
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if "://" not in words and "www." not in words.lower() and "discord" not in words.lower() and ":/" not in words:
        assert unescape(safe(text)) == words


@given(texts, st.integers(1, 80))
def test_a_cut_comes_before_the_escapes(text, limit):
    shown = safe(text, limit)
    assert len(unescape(shown)) <= limit
    assert inactive(shown)
    assert 1 <= len(plain(text, limit)) <= max(limit, 1)


@given(texts, texts, texts)
def test_only_the_focus_is_bold(before, middle, after):
    whole = before + middle + after
    shown = with_focus(whole, (len(before), len(before) + len(middle)))
    bare = shown.replace("\\\\", "").replace("\\*", "")
    assert bare.count("**") in {0, 2}
    assert inactive(bare.replace("**", ""))


def test_the_focus_keeps_every_word():
    assert with_focus("One. Two! Three.", (5, 9)) == "One. **Two\\!** Three."
    assert with_focus("One.", (0, 4)) == "One."


def test_joiners_stay_where_a_script_needs_them():
    persian = "می\u200cخواهم"
    assert clean(persian) == persian
    assert clean("ev\u200deryone") == "everyone"


def test_no_ordinary_character_is_one_to_be_dropped():
    ordinary = [chr(code) for code in range(0x3000) if ORDINARY.fullmatch(chr(code))]
    assert len(ordinary) > 700 and "é" in ordinary and "—" in ordinary
    assert not {unicodedata.category(c) for c in ordinary} & (UNSAFE_CATEGORIES | {"Mn", "Me", "Zl", "Zp"})
    assert [c for c in ordinary if unicodedata.category(c) == "Zs"] == [" "]


def test_combining_marks_end_after_two():
    assert len(clean("x" + "\u0336" * 50)) == 3


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://iz.ru/1/x", "[iz.ru](<https://iz.ru/1/x>)"),
        ("https://iz.ru:8443/a?b=c", "[iz.ru\\:8443](<https://iz.ru:8443/a?b=c>)"),
        ("https://раypal.example/", "[xn\\-\\-ypal\\-43d9g.example](<https://xn--ypal-43d9g.example/>)"),
        ("https://a.example/x>) @everyone", None),
        ("https://a.example/x>)", "[a.example](<https://a.example/x%3E%29>)"),
        ("javascript:alert(1)", None),
        ("https://iz.ru@evil.example/", None),
        ("https://[::1]/", None),
        ("https://x:99999/", None),
        ("notaurl", None),
        ("", None),
        (None, None),
    ],
)
def test_links_show_their_host(url, shown):
    assert link(url) == shown
