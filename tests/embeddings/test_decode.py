import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.decode import decode
from embeddings.errors import ArticleError


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1))
def test_utf_8_comes_back_byte_for_byte(text: str) -> None:
    data = f"a{text}\r\n\n".encode()
    assert decode(data, "a.txt").encode() == data


def test_a_byte_order_mark_and_line_ends_stay() -> None:
    assert decode(codecs.BOM_UTF8 + b"one\r\ntwo\rthree", "a.txt") == "\ufeffone\r\ntwo\rthree"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark(encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert "The fähre left." in decode(mark + "The fähre left. It was late.".encode(encoding), "a.txt")


def test_older_encodings() -> None:
    text = "Der Rat hat beschlossen, die Fähre über den Fluss nicht länger zu führen. " * 5
    assert decode(text.encode("cp1252"), "a.txt") == text
    russian = "Совет решил закрыть старый причал, потому что паром больше не ходит через реку. " * 5
    assert decode(russian.encode("cp1251"), "a.txt") == russian


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x00\x00\x00", "empty"),
        (b"%PDF-1.7 and words", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04 words", "ZIP"),
        (b"words \x00 and \x00 words \xff", "binary"),
        (b"words\x00words", "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
        (b"... --- ...", "no words"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError) as error:
        decode(data, "harbour.txt")
    assert "harbour.txt" in str(error.value) and words in str(error.value)
    assert str(error.value).endswith(".") and str(error.value).count("\n") == 0


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except ArticleError:
        return
    assert any(character.isalnum() for character in text)
