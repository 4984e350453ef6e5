"""The step of a climb at verbs: attitudes and deeds."""

from spacy.tokens import Token

from bot.grammar import verbs
from bot.grammar.clauses import infinitive, passive, small
from bot.grammar.entries import key_of, missed_noun, noun_before, phrase_of, preposition_before, takes_no_side, wishes
from bot.grammar.moods import asked_for, auxiliaries, future, needed
from bot.grammar.negation import negation, none_of
from bot.grammar.phrases import abstract
from bot.grammar.polarity import called, made, polar
from bot.grammar.subjects import holder_of
from bot.grammar.words import CLAUSE, GRAMMAR, SUBJECT, child_of, followed, lemma_of
from bot.positions import verdicts
from bot.positions.mood import mood
from bot.positions.nouns import at_noun, determine
from bot.positions.path import Path
from bot.positions.prepositions import at_preposition

_MOVED = GRAMMAR.choosing | GRAMMAR.measures | GRAMMAR.summing
"""Nouns of what is tabled or announced."""


def at_verb(path: Path, child: Token, verb: Token) -> bool:
    """A verb above the thing: as its subject the thing is judged, as anything else it is governed."""
    if future(child) is not None:
        return True
    if (child.dep_ in (*CLAUSE, "csubj") and not _told(path, child, verb)) or verbs.torn(verb, path.words.verbs):
        return False
    if verb.lower_ == "let" and followed(verb, ("alone",)):
        # "Would not send B, let alone A".
        path.link = None
        return False
    if verbs.so_called(verb):
        # "Objected to what it calls A".
        return True
    if child.lower_ == "by" and (child.dep_ == "agent" or child_of(child, "pcomp") or child_of(verb, "dobj")):
        return _by(path, child, verb)
    relation = child.dep_
    prep = child.lower_ if relation in ("prep", "dative") and child.pos_ in ("ADP", "PART", "SCONJ") else ""
    prep = "out-of" if prep == "out" else prep
    if relation == "advcl":
        prep = preposition_before(path.words, child, verb)
    clause = relation in ("xcomp", "advcl") and child.tag_ == "VB"
    noun = missed_noun(path.words, verb, child) if prep or clause else None
    if noun is not None:
        # The parse hangs "on A" of "lift the ban on A" on the verb.
        at_noun(path, child, noun)
        child, prep, relation = noun, "", noun.dep_
    elif prep:
        relation = "dobj"
    if child.lower_ == "away":
        # "Keep away from A", "backed away from A".
        relation = "dobj"
        path.turn(child, -path.words.verbs.get(lemma_of(verb), -1))
    # "To A would mean B".
    first = infinitive(child) and child.i < verb.i and child_of(verb, "nsubj", "nsubjpass", "expl") is None
    relation = ("csubj" if first else "xcomp") if relation == "advcl" else relation
    noun = noun_before(path.words, child, verb) if relation == "xcomp" else None
    if noun is not None:
        # The parse hangs "to A" of "voted against a bill to A" on the verb.
        if not at_noun(path, child, noun) or not at_preposition(path, noun.head):
            return path.link is not None
        child, relation, prep = noun.head, "dobj", noun.head.lower_
    return reach(path, child, verb, relation, prep)


def _by(path: Path, child: Token, verb: Token) -> bool:
    """What is done by the thing: "B should be watched by A", "end the war by A"."""
    if child.dep_ == "agent":
        if needed(verb) and negation(verb) is None:
            path.say(verb, "wish")
        elif wishes(path.words, verb.head) and infinitive(verb) and negation(verb) is None:
            # "Pressed for B to be ended by A".
            path.attribute(verb.head, holder_of(verb.head), "wish")
        return path.link is not None
    gerund = child_of(child, "pcomp")
    if gerund is not None and gerund not in path.trace and not infinitive(verb):
        # "Angered B by mocking A".
        path.link = None
        return False
    # What is done to the war is not done to A.
    path.trace.append(verb)
    act(path, verb)
    mood(path, verb, child)
    return True


def reach(path: Path, child: Token, verb: Token, relation: str, prep: str) -> bool:
    """A verb and what hangs on it, once it is known in which ``relation`` and behind which preposition."""
    lemma = lemma_of(verb)
    if prep == "to" and lemma in ("say", "vote") and _answered(path, verb):
        return True
    unable = negation(verb) is not None and bool(auxiliaries(verb) & GRAMMAR.barring)
    if lemma in GRAMMAR.assuring and unable and relation in ("ccomp", "xcomp"):
        # "Cannot swear that B will never A".
        path.link = None
        return False
    subject = relation in SUBJECT
    if subject and lemma not in GRAMMAR.copula and verbs.undergone(verb, path.words.wishes):
        subject, relation = False, "nsubjpass"
    key = key_of(path.words, verb, prep, relation)
    if takes_no_side(verb, key, prep, relation):
        return False
    if child.i < verb.i and (phrase := phrase_of(path.words, verb)) is not None:
        # "A is out of the question".
        path.turn(verb, phrase)
        path.say(verb)
        mood(path, verb, child)
        return True
    # "Put A to a vote".
    chosen = lemma == "put" and lemma_of(child_of(verbs.behind_to(verb), "pobj")) in GRAMMAR.choosing
    dealt = lemma in GRAMMAR.considering or chosen
    path.weak = path.weak or (dealt and path.link is None and relation in ("dobj", "nsubjpass"))
    meant = verbs.intends(verb, relation, prep)
    offered = prep == "as" and lemma in GRAMMAR.putting_forward and key not in path.words.verbs
    if meant or offered or (not subject and verbs.imaginable(verb)):
        # "Does all for B to A", "threatens to A", "believes in A", "suggests B as a venue for A", "can imagine A".
        path.attribute(verb, holder_of(verb), "wish")
    elif relation == "xcomp" and verb.tag_ == "VBN" and verb.lower_ in path.words.adjectives:
        # Of "X was prepared to A" the parse makes a passive.
        path.feel(verb, child_of(verb, "nsubjpass"), path.words.adjectives[verb.lower_])
    elif relation == "nsubjpass" and verbs.grudging(verb):
        # "A would only be used to B".
        path.turn(verb)
        path.say(verb)
    elif not subject:
        _governed(path, child, verb, relation, key, prep)
    elif not verdicts.of_the_thing(path, child, verb):
        return False
    mood(path, verb, child)
    return True


def _told(path: Path, child: Token, verb: Token) -> bool:
    """Whether a clause is still the speaker's: not of "others say that A", "never said that A"."""
    if child.dep_ != "ccomp" or path.link is None:
        return True
    judged = child_of(verb.head, "acomp") if infinitive(verb) and verb.dep_ == "xcomp" else None
    if judged is not None and not polar(judged, path.words.verdicts):
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


def _answered(path: Path, verb: Token) -> bool:
    """Whether it is "X says yes to A", ""Yes to A", X says"."""
    relations = ("intj", "dobj", "ccomp", "advmod", "attr")
    near = (t for one in (verb, verbs.behind_to(verb)) if one is not None for t in one.children)
    answer = next((t for t in near if t.lower_ in ("yes", "no") and t.dep_ in relations), None)
    if answer is None:
        return False
    path.feel(answer, holder_of(verb), 1 if answer.lower_ == "yes" else -1)
    return True


def _governed(path: Path, child: Token, verb: Token, relation: str, key: str, prep: str) -> None:
    """A verb that the thing is an object, complement or passive subject of; ``key`` is its entry in the words."""
    lemma, words = lemma_of(verb), path.words
    moved = len(path.trace) == 1 or lemma_of(path.trace[-1]) in _MOVED
    named = called(child, verb, words.verdicts) if lemma in GRAMMAR.naming and child_of(verb, "prt") is None else None
    if named is not None:
        path.turn(named[1], named[0])
        path.attribute(verb, holder_of(verb), "verdict")
    elif lemma in GRAMMAR.copula and child.lower_ != "away":
        verdicts.said_by_copula(path, child, verb)
        _give(path, verb)
    elif key in words.verbs:
        _feel(path, child, verb, key)
    elif key in words.undoing or (
        relation in ("dobj", "nsubjpass") and (words.undoes(verb) or verbs.keeps_from(verb) or verbs.rids_of(verb))
    ):
        _undo(path, child, verb, prep)
    elif relation == "xcomp" and verbs.fails(verb):
        path.turn(verb)
        path.link = None
    elif relation == "nsubjpass" and lemma in GRAMMAR.ceasing:
        # "Wants A gone".
        path.turn(verb)
    elif relation == "dobj" and (found := made(child, verb, words.verdicts)) is not None:
        path.turn(found[1], found[0])
    elif _acts(path, child, verb, relation, key, prep):
        path.trace.append(verb)
        act(path, verb)
    elif path.pending is not None:
        _give(path, verb)
    elif relation == "dobj" and moved and not GRAMMAR.moving.isdisjoint((lemma, *verbs.keys_of(verb, prep))):
        # "Put forward A", "tabled a motion to A", "came up with the idea of A".
        path.trace.append(verb)
        act(path, verb)
    elif relation in ("dobj", "nsubjpass") and not prep and (sign := words.effects.get(lemma, 0)):
        path.turn(verb, sign)
        act(path, verb)


def _undo(path: Path, child: Token, verb: Token, prep: str) -> None:
    """A verb of ending: "X lifted A"."""
    if lemma_of(child) in GRAMMAR.summing and lemma_of(verb) in GRAMMAR.lessening and verbs.to_a_number(verb):
        # "Cut the plan to 19 points": a text is made shorter.
        return
    given = prep == "for" and child_of(verb, "dobj") is not None
    # "Gave up land for A" is done for A; "against A" has turned already.
    path.turn(verb, 1 if given or prep == "against" else -1)
    act(path, verb)


def _acts(path: Path, child: Token, verb: Token, relation: str, key: str, prep: str) -> bool:
    """Whether it is a deed that the thing is done by: "sent A", "took part in A"."""
    part = verbs.taking_part(verb)
    if part is not None and any(lemma_of(t) in GRAMMAR.slight for t in part.lefts):
        # "Would play only a minor role in A".
        return False
    if part is not None and (prep == "in" or child == part):
        if child != part:
            determine(path, part)
        return True
    comes = (
        prep == "to" and lemma_of(verb) in GRAMMAR.travelling and lemma_of(child_of(child, "pobj")) in GRAMMAR.events
    )
    if comes or (prep == "on" and lemma_of(verb) == "go"):
        # "Will come to A", "will go on doing A".
        return path.link is None
    # "Gave our blessing to A" is bound by the blessing.
    known = path.link is None and key in path.words.acts and (prep != "to" or key != lemma_of(verb))
    return known and (relation != "ccomp" or small(child))


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
    doing = (words.verbs, words.acts, words.undoing, words.effects, GRAMMAR.occurring)
    does = any(lemma_of(child) in known for known in doing)
    wished = key in words.wishes and (does or key not in GRAMMAR.hoping)
    clause = child.dep_ == "ccomp"
    # "X agreed that A": what A says is told, its own words tell the side; "doubts that B would support A" tells of B.
    told = (sign > 0 and not wished and not small(child)) or (key in GRAMMAR.doubting and path.other is not None)
    # "Has not promised A" leaves it open.
    left = key in GRAMMAR.promising and negation(verb) is not None and verbs.perfect(verb)
    if (clause and told) or left:
        if clause and sign > 0 and path.voice.reported and needed(child) and negation(verb) is None:
            # "X accepts that A should be built".
            path.attribute(verb, holder_of(verb), "wish")
        return
    if key in GRAMMAR.fearing and clause and path.kind == "verdict":
        # "Fears that A would ruin us": the ruin has turned already.
        sign = 1
    refused = verb.dep_ == "xcomp" and path.words.verbs.get(lemma_of(verb.head)) == -1
    if key in path.words.open and (path.denying or refused or negation(verb) is not None):
        # "Did not rule out A", "refused to rule out A".
        path.open = True
    path.turn(verb, sign)
    if key in GRAMMAR.missing:
        path.trace.append(child)
    if child.dep_ in ("dobj", "prep") and key in path.words.wishes:
        made = verbs.to_be_made(child, verb)
        if (
            made is not None
            and made not in path.trace
            and (path.words.undoes(made) or lemma_of(made) in GRAMMAR.ceasing)
        ):
            # "Wants A of B scrapped", "calls for A to be ended, to stop".
            path.turn(made)
    # "We need A", "lasting peace demands A".
    needs = key in GRAMMAR.needing or (key == "demand" and abstract(holder_of(verb)))
    if needs or (key in GRAMMAR.missing and negation(verb) is not None):
        path.bind(verb, "wish")
    else:
        path.attribute(verb, holder_of(verb))


def act(path: Path, verb: Token) -> None:
    """A deed: "X sent A", "X will lift A"."""
    path.pending = None
    holder, given = holder_of(verb), child_of(verb, "dobj")
    if given is not None and given not in path.trace and none_of(given):
        # "Gives B no C", where giving B anything is A.
        path.turn(given.left_edge)
    if holder is None:
        return
    whose, tells = path.voice.whose(holder), verbs.done(verb, holder, path.words.undoes(verb))
    # "X says that B is trying to A": of B.
    aims = verb.dep_ == "xcomp" and lemma_of(verb.head) in GRAMMAR.aiming
    if whose == "own" and tells:
        path.bind(verb, "act")
    elif whose == "other" and (tells or aims):
        path.meet(holder)


def _give(path: Path, verb: Token) -> None:
    """Give a noun of attitude without a possessor to the subject of a verb of holding: "voiced support for A"."""
    noun, path.pending = path.pending, None
    if noun is None or lemma_of(verb) not in GRAMMAR.holding | GRAMMAR.copula or passive(verb):
        return
    judged = lemma_of(noun) in GRAMMAR.grounds and lemma_of(verb) in GRAMMAR.copula and not path.voice.reported
    if judged or child_of(verb, "expl") is not None:
        path.say(noun)
    else:
        path.attribute(noun, holder_of(verb))
