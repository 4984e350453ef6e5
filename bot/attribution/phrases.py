"""Phrases of a parsed paragraph: subjects, mention spans, content spans, negation, questions."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from bot.attribution.quotes import Quote

Span = tuple[int, int]

LONGEST_MENTION = 12
"""A mention longer than this many words is cut back to its head noun phrase."""

_CLAUSAL = ("relcl", "acl", "advcl", "ccomp", "parataxis")
_TO_SOMEBODY = ("asked", "told", "quoted", "pressed", "questioned")
"""Participles of what is done to the subject that follows: "Asked whether A, X said B"."""
_LOOSE = "\"“”„«»‘’',;:—–―-…. \t"


def child(word: Token, *relations: str, after: Token | None = None) -> Token | None:
    """The first child in one of these relations, of those behind ``after`` if that is given."""
    return next((t for t in word.children if t.dep_ in relations and (after is None or t.i > after.i)), None)


def finite(tokens: Iterable[Token]) -> bool:
    """Whether a finite verb is among the tokens."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens)


def with_verb(tokens: Iterable[Token]) -> bool:
    """Whether a verb of any form is among the tokens."""
    return any(t.pos_ in ("VERB", "AUX") for t in tokens)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The noun that does what ``verb`` says: its own subject, or that of the verb it hangs on; None where none is.

    A relative pronoun is returned as it stands; a participle after a noun ("a letter saying") has that noun.
    """
    if depth > 4:
        return None
    if _passive(verb):
        agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        return next((t for t in agent.children if t.dep_ == "pobj"), None) if agent is not None else None
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
    if any(child.dep_ in ("nsubjpass", "csubj", "expl") for child in verb.children):
        return None
    head = verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "dep"):
        return _subject_above(verb, depth)
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and head.head.pos_ in ("VERB", "AUX"):
        # "X was quoted as saying": X says it, not who quotes.
        return subject_of(head.head, depth + 1) if not _passive(head.head) else _passive_subject(head.head)
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        # "A letter saying"; "..., a newspaper reported on Monday".
        return head if verb.tag_ == "VBG" or head.dep_ == "npadvmod" else None
    return None


def _subject_above(verb: Token, depth: int) -> Token | None:
    """The subject that a coordinate, infinitive or participle shares with the verb above it."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ") and any(t.dep_ == "dobj" for t in head.children):
        return None
    if verb.dep_ == "advcl" and (verb.tag_ not in ("VBG", "VBN", "VB") or verb.lower_ in _TO_SOMEBODY):
        return None
    if head.pos_ in ("VERB", "AUX"):
        return subject_of(head, depth + 1) if not _passive(head) else _passive_subject(head)
    if head.pos_ == "ADJ" and head.head.pos_ in ("VERB", "AUX"):
        return subject_of(head.head, depth + 1)
    return None


def _passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def _passive_subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def mention_span(head: Token, after: int | None = None, before: int | None = None) -> Span:
    """The noun phrase of ``head`` as a character span: with titles, conjuncts and appositions, without clauses.

    ``after``/``before`` are token indices that it may not reach.
    """
    doc = head.doc
    low, high = _phrase(head, keep_apposition=True, inverted=after is not None)
    if sum(not t.is_punct for t in doc[low : high + 1]) > LONGEST_MENTION:
        low, high = _phrase(head, keep_apposition=False, inverted=after is not None)
    if after is not None:
        low = max(low, after + 1)
    if before is not None:
        high = min(high, before - 1)
    low, high = min(low, head.i), max(high, head.i)
    while low < head.i and (
        doc[low].is_punct or doc[low].is_space or doc[low].dep_ in ("cc", "mark", "advmod", "preconj")
    ):
        low += 1
    while high > head.i and (
        doc[high].is_punct or doc[high].is_space or doc[high].tag_ == "POS" or doc[high].dep_ == "cc"
    ):
        high -= 1
    while low > 0 and (after is None or low - 1 > after) and _title_before(doc[low - 1], doc[low]):
        low -= 1
    limit = before if before is not None else len(doc)
    while high + 1 < limit and doc[high].pos_ == "PROPN" and _name_part(doc, high + 1):
        high += 1
    words = doc[low : high + 1].text
    if (words.count('"') % 2 or words.count("“") > words.count("”")) and high + 1 < len(doc):
        following = next((t.i for t in doc[high + 1 : high + 3] if t.text in '"”'), None)
        high = following if following is not None else high
    if words.count("(") > words.count(")"):
        closing = next((t.i for t in doc[high + 1 : high + 6] if t.text == ")"), None)
        high = closing if closing is not None else high
    return doc[low].idx, doc[high].idx + len(doc[high])


def _name_part(doc: Doc, index: int) -> bool:
    """Whether a name goes on at ``index``: "Ambassador to Russia Nicolas de Riviere"."""
    token = doc[index]
    if token.pos_ == "PROPN":
        return token.ent_type_ not in ("DATE", "TIME")
    return (
        token.lower_ in ("de", "van", "von", "al", "bin") and index + 1 < len(doc) and doc[index + 1].pos_ == "PROPN"
    )


def _title_before(word: Token, first: Token) -> bool:
    """Whether the parser cut ``word`` off a name: two capitalised words, nothing between them."""
    return word.pos_ == "PROPN" and first.pos_ in ("PROPN", "NOUN") and word.ent_type_ not in ("DATE", "TIME")


def _phrase(head: Token, keep_apposition: bool, inverted: bool = False) -> tuple[int, int]:
    low = high = head.i
    for child in head.children:
        if child.dep_ in _CLAUSAL or child.dep_ in ("case",) or (child.dep_ == "appos" and not keep_apposition):
            continue
        if child.dep_ in ("punct", "cc") or (
            inverted
            and child.dep_ == "prep"
            and head.pos_ == "PROPN"
            and child.lower_ not in ("of", "for")
            and not (child.ent_type_ and child.ent_type_ == head.ent_type_)
        ):
            continue
        first, last = _phrase(child, keep_apposition)
        low, high = min(low, first), max(high, last)
    return low, high


def trimmed(doc: Doc, first: int, stop: int, quotes: Sequence[Quote]) -> Span | None:
    """The character span of tokens [first, stop) without loose punctuation at its ends; a quotation keeps its marks.

    None where no word is left.
    """
    while first < stop and (doc[first].is_space or (doc[first].is_punct and not _opens(doc[first], quotes))):
        first += 1
    while stop > first and (
        doc[stop - 1].is_space or (doc[stop - 1].is_punct and not _closes(doc[stop - 1], quotes))
    ):
        stop -= 1
    if stop <= first:
        return None
    start, end = doc[first].idx, doc[stop - 1].idx + len(doc[stop - 1])
    for quote in quotes:
        if quote.start < end <= quote.end and start <= quote.start + 1:
            end = quote.end
        if quote.start < start < quote.end <= end and start - quote.start <= 2:
            start = quote.start
    if not any(c.isalnum() for c in doc.text[start:end]):
        return None
    return start, end


def _opens(token: Token, quotes: Sequence[Quote]) -> bool:
    return token.text in "([$" or any(quote.start == token.idx for quote in quotes)


def _closes(token: Token, quotes: Sequence[Quote]) -> bool:
    end = token.idx + len(token)
    return token.text in ")]%" or any(quote.end == end for quote in quotes)


def negated(word: Token, refusing: frozenset[str] = frozenset()) -> bool:
    """Whether the cue itself is negated: "has not promised", "is not likely to agree", "refused to say"."""
    if any(child.dep_ == "neg" or child.lower_ in ("never", "hardly", "scarcely") for child in word.children):
        return True
    if any(child.lower_ == "longer" and any(t.lower_ == "no" for t in child.children) for child in word.children):
        return True
    if word.dep_ == "xcomp" or (word.dep_ == "ccomp" and word.head.lemma_ == "get"):
        head = word.head
        return head.lemma_.lower() in refusing or negated(head.head if head.pos_ == "ADJ" else head, refusing)
    return False


def hypothetical(verb: Token) -> bool:
    """Whether ``verb`` stands in a condition: "if the group decides to ..."."""
    clause = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    return clause.dep_ == "advcl" and any(t.dep_ == "mark" and t.lower_ in ("if", "unless") for t in clause.children)


def question(verb: Token, subject: Token) -> bool:
    """Whether ``verb`` asks rather than tells: "Who said ...?", "Did X say ...?"."""
    if (
        subject.tag_ in ("WP", "WDT")
        and verb.dep_ not in ("relcl", "acl")
        and subject.head.dep_ not in ("relcl", "acl")
    ):
        relative = any(a.dep_ in ("relcl", "acl") for a in verb.ancestors)
        if not relative:
            return True
    if verb.dep_ == "ROOT" and verb.sent.text.rstrip().endswith("?"):
        auxiliary = next((t for t in verb.children if t.dep_ == "aux"), None)
        return auxiliary is not None and auxiliary.i < subject.i < verb.i
    return False
