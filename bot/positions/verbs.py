"""The step of a climb at verbs: attitudes and deeds."""

from spacy.tokens import Token

from bot.grammar.clauses import (
    asked_for,
    auxiliaries,
    followed,
    future,
    holder_of,
    infinitive,
    needed,
    negation,
    next_to_do,
    small,
)
from bot.grammar.phrases import child as child_of
from bot.grammar.phrases import passive
from bot.grammar.words import GRAMMAR, lemma_of
from bot.positions import verdicts
from bot.positions.entries import key_of, keys_of, missed_noun, noun_before, object_before
from bot.positions.mood import mood
from bot.positions.nouns import at_noun, determine
from bot.positions.path import CLAUSE, SUBJECT, Path
from bot.positions.prepositions import at_preposition, taking_part

_MOVED = GRAMMAR.choosing | GRAMMAR.measures | GRAMMAR.summing
"""Nouns of what is tabled or announced."""
_TELLING = ("VBD", "VBZ", "VBP", "VBN", "VBG")
"""Forms of a verb that tell of a deed."""


def at_verb(path: Path, child: Token, verb: Token) -> bool:
    """A verb above the thing: as its subject the thing is judged, as anything else it is governed."""
    if future(child) is not None:
        return True
    if (child.dep_ in (*CLAUSE, "csubj") and not _told(path, child, verb)) or _torn(path, verb) or _let(path, verb):
        return False
    if child.dep_ == "agent":
        # "B should be watched by A".
        if needed(verb) and negation(verb) is None and not path.voice.reported:
            path.bind(verb, "wish")
        return path.link is not None
    if child.lower_ == "by" and (child_of(child, "pcomp") or child_of(verb, "dobj")) is not None:
        # "End the war by A": what is done to the war is not done to A.
        path.trace.append(verb)
        act(path, verb)
        mood(path, verb, child)
        return True
    relation = child.dep_
    prep = child.lower_ if relation in ("prep", "dative") and child.pos_ in ("ADP", "PART", "SCONJ") else ""
    if relation == "advcl":
        prep = object_before(path.words, child, verb)
    clause = relation in ("xcomp", "advcl") and child.tag_ == "VB"
    noun = missed_noun(path.words, verb, child) if prep or clause else None
    if noun is not None:
        # The parse hangs "on A" of "lift the ban on A" on the verb.
        at_noun(path, child, noun)
        child, prep, relation = noun, "", noun.dep_
    elif prep:
        relation = "dobj"
    if child.lower_ == "away":
        # "Keep away from A".
        relation = "dobj"
    relation = "xcomp" if relation == "advcl" else relation
    noun = noun_before(path.words, child, verb) if relation == "xcomp" else None
    if noun is not None:
        # The parse hangs "to A" of "voted against a bill to A" on the verb.
        if not at_noun(path, child, noun) or not at_preposition(path, noun.head):
            return path.link is not None
        child, relation, prep = noun.head, "dobj", noun.head.lower_
    return _reach(path, child, verb, relation, prep)


def _reach(path: Path, child: Token, verb: Token, relation: str, prep: str) -> bool:
    """A verb and what hangs on it, once it is known in which ``relation`` and behind which preposition."""
    lemma = lemma_of(verb)
    if prep == "to" and lemma == "say" and _answered(path, verb):
        return True
    subject = relation in SUBJECT
    if subject and lemma not in GRAMMAR.copula and _undergone(path, verb):
        subject, relation = False, "nsubjpass"
    key = key_of(path.words, verb, prep, relation)
    if lemma in GRAMMAR.commenting and key == lemma and (prep or relation == "dobj"):
        return False
    if lemma in GRAMMAR.needing and verdicts.explained(verb):
        return False
    if (lemma in GRAMMAR.attending and not subject) or (relation == "nsubjpass" and _bounded(verb)):
        return False
    if verdicts.phrase(path, child, verb):
        mood(path, verb, child)
        return True
    dealt = lemma in GRAMMAR.considering or _to_choose(verb)
    path.weak = path.weak or (dealt and path.link is None and relation in ("dobj", "nsubjpass"))
    if relation == "xcomp" and verb.tag_ == "VBN" and verb.lower_ in path.words.adjectives:
        # Of "X was prepared to A" the parse makes a passive.
        path.turn(verb, path.words.adjectives[verb.lower_])
        path.attribute(verb, child_of(verb, "nsubjpass"))
    elif not subject:
        _governed(path, child, verb, relation, key, prep)
    elif not verdicts.of_the_thing(path, child, verb):
        return False
    mood(path, verb, child)
    return True


def _to(verb: Token) -> Token | None:
    """The preposition "to" of a verb."""
    return next((t for t in verb.children if t.lower_ == "to" and t.dep_ == "prep"), None)


def _to_choose(verb: Token) -> bool:
    """Whether a verb puts something to a vote."""
    to = _to(verb)
    choice = child_of(to, "pobj") if to is not None else None
    return choice is not None and lemma_of(choice) in GRAMMAR.choosing and lemma_of(verb) == "put"


def _bounded(verb: Token) -> bool:
    """Whether a verb tells what its subject consists of: "A is limited to B", not "limited to 30"."""
    to = _to(verb)
    return lemma_of(verb) in GRAMMAR.bounding and to is not None and not any(t.like_num for t in to.subtree)


def _told(path: Path, child: Token, verb: Token) -> bool:
    """Whether a clause is still the speaker's: not of "others say that A", "never said that A"."""
    if child.dep_ != "ccomp" or path.link is None:
        return True
    judged = child_of(verb.head, "acomp") if infinitive(verb) and verb.dep_ == "xcomp" else None
    if judged is not None and not verdicts.polar(judged, path.words.verdicts):
        # "It is naive to think that A" may tell either way.
        path.link = None
        return False
    holder, lemma = holder_of(verb), lemma_of(verb)
    spoken = lemma in GRAMMAR.thinking or lemma in GRAMMAR.naming or lemma in path.words.verbs
    if path.voice.whose(holder) == "other" and verb.pos_ == "VERB" and not asked_for(verb):
        path.link = None
        path.meet(holder)
    elif lemma in GRAMMAR.denying and path.kind == "verdict":
        path.turn(verb)
    elif lemma in GRAMMAR.denying or (negation(verb) is not None and not spoken):
        path.link = None
    return True


def _let(path: Path, verb: Token) -> bool:
    """Whether it is "would not send B, let alone A"."""
    alone = verb.lower_ == "let" and followed(verb, ("alone",))
    if alone:
        path.link = None
    return alone


def _torn(path: Path, verb: Token) -> bool:
    """Whether it is one of two verbs that a "neither" denies together: "neither supports nor opposes A"."""
    first = verb.head if verb.dep_ == "conj" else verb
    if not any(t.lower_ == "neither" for t in first.children):
        return False
    signs = {path.words.verbs.get(lemma_of(t)) for t in (first, *first.conjuncts)}
    return {1, -1} <= signs


def _answered(path: Path, verb: Token) -> bool:
    """Whether it is "X says yes to A"."""
    relations = ("intj", "dobj", "ccomp", "advmod", "attr")
    answer = next((t for t in verb.children if t.lower_ in ("yes", "no") and t.dep_ in relations), None)
    if answer is None:
        return False
    path.turn(answer, 1 if answer.lower_ == "yes" else -1)
    path.attribute(answer, holder_of(verb))
    return True


def _undergone(path: Path, verb: Token) -> bool:
    """Whether a verb says what is done to its subject: "A banned", "wants A banned"."""
    if verb.tag_ == "VBN" and not _perfect(verb):
        return True
    wished = verb.dep_ == "ccomp" and lemma_of(verb.head) in path.words.wishes
    return wished and verb.tag_ == "VBD" and not auxiliaries(verb)


def _perfect(verb: Token) -> bool:
    return any(t.dep_ == "aux" and lemma_of(t) == "have" for t in verb.children)


def _governed(path: Path, child: Token, verb: Token, relation: str, key: str, prep: str) -> None:
    """A verb that the thing is an object, complement or passive subject of; ``key`` is its entry in the words."""
    lemma, words = lemma_of(verb), path.words
    judged = verdicts.named_so if infinitive(child) else verdicts.named
    if lemma in GRAMMAR.naming and child_of(verb, "prt") is None and (found := judged(path, child, verb)) is not None:
        path.turn(found[1], found[0])
        path.attribute(verb, holder_of(verb), "verdict")
    elif lemma in GRAMMAR.copula:
        verdicts.said_by_copula(path, child, verb)
        _give(path, verb)
    elif key in words.verbs:
        _feel(path, child, verb, key)
    elif key in words.undoing or (relation in ("dobj", "nsubjpass") and (words.undoes(verb) or _kept_from(verb))):
        _undo(path, child, verb, prep)
    elif relation == "xcomp" and lemma in GRAMMAR.failing:
        path.turn(verb)
        path.link = None
    elif relation == "nsubjpass" and lemma in GRAMMAR.ceasing:
        # "Wants A gone".
        path.turn(verb)
    elif relation == "dobj" and (found := verdicts.made(path, child, verb)) is not None:
        path.turn(found[1], found[0])
    elif _acts(path, child, verb, relation, key, prep):
        path.trace.append(verb)
        act(path, verb)
    elif path.pending is not None:
        _give(path, verb)
    elif relation == "dobj" and _moves(verb, prep) and (len(path.trace) == 1 or lemma_of(path.trace[-1]) in _MOVED):
        # "Put forward A", "tabled a motion to A", "came up with the idea of A".
        path.trace.append(verb)
        act(path, verb)
    elif relation in ("dobj", "nsubjpass") and not prep and (sign := words.effects.get(lemma, 0)):
        path.turn(verb, sign)
        act(path, verb)


def _undo(path: Path, child: Token, verb: Token, prep: str) -> None:
    """A verb of ending: "X lifted A"."""
    if _rewritten(verb, child):
        return
    given = prep == "for" and child_of(verb, "dobj") is not None
    # "Gave up land for A" is done for A.
    path.turn(verb, 1 if given else -1)
    act(path, verb)


def _rewritten(verb: Token, child: Token) -> bool:
    """Whether a text is made shorter: "cut the plan to 19 points"."""
    to = _to(verb)
    number = to is not None and any(t.like_num for t in to.subtree)
    return number and lemma_of(child) in GRAMMAR.summing and lemma_of(verb) in GRAMMAR.lessening


def _kept_from(verb: Token) -> bool:
    """Whether a verb hinders what its object would do: "keep A from entering"."""
    behind = (child_of(t, "pcomp", "pobj") for t in verb.children if t.lower_ == "from")
    return any(t is not None and t.tag_ == "VBG" for t in behind)


def _acts(path: Path, child: Token, verb: Token, relation: str, key: str, prep: str) -> bool:
    """Whether it is a deed that the thing is done by: "sent A", "took part in A"."""
    part = taking_part(verb)
    if part is not None and (prep == "in" or child == part):
        if child != part:
            determine(path, part)
        return True
    # "Gave our blessing to A" is bound by the blessing.
    known = path.link is None and key in path.words.acts and (prep != "to" or key != lemma_of(verb))
    return known and (relation != "ccomp" or small(child))


def _moves(verb: Token, prep: str) -> bool:
    return bool({lemma_of(verb), *keys_of(verb, prep)} & GRAMMAR.moving)


def _feel(path: Path, child: Token, verb: Token, key: str) -> None:
    """A verb of attitude: "X rejects A"."""
    path.pending = None
    sign = path.words.verbs[key]
    for_it = child.lower_ == "for" and child_of(verb, "dobj") is None
    if sign < 0 and child.dep_ == "prep" and key == lemma_of(verb) and (for_it or child.lower_ == "against"):
        # "Fight for A"; "fight against A" has been turned by its preposition.
        sign = 1
    if child.dep_ == "prep" and child.lower_ == "to" and key in GRAMMAR.preferring:
        # "Prefers B to A".
        sign = -1
    words = path.words
    told = any(lemma_of(child) in known for known in (words.verbs, words.acts, words.undoing, words.effects))
    wished = key in words.wishes and (told or key not in GRAMMAR.hoping)
    if child.dep_ == "ccomp" and sign > 0 and not wished and not small(child):
        # "X agreed that A": what A says is told, its own words tell the side.
        return
    if key in GRAMMAR.fearing and child.dep_ == "ccomp" and path.kind == "verdict":
        # "Fears that A would ruin us": the ruin has turned already.
        sign = 1
    if key in GRAMMAR.doubting and child.dep_ == "ccomp" and path.other is not None:
        # "Doubts that B would support A" tells of B.
        return
    if key in GRAMMAR.promising and negation(verb) is not None and _perfect(verb):
        # "Has not promised A" leaves it open.
        return
    refused = verb.dep_ == "xcomp" and path.words.verbs.get(lemma_of(verb.head)) == -1
    if key in path.words.open and (path.denying or refused or negation(verb) is not None):
        # "Did not rule out A", "refused to rule out A".
        path.open = True
    path.turn(verb, sign)
    if child.dep_ in ("dobj", "prep") and key in path.words.wishes:
        _made_of(path, child, verb)
    if key in GRAMMAR.needing:
        path.bind(verb, "wish")
    else:
        path.attribute(verb, holder_of(verb))


def _made_of(path: Path, child: Token, verb: Token) -> None:
    """Turn for what is to be done to what is wished: "wants A of B scrapped", "calls for A to be ended, to stop"."""
    if child.dep_ == "prep":
        behind = (t for t in verb.subtree if t.i > child.i and infinitive(t))
        done = next((t for t in behind if child_of(t, "nsubj", "nsubjpass", "mark", "dobj") is None), None)
        # To "end in peace" is to lead there.
        leads = done is not None and any(t.lower_ in ("in", "with", "ahead", "on") for t in done.children)
        ends = done is not None and lemma_of(done) in GRAMMAR.ceasing and not leads
        asked = child.lower_ == "for" and done is not None and (child_of(done, "auxpass") is not None or ends)
    else:
        done = next((t for t in verb.children if t.i > child.i and t.tag_ in ("VBN", "VBD")), None)
        asked = done is not None and child_of(done, "nsubj", "aux", "auxpass") is None
    if done is None or not asked or done in path.trace:
        return
    if path.words.undoes(done) or lemma_of(done) in GRAMMAR.ceasing:
        path.turn(done)


def act(path: Path, verb: Token) -> None:
    """A deed: "X sent A", "X will lift A"."""
    path.pending = None
    holder = holder_of(verb)
    if holder is None:
        return
    if not _done(verb, holder, path.words.undoes(verb)):
        if verb.dep_ == "xcomp" and lemma_of(verb.head) in GRAMMAR.aiming and path.voice.whose(holder) == "other":
            # "X says that B is trying to A": of B.
            path.meet(holder)
        return
    whose = path.voice.whose(holder)
    if whose == "own":
        path.bind(verb, "act")
    elif whose == "other":
        path.meet(holder)


def _done(verb: Token, holder: Token, undoes: bool) -> bool:
    """Whether a verb tells that its subject does, did or will do something."""
    helpers = auxiliaries(verb)
    if helpers & GRAMMAR.will and _perfect(verb):
        # "Would have given A" was not done.
        return False
    if helpers & GRAMMAR.may or verb.dep_ in ("acl", "pcomp", "relcl", "csubj"):
        return next_to_do(verb)
    if verb.dep_ == "advcl" and holder.head != verb:
        # "Blocked the road to stop A".
        return undoes and infinitive(verb) and verb.head.tag_ in _TELLING and negation(verb.head) is None
    if verb.dep_ == "xcomp" and future(verb) is None:
        return lemma_of(verb.head) in GRAMMAR.continuing and not infinitive(verb.head)
    # "Does not join A".
    return verb.tag_ in _TELLING or bool(helpers & GRAMMAR.will) or not helpers.isdisjoint(("does", "do", "did"))


def _give(path: Path, verb: Token) -> None:
    """Give a noun of attitude without a possessor to the subject of a verb of holding: "voiced support for A"."""
    noun, path.pending = path.pending, None
    if noun is None or lemma_of(verb) not in GRAMMAR.holding | GRAMMAR.copula or passive(verb):
        return
    if lemma_of(noun) in GRAMMAR.grounds and lemma_of(verb) in GRAMMAR.copula and not path.voice.reported:
        path.bind(noun, "verdict")
    elif child_of(verb, "expl") is None:
        path.attribute(noun, holder_of(verb))
    elif not path.voice.reported:
        path.bind(noun, "verdict")
