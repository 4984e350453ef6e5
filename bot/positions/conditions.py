"""What a wish or a refusal is tied to: "if", "only after", "unless", "as part of"."""

from collections.abc import Sequence

from bot.grammar import conditions
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions.path import Link
from bot.positions.topics import Thing

Condition = tuple[str, bool]
"""Words on which a stance depends, and whether a no depends on them too."""


def condition_of(link: Link, sign: int, things: Sequence[Thing] = ()) -> Condition | None:
    """The condition in the sentence of a link, None where it is bound to nothing.

    Words within ``things`` are a name and tie nothing: "life without parole", "tied to the florin".
    """
    named = frozenset(i for thing in things for i in range(thing.start, thing.end))
    phrase = conditions.tying_phrase(link.verb.sent, named)
    if phrase is not None:
        # "Would give up A in return for B".
        traded = link.kind == "act" and phrase[0].lower_ == "in" and not _kept(link)
        firm = traded or phrase.text.casefold().replace(" ", "-") in GRAMMAR.firm_phrases
        # "Will not lift A as long as B": A stays; "would give up B in return for A" asks for A.
        # "Backs A, which can act as soon as B".
        around = {above for word in link.words for above in (word, *word.ancestors)}
        aside = any(t.dep_ == "relcl" and t not in around for t in phrase[0].ancestors)
        kept = firm and sign > 0 and _kept(link)
        if not kept and not aside and not any(t in phrase and t.dep_ != "neg" for t in link.words):
            return phrase.text, firm
    for token in link.verb.sent:
        word = token.lower_
        # "A will go on until B", "will not lift A until B" say how long.
        told = token.head.head if token.dep_ == "mark" else token.head
        enduring = {lemma_of(link.verb), lemma_of(told)} & (GRAMMAR.enduring | GRAMMAR.lasting)
        lasts = word == "until" and (bool(enduring) or (sign > 0 and _kept(link)))
        if word in GRAMMAR.tying and not lasts:
            idle = sign > 0 and (conditions.timed(token) or conditions.earnest(token))
            if (
                conditions.opens_a_condition(token)
                and not idle
                and not conditions.apart(token, link.verb, link.words)
            ):
                return token.text, word in GRAMMAR.firm
        elif conditions.to_come(token, link.verb) or (sign > 0 and conditions.to_be_met(token, link.verb)):
            return token.text, False
        # "A must be lifted before B" asks for the lifting.
        lifted = link.kind == "wish" and not _kept(link)
        refused = sign < 0 and word in ("before", "without") and token not in link.words and not lifted
        if refused and not conditions.timed(token) and conditions.stands_beside(token, link.verb, link.words):
            return token.text, True
    return None


def _kept(link: Link) -> bool:
    """Whether a link refuses an end, so that the thing stays: "will not lift A"."""
    return link.kind == "refusal" or any(t.dep_ == "neg" for t in link.words)
