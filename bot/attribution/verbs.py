"""Attributions by verbs: with a clause, an infinitive, a thing, a preposition, or amid the words themselves."""

from collections.abc import Iterator

from spacy.tokens import Token

from bot.attribution.context import Attribution, Context, Pieces
from bot.grammar import clauses
from bot.grammar.moods import unknown, untold
from bot.grammar.names import named_beside
from bot.grammar.phrases import abstract
from bot.grammar.subjects import asked_aside, letting_know, subject_of
from bot.grammar.words import behind, child_of

Found = tuple[str, Pieces]

_INTRODUCTION = 4
"""Words of "However," and "In Oslo," before who speaks."""


def by_verb(context: Context, verb: Token) -> Attribution | None:
    """What is attributed by ``verb``, None where nothing is."""
    if verb.dep_ == "amod":
        return None
    told = _as_told(context, verb) or _with_a_name(context, verb)
    if told is not None:
        return told
    subject = _speaker(context, verb)
    if subject is None or abstract(subject) or not context.outside(subject) or untold(verb, subject):
        return None
    mention = context.mention(subject, verb)
    structures = _structures(context, verb, subject)
    found = (context.make(mention, subject, verb, structure, pieces) for structure, pieces in structures)
    return next(filter(None, found), None)


def _with_a_name(context: Context, verb: Token) -> Attribution | None:
    """What is attributed by a name beside a verb that the parser takes for something else."""
    beside = named_beside(verb) if verb.lemma_.lower() in context.cues.parenthetical else None
    if beside is None:
        return None
    name, head, stop = beside
    content = context.content(verb.sent.start, stop)
    return context.make((name.start_char, name.end_char), head, verb, "parenthetical", [content])


def _speaker(context: Context, verb: Token) -> Token | None:
    """The subject of a verb; of "..., he said, adding that A" the one who said it."""
    whom = child_of(verb.head.head, "dobj") if verb.dep_ == "pcomp" and verb.head.lower_ == "for" else None
    if whom is not None and whom.i < verb.i and whom.pos_ in ("PROPN", "PRON"):
        # "Thanked X for saying that A".
        return whom
    subject = subject_of(verb)
    if verb.tag_ == "VBG" and (subject is None or not context.outside(subject)):
        said = [i for i in context.used if verb.sent.start <= i < verb.i]
        return subject_of(context.doc[max(said)]) if said else None
    return letting_know(verb) or subject or asked_aside(verb)


def _structures(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    phrasal = any(t.dep_ == "prt" and t.lower_ in context.cues.particles.get(lemma, ()) for t in verb.children)
    if lemma in context.cues.clause or (phrasal and clauses.told_before(verb)):
        yield from _with_clause(context, verb, subject)
    somebody = subject.lower_ in ("he", "she") or subject.ent_type_ == "PERSON"
    if lemma in context.cues.going_on and somebody and any(t.dep_ == "prt" and t.lower_ == "on" for t in verb.rights):
        yield "parenthetical", words_amid(context, verb, subject)
    if lemma == "make":
        yield from _made_clear(context, verb, subject)
    yield from _with_infinitive(context, verb)
    yield from _with_object(context, verb, phrasal)
    yield from _with_preposition(context, verb)


def _with_clause(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    after = lemma in context.cues.parenthetical or clauses.told_before(verb)
    amid = words_amid(context, verb, subject) if after else ()
    if amid and amid[-1] is not None:
        yield "parenthetical", amid
    clause = behind(verb, "ccomp") or clauses.hung_between(verb)
    if clause is not None and not unknown(verb):
        if clause.tag_ != "VB" or clauses.finite(clause.children) or lemma not in context.cues.infinitive:
            first = clauses.complement_start(clause, verb, lemma in context.cues.told)
            yield "clause", [context.content(first, clauses.complement_stop(clause, verb, context.cues.speaking))]
    elif lemma in context.cues.told and (person := behind(verb, "dobj", "dative")) is not None:
        # Of "told X of Y that" the parser hangs the clause on Y.
        that = next((t for t in person.subtree if t.lower_ == "that"), None)
        yield "clause", [context.content(that.i, person.right_edge.i + 1) if that is not None else None]
    elif (that := clauses.that_behind(verb)) is not None:
        yield "clause", [context.content(that.i + 1, verb.sent.end)]
    yield "parenthetical", amid
    colon = next((t for t in context.doc[verb.i + 1 : verb.i + 12] if t.text in ":.!?"), None)
    if colon is not None and colon.text == ":" and colon.i + 1 < len(context.doc):
        yield "colon", [context.content(colon.i + 1, colon.nbor().sent.end)]


def words_amid(context: Context, verb: Token, subject: Token) -> Pieces:
    """The content around "..., X said, ...": before it, and after it where the sentence goes on."""
    doc, sentence = context.doc, verb.sent
    helpers = [t for t in verb.children if t.dep_ in ("aux", "neg", "advmod")]
    edge = min(t.i for t in (verb, subject.left_edge, *helpers))
    stop = max(verb.i, subject.right_edge.i, *(t.i for t in verb.rights if t.dep_ in ("prt", "acomp"))) + 1
    beside = verb.dep_ in ("relcl", "acl", "advcl", "pcomp", "xcomp") and subject.dep_ != "npadvmod"
    if edge <= sentence.start + 1 or beside or doc[edge - 1].text not in ',"”—–':
        return ()
    left = doc[sentence.start : edge - 1]
    if clauses.with_verb(left):
        if behind(verb, "dobj") is not None and verb.lemma_ not in context.cues.told:
            return ()
        first = next((t.i + 1 for t in doc[stop : stop + 8] if t.text == ","), sentence.end)
        after = clauses.with_verb(doc[first : sentence.end]) and doc[first].tag_ != "VBG"
        return context.content(sentence.start, edge - 1), context.content(first, sentence.end) if after else None
    if stop == sentence.end or doc[stop].text != ",":
        return ()
    # "The museum, he said, holds many treasures"; of "However, he said, A" the second half alone.
    if any(t.pos_ in ("NOUN", "PROPN") for t in left):
        return context.content(sentence.start, edge - 1), context.content(stop + 1, sentence.end)
    return (context.content(stop + 1, sentence.end),) if len(left) <= _INTRODUCTION else ()


def _as_told(context: Context, verb: Token) -> Attribution | None:
    """The form "As X told Y, ...": the rest of the sentence is what X told."""
    lemma, sentence, mark = verb.lemma_.lower(), verb.sent, verb.left_edge
    put = clauses.as_put(verb)
    told = put or lemma == "put" or lemma in context.cues.clause or lemma in context.cues.particles
    amid = put or (lemma in context.cues.parenthetical and lemma not in context.cues.infinitive)
    if not (told and mark.i <= sentence.start + 1) and not amid:
        # "A, as X has demanded, B" is not told by X.
        return None
    subject = clauses.told_as(verb)
    if subject is None:
        return None
    pieces = [context.content(sentence.start, mark.i), context.content(verb.right_edge.i + 1, sentence.end)]
    return context.make(context.mention(subject, verb), subject, verb, "as-told", pieces)


def _made_clear(context: Context, verb: Token, subject: Token) -> Iterator[Found]:
    """The forms "made (it) clear that ..." and "..., X made clear", by words: the parser reads them many ways."""
    clear = next((t for t in context.doc[verb.i + 1 : verb.i + 4] if t.lower_ in ("clear", "plain")), None)
    if clear is None or clear.i + 1 >= verb.sent.end:
        return
    if clear.nbor().is_sent_end or clear.nbor().lower_ not in ("that", ":", "to", "how", "what", "why"):
        yield "parenthetical", words_amid(context, verb, subject)
    if clear.nbor().lower_ in ("that", ":"):
        yield "clause", [context.content(clear.i + 1, max(t.right_edge.i for t in (verb, clear, clear.head)) + 1)]


def _with_infinitive(context: Context, verb: Token) -> Iterator[Found]:
    lemma = verb.lemma_.lower()
    action = next((t for t in verb.rights if t.dep_ in ("xcomp", "ccomp") and t.tag_ == "VB"), None)
    if action is None or not clauses.infinitive(action):
        return
    inner = child_of(action, "nsubj")
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
    passive = child_of(verb, "nsubjpass")
    if passive is not None:
        yield "passive", [context.content(passive.left_edge.i, passive.right_edge.i + 1)]
        return
    parts = clauses.objects_of(verb, phrasal)
    # Of "described B of doing C as A" the parser hangs "as A" within B.
    named = len(parts) > 1 or (bool(parts) and any(t.lower_ == "as" and t.dep_ == "prep" for t in parts[0].subtree))
    if parts and not (lemma in context.cues.naming and not named and parts[0].dep_ == "dobj" and not phrasal):
        yield "object", [context.content(parts[0].left_edge.i, parts[-1].right_edge.i + 1)]


def _with_preposition(context: Context, verb: Token) -> Iterator[Found]:
    words = context.cues.prepositions.get(verb.lemma_.lower(), ())
    for word in verb.rights:
        inner = child_of(word, "pobj", "pcomp")
        if word.dep_ == "prep" and word.lower_ in words and inner is not None:
            goal = child_of(verb, "xcomp", "advcl") or word
            called = word.lower_ in ("on", "to") and goal.left_edge.i == word.right_edge.i + 1
            last = goal if called else word
            yield "preposition", [context.content(inner.left_edge.i, last.right_edge.i + 1)]
    aim = behind(verb, "advcl", "ccomp", "xcomp")
    if "for" in words and aim is not None and aim.left_edge.i == verb.i + 1 and aim.left_edge.lower_ == "for":
        # "called for A to be done"
        yield "preposition", [context.content(verb.i + 2, aim.right_edge.i + 1)]
