"""What can go wrong on the text side: one sentence each, naming the thing and the way out.

EmbeddingsError
├── ArticleError      a file or text that cannot be taken as an article
├── ModelError        a model that is missing, damaged or not usable
└── VectorIndexError  the index cannot be kept (unwritable folder, vectors that do not fit)
"""


class EmbeddingsError(Exception):
    """A failure of the text side, told in one sentence."""


class ArticleError(EmbeddingsError):
    """A file or text that cannot be taken as an article."""


class ModelError(EmbeddingsError):
    """A model that is missing, damaged or not usable as configured."""


class VectorIndexError(EmbeddingsError):
    """The index cannot be kept: an unwritable folder, or vectors that do not fit."""
