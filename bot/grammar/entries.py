"""Which entry of the words of attitude a verb is, and to which word a phrase or clause belongs."""

from collections.abc import Container

from spacy.tokens import Token

from bot.grammar.attitude import Attitude
from bot.grammar.clauses import infinitive, object_before, opened_by, right_behind
from bot.grammar.moods import auxiliaries, needed
from bot.grammar.negation import denied, misplaced, negation, none_of
from bot.grammar.polarity import polar
from bot.grammar.verbs import bounded, doing_all, explained, grudging, involves, keys_of, particles_of
from bot.grammar.words import GRAMMAR, SUBJECT, VERBAL, child_of, lemma_of, word_of


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
        known = planned or lemma in words.nouns or involves(child)
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
        or lemma in GRAMMAR.travelling
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


def does_ill(words: Attitude, verb: Token) -> int | None:
    """Which way it tells of a verb's subject what the verb says of it; None where it tells neither.

    "A leads nowhere", whose "nowhere" turns, "A would solve nothing", "A has no business in B", "A would only prolong
    B", "A would end any chance of B".
    """
    lemma, what = lemma_of(verb), child_of(verb, "dobj")
    if lemma in GRAMMAR.leading and word_of(verb, "nowhere") is not None:
        return 1
    nothing = lemma in GRAMMAR.availing and what is not None and what.lower_ == "nothing"
    astray = lemma == "have" and what is not None and misplaced(what)
    if nothing or astray or grudging(verb):
        return -1
    if lemma in GRAMMAR.bringing and lemma_of(what) in GRAMMAR.goods and what is not None and not none_of(what):
        # "A would bring peace"; that it would not by itself tells nothing.
        return 1 if negation(verb) is None else None
    if lemma == "lose" and what is not None and lemma_of(what) in GRAMMAR.lacking:
        # "A has lost its point".
        return -1
    ruined = words.verdicts.get(lemma_of(what)) if words.undoes(verb) and auxiliaries(verb) & GRAMMAR.will else None
    return None if ruined is None else -ruined


def of_no_use(words: Attitude, noun: Token) -> bool:
    """Whether a noun is refused or judged badly: the "peace" of "peace without A is impossible"."""
    # "Peace that comes without A is impossible".
    noun = noun.head if noun.dep_ == "relcl" else noun
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    said = (t for t in verb.children if t.dep_ in ("acomp", "attr", "oprd"))
    bad = any((found := polar(t, words.verdicts)) is not None and found[0] < 0 for t in said)
    bad = bad or any(t.lower_ == "nowhere" for t in verb.subtree)
    return bad or negation(verb) is not None or words.effects.get(lemma_of(verb)) == -1


def missed(words: Attitude, prep: Token) -> bool:
    """Whether something is told of what would be without the thing: "without A, B would fall", "B is worthless"."""
    clause = prep.head
    bad = polar(said, words.verdicts) if (said := child_of(clause, "acomp", "attr")) is not None else None
    foreseen = bool(auxiliaries(clause) & GRAMMAR.will) or (bad is not None and bad[0] < 0)
    return foreseen and clause.pos_ in VERBAL and prep.i < clause.i


def phrase_of(words: Attitude, verb: Token) -> int | None:
    """The verdict in several words behind a verb: "out of the question", "off the table"; None where none is."""
    # "In everybody's interest" is "in interest".
    rest = (t.lower_ for t in verb.doc[verb.i + 1 : verb.sent.end] if t.dep_ not in ("poss", "case"))
    behind = "-".join(word for word in rest if word not in ("a", "an", "the", "own", "completely", "still", "not"))
    found = next((one for one in words.verdicts if "-" in one and behind.startswith(one)), None)
    # "A is not an option", "A is not on the agenda"; that it is one says little.
    denied = negation(verb) is not None and any(behind.startswith(one) for one in GRAMMAR.offered)
    # "A is off the table".
    off = behind.startswith(tuple(f"off-{place}" for place in GRAMMAR.tables))
    return words.verdicts[found] if found is not None else -1 if off else 1 if denied else None


def takes_no_side(verb: Token, key: str, prep: str, relation: str) -> bool:
    """Whether a verb only tells of what stands to it in ``relation``: "commented on A", "A is limited to B"."""
    lemma = lemma_of(verb)
    commented = lemma in GRAMMAR.commenting and key == lemma and (prep != "" or relation == "dobj")
    attended = lemma in GRAMMAR.attending and relation not in SUBJECT
    bound = relation == "nsubjpass" and bounded(verb)
    return commented or attended or bound or (lemma in GRAMMAR.needing and explained(verb))


def wishes(words: Attitude, verb: Token) -> bool:
    """Whether a verb is one of wishing, alone or with a preposition: "wants A", "presses for A"."""
    return lemma_of(verb) in words.wishes or wish_for(words, lemma_of(verb)) != ""
