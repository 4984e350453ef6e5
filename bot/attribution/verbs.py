"""Attributions by verbs: with a clause, an infinitive, a thing, a preposition, or amid the words themselves."""

from collections.abc import Iterator

from spacy.tokens import Token

from bot.attribution.context import Attribution, Context, Span
from bot.attribution.phrases import hypothetical, question, subject_of

Found = tuple[str, list[Span | None]]

_OBJECT_PREPOSITIONS = ("as", "of", "for", "with", "over", "to", "on", "in")
_SAID = ("ccomp", "xcomp", "dobj", "prep")
_INTRODUCTION = 4
"""Words of "However," and "In Oslo," before who speaks."""
_BEFORE_A_NAME = ("PROPN", "NOUN", "ADJ", "DET", "PART")


def by_verb(context: Context, verb: Token) -> Attribution | None:
    """What is attributed by ``verb``, None where nothing is."""
    if verb.dep_ in ("amod", "compound", "aux", "auxpass"):
        return None
    told = _as_told(context, verb) or _titled(context, verb) or _inverted(context, verb)
    if told is not None:
        return told
    subject = _speaker(context, verb)
    if subject is None or not context.outside(subject) or question(verb, subject) or hypothetical(verb):
        return None
    for structure, pieces in _structures(context, verb, subject):
        mention = context.mention(subject, verb)
        if mention is not None and any(p is not None for p in pieces):
            return context.make(mention, subject, verb, structure, pieces)
    return None


def _speaker(context: Context, verb: Token) -> Token | None:
    """The subject of a verb; of "..., he said, adding that A" the one who said it."""
    subject = subject_of(verb)
    if verb.tag_ == "VBG" and (subject is None or not context.outside(subject)):
        said = [i for i in context.used if verb.sent.start <= i < verb.i]
        return subject_of(context.doc[max(said)]) if said else None
    return subject


def _structures(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    particle = next((t.lower_ for t in verb.children if t.dep_ == "prt"), "")
    phrasal = particle in context.cues.particles.get(lemma, ())
    if lemma in context.cues.clause or phrasal:
        yield from _with_clause(context, verb, subject)
    yield from _made_clear(context, verb, subject)
    yield from _with_infinitive(context, verb)
    yield from _with_object(context, verb, phrasal)
    yield from _with_preposition(context, verb)


def _with_clause(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    if lemma in context.cues.parenthetical:
        halves = _between(context, verb, subject)
        if halves:
            yield "parenthetical", halves
    clause = next((t for t in verb.children if t.dep_ == "ccomp" and t.i > verb.i), None)
    if clause is not None and not (lemma in context.cues.infinitive and clause.tag_ == "VB" and not _finite(clause)):
        yield "clause", [context.content(_clause_start(context, clause, verb), _clause_stop(context, clause, verb))]
    if clause is None and lemma in context.cues.told:
        yield "clause", [_told_that(context, verb)]
    if lemma in context.cues.parenthetical:
        left = _amid(context, verb, subject)
        if left:
            yield "parenthetical", left
    colon = next((t for t in context.doc[verb.i + 1 : verb.i + 12] if t.text == ":"), None)
    followed = colon is not None and colon.i + 1 < len(context.doc)
    if colon is not None and followed and not any(t.text in ".!?" for t in context.doc[verb.i + 1 : colon.i]):
        yield "colon", [context.content(colon.i + 1, context.doc[colon.i + 1].sent.end)]


def _told_that(context: Context, verb: Token) -> Span | None:
    """What comes after "told X of Y that" where the parser hangs it on Y."""
    person = next((t for t in verb.children if t.dep_ in ("dobj", "dative") and t.i > verb.i), None)
    that = next((t for t in person.subtree if t.lower_ == "that" and t.i > person.i), None) if person else None
    if person is None or that is None or that.head.dep_ not in ("relcl", "acl", "ccomp"):
        return None
    return context.content(that.i, person.right_edge.i + 1)


def _clause_start(context: Context, clause: Token, verb: Token) -> int:
    """Where a clause after its verb begins; "demands X do" has X in it, "tells X that" has not."""
    start = max(clause.left_edge.i, verb.i + 1)
    if verb.lemma_.lower() not in context.cues.told:
        for child in verb.children:
            if (
                child.dep_ in ("dobj", "dative")
                and verb.i < child.i < start
                and child.ent_type_ not in ("DATE", "TIME")
            ):
                return child.left_edge.i
    return start


def _clause_stop(context: Context, clause: Token, verb: Token) -> int:
    """Where a clause ends: "said A was so and called for B" stops at "and", "said A, but B would C" goes on."""
    second = _second_cue(context, clause, verb)
    if second is None:
        joined = (t for t in verb.children if t.dep_ == "conj" and t.i > clause.i)
        foreseen = (t for t in joined if any(c.dep_ == "aux" and c.lower_ == "would" for c in t.children))
        return max(clause.right_edge.i, *(t.right_edge.i for t in foreseen), 0) + 1
    return max([t.i for t in clause.children if t.dep_ == "cc" and t.i < second.i], default=second.i)


def _second_cue(context: Context, clause: Token, verb: Token) -> Token | None:
    """The cue that the parser took into the clause: "said that the promise was firm and called for ..."."""
    own = next((t for t in clause.children if t.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if own is None or own.pos_ == "PROPN" or own.ent_type_ == "PERSON" or own.lower_ in ("he", "she", "they", "who"):
        return None
    for child in clause.children:
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.pos_ == "VERB":
            alone = not any(t.dep_ in ("nsubj", "nsubjpass", "aux") for t in child.children)
            lemma = child.lemma_.lower()
            if alone and (
                lemma in context.cues.parenthetical or lemma in ("call", "urge", "vow", "promise", "pledge")
            ):
                return child
    return None


def taken_in(context: Context, verb: Token) -> Token | None:
    """The verb that a second cue belongs beside, None for every other verb."""
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or clause.head.pos_ != "VERB":
        return None
    outer = clause.head
    second = _second_cue(context, clause, outer)
    return outer if second is not None and second.i == verb.i else None


def _between(context: Context, verb: Token, subject: Token) -> list[Span | None] | None:
    """The two halves of a sentence broken by its attribution: "The museum, he said, holds many treasures"."""
    doc, sentence = context.doc, verb.sent
    edge = min([verb.i, *([subject.left_edge.i] if subject.i < verb.i else [])])
    stop = max([verb.i, *([subject.right_edge.i] if subject.i > verb.i else [])]) + 1
    if edge <= sentence.start + 1 or stop + 2 >= sentence.end or doc[edge - 1].text != "," or doc[stop].text != ",":
        return None
    left, first = doc[sentence.start : edge - 1], doc[stop + 1]
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in left) or not any(t.pos_ in ("NOUN", "PROPN") for t in left):
        return None
    if first.tag_ in ("VBG", "WP", "WDT", "WRB") or not any(
        t.pos_ in ("VERB", "AUX") for t in doc[stop : sentence.end]
    ):
        return None
    return [context.content(sentence.start, edge - 1), context.content(stop + 1, sentence.end)]


def _amid(context: Context, verb: Token, subject: Token) -> list[Span | None] | None:
    """The content around "..., X said, ...": before it, and after it where the sentence goes on."""
    doc, sentence = context.doc, verb.sent
    edge = min([verb.i, *([subject.left_edge.i] if subject.i < verb.i else [])])
    edge = min([edge, *(t.i for t in verb.children if t.dep_ in ("aux", "neg", "advmod") and t.i < verb.i)])
    beside = verb.dep_ in ("relcl", "acl", "advcl", "pcomp", "xcomp") and subject.dep_ != "npadvmod"
    if edge <= sentence.start + 1 or beside:
        return None
    before = edge - 1
    while before > sentence.start and doc[before].text in ('"', "”", "'", "’", "—", "–"):
        before -= 1
    if doc[before].text != "," and doc[edge - 1].text not in ('"', "”", "—", "–", ","):
        return None
    if any(t.dep_ == "dobj" and t.i > verb.i for t in verb.children) and verb.lemma_ not in context.cues.told:
        return None
    stop = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i) + 1
    if not any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.start : before]):
        # "However, X said, A": what is said comes after.
        introduced = before - sentence.start <= _INTRODUCTION and stop < sentence.end and doc[stop].text == ","
        return [_after(context, stop, before, sentence.end)] if introduced else None
    return [context.content(sentence.start, before), _after(context, stop, before, sentence.end)]


def _after(context: Context, stop: int, before: int, end: int) -> Span | None:
    doc = context.doc
    comma = next((t for t in doc[stop : stop + 8] if t.text == ","), None)
    if comma is None or comma.i + 2 >= end:
        return None
    first = doc[comma.i + 1]
    if first.tag_ in ("VBG", "WP", "WDT", "WRB") or first.lower_ in ("according", "who", "which"):
        return None
    right = doc[comma.i + 1 : end]
    if any((t.pos_ in ("VERB", "AUX") and t.head.i < before) or t.dep_ == "ROOT" for t in right):
        return context.content(comma.i + 1, end)
    return None


def _as_told(context: Context, verb: Token) -> Attribution | None:
    """The form "As X told Y, ...": the rest of the sentence is what X told."""
    lemma = verb.lemma_.lower()
    phrasal = any(t.dep_ == "prt" and t.lower_ in context.cues.particles.get(lemma, ()) for t in verb.children)
    opening = verb.left_edge.i <= verb.sent.start + 1
    wide = opening and (lemma in context.cues.clause or lemma == "put" or phrasal)
    if verb.dep_ != "advcl" or not (wide or lemma in context.cues.parenthetical):
        return None
    mark = next((t for t in verb.children if t.lower_ == "as" and t.i < verb.i), None)
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    if mark is None or subject is None or any(t.dep_ == "ccomp" for t in verb.children):
        return None
    first, stop, sentence = verb.left_edge.i, verb.right_edge.i + 1, verb.sent
    pieces = [context.content(sentence.start, first), context.content(stop, sentence.end)]
    mention = context.mention(subject, verb)
    if mention is None or not any(pieces):
        return None
    return context.make(mention, subject, verb, "as-told", pieces)


def _titled(context: Context, verb: Token) -> Attribution | None:
    """The form "..., Name, long title, told Y": read off the commas, since the parser rarely gets it right."""
    doc, sentence = context.doc, verb.sent
    if verb.lemma_.lower() not in context.cues.parenthetical or verb.i < 6 or doc[verb.i - 1].text != ",":
        return None
    commas = [t.i for t in doc[sentence.start : verb.i - 1] if t.text == ","]
    for place in range(len(commas) - 1, 0, -1):
        first, second = commas[place - 1], commas[place]
        name = doc[first + 1 : second]
        if verb.i - second > 30:
            return None
        if name and name[0].dep_ == "cc" and any(t.dep_ in _SAID and t.i > verb.i for t in verb.children):
            # "X did A, and Name, long title, said B": what is said comes after.
            return None
        if 2 <= len(name) <= 8 and name[-1].pos_ == "PROPN" and sum(t.pos_ == "PROPN" for t in name) >= 2:
            title = doc[second + 1 : verb.i - 1]
            if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in title) or not any(
                t.pos_ == "NOUN" or t.is_title for t in title
            ):
                return None
            pieces = [context.content(sentence.start, first)]
            if not any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.start : first]) or pieces[0] is None:
                return None
            mention = (
                (name[0].idx, title[-1].idx + len(title[-1]))
                if len(title) <= 12
                else (name[0].idx, name[-1].idx + len(name[-1]))
            )
            return context.make(mention, name[-1], verb, "parenthetical", pieces)
    return None


def _inverted(context: Context, verb: Token) -> Attribution | None:
    """The form "..., reported Anna Berg": a verb after a comma and a name right after the verb."""
    doc, sentence = context.doc, verb.sent
    left = verb.i - 1
    if verb.lemma_.lower() not in context.cues.parenthetical or verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return None
    if left <= sentence.start or doc[left].text != "," or any(t.dep_ == "nsubj" for t in verb.children):
        return None
    name = next((t for t in doc[verb.i + 1 : min(verb.i + 9, sentence.end)] if t.pos_ not in _BEFORE_A_NAME), None)
    last = name.i - 1 if name is not None else min(verb.i + 9, sentence.end) - 1
    head = doc[last]
    named = head.pos_ == "PROPN" and head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP", "")
    ends = last + 1 >= sentence.end or doc[last + 1].is_punct
    if last <= verb.i or not named or not ends:
        return None
    piece = context.content(sentence.start, left)
    if piece is None or not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[sentence.start : left]):
        return None
    start = verb.i + 1
    return context.make((doc[start].idx, head.idx + len(head)), head, verb, "parenthetical", [piece])


def _made_clear(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    """The forms "made (it) clear that ..." and "..., X made clear", by words: the parser reads them many ways."""
    if verb.lemma_ != "make":
        return
    for clear in context.doc[verb.i + 1 : verb.i + 4]:
        if clear.lower_ not in ("clear", "plain") or clear.i + 1 >= verb.sent.end:
            continue
        if clear.nbor().is_sent_end:
            yield "parenthetical", _amid(context, verb, subject) or []
        if clear.nbor().lower_ in ("that", ":"):
            stop = max(t.right_edge.i for t in (verb, clear.head if clear.head.i >= verb.i else clear)) + 1
            yield "clause", [context.content(clear.i + 1, min(stop, verb.sent.end))]


def _with_infinitive(context: Context, verb: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    children = [t for t in verb.children if t.i > verb.i]
    xcomp = next((t for t in children if t.dep_ in ("xcomp", "ccomp") and t.tag_ == "VB"), None)
    if xcomp is None or not any(t.lower_ == "to" and t.dep_ == "aux" for t in xcomp.children):
        return
    person = next((t for t in children if t.dep_ in ("dobj", "dative")), None)
    inner = next((t for t in xcomp.children if t.dep_ == "nsubj"), None)
    stop = xcomp.right_edge.i + 1
    if lemma in context.cues.object_infinitive and (inner is not None or person is not None):
        yield "object-infinitive", [context.content((person or inner or xcomp).left_edge.i, stop)]
    if lemma in context.cues.infinitive and inner is None:
        yield "infinitive", [context.content(xcomp.left_edge.i, stop)]


def _with_object(context: Context, verb: Token, phrasal: bool) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    if lemma not in context.cues.object and not phrasal:
        return
    passive = next((t for t in verb.children if t.dep_ == "nsubjpass"), None)
    if passive is not None:
        yield "passive", [context.content(passive.left_edge.i, passive.right_edge.i + 1)]
        return
    parts: list[Token] = []
    for child in verb.children:
        if child.i < verb.i:
            continue
        whole = child.dep_ in ("dobj", "oprd", "ccomp", "xcomp") or (phrasal and child.dep_ in ("advcl", "pcomp"))
        part = child.dep_ == "prep" and parts and child.lower_ in _OBJECT_PREPOSITIONS and not _dated(child)
        if whole or part:
            parts.append(child)
    if not parts:
        parts = _shared(verb)
    if parts and not (lemma in context.cues.naming and len(parts) == 1 and parts[0].dep_ == "dobj" and not phrasal):
        yield "object", [context.content(parts[0].left_edge.i, parts[-1].right_edge.i + 1)]


def _shared(verb: Token) -> list[Token]:
    """The object behind the next verb that is this one's too: "A proposed, and B supported, the idea"."""
    doc = verb.doc
    second = next((t for t in verb.children if t.dep_ == "conj" and t.i > verb.i), None)
    thing = next((t for t in second.children if t.dep_ == "dobj"), None) if second is not None else None
    if thing is None or doc[verb.i + 1].text != "," or doc[thing.left_edge.i - 1].text != ",":
        return []
    return [thing]


def _with_preposition(context: Context, verb: Token) -> Iterator[Found]:
    words = context.cues.prepositions.get(verb.lemma_.lower(), ())
    for word in verb.children:
        if word.dep_ != "prep" or word.i < verb.i or word.lower_ not in words:
            continue
        inner = next((t for t in word.children if t.dep_ in ("pobj", "pcomp")), None)
        if inner is None:
            continue
        stop = word.right_edge.i + 1
        aim = next((t for t in verb.children if t.dep_ in ("xcomp", "advcl") and t.left_edge.i == stop), None)
        if word.lower_ == "on" and aim is not None:
            stop = aim.right_edge.i + 1
        yield "preposition", [context.content(inner.left_edge.i, stop)]
    if "for" in words:
        aim = next((t for t in verb.children if t.dep_ in ("advcl", "ccomp", "xcomp") and t.i > verb.i), None)
        mark = (
            next((t for t in aim.children if t.lower_ == "for" and t.i == aim.left_edge.i), None)
            if aim is not None
            else None
        )
        if aim is not None and mark is not None and mark.i == verb.i + 1:
            yield "preposition", [context.content(mark.i + 1, aim.right_edge.i + 1)]


def _dated(preposition: Token) -> bool:
    return preposition.lower_ in ("in", "on", "with") and preposition.right_edge.ent_type_ == "DATE"


def _finite(verb: Token) -> bool:
    return any(t.dep_ in ("aux", "auxpass") and t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in verb.children)
