"""Negation: the word that denies a clause, a noun or a cue."""

from spacy.tokens import Token

from bot.grammar.moods import future
from bot.grammar.words import GRAMMAR, child_of, followed, lemma_of, word_before, word_of


def negation(verb: Token, child: Token | None = None) -> Token | None:
    """The word that negates a clause: "not", "never", "no longer", "under no circumstances", "nobody", "no state".

    A subject that is ``child`` has been looked at already.
    """
    for one in verb.children:
        lower = one.lower_
        if one.dep_ == "neg" or lower in GRAMMAR.never:
            return None if only_follows(one) else one
        if lower == "again" and (never := child_of(one, "neg")) is not None:
            # "Never again".
            return never
        if lower in ("longer", "more") and word_before(one) == "no":
            return one
        ways = (t for t in one.children if one.dep_ == "prep" and t.dep_ == "pobj" and lemma_of(t) in GRAMMAR.no_way)
        if any(t.lower_ == "no" for way in ways for t in way.children):
            return one
    what = child_of(verb, "dobj") if lemma_of(verb) == "do" else None
    if what is not None and what != child and what.lower_ in GRAMMAR.scarcely:
        # "Will do nothing for A".
        return what
    # "A is wanted by nobody", "no state wants A".
    for doer in (child_of(child_of(verb, "agent"), "pobj"), child_of(verb, "nsubj", "nsubjpass")):
        edge = doer.left_edge if doer is not None and doer != child else None
        if edge is not None and edge.lower_ in GRAMMAR.nobody and not only_follows(edge):
            return edge
    going = future(verb)
    return negation(going) if going is not None else None


def only_follows(word: Token) -> bool:
    """Whether "not" is of "not only"."""
    return followed(word, GRAMMAR.not_only)


def denied(verb: Token) -> bool:
    """Whether a clause is negative in any way, its objects counted: "there is no peace", "nobody will"."""
    no = any(t.lower_ in ("no", "impossible") and t.dep_ in ("det", "acomp") for t in verb.subtree)
    return no or negation(verb) is not None or lemma_of(verb) == "impossible"


def partly(verb: Token) -> bool:
    """Whether an adverb takes the whole denial on itself: "will not automatically A", "ought not to A blindly"."""
    inner = (t for t in verb.children if t.dep_ == "xcomp")
    return any(t.lower_ in GRAMMAR.partly for one in (verb, *inner) for t in one.children if t.dep_ == "advmod")


def untimely(verb: Token) -> Token | None:
    """The "not" of "now is not the time to A"."""
    time = verb.head
    return negation(time.head) if lemma_of(time) in GRAMMAR.timely and time.dep_ in ("attr", "nsubj") else None


def negated(word: Token, refusing: frozenset[str] = frozenset()) -> bool:
    """Whether the cue itself is negated: "has not promised", "is not likely to agree", "refused to say"."""
    for part in word.children:
        longer = part.lower_ == "longer" and word_of(part, "no") is not None
        if part.dep_ == "neg" or part.lower_ in ("never", "hardly", "scarcely") or longer:
            return True
    head = word.head
    if word.dep_ == "xcomp" or (word.dep_ == "ccomp" and head.lemma_ == "get"):
        return head.lemma_.lower() in refusing or negated(head.head if head.pos_ == "ADJ" else head, refusing)
    return False


def of_nobody(subject: Token) -> bool:
    """Whether what is told of a subject is told of nobody: "neither A nor B", "no state", "none of them"."""
    return any(t.lower_ in GRAMMAR.none for t in (subject, *subject.lefts))


def no_way(child: Token, noun: Token) -> bool:
    """Whether it is "there is no way we would A", "there can be no question of A"."""
    way = child.dep_ in ("relcl", "acl") and lemma_of(noun) == "way"
    question = child.lower_ == "of" and lemma_of(noun) == "question"
    return (way or question) and word_of(noun, "no") is not None


def restricting(clause: Token) -> bool:
    """Whether a relative clause tells which kind alone is denied: "no A in which B has no part"."""
    near = (clause, *clause.children)
    return negation(clause) is not None or any(
        t.lower_ in ("no", "without") for t in clause.subtree if t.head in near
    )


def misplaced(noun: Token) -> bool:
    """Whether it is the "no business" of what should not be there: "A has no business in B"."""
    return lemma_of(noun) in GRAMMAR.places | GRAMMAR.rights and none_of(noun)


def contrasted(second: Token, first: Token) -> Token | None:
    """The "instead" or "rather" by which the second of two is not wanted: "B instead of A", "B rather than A"."""
    joining = (t for t in first.children if t.dep_ == "cc" and t.i < second.i and t.lower_ in ("of", "than"))
    return next((t.nbor(-1) for t in joining if word_before(t) in ("instead", "rather")), None)


def none_of(noun: Token) -> bool:
    """Whether a noun phrase opens with a "no": not with "no less than"."""
    edge = noun.left_edge
    return edge.lower_ in GRAMMAR.no and not only_follows(edge)
