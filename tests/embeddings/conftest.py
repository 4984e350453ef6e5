import pytest

from embeddings.encoder import DEFAULT_SHA256, SentenceTransformerEncoder


@pytest.fixture(scope="session")
def encoder() -> SentenceTransformerEncoder:
    """The embedded model, loaded once."""
    return SentenceTransformerEncoder(sha256=DEFAULT_SHA256)
