"""What is written to the log, in a process of its own: logging is set up once a process."""

import subprocess
import sys

import pytest

from bot.settings import ROOT

PROGRAM = """
import logging, sys
import structlog
from bot.logs import configure_logging
from bot.settings import LoggingSettings

form, texts = sys.argv[1:]
configure_logging(LoggingSettings(level="DEBUG", json_lines=form == "json", question_texts=texts == "yes"))
structlog.get_logger("bot").info("asked", question="Who grows turnips?", token="abc.def")
logging.getLogger("discord.gateway").debug("Event: %s", {"content": "Who grows turnips?"})
logging.getLogger("bot").debug("seen")
"""

TWICE = """
import structlog
from bot.logs import configure_logging
from bot.settings import LoggingSettings

told = structlog.get_logger("bot")
for texts in (True, False):
    configure_logging(LoggingSettings(question_texts=texts))
    told.info("asked", question="Who grows turnips?")
"""


def log(form, texts):
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, form, texts], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == ""
    return run.stderr


@pytest.mark.parametrize("form", ["json", "lines"])
def test_neither_questions_nor_tokens_are_in_the_log_at_any_level(form):
    told = log(form, "no")
    assert "asked" in told and "seen" in told
    assert "turnips" not in told and "abc.def" not in told


def test_questions_are_there_where_switched_on():
    told = log("lines", "yes")
    assert told.count("turnips") == 2 and "abc.def" not in told


def test_what_is_set_later_counts_for_a_logger_that_has_logged():
    run = subprocess.run([sys.executable, "-c", TWICE], cwd=ROOT, capture_output=True, text=True, check=True)
    first, second = run.stderr.splitlines()
    assert "turnips" in first and "(not logged)" in second
