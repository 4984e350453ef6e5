"""A cross-encoder for natural language inference in place of the lexicon, where one is configured."""

import importlib.util
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from bot.errors import ConfigurationError
from bot.positions.issues import Issues
from bot.positions.stance import StanceClassifier
from bot.record.statement import Stance

SURE = 0.5
"""Probability of entailment or contradiction from which a side is taken."""


class StanceReader(Protocol):
    """What reads a stance out of a statement."""

    def classify(
        self, text: str, issue: str, cue: str | None = None, speaker: str | None = None, negated: bool = False
    ) -> tuple[Stance, tuple[str, ...]]:
        """The stance and the words that decided it."""
        ...


class NliStance:
    """Entailment and contradiction of the issue's sentence; conditions still come from the words.

    A model sees no conditions ("only after a truce" entails the deployment): the lexicon's "conditional" stands.
    """

    def __init__(self, lexicon: StanceClassifier, issues: Issues, model: str) -> None:
        """Load the cross-encoder from a folder, an installed package or the local model cache.

        Raises:
            ConfigurationError: it is not there, or is no NLI model.

        """
        self._lexicon = lexicon
        self._issues = issues
        self._model = _load(model)
        labels = {str(v).casefold(): int(k) for k, v in self._model.config.id2label.items()}
        if not {"entailment", "contradiction"} <= labels.keys():
            raise ConfigurationError(
                f"positions.nli_model: {model} is no NLI model (its labels are {', '.join(labels)}): "
                "give one with entailment and contradiction, or remove the key."
            )
        self._entails, self._contradicts = labels["entailment"], labels["contradiction"]

    def classify(
        self, text: str, issue: str, cue: str | None = None, speaker: str | None = None, negated: bool = False
    ) -> tuple[Stance, tuple[str, ...]]:
        """As ``StanceClassifier.classify``; evidence is that of the words, and the probability."""
        words, evidence = self._lexicon.classify(text, issue, cue, speaker, negated)
        premise = text if not cue or cue in text else f"{speaker or 'The speaker'} {'not ' * negated}{cue} {text}"
        scores = self._model.predict([(premise, self._issues[issue].sentence)])[0]
        chances = np.exp(scores - np.max(scores)) / np.exp(scores - np.max(scores)).sum()
        yes, no = float(chances[self._entails]), float(chances[self._contradicts])
        if words == "conditional" and no < SURE:
            return "conditional", evidence
        if max(yes, no) < SURE:
            return "unclear", evidence
        return ("supports" if yes > no else "opposes"), (*evidence, f"p={max(yes, no):.2f}")


def stance_reader(lexicon: StanceClassifier, issues: Issues, model: str | None) -> StanceReader:
    """The lexicon, or the cross-encoder where ``positions.nli_model`` names one.

    Raises:
        ConfigurationError: the model is not there.

    """
    return NliStance(lexicon, issues, model) if model else lexicon


def _load(model: str) -> Any:  # noqa: ANN401 - sentence-transformers carries no types
    folder = model
    if not Path(model).exists() and importlib.util.find_spec(model.replace("-", "_")) is not None:
        package = importlib.import_module(model.replace("-", "_"))
        folder = str(getattr(package, "MODEL_DIR", model))
    try:
        from sentence_transformers import CrossEncoder

        return CrossEncoder(folder, local_files_only=True)
    except Exception as error:
        raise ConfigurationError(
            f"positions.nli_model: there is no cross-encoder {model!r} here ({type(error).__name__}): give "
            "a folder or an installed package, or remove the key to read stances from the words."
        ) from error
