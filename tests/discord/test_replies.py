"""What readers are told of each kind of failure."""

import pytest

from bot.discord.limits import Busy, TooSlow
from bot.discord.replies import explain, problem_page, wait_words
from bot.discord.views.page import Accent
from bot.errors import CommuniqueError, UsageError
from discord import app_commands


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Busy(), "Too many questions are waiting"),
        (TooSlow(), "I am sorry"),
        (UsageError("No such actor: **x**."), "No such actor\\: \\*\\*x\\*\\*."),
        (CommuniqueError("@everyone"), "\\@everyone"),
        (app_commands.MissingPermissions(["manage_guild"]), "Manage Server"),
        (app_commands.BotMissingPermissions(["send_messages"]), "I lack a permission"),
        (app_commands.NoPrivateMessage(), "in a server only"),
        (app_commands.CommandNotFound("ask", []), "reload Discord"),
    ],
)
def test_what_is_expected_has_its_sentence(error, words):
    assert words in explain(error)
    page = problem_page(error, "test")
    assert page.accent is Accent.PROBLEM
    assert "incident" not in page.blocks[0].words


def test_what_is_not_expected_has_an_incident():
    assert explain(KeyError("bug")) is None
    words = problem_page(KeyError("secret words"), "test").blocks[0].words
    assert "incident" in words
    assert "secret" not in words


def test_a_wait_is_said_in_whole_seconds():
    assert wait_words(0.2).endswith("in 1 s.")
    assert wait_words(41.6).endswith("in 42 s.")
