"""Plain text: every line as it stands."""

import codecs

from bot.sources.incoming import Parsed
from embeddings.decode import decode
from embeddings.errors import ArticleError


def read(data: bytes, name: str, charset: str | None = None) -> list[Parsed]:
    """The one article of a text file."""
    return [Parsed(text_of(data, name, charset))]


def text_of(data: bytes, name: str, charset: str | None = None) -> str:
    """The words of some bytes: in ``charset`` where it is known and fits, else as the bytes speak for themselves.

    Raises:
        ArticleError: empty, binary or undecodable.
    """
    if charset and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        try:
            return sound(data.decode(charset), name)
        except (LookupError, ValueError):
            pass
    return decode(data, name)


def sound(text: str, name: str) -> str:
    """The text itself, where it can be kept.

    Raises:
        ArticleError: it is empty, holds no words, or characters that are none.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(f"{name} holds half of a character (a lone surrogate): write it anew as UTF-8.") from error
    return decode(data, name)
