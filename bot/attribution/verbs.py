"""Attributions by verbs: with a clause, an infinitive, a thing, a preposition, or amid the words themselves."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Token

from bot.attribution.context import Attribution, Context, Pieces
from bot.grammar.phrases import (
    bare,
    behind,
    child,
    finite,
    infinitive,
    opened_by,
    question,
    subject_of,
    supposed,
    with_verb,
)

Found = tuple[str, Pieces]

_OBJECT_PREPOSITIONS = ("as", "of", "for", "with", "over", "to", "on", "in")
_INTRODUCTION = 4
"""Words of "However," and "In Oslo," before who speaks."""
_TITLE = 30
"""Tokens of a title between a name and the verb."""
_BEFORE_A_NAME = ("PROPN", "NOUN", "ADJ", "DET", "PART")


def by_verb(context: Context, verb: Token) -> Attribution | None:
    """What is attributed by ``verb``, None where nothing is."""
    if verb.dep_ == "amod":
        return None
    told = _as_told(context, verb) or _titled(context, verb) or _inverted(context, verb) or _ending(context, verb)
    if told is not None:
        return told
    subject = _speaker(context, verb)
    if subject is None or not context.outside(subject) or question(verb, subject) or supposed(verb):
        return None
    mention = context.mention(subject, verb)
    for structure, pieces in _structures(context, verb, subject):
        if mention is not None and any(pieces):
            return context.make(mention, subject, verb, structure, pieces)
    return None


def _speaker(context: Context, verb: Token) -> Token | None:
    """The subject of a verb; of "..., he said, adding that A" the one who said it."""
    whom = child(verb.head.head, "dobj") if verb.dep_ == "pcomp" and verb.head.lower_ == "for" else None
    if whom is not None and whom.i < verb.i and whom.pos_ in ("PROPN", "PRON"):
        # "Thanked X for saying that A".
        return whom
    subject = subject_of(verb)
    if verb.tag_ == "VBG" and (subject is None or not context.outside(subject)):
        said = [i for i in context.used if verb.sent.start <= i < verb.i]
        return subject_of(context.doc[max(said)]) if said else None
    return subject or _asked(verb)


def _asked(verb: Token) -> Token | None:
    """The speaker of "X, asked about B, said that A": the parser takes "X asked" for what was said."""
    aside = next((t for t in verb.lefts if t.dep_ == "ccomp" and t.tag_ in ("VBN", "VBD")), None)
    subject = child(aside, "nsubj") if aside is not None else None
    if subject is None or verb.nbor(-1).text != "," or subject.nbor().text != ",":
        return None
    return subject


def _structures(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    phrasal = any(t.dep_ == "prt" and t.lower_ in context.cues.particles.get(lemma, ()) for t in verb.children)
    if lemma in context.cues.clause:
        yield from _with_clause(context, verb, subject)
    somebody = subject.lower_ in ("he", "she") or subject.ent_type_ == "PERSON"
    if lemma in context.cues.going_on and somebody and any(t.dep_ == "prt" and t.lower_ == "on" for t in verb.rights):
        yield "parenthetical", _amid(context, verb, subject)
    if lemma == "make":
        yield from _made_clear(context, verb, subject)
    yield from _with_infinitive(context, verb)
    yield from _with_object(context, verb, phrasal)
    yield from _with_preposition(context, verb)


def _with_clause(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    amid = _amid(context, verb, subject) if lemma in context.cues.parenthetical else ()
    if amid and amid[-1] is not None:
        yield "parenthetical", amid
    clause = behind(verb, "ccomp") or _hung_between(verb)
    if clause is not None and not _unknown(verb):
        bare = clause.tag_ == "VB" and not finite(clause.children)
        if not (bare and lemma in context.cues.infinitive):
            stop = _clause_stop(context, clause, verb)
            yield "clause", [context.content(_clause_start(context, clause, verb), stop)]
    elif lemma in context.cues.told and (person := behind(verb, "dobj", "dative")) is not None:
        # Of "told X of Y that" the parser hangs the clause on Y.
        that = next((t for t in person.subtree if t.lower_ == "that"), None)
        yield "clause", [context.content(that.i, person.right_edge.i + 1) if that is not None else None]
    yield "parenthetical", amid
    colon = next((t for t in context.doc[verb.i + 1 : verb.i + 12] if t.text in ":.!?"), None)
    if colon is not None and colon.text == ":" and colon.i + 1 < len(context.doc):
        yield "colon", [context.content(colon.i + 1, colon.nbor().sent.end)]


def _unknown(verb: Token) -> bool:
    """Whether "tell" is of knowing: "they cannot tell what will come of it"."""
    helped = [t.lower_ for t in verb.children if t.dep_ in ("aux", "neg")]
    able = any(t in ("can", "could", "ca") for t in helped) and len(helped) > 1
    return verb.lemma_.lower() == "tell" and able and behind(verb, "dobj", "dative") is None


def _hung_between(verb: Token) -> Token | None:
    """The clause of "said in a statement that A", "told B before C that A", which hangs on what is between."""
    nouns = [t for prep in verb.rights if prep.dep_ == "prep" for t in prep.subtree if t.dep_ == "pobj"]
    adverbs = [t for t in verb.rights if t.dep_ == "advmod" or opened_by(t, "before", "after", "when")]
    clauses = (t for between in (*nouns, *adverbs) for t in between.children if t.dep_ in ("acl", "ccomp", "relcl"))
    return next((t for t in clauses if opened_by(t, "that")), None)


def _clause_start(context: Context, clause: Token, verb: Token) -> int:
    """Where a clause after its verb begins; "demands X do" has X in it, "tells X that" has not."""
    start = max(clause.left_edge.i, verb.i + 1)
    thing = behind(verb, "dobj")
    inside = thing is not None and thing.i < start and verb.lemma_.lower() not in context.cues.told
    return thing.left_edge.i if thing is not None and inside else start


def _clause_stop(context: Context, clause: Token, verb: Token) -> int:
    """Where a clause ends: "said A was so and called for B" stops at "and", "said A, but B would C" goes on.

    So does "insisted that A should leave, pay and apologise".
    """
    other = _meanwhile(context, (*clause.rights, *verb.rights))
    if other is not None:
        return other.left_edge.i
    second = _second_cue(context, clause)
    if second is None:
        joined = next((t for t in verb.rights if t.dep_ in ("conj", "advcl") and t.i > clause.i), None)
        foreseen = joined is not None and joined.dep_ == "conj" and any(t.lower_ == "would" for t in joined.children)
        listed = joined is not None and bare(joined)
        return (joined if joined is not None and (foreseen or listed) else clause).right_edge.i + 1
    return (behind(clause, "cc") or second).i


def _meanwhile(context: Context, behind_it: Iterable[Token]) -> Token | None:
    """The verb of "..., while Y warned that B": what somebody else says is no part of what the first one says."""
    for verb in behind_it:
        marked = opened_by(verb, "while", "whereas")
        told = verb.lemma_.lower() in context.cues.speaking and child(verb, "nsubj") is not None
        if verb.dep_ == "advcl" and marked and told and behind(verb, "ccomp") is not None:
            return verb
    return None


def _second_cue(context: Context, clause: Token) -> Token | None:
    """The cue that the parser took into the clause: "said that the promise was firm and called for ..."."""
    own = child(clause, "nsubj", "nsubjpass", "expl")
    if own is None or own.pos_ == "PROPN" or own.lower_ in ("he", "she", "they", "who"):
        return None
    second = child(clause, "conj")
    shared = second is not None and second.tag_ in ("VBD", "VBZ", "VBP") and child(second, "nsubj", "aux") is None
    return second if second is not None and shared and second.lemma_.lower() in context.cues.speaking else None


def taken_in(context: Context, verb: Token) -> Token | None:
    """The verb that a second cue belongs beside, None for every other verb."""
    clause = verb.head
    return clause.head if clause.dep_ == "ccomp" and _second_cue(context, clause) == verb else None


def _amid(context: Context, verb: Token, subject: Token) -> Pieces:
    """The content around "..., X said, ...": before it, and after it where the sentence goes on."""
    doc, sentence = context.doc, verb.sent
    helpers = [t for t in verb.children if t.dep_ in ("aux", "neg", "advmod")]
    edge = min(t.i for t in (verb, subject.left_edge, *helpers))
    stop = max(verb.i, subject.right_edge.i, *(t.i for t in verb.rights if t.dep_ == "prt")) + 1
    beside = verb.dep_ in ("relcl", "acl", "advcl", "pcomp", "xcomp") and subject.dep_ != "npadvmod"
    if edge <= sentence.start + 1 or beside or doc[edge - 1].text not in ',"”—–':
        return ()
    left = doc[sentence.start : edge - 1]
    if with_verb(left):
        if behind(verb, "dobj") is not None and verb.lemma_ not in context.cues.told:
            return ()
        first = next((t.i + 1 for t in doc[stop : stop + 8] if t.text == ","), sentence.end)
        after = with_verb(doc[first : sentence.end]) and doc[first].tag_ != "VBG"
        return context.content(sentence.start, edge - 1), context.content(first, sentence.end) if after else None
    if stop == sentence.end or doc[stop].text != ",":
        return ()
    # "The museum, he said, holds many treasures"; of "However, he said, A" the second half alone.
    if any(t.pos_ in ("NOUN", "PROPN") for t in left):
        return context.content(sentence.start, edge - 1), context.content(stop + 1, sentence.end)
    return (context.content(stop + 1, sentence.end),) if len(left) <= _INTRODUCTION else ()


def _titled(context: Context, verb: Token) -> Attribution | None:
    """The form "..., Name, long title, told Y", or the title first: by the commas, since parses are wrong there."""
    doc, start = context.doc, verb.sent.start
    if verb.lemma_.lower() not in context.cues.parenthetical or doc[verb.i - 1].text != ",":
        return None
    commas = [t.i for t in doc[max(start, verb.i - _TITLE) : verb.i] if t.text == ","]
    for first, second in pairwise(commas):
        name, title, left = doc[first + 1 : second], doc[second + 1 : verb.i - 1], doc[start:first]
        named = len(name) > 1 and name[-1].pos_ == "PROPN" and name[0].pos_ in _BEFORE_A_NAME
        # "..., the country's minister, X, said".
        behind_it = len(title) > 0 and all(t.pos_ == "PROPN" for t in title) and name[-1].pos_ == "NOUN"
        if (named or behind_it) and len(title) and not finite((*name, *title)) and with_verb(left):
            mention = (name[0].idx, title[-1].idx + len(title[-1]))
            head = title[-1] if behind_it else name[-1]
            return context.make(mention, head, verb, "parenthetical", [context.content(start, first)])
    return None


def _as_told(context: Context, verb: Token) -> Attribution | None:
    """The form "As X told Y, ...": the rest of the sentence is what X told."""
    lemma, sentence = verb.lemma_.lower(), verb.sent
    told = lemma == "put" or lemma in context.cues.clause or lemma in context.cues.particles
    opening = told and verb.left_edge.i <= sentence.start + 1
    mark, subject = verb.left_edge, child(verb, "nsubj")
    if verb.dep_ != "advcl" or not (opening or lemma in context.cues.parenthetical):
        return None
    if mark.lower_ != "as" or subject is None or child(verb, "ccomp") is not None:
        return None
    pieces = [context.content(sentence.start, verb.left_edge.i), context.content(verb.right_edge.i + 1, sentence.end)]
    mention = context.mention(subject, verb)
    return context.make(mention, subject, verb, "as-told", pieces) if mention is not None else None


def _inverted(context: Context, verb: Token) -> Attribution | None:
    """The form "..., reported Anna Berg": a verb after a comma and a name right after the verb."""
    doc, sentence = context.doc, verb.sent
    if verb.lemma_.lower() not in context.cues.parenthetical or child(verb, "nsubj") is not None:
        return None
    if doc[verb.i - 1].text != "," or not finite(doc[sentence.start : verb.i]):
        return None
    stop = next((t.i for t in doc[verb.i + 1 : sentence.end] if t.pos_ not in _BEFORE_A_NAME), sentence.end)
    head = doc[stop - 1]
    if head.pos_ != "PROPN" or (stop < sentence.end and not doc[stop].is_punct):
        return None
    mention = (doc[verb.i + 1].idx, head.idx + len(head))
    return context.make(mention, head, verb, "parenthetical", [context.content(sentence.start, verb.i)])


def _ending(context: Context, verb: Token) -> Attribution | None:
    """The form "..., its envoy Anna Berg said", where the parser takes the name into the words before it."""
    doc, start = context.doc, verb.sent.start
    if verb.lemma_.lower() not in context.cues.parenthetical or child(verb, "nsubj") is not None:
        return None
    first = next((t.i + 1 for t in reversed(doc[start : verb.i]) if t.text == ","), verb.i)
    name = doc[first : verb.i]
    said = any(t.dep_ == "ccomp" for t in verb.lefts) and finite(doc[start:first])
    if (
        not said
        or not len(name)
        or name[-1].pos_ != "PROPN"
        or any(t.pos_ not in (*_BEFORE_A_NAME, "PRON") and t.tag_ != "HYPH" for t in name)
    ):
        return None
    mention = (name[0].idx, name[-1].idx + len(name[-1]))
    return context.make(mention, name[-1], verb, "parenthetical", [context.content(start, first - 1)])


def _made_clear(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    """The forms "made (it) clear that ..." and "..., X made clear", by words: the parser reads them many ways."""
    clear = next((t for t in context.doc[verb.i + 1 : verb.i + 4] if t.lower_ in ("clear", "plain")), None)
    if clear is None or clear.i + 1 >= verb.sent.end:
        return
    if clear.nbor().is_sent_end or clear.nbor().lower_ not in ("that", ":", "to", "how", "what", "why"):
        yield "parenthetical", _amid(context, verb, subject)
    if clear.nbor().lower_ in ("that", ":"):
        yield "clause", [context.content(clear.i + 1, max(t.right_edge.i for t in (verb, clear, clear.head)) + 1)]


def _with_infinitive(context: Context, verb: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    action = next((t for t in verb.rights if t.dep_ in ("xcomp", "ccomp") and t.tag_ == "VB"), None)
    if action is None or not infinitive(action):
        return
    inner = child(action, "nsubj")
    person = behind(verb, "dobj", "dative") or inner
    stop = action.right_edge.i + 1
    if lemma in context.cues.object_infinitive and person is not None:
        yield "object-infinitive", [context.content(person.left_edge.i, stop)]
    if lemma in context.cues.infinitive and inner is None:
        yield "infinitive", [context.content(action.left_edge.i, stop)]


def _with_object(context: Context, verb: Token, phrasal: bool) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    if lemma not in context.cues.object and not phrasal:
        return
    passive = child(verb, "nsubjpass")
    if passive is not None:
        yield "passive", [context.content(passive.left_edge.i, passive.right_edge.i + 1)]
        return
    parts: list[Token] = []
    for part in verb.rights:
        whole = part.dep_ in ("dobj", "oprd", "ccomp", "xcomp") or (phrasal and part.dep_ in ("advcl", "pcomp"))
        dated = part.lower_ in ("in", "on", "with") and part.right_edge.ent_type_ == "DATE"
        if whole or (part.dep_ == "prep" and parts and part.lower_ in _OBJECT_PREPOSITIONS and not dated):
            parts.append(part)
    if not parts:
        parts = _shared(verb)
    # Of "described B of doing C as A" the parser hangs "as A" within B.
    named = len(parts) > 1 or (bool(parts) and any(t.lower_ == "as" and t.dep_ == "prep" for t in parts[0].subtree))
    if parts and not (lemma in context.cues.naming and not named and parts[0].dep_ == "dobj" and not phrasal):
        yield "object", [context.content(parts[0].left_edge.i, parts[-1].right_edge.i + 1)]


def _shared(verb: Token) -> list[Token]:
    """The object of two verbs behind the second's comma: "A proposed, and B supported, the idea"."""
    doc = verb.doc
    second = verb if verb.dep_ == "conj" else behind(verb, "conj")
    thing = behind(second, "dobj", "dep") if second is not None else None
    parted = thing is not None and doc[verb.i + 1].text == doc[thing.left_edge.i - 1].text == ","
    return [thing] if thing is not None and parted else []


def _with_preposition(context: Context, verb: Token) -> Iterator[Found]:
    words = context.cues.prepositions.get(verb.lemma_.lower(), ())
    for word in verb.rights:
        inner = child(word, "pobj", "pcomp")
        if word.dep_ == "prep" and word.lower_ in words and inner is not None:
            aim = next((t for t in verb.children if t.dep_ in ("xcomp", "advcl")), None)
            called = word.lower_ in ("on", "to") and aim is not None and aim.left_edge.i == word.right_edge.i + 1
            last = aim if called and aim is not None else word
            yield "preposition", [context.content(inner.left_edge.i, last.right_edge.i + 1)]
    aim = behind(verb, "advcl", "ccomp", "xcomp")
    if "for" in words and aim is not None and aim.left_edge.i == verb.i + 1 and aim.left_edge.lower_ == "for":
        # "called for A to be done"
        yield "preposition", [context.content(verb.i + 2, aim.right_edge.i + 1)]
