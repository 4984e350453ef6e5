"""The custom ids of our buttons, in one place: each holds all that is needed to answer it after a restart."""

from bot.answering.answer import Excerpt
from bot.record.answers import fingerprint

ANSWER_ID = r"(?P<answer>[0-9a-f]{16})"

MORE = rf"more:{ANSWER_ID}:(?P<first>\d{{1,3}})"
CONTEXT = rf"context:{ANSWER_ID}:(?P<place>\d{{1,3}})"
VOTE = rf"vote:(?P<vote>useful|wrong):{ANSWER_ID}"
ASK_MORE = rf"ask-more:{ANSWER_ID}"
ASK_MORE_MODAL = "ask-more-modal"
FORGET_ME = "forget-me"
WORDS = r"words:(?P<article>.+):(?P<start>\d+):(?P<end>\d+):(?P<print>[0-9a-f]{16})(?::\d+)?"
MAX_LENGTH = 100


def words_id(excerpt: Excerpt) -> str | None:
    """These very words in their context, or None where the article's id is too long for a button."""
    custom_id = f"words:{excerpt.article}:{excerpt.start}:{excerpt.end}:{fingerprint(excerpt.text)}"
    return custom_id if len(custom_id) <= MAX_LENGTH else None


def more_id(answer_id: str, first: int) -> str:
    """Further excerpts from number ``first + 1``."""
    return f"more:{answer_id}:{first}"


def context_id(answer_id: str, place: int) -> str:
    """Excerpt number ``place + 1`` in its context."""
    return f"context:{answer_id}:{place}"


def vote_id(vote: str, answer_id: str) -> str:
    """The answer is useful or wrong."""
    return f"vote:{vote}:{answer_id}"


def ask_more_id(answer_id: str) -> str:
    """A follow-up to the answer."""
    return f"ask-more:{answer_id}"
