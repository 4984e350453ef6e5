"""Which entry of the words of attitude a verb is, and to which noun a phrase belongs that hangs on its verb."""

from spacy.tokens import Token

from bot.grammar.attitude import Attitude
from bot.grammar.clauses import infinitive, object_before, right_behind
from bot.grammar.verbs import keys_of, particles_of
from bot.grammar.words import GRAMMAR, child_of, lemma_of, word_of


def key_of(words: Attitude, verb: Token, prep: str = "", relation: str = "") -> str:
    """The entry that fits a verb with its particle and preposition ("call-for", "give-up-on"), else its lemma.

    ``relation`` is that of the thing to the verb; "" is returned where ``prep`` keeps the verb away from the thing.
    """
    lemma, particles = lemma_of(verb), particles_of(verb)
    known = (words.verbs, words.undoing, words.acts)
    found = next((key for key in keys_of(verb, prep) if any(key in one for one in known)), None)
    if found is not None:
        return found
    # "Asks for B to A", "pressed B to A".
    asked = (t for t in verb.children if t.lower_ == "for" or (t.dep_ == "ccomp" and infinitive(t)))
    if (relation == "xcomp" or (relation == "ccomp" and any(asked))) and (wish := wish_for(words, lemma)):
        return wish
    if particles and lemma in words.verbs and lemma != "allow":
        return "" if prep else lemma
    if lemma in words.undoing and not GRAMMAR.unending.isdisjoint(particles):
        # "End up in A" ends nothing.
        return ""
    reaches = not prep or prep in GRAMMAR.reaching or (prep == "from" and lemma in words.undoing)
    return lemma if reaches else ""


def wish_for(words: Attitude, lemma: str) -> str:
    """The entry of a verb of wishing what an infinitive says: "asks for B to A", "works to A"; "" for none."""
    return next((key for way in ("for", "to") if (key := f"{lemma}-{way}") in words.wishes), "")


def preposition_before(words: Attitude, clause: Token, verb: Token) -> str:
    """The "on" of "insists on B doing A", whose clause the parse hangs on the verb; "" of any other clause."""
    noun = object_before(clause, verb) if clause.tag_ == "VBG" else None
    prep = noun.head.lower_ if noun is not None else ""
    return prep if f"{lemma_of(verb)}-{prep}" in words.verbs else ""


def gerund_behind(words: Attitude, clause: Token, verb: Token) -> bool:
    """Whether a gerund right behind a verb of attitude is its object, whatever the parse says: "ruled out A"."""
    whom = child_of(verb, "dobj")
    if whom is not None:
        # "Ruled out B doing A".
        return clause.tag_ == "VBG" and whom.i == clause.i - 1 and key_of(words, verb) in words.open
    return right_behind(clause, verb) and key_of(words, verb) in words.verbs


def noun_before(words: Attitude, clause: Token, verb: Token) -> Token | None:
    """The noun right before an infinitive that the parse hangs on the verb: "voted against a bill to A"."""
    noun = object_before(clause, verb) if infinitive(clause) else None
    known = (words.nouns, words.undoing, words.carriers, words.verdicts)
    told = noun is not None and noun.pos_ == "NOUN" and any(lemma_of(noun) in one for one in known)
    return noun if told else None


def missed_noun(words: Attitude, verb: Token, phrase: Token) -> Token | None:
    """The noun that a phrase belongs to where the parse hangs it on the verb: "lift the ban on A"."""
    for noun in verb.children:
        if noun.dep_ not in ("dobj", "attr", "nsubjpass") or noun.i > phrase.i:
            continue
        lemma = lemma_of(noun)
        known = lemma in words.nouns or lemma in words.undoing or f"{lemma}-{phrase.lower_}" in words.nouns
        none = lemma in words.carriers and word_of(noun, "no") is not None
        if known or none or lemma in (words.verdicts if phrase.dep_ != "prep" else GRAMMAR.ways):
            return noun
    return None
