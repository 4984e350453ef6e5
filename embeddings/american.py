"""One spelling for words that British and American English write otherwise: "neighbour" is found by "neighbor"."""

import re
from functools import lru_cache

from embeddings.letters import REMEMBERED_WORDS

_ENDED = r"(?=(?:e?[sd]|ing|ings|e?rs?|able|ably|less|ful|fully|ites?|hoods?|ly|al|ally|ists?)?$)"
_SPELLINGS = (
    # The endings of "favour", "organise", "organisation" and "analyse"; the short words "four" and "rise" have none.
    (re.compile(rf"(?<=[a-z]{{3}})our{_ENDED}"), "or"),
    (re.compile(r"(?<=[a-z]{4})is(?=(?:e[sd]?|ing|ers?|ations?|ational)$)(?<!precis)(?<!concis)"), "iz"),
    (re.compile(r"(?<=[a-z]l)ys(?=(?:e[rsd]?|ing)$)"), "yz"),
    # Words of one pattern each.
    (re.compile(r"^(cen|thea|kilome|me|li|lus|spec|fil)tre(?=[sd]?$)"), r"\1ter"),
    (re.compile(r"^(def|off|lic|pret)ence(?=[sd]?$|less)"), r"\1ense"),
    (re.compile(r"^(program)me(?=s?$)|^(dialog|catalog|analog|prolog)ue(?=s?$)"), r"\1\2"),
    (re.compile(r"^manoeuvr(?:e(?=[sd]?$)|(?=ing|ab))"), "maneuver"),
    (re.compile(r"^sceptic"), "skeptic"),
)


@lru_cache(REMEMBERED_WORDS)
def american(word: str) -> str:
    """A word in lower case as American English spells it; any other word as it stands.

    It need be no word that is written so ("compromize"), as long as both spellings come to the same.
    """
    for spelled, instead in _SPELLINGS:
        word = spelled.sub(instead, word)
    return word
