"""Where the similarities of ``[answering]`` lie for another encoder than the one they were measured with.

Each encoder has cosines of its own: what is near for one is nothing for another. Pairs made of the record itself
(titles and sentences as questions, against sentences of their own article and of others) are scored by both encoders;
where equal shares of the pairs lie below, cosines mean the same (``embeddings.scale``). Retrieval tells its scores on
the scale of the default encoder, so that every threshold, and every sum of a cosine and something else, keeps its
meaning.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from bot.errors import CommuniqueError, UsageError, way_out
from bot.record.database import Database
from bot.record.texts import stored_articles
from bot.record.visibility import SHARED
from bot.settings import AnsweringSettings
from embeddings.clean import clean
from embeddings.encoder import DEFAULT_MODEL, DEFAULT_SHA256, Encoder, SentenceTransformerEncoder
from embeddings.owned import own_folder, write_file
from embeddings.pairs import ARTICLES, Sample, Scores, spread
from embeddings.scale import Scale
from embeddings.text import CleanText

log = structlog.get_logger(__name__)

FILE = "calibration.json"
"""In the data folder, beside the index."""

COSINES = ("min_similarity", "min_claim_similarity", "unknown_similarity", "near_in_meaning", "min_bearing")
"""The settings of ``[answering]`` that are cosines; of ``min_bearing`` that is so where no word asked for is held."""

FEWEST_ARTICLES = 2

Report = Callable[[int, int, str], None]
"""Told how many texts are encoded, how many there are, and by whom."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """An encoder's scale and what it was read off.

    ``own`` and ``others`` are the medians of its cosines to a question's own article and to others, ``own_first`` the
    share of questions that are nearer to their own than to any other, ``default_own_first`` that share by the default
    encoder.
    """

    model: str
    pairs: int
    own: float
    others: float
    own_first: float
    default_own_first: float
    scale: Scale

    def thresholds(self, settings: AnsweringSettings) -> dict[str, float]:
        """Where the configured similarities lie for this encoder, by the setting's name."""
        return {name: self.scale.inverse(getattr(settings, name)) for name in COSINES}


def is_default(model: str) -> bool:
    """Whether an encoder's id is that of the weights that the similarities were measured with, without prompts."""
    return model.rpartition("@")[2] == DEFAULT_SHA256[:16]


def texts_of(database: Database) -> list[CleanText]:
    """The texts of the shared record to make pairs of: evenly over its articles, none that repeats another."""
    whole = [article for _, article in sorted(stored_articles(database, SHARED).items()) if article.same_as is None]
    return [clean(article.raw) for article in spread(whole, ARTICLES)]


def calibrate(texts: Iterable[CleanText], encoder: Encoder, report: Report | None = None) -> Calibration:
    """Derive an encoder's scale from pairs made of these texts.

    Raises:
        UsageError: fewer than two of them hold two sentences.
        ModelError: a model is missing, or not the one expected.

    """
    report = report or (lambda _done, _total, _name: None)
    sample = Sample.of(list(texts))
    if sample is None:
        raise UsageError("Calibrating takes two articles of some sentences: take more in with communique ingest.")
    theirs = Scores.of(sample, encoder, lambda done, total: report(done, total, "the configured model"))
    ours = theirs
    if not is_default(encoder.model_id):
        default = SentenceTransformerEncoder(DEFAULT_MODEL, sha256=DEFAULT_SHA256)
        ours = Scores.of(sample, default, lambda done, total: report(done, total, "the default model"))
    return Calibration(
        encoder.model_id,
        len(theirs.all),
        float(np.median(theirs.own)),
        float(np.median(theirs.near)),
        theirs.own_first,
        ours.own_first,
        Scale.matching(theirs.all.tolist(), ours.all.tolist()),
    )


class KeptCalibration:
    """The calibration kept in a data folder: whoever looks finds what another process has kept since."""

    def __init__(self, folder: Path) -> None:
        """Look in ``folder``."""
        self.file = folder / FILE
        self._seen: tuple[int, int] | None = None
        self._kept: Calibration | None = None
        self._told = False

    def of(self, model: str) -> Calibration | None:
        """That of an encoder, None where none is kept."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        seen = found.st_mtime_ns, found.st_ino
        if seen != self._seen:
            self._kept, self._seen = _read(self.file), seen
        kept = self._kept
        return kept if kept is not None and kept.model == model else None

    def scale(self, model: str) -> Scale | None:
        """An encoder's scale; None for the default encoder, and while none is kept, which is said once."""
        if is_default(model):
            return None
        kept = self.of(model)
        if kept is None and not self._told:
            self._told = True
            log.warning("thresholds are those of the default model until this one is calibrated", model=model)
        return None if kept is None else kept.scale

    def wanted(self, model: str) -> bool:
        """Whether an encoder has none and needs one."""
        return not is_default(model) and self.of(model) is None

    def renew(self, database: Database, encoder: Encoder, report: Report | None = None) -> Calibration:
        """Calibrate an encoder on the shared record, and keep that in place of a former one.

        Raises:
            UsageError: the record holds too little.
            ModelError: a model is missing, or not the one expected.
            CommuniqueError: the folder cannot be written.

        """
        calibration = calibrate(texts_of(database), encoder, report)
        self.keep(calibration)
        return calibration

    def keep(self, calibration: Calibration) -> None:
        """Keep a calibration in place of a former one.

        Raises:
            CommuniqueError: the folder cannot be written.

        """
        try:
            own_folder(self.file.parent)
            write_file(self.file, json.dumps(asdict(calibration)))
        except OSError as error:
            remedy = way_out(error) or "see to it that the folder can be written"
            raise CommuniqueError(f"{self.file}: {error.strerror or error}: {remedy}.") from error


def _read(file: Path) -> Calibration | None:
    """What a file keeps; a damaged one is as none."""
    try:
        values: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        scale = Scale(tuple(map(float, values["scale"]["given"])), tuple(map(float, values["scale"]["meant"])))
        return Calibration(**{**values, "scale": scale})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("the calibration cannot be read", file=str(file), reason=type(error).__name__)
        return None
