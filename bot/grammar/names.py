"""Proper names as they are written."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from bot.grammar.clauses import finite, with_verb
from bot.grammar.words import GRAMMAR, child_of, lemma_of
from embeddings.letters import fold, unowned

_TITLE = 30
"""Tokens of a title between a name and the verb."""
_BEFORE_A_NAME = ("PROPN", "NOUN", "ADJ", "DET", "PART")
_PARTS = ("compound", "flat", "appos")


def is_name(token: Token) -> bool:
    """Whether a word is part of a proper name: capitalised, and no date or sum."""
    if not token.text[:1].isupper() or token.ent_type_ in ("DATE", "TIME", "MONEY"):
        return False
    return token.pos_ == "PROPN" or (token.ent_type_ == "PERSON" and token.pos_ in ("NOUN", "ADJ", "VERB"))


def joins_names(token: Token) -> bool:
    """Whether it is the hyphen of "Keller-Sutter": two names without a blank between them."""
    if token.text not in ("-", "‐") or token.i + 1 == len(token.doc) or token.whitespace_:
        return False
    before = token.nbor(-1)
    return not before.whitespace_ and is_name(before) and is_name(token.nbor())


def runs_of(doc: Doc) -> Iterator[Span]:
    """The runs of words in a text that are proper names, with what joins them: "Ann van Keller-Sutter"."""
    start = 0
    while (first := next((t.i for t in doc[start:] if is_name(t)), None)) is not None:
        rest = (t.i for t in doc[first + 1 :] if not (is_name(t) or is_particle(t) or joins_names(t)))
        start = next(rest, len(doc))
        yield doc[first:start]


def parts_of(name: Span) -> list[Span]:
    """A name's words as they are written: "Keller-Sutter" is one."""
    ends = [t.i + 1 for t in name if t.whitespace_ or t.i + 1 == name.end]
    return [name.doc[start:end] for start, end in zip([name.start, *ends], ends, strict=False)]


def is_particle(token: Token) -> bool:
    """Whether it is the "van" of a name."""
    return token.lower_ in GRAMMAR.within_names and not token.is_sent_end and is_name(token.nbor())


def goes_by(token: Token, names: frozenset[str]) -> bool:
    """Whether a noun is one of these names, is part of one, or is of those who are: "members of the Guild"."""
    near = [token, *(c for c in token.children if c.dep_ in _PARTS)]
    near += [c for one in near[1:] for c in one.children if c.dep_ == "compound"]
    if lemma_of(token) in GRAMMAR.members:
        near += [t for of in token.children if of.lower_ == "of" for t in of.children]
    described = (fold(f"{t.text} {token.text}") for t in token.children if t.dep_ == "amod")
    beside = token.nbor() if token.dep_ == "nsubj" and token.i + 1 < len(token.doc) else token
    # "Phone company X has": parsed as two subjects.
    near += [beside] if beside.dep_ == "nsubj" and beside.head == token.head else []
    return any(fold(t.text) in names for t in near) or any(one in names for one in described)


def office_holders(doc: Doc) -> list[Token]:
    """The subjects in a text that are named by an office: "the minister said"."""
    return [t for t in doc if t.dep_ == "nsubj" and lemma_of(t) in GRAMMAR.offices]


def names_of(speaker: str) -> frozenset[str]:
    """The words by which a sentence names its speaker."""
    words = [unowned(w).rstrip("’'") for w in speaker.replace("-", " ").split()]
    if words and words[0].islower() and words[0] not in ("the", "a", "an"):
        # "farmers from Hollin Green" are named by what they are.
        return frozenset((fold(words[0]),))
    proper = [fold(w) for w in words if w[:1].isupper() and (len(w) > 2 or w.isupper())]
    # "The federal president": an adjective names with its noun alone.
    office = [fold(f"{a} {b}") for a, b in pairwise(words) if b.islower() and a not in ("the", "a", "an")]
    return frozenset([*proper, *office] or [fold(w) for w in words[-1:]])


def stands_alone(name: Span) -> bool:
    """Whether a name is all that is named: not that of "spokesman for X", "A and X"."""
    return all(t.pos_ not in ("ADP", "CCONJ", "PART", "PUNCT") for t in name.doc[: name.start][-1:])


def acts(name: Span) -> bool:
    """Whether somebody named is a subject there, or stands by a noun that is."""
    return name.root.dep_ in ("nsubj", "nsubjpass", "appos", "ROOT", "conj")


def somewhere(name: Span) -> bool:
    """Whether a single word, taken for a person, is where something stands: "posted on X", "on his way to X"."""
    return name.root.dep_ == "pobj" and name.root.head.lower_ in ("on", "in", "at", "via")


def speaks_itself(name: Span, end: int) -> bool:
    """Whether what follows a name up to a character is no title of it: "... to talk to X, the president said"."""
    behind = name.doc[name.end :]
    subjects = (t for t in behind if t.idx < end and t.dep_ == "nsubj" and t.pos_ == "NOUN" and t.head.idx < end)
    return name.root.dep_ in ("dobj", "pobj") and any(t.head.dep_ == "ROOT" for t in subjects)


def named_beside(verb: Token) -> tuple[Span, Token, int] | None:
    """The name and title beside a verb that the parser takes for something else, its head, and where it begins.

    "..., Name, long title, told Y" is read off the commas.
    """
    if verb.doc[verb.i - 1].text == "," and (found := _titled(verb)) is not None:
        return found
    return _inverted(verb) or _ending(verb) if child_of(verb, "nsubj") is None else None


def _titled(verb: Token) -> tuple[Span, Token, int] | None:
    """The form "..., Name, long title, told Y", or the title first."""
    doc, start = verb.doc, verb.sent.start
    commas = [t.i for t in doc[max(start, verb.i - _TITLE) : verb.i] if t.text == ","]
    for first, second in pairwise(commas):
        name, title = doc[first + 1 : second], doc[second + 1 : verb.i - 1]
        named = len(name) > 1 and name[-1].pos_ == "PROPN" and name[0].pos_ in _BEFORE_A_NAME
        # "..., the country's minister, X, said".
        behind_it = len(title) > 0 and all(t.pos_ == "PROPN" for t in title) and name[-1].pos_ == "NOUN"
        told = len(title) and not finite((*name, *title)) and with_verb(doc[start:first])
        if (named or behind_it) and told:
            return doc[name.start : title.end], (title if behind_it else name)[-1], first
    return None


def _inverted(verb: Token) -> tuple[Span, Token, int] | None:
    """The form "..., reported Anna Berg": a verb after a comma and a name right after the verb."""
    doc, sentence = verb.doc, verb.sent
    if doc[verb.i - 1].text != "," or not finite(doc[sentence.start : verb.i]):
        return None
    stop = next((t.i for t in doc[verb.i + 1 : sentence.end] if t.pos_ not in _BEFORE_A_NAME), sentence.end)
    named = doc[stop - 1].pos_ == "PROPN" and (stop == sentence.end or doc[stop].is_punct)
    return (doc[verb.i + 1 : stop], doc[stop - 1], verb.i) if named else None


def _ending(verb: Token) -> tuple[Span, Token, int] | None:
    """The form "..., its envoy Anna Berg said", where the parser takes the name into the words before it."""
    doc, start = verb.doc, verb.sent.start
    first = next((t.i + 1 for t in reversed(doc[start : verb.i]) if t.text == ","), verb.i)
    name = doc[first : verb.i]
    said = any(t.dep_ == "ccomp" for t in verb.lefts) and finite(doc[start:first])
    named = (
        len(name)
        and name[-1].pos_ == "PROPN"
        and all(t.pos_ in (*_BEFORE_A_NAME, "PRON") or t.tag_ == "HYPH" for t in name)
    )
    return (name, name[-1], first - 1) if said and named else None
