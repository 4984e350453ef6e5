"""Which language a text is in."""

from py3langid import classify

from embeddings.text import CleanText


def language(text: str) -> str:
    """The language code of a text, by its first 5,000 characters."""
    return str(classify(text[:5000])[0])


def language_of(text: CleanText) -> str:
    """The language code of an article, by its sentences."""
    return language(" ".join(text.words(s.start, s.end) for s in text.sentences))
