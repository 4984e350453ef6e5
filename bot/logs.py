"""Structured logs on standard error; question texts and secrets stay out."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.inert import plain
from bot.settings import LoggingSettings

PRIVATE_KEYS = ("question", "token")


TRACES = ("exception", "stack")


def inert(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A record in which no file name or text of others can steer the terminal or feign a line of its own."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = "\n".join(map(plain, value.split("\n"))) if key in TRACES else plain(value)
    return event


def configure_logging(settings: LoggingSettings) -> None:
    """Send structlog's and the standard library's records to standard error in one format."""

    def without_private(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        for key in PRIVATE_KEYS:
            if key in event and not (key == "question" and settings.question_texts):
                event[key] = "(not logged)"
        return event

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_private,
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    last = structlog.processors.JSONRenderer() if settings.json_lines else structlog.dev.ConsoleRenderer(colors=False)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, inert, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    for noisy in ("sentence_transformers", "transformers", "httpx", "matplotlib", "apscheduler", "bm25s", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
    if not settings.question_texts:
        # Its debug lines hold what was received and sent, word for word.
        logging.getLogger("discord").setLevel(max(logging.INFO, root.level))
    # It warns where no home folder can be written, and draws all the same.
    logging.getLogger("matplotlib").setLevel(max(logging.ERROR, root.level))
