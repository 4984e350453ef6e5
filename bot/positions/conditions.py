"""What a wish or a refusal is tied to: "if", "only after", "unless", "as part of"."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from bot.positions.clauses import auxiliaries
from bot.positions.grammar import GRAMMAR
from bot.positions.path import Link

_PHRASES = re.compile(
    r"\b(?:(?:as|so) long as|on (?:the )?condition|in (?:exchange|return) for|in the event (?:of|that)"
    r"|subject to|in principle|only (?:after|when|if|as|with|under|in|on|for|once)|not (?:before|without)"
    r"|(?:depend\w*|conditional|contingent) (?:up)?on|(?:linked|tied) to"
    r"|under certain (?:conditions|circumstances))\b",
    re.IGNORECASE,
)
_FIRM_PHRASES = ("as long as", "so long as", "not before", "not without")


@dataclass(frozen=True, slots=True)
class Condition:
    """Words on which a stance depends; ``firm`` where a no depends on them too."""

    words: str
    firm: bool


def condition_of(link: Link, sign: int) -> Condition | None:
    """The condition in the sentence of a link, None where it is bound to nothing."""
    sentence = link.verb.sent
    phrase = _PHRASES.search(sentence.text)
    if phrase is not None:
        return Condition(phrase.group(), phrase.group().casefold() in _FIRM_PHRASES)
    for token in sentence:
        word = token.lower_
        if word == "once" and token.i + 1 < len(token.doc) and token.nbor().lower_ in ("more", "again"):
            continue
        if word in GRAMMAR.tying and _apart(token, link):
            continue
        if word in GRAMMAR.tying and token.dep_ in (
            "mark",
            "prep",
            "advmod",
            "ROOT",
            "acl",
            "advcl",
            "amod",
            "pcomp",
        ):
            if not (token.dep_ == "mark" and token.head.dep_ == "ccomp"):
                return Condition(token.text, word in GRAMMAR.firm)
        elif (
            word == "when"
            and token.head.dep_ == "advcl"
            and auxiliaries(link.verb) & GRAMMAR.will
            and not _past(token.head)
        ) or (word == "should" and _inverted(token)):
            return Condition(token.text, False)
        elif sign < 0 and word in ("before", "without") and _beside(token, link):
            return Condition(token.text, True)
    return None


def _apart(word: Token, link: Link) -> bool:
    """Whether a condition belongs to another clause than the link: "is ready for A but says that if B fails"."""
    clause = word.head if word.dep_ in ("mark", "advmod") else word
    governor = clause.head
    while governor.pos_ not in ("VERB", "AUX") and governor.head != governor:
        governor = governor.head
    chain = {link.verb, *link.words, *link.verb.ancestors}
    if governor in chain or link.verb in set(governor.ancestors):
        return not (governor in chain or _near(governor, link))
    own = any(t.dep_ in ("nsubj", "nsubjpass", "mark") for t in governor.children)
    return own and governor.dep_ in ("ccomp", "conj", "advcl", "relcl", "parataxis")


def _near(governor: Token, link: Link) -> bool:
    return not any(t.dep_ in ("nsubj", "mark") for t in governor.children) or governor.dep_ in ("xcomp", "advcl")


def _beside(word: Token, link: Link) -> bool:
    """Whether "before" or "without" stands with the verb of a refusal."""
    clause = word.head if word.dep_ == "prep" else word.head.head
    return clause in link.words and word.i > clause.i


def _past(verb: Token) -> bool:
    return verb.tag_ == "VBD"


def _inverted(should: Token) -> bool:
    """Whether "should X happen" is a condition: the subject stands behind it."""
    subject = next((t for t in should.head.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        should.dep_ == "aux"
        and subject is not None
        and subject.i > should.i
        and not should.sent.text.rstrip().endswith("?")
    )
