"""Pronouns, and nouns that stand for what was named before."""

from spacy.tokens import Token

from bot.grammar.clauses import infinitive
from bot.grammar.negation import negation
from bot.grammar.subjects import said_of
from bot.grammar.words import GRAMMAR, VERBAL, child_of, lemma_of

_STANDING = ("nsubj", "nsubjpass", "dobj", "attr", "pobj")
"""What a thing is in its sentence that the next one may take up."""


def of_its_sentence(word: Token) -> bool:
    """Whether a word takes up what its own sentence told: "..., calling it wrong", "B stalls, and it is wrong"."""
    clause = word.head
    if clause.tag_ == "VBG" and clause.dep_ == "advcl":
        return True
    told = clause.head.pos_ in VERBAL and child_of(clause.head, "nsubj", "nsubjpass") is not None
    return clause.dep_ == "conj" and told and word.dep_ in ("nsubj", "nsubjpass")


def may_be_taken_up(thing: Token) -> bool:
    """Whether a pronoun behind it may stand for it: not for the talks of "asked B to come for talks"."""
    purpose = thing.dep_ == "pobj" and thing.head.lower_ == "for" and thing.head.head.pos_ == "VERB"
    return thing.dep_ in _STANDING and not purpose and lemma_of(thing.head) not in GRAMMAR.attending


def pointed(noun: Token) -> bool:
    """Whether a noun points back: "this idea"."""
    return any(t.dep_ in ("det", "predet", "amod") and t.lower_ in GRAMMAR.pointing for t in noun.children)


def stands_in(token: Token) -> bool:
    """Whether a word may stand for what was named before: "it", "this idea"."""
    if token.pos_ == "NOUN":
        # "The idea" and no more has to be known already.
        bare = [t.lower_ for t in token.children if not t.is_punct] == ["the"]
        return (pointed(token) or bare) and lemma_of(token) in GRAMMAR.summing
    return token.pos_ == "PRON" and token.lower_ in GRAMMAR.things


def foretelling(pronoun: Token) -> bool:
    """Whether "it" only tells of an infinitive behind it: "it was absurd to A"."""
    verb = pronoun.head
    judged = lemma_of(verb) in GRAMMAR.copula and any(t.dep_ in ("acomp", "attr") for t in verb.children)
    said = (t for one in (verb, *verb.children) for t in one.children if t.dep_ in ("xcomp", "advcl", "relcl"))
    return pronoun.lower_ == "it" and pronoun.dep_ == "nsubj" and judged and any(infinitive(t) for t in said)


def antecedents(pronoun: Token) -> list[Token]:
    """For what a relative pronoun stands: the noun before it, and first of whom that is said."""
    clause = next((a for a in pronoun.ancestors if a.dep_ == "relcl"), None)
    if clause is None or clause.head == pronoun:
        return []
    said = said_of(clause.head)
    # "X is not among those who A".
    return [t for t in (said if said is None or negation(said.head) is None else None, clause.head) if t is not None]
