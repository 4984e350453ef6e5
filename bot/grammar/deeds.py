"""What an article may tell of somebody's deeds: the word that tells it, and who does it."""

from spacy.tokens import Token

from bot.grammar.clauses import passive
from bot.grammar.cues import Cues
from bot.grammar.negation import negated
from bot.grammar.subjects import said_of, subject_of
from bot.grammar.verbs import with_particle
from bot.grammar.words import GRAMMAR, child_of


def told_by(verb: Token, cues: Cues) -> Token | None:
    """The verb of an act, or what carries the attitude of a copula: "is against", "are opposed to"."""
    if not cues.fact_verbs.isdisjoint((verb.lemma_.lower(), *with_particle(verb))):
        return verb
    if verb.lemma_ not in GRAMMAR.being:
        return None
    behind = [t for t in verb.children if t.dep_ in ("acomp", "attr", "advcl", "prep")]
    words = [one for t in behind for one in (t, child_of(t, "pobj")) if one is not None]
    return next((t for t in words if not cues.fact_attitudes.isdisjoint((t.lemma_.lower(), t.lower_))), None)


def doer_of(verb: Token, cues: Cues) -> Token | None:
    """Who acts; of "is opposed to" the one who is, of "was invited" nobody who is named.

    The act of "A is among the states that have joined" is A's.
    """
    if verb.lower_ in cues.fact_attitudes and passive(verb):
        return child_of(verb, "nsubjpass")
    subject = subject_of(verb)
    if subject is None or subject.lower_ not in GRAMMAR.relative or verb.dep_ != "relcl":
        return subject
    same = said_of(verb.head)
    return same if same is not None and not negated(same.head) else subject
