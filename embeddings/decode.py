"""Bytes of a text file to the text as stored: no newline translation, nothing dropped."""

import re

from charset_normalizer import from_bytes

from embeddings.errors import ArticleError

SUFFIXES = (".txt", ".text", ".md")
"""Files taken from a folder; a file named by itself may have any ending."""

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3\x00": "a database",
    b"7z\xbc\xaf": "a 7z archive",
    b"OggS": "a sound file",
    b"ID3": "a sound file",
}
_UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Encodings of text files in use: left to itself the detector takes Western text for DOS code pages.
_CANDIDATES = [
    *(
        "cp1252",
        "cp1250",
        "cp1251",
        "koi8_r",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "iso8859_2",
        "iso8859_5",
    ),
    *("utf_16", "utf_16_le", "utf_16_be", "utf_32", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ufffe\uffff]")
_MOST_CONTROLS = 0.02
_WAY_OUT = "save it as plain text in UTF-8 and try again"


def decode(data: bytes, name: str) -> str:
    """The text of a file called ``name``: UTF-8 where it is, else the encoding its bytes speak for.

    Line ends and a byte order mark stay as they stand (the mark as U+FEFF), so that offsets count in the text
    exactly as it is stored and, for UTF-8, ``decode(data, name).encode()`` gives the file back.

    Raises:
        ArticleError: empty, binary or undecodable, in one sentence.

    """
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\x00"):
        raise ArticleError(f"{name} is empty: give a file with text in it.")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise ArticleError(f"{name} is {kind}, not text: {_WAY_OUT}.")
    text = _utf8(data)
    if text is None:
        if b"\x00" in data and not data.startswith(_UTF_16_OR_32):
            raise ArticleError(f"{name} is binary, not text: {_WAY_OUT}.")
        best = from_bytes(data, cp_isolation=_CANDIDATES).best()
        if best is None:
            raise ArticleError(f"The encoding of {name} cannot be told: {_WAY_OUT}.")
        text = str(best)
    if "\x00" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise ArticleError(f"{name} is binary, not text: {_WAY_OUT}.")
    if not any(character.isalnum() for character in text):
        raise ArticleError(f"{name} holds no words: give a file with text in it.")
    return text


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
