"""Who sits in the judge's seat: nobody, or the model that the operator runs."""

import json
from dataclasses import asdict

from bot.judging.judge import Judge, Thresholds
from bot.judging.questions import WORDING
from bot.settings import Settings

NOBODY = "nobody"
THRESHOLDS = Thresholds()
"""Of whoever is asked: it says bare labels, which any probability between 0 and 1 tells apart."""


def judge_of(settings: Settings) -> Judge | None:
    """The judge that the settings name; nobody is asked yet.

    Raises:
        ConfigurationError: its key in the environment cannot be one.

    """
    if settings.judge.url is None:
        return None
    from bot.judging.asked import AskedJudge  # what asks takes a while to import

    return AskedJudge.open(settings, THRESHOLDS)


def identity_of(settings: Settings) -> str:
    """What its verdicts depend on: another one has the articles judged again."""
    if settings.judge.url is None:
        return NOBODY
    return json.dumps([settings.judge.url, settings.judge.model, WORDING, asdict(THRESHOLDS)])


def unasked(settings: Settings) -> Settings:
    """The settings without the judge that has to be asked: what a reading goes by until that one has been heard."""
    return settings.model_copy(update={"judge": settings.judge.model_copy(update={"url": None})})
