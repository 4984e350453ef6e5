"""Which entry of the words of attitude a verb is, and to which word a phrase or clause belongs."""

from collections.abc import Container

from spacy.tokens import Token

from bot.grammar.attitude import Attitude
from bot.grammar.clauses import infinitive, object_before, opened_by, right_behind
from bot.grammar.moods import auxiliaries, needed
from bot.grammar.negation import denied, negation
from bot.grammar.verbs import doing_all, keys_of, particles_of
from bot.grammar.words import GRAMMAR, VERBAL, child_of, lemma_of, word_of


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
    # "Offered B as a place for A".
    offered = prep == "as" and lemma in GRAMMAR.putting_forward
    reaches = not prep or prep in GRAMMAR.reaching or offered or (prep == "from" and lemma in words.undoing)
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


def hangs_loosely(words: Attitude, carriers: Container[str], thing: Token, child: Token, head: Token) -> bool:
    """Whether a clause is one of its own beside what it hangs on; ``thing`` is in it, ``carriers`` let through."""
    lemma = lemma_of(head)
    if child.dep_ in ("acl", "relcl") and (child.tag_ in ("VBN", "VBG") or infinitive(child)):
        return False
    if child.dep_ in ("relcl", "parataxis"):
        nearest = next((a for a in thing.ancestors if a.pos_ in VERBAL), None)
        # "A bill that would ban A", not "that would allow B to sell A".
        bound = bool(auxiliaries(child) & GRAMMAR.will) or lemma in GRAMMAR.measures
        planned = lemma in carriers and nearest == child and bound
        known = planned or lemma in words.nouns or lemma_of(child) in GRAMMAR.involving
        return head.pos_ != "NOUN" or not known
    if child.dep_ == "advcl" and lemma in GRAMMAR.needing and child.i < head.i and child_of(head, "dobj") is not None:
        # "To have A, you need B" tells what A takes.
        return True
    # "Finds it absurd that A should".
    of_adjective = head.pos_ == "ADJ" and opened_by(child, "that")
    bound = of_adjective or gerund_behind(words, child, head) or preposition_before(words, child, head) != ""
    if child.dep_ != "advcl" or bound:
        return False
    wished = (
        lemma in words.verbs
        or bool(wish_for(words, lemma))
        or head.pos_ == "ADJ"
        or lemma in GRAMMAR.copula
        or needed(child)
        or doing_all(head)
        or missed_noun(words, head, child) is not None
    )
    return not (wished and infinitive(child))


def negative(words: Attitude, word: Token) -> bool:
    """Whether a word denies, ends or is against what it governs."""
    known = (words.nouns, words.adjectives, words.verdicts)
    against = words.hurts(word) or any(one.get(lemma_of(word)) == -1 for one in known)
    return against or word.lower_ in ("against", "without") or (word.pos_ in VERBAL and denied(word))


def dealt_with(words: Attitude, verb: Token, child: Token) -> bool:
    """Whether it says what is to be done with a thing, should it come: "A must be recognised", "not be dragged"."""
    if child.dep_ != "nsubjpass" or child.head != verb:
        return False
    lemma = lemma_of(verb)
    known = any(lemma in one for one in (words.acts, words.undoing, words.verbs, words.effects))
    return lemma in GRAMMAR.handling or (negation(verb) is not None and not known)


def undoing_first(words: Attitude, word: Token, noun: Token) -> bool:
    """Whether the parse takes the "halting" of "halting A would be wrong" for an adjective."""
    return word.tag_ == "VBG" and word.i == noun.left_edge.i and words.undoes(word)


def received(words: Attitude, verb: Token) -> tuple[Token, Token | None] | None:
    """The attitude with which somebody takes the thing, and its holder: "A drew criticism from X"."""
    nouns = (t for one in (verb, word_of(verb, "with")) if one is not None for t in one.children)
    noun = next((t for t in nouns if t.dep_ in ("dobj", "pobj") and lemma_of(t) in words.nouns), None)
    source = next((t for one in (noun, verb) if one for t in one.children if t.lower_ in ("from", "by")), None)
    if lemma_of(verb) not in GRAMMAR.receiving or noun is None or source is None:
        return None
    return noun, child_of(source, "pobj")
