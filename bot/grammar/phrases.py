"""Phrases of a parsed paragraph: subjects, mention spans, content spans, negation, questions."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from bot.grammar.quotes import Quote

Span = tuple[int, int]

LONGEST_MENTION = 12
"""A mention longer than this many words is cut back to its head noun phrase."""

COPULAS = ("be", "remain", "stay", "stand")
_NO_PART = ("relcl", "acl", "advcl", "ccomp", "parataxis", "case", "punct", "cc")
"""What hangs on a noun without being part of its name."""
_EXCEPT = ("except", "apart", "aside", "other", "but")
"""What excepts somebody from those of whom is spoken: "all states but A", "all states other than A"."""
_EVERY = frozenset(("all", "every", "each", "most", "everyone", "everybody", "no", "none", "nobody"))
_NOBODY = frozenset(("neither", "no", "none", "nobody"))
_MAYBE: tuple[str, ...] = ("may", "might", "should", "must", "ought")
_EVENTS = ("summit", "meeting", "conference", "talk", "session", "debate", "election", "campaign", "vote")
"""What cannot speak."""
_WISHING = ("hope", "wish", "imagine", "suppose", "pretend")
_TO_SOMEBODY = ("asked", "told", "quoted", "pressed", "questioned")
"""Participles of what is done to the subject that follows: "Asked whether A, X said B"."""


def child(word: Token, *relations: str) -> Token | None:
    """The first child in one of these relations."""
    return next((t for t in word.children if t.dep_ in relations), None)


def behind(word: Token, *relations: str) -> Token | None:
    """The first child in one of these relations that stands behind the word."""
    return next((t for t in word.rights if t.dep_ in relations), None)


def tokens_in(doc: Doc, *spans: Span) -> frozenset[int]:
    """The tokens that character spans touch, by index."""
    return frozenset(t.i for start, end in spans for t in doc.char_span(start, end, alignment_mode="expand") or ())


def said_of(noun: Token) -> Token | None:
    """Of whom a noun is said: "A is a country that ...", "A is among the countries that ..." say it of A."""
    while noun.dep_ == "prep" or (noun.dep_ == "pobj" and noun.head.lower_ in ("among", "of")):
        noun = noun.head
    copula = noun.head if noun.dep_ == "attr" else noun
    return subject_of(copula) if copula.lemma_ in COPULAS else None


def infinitive(verb: Token) -> bool:
    """Whether a clause is an infinitive: "a way to A"."""
    return any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.children)


def finite(tokens: Iterable[Token]) -> bool:
    """Whether a finite verb is among the tokens."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens)


def with_verb(tokens: Iterable[Token]) -> bool:
    """Whether a verb of any form is among the tokens."""
    return any(t.pos_ in ("VERB", "AUX") for t in tokens)


def hyphened(word: Token) -> bool:
    """Whether a word is the first part of one with a hyphen, which the parser takes for three words."""
    return word.i + 1 < len(word.doc) and not word.whitespace_ and word.nbor().text == "-"


def subject_of(verb: Token) -> Token | None:
    """The noun that does what ``verb`` says: its own subject, or that of the verb it hangs on; None where none is.

    A relative pronoun is returned as it stands; a participle after a noun ("a letter saying") has that noun.
    """
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "ROOT" and verb.nbor(-1).text == ",":
        # Of "the minister, X, called A a joke" the parser makes a phrase.
        return verb.head
    if passive(verb):
        agent = child(verb, "agent")
        return child(agent, "pobj") if agent is not None else None
    if verb.head.lower_ == "other" and verb.left_edge.lower_ == "than":
        # Of "all states other than A promised" the parser makes "than A promised".
        return None
    own = child(verb, "nsubj")
    if own is not None and hyphened(own):
        # Of "wrote co-leader X" the parser makes two subjects, "co" and "X".
        own = next((t for t in verb.rights if t.dep_ == "nsubj" and t.i > own.i), own)
    if own is not None or child(verb, "nsubjpass", "csubj", "expl") is not None:
        return (_of_the_first_verb(own, verb) or own) if own is not None else None
    head = verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "dep"):
        return _subject_above(verb)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        # "X was quoted as saying": X says it, not who quotes.
        return _of_whom(head.head)
    if verb.dep_ == "acl" and head.dep_ == "pobj" and head.lemma_ in _EVENTS:
        # "X went into the summit promising A": who went.
        above = head.head.head
        return _of_whom(above) if above.pos_ in ("VERB", "AUX") else None
    if verb.dep_ == "acl":
        # "A letter saying"; "..., a newspaper reported on Monday".
        return head if verb.tag_ == "VBG" or head.dep_ == "npadvmod" else None
    return None


def _of_the_first_verb(subject: Token, verb: Token) -> Token | None:
    """Who acts in "A hosted B and said C", where the parser makes B the subject and "A hosted" its description."""
    first = next((t for t in subject.lefts if t.dep_ == "amod" and t.tag_ in ("VBD", "VBN")), None)
    if first is None or first.is_sent_start or verb.nbor(-1).dep_ != "cc":
        return None
    actor = first.nbor(-1)
    return actor if actor.text[0].isupper() and actor.head == subject else None


def bare(verb: Token) -> bool:
    """Whether a verb is an infinitive without "to" or an auxiliary, as it stands behind those of another verb."""
    return verb.tag_ == "VB" and child(verb, "aux") is None


def _subject_above(verb: Token) -> Token | None:
    """The subject that a coordinate, infinitive or participle shares with the verb above it."""
    head = verb.head
    if verb.dep_ == "xcomp" and child(head, "dobj") is not None:
        return None
    if bare(verb) and verb.dep_ in ("conj", "advcl") and head.tag_ in ("VBD", "VBZ"):
        # "X insisted that Y should leave, close the bridge and pay": it is Y who is to close it.
        return None
    if verb.dep_ == "advcl" and (verb.tag_ not in ("VBG", "VBN", "VB") or verb.lower_ in _TO_SOMEBODY):
        return None
    above = head.head if head.pos_ == "ADJ" else head
    if verb.dep_ == "conj" and verb.tag_ == "VBZ" and _shifted(head) and head.head.tag_ == "VBD":
        # "X said A would come, and wants B": what is not in the tense of what is told is X's.
        above = head.head
    return _of_whom(above) if above.pos_ in ("VERB", "AUX") else None


def _shifted(clause: Token) -> bool:
    """Whether a clause that somebody told is in the tense of telling: "said A would come", "said A had come"."""
    helped = any(t.lower_ in ("would", "could", "had", "might") for t in clause.children if t.dep_ == "aux")
    return clause.dep_ == "ccomp" and (helped or clause.tag_ == "VBD")


def _of_whom(verb: Token) -> Token | None:
    """Who does what a verb says, or to whom it is done where it is passive."""
    return child(verb, "nsubjpass") if passive(verb) else subject_of(verb)


def passive(verb: Token) -> bool:
    """Whether a verb is passive."""
    return child(verb, "auxpass") is not None


def mention_span(head: Token, after: int | None = None, before: int | None = None) -> Span:
    """The noun phrase of ``head`` as a character span: with titles, conjuncts and appositions, without clauses.

    ``after``/``before`` are token indices that it may not reach.
    """
    doc = head.doc
    first, stop = (0 if after is None else after + 1), (len(doc) if before is None else before)
    low, high = _phrase(head, keep_apposition=True, inverted=after is not None)
    if sum(not t.is_punct for t in doc[low : high + 1]) > LONGEST_MENTION:
        low, high = _phrase(head, keep_apposition=False, inverted=after is not None)
    low, high = min(max(low, first), head.i), max(min(high, stop - 1), head.i)
    low = next((t.i for t in doc[low : head.i] if not _loose(t, "cc", "mark", "advmod", "preconj")), head.i)
    while doc[high].is_punct:
        high -= 1
    # Two capitalised words with nothing between them are one name, whatever the parser makes of them.
    while low > first and _named(doc[low - 1]) and doc[low].pos_ in ("PROPN", "NOUN"):
        low -= 1
    while high + 1 < stop and _named(doc[high + 1]):
        high += 1
    words = doc[low : high + 1].text
    for opening, closing in ('""', "“”", "()"):
        left_open = words.count(opening) - words.count(closing) if opening != closing else words.count(opening) % 2
        if left_open > 0:
            high = next((t.i for t in doc[high + 1 : high + 6] if t.text == closing), high)
    return doc[low].idx, doc[high].idx + len(doc[high])


def _loose(token: Token, *relations: str) -> bool:
    return token.is_punct or token.is_space or token.dep_ in relations


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME")


def _phrase(head: Token, keep_apposition: bool, inverted: bool = False) -> tuple[int, int]:
    """The first and the last token of a noun phrase; ``inverted`` where it follows its verb: "said X in Oslo"."""
    low = high = head.i
    every = not _EVERY.isdisjoint(t.lower_ for t in (head, *head.lefts))
    all_but = every and any(t.dep_ == "cc" and t.lower_ in _EXCEPT for t in head.children)
    for part in head.children:
        apposed = part.dep_ == "appos" and not keep_apposition
        apart = inverted and part.dep_ == "prep" and head.pos_ == "PROPN" and part.lower_ not in ("of", "for")
        apart = apart and not (part.ent_type_ and part.ent_type_ == head.ent_type_)
        excepted = part.i > head.i and (part.lower_ in _EXCEPT or (all_but and part.dep_ == "conj"))
        if part.dep_ not in _NO_PART and not apposed and not apart and not excepted:
            first, last = _phrase(part, keep_apposition)
            low, high = min(low, first), max(high, last)
    return low, high


def trimmed(doc: Doc, first: int, stop: int, quotes: Sequence[Quote]) -> Span | None:
    """The character span of tokens [first, stop) without loose punctuation at its ends; a quotation keeps its marks.

    None where no word is left.
    """
    opens, closes = {quote.start for quote in quotes}, {quote.end for quote in quotes}
    words = doc[first:stop]
    left = next((t for t in words if not _loose(t) or t.idx in opens or t.text in "([$"), None)
    right = next((t for t in reversed(words) if not _loose(t) or _end(t) in closes or t.text in ")]%"), None)
    if left is None or right is None or right.i < left.i:
        return None
    start, end = left.idx, _end(right)
    for quote in quotes:
        if quote.start < end <= quote.end and start <= quote.start + 1:
            end = quote.end
        if quote.start < start < quote.end <= end and start - quote.start <= 2:
            start = quote.start
    return (start, end) if any(c.isalnum() for c in doc.text[start:end]) else None


def _end(token: Token) -> int:
    return token.idx + len(token)


def negated(word: Token, refusing: frozenset[str] = frozenset()) -> bool:
    """Whether the cue itself is negated: "has not promised", "is not likely to agree", "refused to say"."""
    for part in word.children:
        if part.dep_ == "neg" or part.lower_ in ("never", "hardly", "scarcely"):
            return True
        if part.lower_ == "longer" and any(t.lower_ == "no" for t in part.children):
            return True
    head = word.head
    if word.dep_ == "xcomp" or (word.dep_ == "ccomp" and head.lemma_ == "get"):
        return head.lemma_.lower() in refusing or negated(head.head if head.pos_ == "ADJ" else head, refusing)
    return False


def denied(subject: Token) -> bool:
    """Whether what is told of a subject is told of nobody: "neither A nor B", "no state", "none of them"."""
    return any(t.lower_ in _NOBODY for t in (subject, *subject.lefts))


def asks(words: str) -> bool:
    """Whether words end in a question mark, quotation marks aside."""
    return words.rstrip("\"”»’' ").endswith("?")


def opened_by(clause: Token, *marks: str) -> bool:
    """Whether one of these words opens a clause: the "that" of "said that A"."""
    return any(t.dep_ == "mark" and t.lower_ in marks for t in clause.children)


def supposed(verb: Token) -> bool:
    """Whether ``verb`` is not told as done or said.

    It stands in a condition ("if the group decides to"), is to be done ("hard for X to attack", "X may refuse"), is
    wished ("I hope X says"), beside what would be done ("X would do well to A, stressing B"), or only names what
    somebody says ("what X says of A").
    """
    if infinitive(verb) and child(verb, "nsubj") is not None and verb.head.lemma_ != "get":
        return True
    clause, modal = verb, _MAYBE
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    while clause.dep_ == "advcl" and (clause.tag_ == "VBG" or infinitive(clause)) and clause.head.pos_ == "VERB":
        clause, modal = clause.head, (*_MAYBE, "would", "could")
    if any(t.dep_ == "aux" and t.lower_ in modal for one in {verb, clause} for t in one.children):
        return True
    wished = clause.dep_ == "ccomp" and clause.head.lemma_ in _WISHING
    named = clause.dep_ in ("pcomp", "csubj", "csubjpass") and clause.left_edge.lower_ == "what"
    return wished or named or (clause.dep_ == "advcl" and opened_by(clause, "if", "unless"))


def question(verb: Token, subject: Token) -> bool:
    """Whether ``verb`` asks rather than tells: "Who said ...?", "Did X say ...?"."""
    if subject.tag_ in ("WP", "WDT") and not any(t.dep_ in ("relcl", "acl") for t in (verb, *verb.ancestors)):
        return True
    auxiliary = child(verb, "aux")
    asked = verb.dep_ == "ROOT" and verb.sent.text.rstrip().endswith("?")
    return asked and auxiliary is not None and auxiliary.i < subject.i < verb.i
