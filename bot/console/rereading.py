"""That articles are being read again, told on standard error."""

from bot.console.plain import say
from bot.words import being_read


def tell_of_rereading(articles: int) -> None:
    """Say it where it is so."""
    if articles:
        say(being_read(articles))
