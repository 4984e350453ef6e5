"""Which entry of the words of attitude a verb is, and to which noun a phrase belongs that hangs on its verb."""

from collections.abc import Iterator

from spacy.tokens import Token

from bot.grammar.clauses import infinitive
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions.attitude import Attitude

_REACHING = ("to", "of", "on", "in", "into", "for", "with")
"""Prepositions behind which a verb acts on the thing though no entry names them."""


def key_of(words: Attitude, verb: Token, prep: str = "", relation: str = "") -> str:
    """The entry that fits a verb with its particle and preposition ("call-for", "give-up-on"), else its lemma.

    ``relation`` is that of the thing to the verb; "" is returned where ``prep`` keeps the verb away from the thing.
    """
    lemma, particles = lemma_of(verb), _particles(verb)
    known = (words.verbs, words.undoing, words.acts)
    found = next((key for key in keys_of(verb, prep) if any(key in one for one in known)), None)
    if found is not None:
        return found
    # "Asks for B to A", "pressed B to A".
    asking = relation == "ccomp" and any(
        t.lower_ == "for" or (t.dep_ == "ccomp" and infinitive(t)) for t in verb.children
    )
    if (relation == "xcomp" or asking) and (wish := wish_for(words, lemma)):
        return wish
    if particles and lemma in words.verbs and lemma != "allow":
        return "" if prep else lemma
    reaches = not prep or prep in _REACHING or (prep == "from" and lemma in words.undoing)
    return lemma if reaches else ""


def wish_for(words: Attitude, lemma: str) -> str:
    """The entry of a verb of wishing what an infinitive says: "asks for B to A", "works to A"; "" for none."""
    return next((key for way in ("for", "to") if (key := f"{lemma}-{way}") in words.wishes), "")


def keys_of(verb: Token, prep: str) -> Iterator[str]:
    """A verb with its particle and preposition in the ways that entries are written, the longest first."""
    for particle in (*_particles(verb), ""):
        for end in (f"{particle}-{prep}", particle, prep):
            if end.strip("-") == end != "":
                yield f"{lemma_of(verb)}-{end}"


def with_particle(words: Attitude, verb: Token) -> bool:
    """Whether a verb has a particle that makes it a word of attitude or ending: "give up on A"."""
    return key_of(words, verb) != lemma_of(verb)


def _particles(verb: Token) -> list[str]:
    """The particles of a verb: as parsed, right behind it, and those that the parse takes for adverbs."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    found = [t.lower_ for t in verb.children if t.dep_ == "prt"]
    if after is not None and (after.tag_ == "RP" or after.lower_ in GRAMMAR.next_particles):
        found.append(after.lower_)
    return found + [
        t.lower_ for t in verb.children if t.dep_ in ("advmod", "prt", "prep") and t.lower_ in GRAMMAR.particles
    ]


def object_before(words: Attitude, clause: Token, verb: Token) -> str:
    """The "on" of "insists on B doing A", whose clause the parse hangs on the verb; "" of any other clause."""
    before = clause.left_edge.nbor(-1) if clause.tag_ == "VBG" and clause.left_edge.i else clause
    prep = before.head.lower_ if before.dep_ == "pobj" and before.head.head == verb else ""
    return prep if f"{lemma_of(verb)}-{prep}" in words.verbs else ""


def gerund_behind(words: Attitude, clause: Token, verb: Token) -> bool:
    """Whether a gerund right behind a verb of attitude is its object, whatever the parse says: "ruled out A"."""
    edge = clause.left_edge
    before = edge.nbor(-1) if edge.i else edge
    if clause.tag_ != "VBG" or edge != clause or before not in (verb, *(t for t in verb.children if t.dep_ == "prt")):
        return False
    return key_of(words, verb) in words.verbs and not any(t.dep_ == "dobj" for t in verb.children)


def noun_before(words: Attitude, clause: Token, verb: Token) -> Token | None:
    """The noun right before an infinitive that the parse hangs on the verb: "voted against a bill to A"."""
    edge = clause.left_edge
    noun = edge.nbor(-1) if edge.i else edge
    if not infinitive(clause) or noun.pos_ != "NOUN" or noun.dep_ != "pobj" or noun.head.head != verb:
        return None
    known = (words.nouns, words.undoing, words.carriers, words.verdicts)
    return noun if any(lemma_of(noun) in one for one in known) else None


def missed_noun(words: Attitude, verb: Token, phrase: Token) -> Token | None:
    """The noun that a phrase belongs to where the parse hangs it on the verb: "lift the ban on A"."""
    for noun in verb.children:
        if noun.dep_ not in ("dobj", "attr", "nsubjpass") or noun.i > phrase.i:
            continue
        lemma = lemma_of(noun)
        if lemma in words.nouns or lemma in words.undoing or f"{lemma}-{phrase.lower_}" in words.nouns:
            return noun
        if lemma in words.carriers and any(t.lower_ == "no" for t in noun.children):
            return noun
        if (lemma in words.verdicts) if phrase.dep_ != "prep" else (lemma in GRAMMAR.ways):
            return noun
    return None
