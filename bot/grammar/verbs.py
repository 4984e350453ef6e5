"""What a verb tells of its subject and object by its form and its complements."""

from collections.abc import Container, Iterator, Mapping

from spacy.tokens import Token

from bot.grammar.clauses import infinitive
from bot.grammar.moods import auxiliaries, future, needed
from bot.grammar.negation import negation
from bot.grammar.phrases import abstract
from bot.grammar.subjects import next_to_do, subject_of
from bot.grammar.words import FINITE, GRAMMAR, behind, child_of, lemma_of, word_before, word_of

GOVERNED = ("oprd", "ccomp", "xcomp", "acomp", "dobj", "pobj", "attr", "amod", "npadvmod", "appos", "conj")
"""Where what a verb says of its object may stand beside it."""
_TELLING = (*FINITE, "VBN", "VBG")
"""Forms of a verb that tell of a deed."""


def taking_part(verb: Token) -> Token | None:
    """The "part" of "will not take part in A", "will have no part in A"."""
    part = child_of(verb, "dobj")
    return part if f"{lemma_of(verb)}-{lemma_of(part)}" in GRAMMAR.going else None


def belongs(verb: Token) -> bool:
    """Whether something has its place in the thing, or should: "B belongs in A", "B's place is in A"."""
    subject = child_of(verb, "nsubj")
    placed = lemma_of(subject) in GRAMMAR.places and child_of(subject, "poss") is not None
    return lemma_of(verb) == "belong" or (lemma_of(verb) == "be" and (placed or needed(verb)))


def stands_for(verb: Token) -> bool:
    """Whether it is the "is" of "X is for A", the "spoke" of "X spoke up for A": not of "it is for A to say"."""
    subject = child_of(verb, "nsubj")
    if any(f"{lemma_of(verb)}-{particle}" in GRAMMAR.standing_for for particle in particles_of(verb)):
        return True
    return lemma_of(verb) == "be" and subject is not None and subject.lower_ not in ("it", "this", "that")


def behind_to(verb: Token) -> Token | None:
    """The preposition "to" of a verb."""
    return next((t for t in verb.children if t.lower_ == "to" and t.dep_ == "prep"), None)


def bounded(verb: Token) -> bool:
    """Whether a verb tells what its subject consists of: "A is limited to B", not "limited to 30"."""
    return lemma_of(verb) in GRAMMAR.bounding and behind_to(verb) is not None and not to_a_number(verb)


def perfect(verb: Token) -> bool:
    """Whether a verb is in the perfect: "has built"."""
    return any(t.dep_ == "aux" and lemma_of(t) == "have" for t in verb.children)


def to_a_number(verb: Token) -> bool:
    """Whether a verb has "to" and a number behind it: "cut the plan to 19 points"."""
    to = behind_to(verb)
    return to is not None and any(t.like_num for t in to.subtree)


def keeps_from(verb: Token) -> bool:
    """Whether a verb hinders what its object would do: "keep A from entering"."""
    behind = (child_of(t, "pcomp", "pobj") for t in verb.children if t.lower_ == "from")
    return any(t is not None and t.tag_ == "VBG" for t in behind)


def done(verb: Token, holder: Token, undoes: bool) -> bool:
    """Whether a verb tells that its subject does, did or will do something."""
    helpers = auxiliaries(verb)
    if helpers & GRAMMAR.will and perfect(verb):
        # "Would have given A" was not done.
        return False
    if helpers & GRAMMAR.may or verb.dep_ in ("acl", "pcomp", "relcl", "csubj"):
        return next_to_do(verb)
    if verb.dep_ == "advcl" and holder.head != verb:
        if lemma_of(verb.head) in GRAMMAR.travelling and infinitive(verb) and auxiliaries(verb.head) & GRAMMAR.will:
            # "Will travel to B to open A".
            return True
        # "Blocked the road to stop A".
        return undoes and infinitive(verb) and verb.head.tag_ in _TELLING and negation(verb.head) is None
    if verb.dep_ == "xcomp" and future(verb) is None:
        return lemma_of(verb.head) in GRAMMAR.continuing and not infinitive(verb.head)
    # "Does not join A".
    return verb.tag_ in _TELLING or bool(helpers & GRAMMAR.will) or not helpers.isdisjoint(("does", "do", "did"))


def explained(word: Token) -> bool:
    """Whether a word of liking or needing tells what alone the thing is good for: "necessary mainly for show"."""
    behind = [t.lower_ for t in word.doc[word.i + 1 : word.i + 3]]
    return behind[1:] == ["for"] and behind[0] in GRAMMAR.chiefly


def placed(verb: Token) -> bool:
    """Whether a copula tells where or in what state its subject is: not "in place", not "open"."""
    place, state = child_of(verb, "prep"), child_of(verb, "acomp")
    inside = lemma_of(place) == "in" and lemma_of(child_of(place, "pobj")) in GRAMMAR.lasting_in
    lasts = inside or (state is not None and state.lower_ == "open")
    # "A stays until B".
    clause = child_of(verb, "advcl")
    beside = clause is not None and word_of(clause, "until") is None
    return not lasts and (beside or child_of(verb, "prep", "acomp", "attr", "oprd", "xcomp") is not None)


def sharing(verb: Token) -> list[Token]:
    """The verbs joined to one that have its subject: "A has failed and should go"."""
    return [t for t in verb.children if t.dep_ == "conj" and child_of(t, "nsubj", "nsubjpass") is None]


def assured(verb: Token) -> bool:
    """Whether it is what somebody promises of the thing: "promised that A would stay", "... would not come"."""
    return (
        verb.dep_ == "ccomp"
        and lemma_of(verb.head) in GRAMMAR.assuring
        and (negation(verb) is None or lemma_of(verb) in GRAMMAR.occurring)
        and (lemma_of(verb) not in GRAMMAR.ceasing or onward(verb))
        and bool(auxiliaries(verb) & GRAMMAR.will)
    )


def has_right(noun: Token, verb: Token) -> bool:
    """Whether a verb tells what may be somebody's now: the "say" of "B has no say"."""
    told = verb.tag_ == "VBD" and verb.dep_ == "ccomp" and verb.head.i < verb.i
    now = verb.tag_ in ("VBZ", "VBP") or told or bool(auxiliaries(verb) & GRAMMAR.will)
    return noun.dep_ == "dobj" and lemma_of(noun) in GRAMMAR.rights and lemma_of(verb) == "have" and now


def onward(verb: Token) -> bool:
    """Whether something goes on rather than away: "A must go ahead"."""
    return behind(verb, "advmod", "prep", "prt", "xcomp") is not None


def ceases(verb: Token, key: str) -> bool:
    """Whether something is to come to its end by a verb, known under ``key``: "A must go", not "A must go ahead"."""
    return key in GRAMMAR.ceasing and not (key == "go" and onward(verb))


def introduces(verb: Token) -> bool:
    """Whether a verb may stand before a colon and a quotation: any but "be", and that of a person: "X was blunt:"."""
    subject = subject_of(verb) if verb.pos_ == "AUX" else None
    return verb.pos_ == "VERB" or (subject is not None and subject.ent_type_ == "PERSON")


def keys_of(verb: Token, prep: str) -> Iterator[str]:
    """A verb with its particle and preposition in the ways that entries are written, the longest first."""
    for particle in (*particles_of(verb), ""):
        for end in (f"{particle}-{prep}", particle, prep):
            if end.strip("-") == end != "":
                yield f"{lemma_of(verb)}-{end}"


def particles_of(verb: Token) -> list[str]:
    """The particles of a verb: as parsed, right behind it, and those that the parse takes for adverbs."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    found = [t.lower_ for t in verb.children if t.dep_ == "prt"]
    if after is not None and (after.tag_ == "RP" or after.lower_ in GRAMMAR.next_particles):
        found.append(after.lower_)
    # "Send A right away".
    apart = (t for t in verb.children if t.lower_ in GRAMMAR.particles and word_before(t) not in GRAMMAR.at_once)
    return found + [t.lower_ for t in apart if t.dep_ in ("advmod", "prt", "prep")]


def with_particle(verb: Token) -> tuple[str, str]:
    """A verb with its particle, and with particle and preposition: "come-up", "come-up-with"."""
    particle, prep = (t.lower_ if (t := child_of(verb, relation)) is not None else "" for relation in ("prt", "prep"))
    return f"{verb.lemma_.lower()}-{particle}", f"{verb.lemma_.lower()}-{particle}-{prep}"


def to_be_made(child: Token, verb: Token) -> Token | None:
    """What is to be done to what is wished: the "scrapped" of "wants A of B scrapped", "calls for A to be ..."."""
    if child.dep_ != "prep":
        made = next((t for t in verb.children if t.i > child.i and t.tag_ in ("VBN", "VBD")), None)
        # "Wants A to stop", the infinitive hung on A.
        hung = next((t for t in child.children if t.dep_ == "acl" and infinitive(t)), None)
        if made is None and hung is not None:
            return hung if child_of(hung, "dobj") is None and lemma_of(hung) in GRAMMAR.ceasing else None
        return made if child_of(made, "nsubj", "aux", "auxpass") is None else None
    later = (t for t in verb.subtree if t.i > child.i and infinitive(t)) if child.lower_ == "for" else ()
    made = next((t for t in later if child_of(t, "nsubj", "nsubjpass", "mark", "dobj") is None), None)
    if made is None or child_of(made, "auxpass") is not None:
        return made
    # "Calls for A to stop"; to "end in peace" is to lead there.
    leads = word_of(made, "in", "with", "ahead", "on") is not None
    return made if lemma_of(made) in GRAMMAR.ceasing and not leads else None


def predicate(child: Token, verb: Token, known: Container[str]) -> Token | None:
    """What a verb says of its object ``child``, where it is ``known`` by its lemma: "call A B", "describe A as B"."""
    said = (t for t in verb.subtree if t.i > child.i and t.dep_ in GOVERNED and lemma_of(t) in known)
    end = child.right_edge.i + 1
    joined = (one for one in said if not any(t.text in ",;" and t.head != child for t in verb.doc[end : one.i]))
    return next(joined, None)


def involves(verb: Token) -> bool:
    """Whether a clause tells what belongs to a plan: "that involves A", "that lets A into B", not "lets B do A"."""
    lets = lemma_of(verb) in GRAMMAR.permitting | {"let"} and child_of(verb, "ccomp", "xcomp") is None
    return lets or lemma_of(verb) in GRAMMAR.involving


def hinges(verb: Token) -> bool:
    """Whether a verb with "on" tells what somebody needs: "peace depends on A", "everything must rest on A"."""
    subject = child_of(verb, "nsubj")
    wanted = needed(verb) or (subject is not None and (abstract(subject) or subject.lower_ in GRAMMAR.every_thing))
    return wanted and lemma_of(verb) in GRAMMAR.depending_on and negation(verb) is None


def preferred(prep: Token) -> Token | None:
    """The verb of what somebody does sooner than what stands behind "than": "would rather B than A"."""
    verbs = (t for t in prep.ancestors if t.pos_ == "VERB")
    # "Would rather walk, faster than A".
    apart = prep.lower_ != "than" or prep.head.tag_ in ("JJR", "RBR")
    return None if apart else next((t for t in verbs if word_of(t, "rather", "sooner")), None)


def cleft(child: Token, verb: Token) -> Token | None:
    """The verb by which a sentence singles its object out: the "wants" of "it is A that X wants"."""
    clause = child_of(child, "relcl") if child.dep_ == "attr" and lemma_of(child_of(verb, "nsubj")) == "it" else None
    what = child_of(clause, "dobj")
    return clause if what is not None and what.tag_ == "WDT" else None


def going_away(verb: Token) -> Token | None:
    """The "out" or "away" that tells where its subject is, or is to stay: "A is off", "A stays out"."""
    return next((t for t in verb.children if t.dep_ in ("prep", "advmod") and t.lower_ in GRAMMAR.away), None)


def grudging(verb: Token) -> bool:
    """Whether what something does is told against it: "A would only prolong B", "A would merely give B time"."""
    mere = any(t.lower_ in GRAMMAR.grudging and t.dep_ == "advmod" and t.i < verb.i for t in verb.children)
    does = child_of(verb, "dobj", "ccomp", "xcomp", "prep") is not None and lemma_of(verb) not in GRAMMAR.copula
    tied = any(
        t.dep_ in ("advcl", "prep") and {"if", "when", "once", "after"} & {t.lower_, *map(str, t.children)}
        for t in verb.children
    )
    told = bool(auxiliaries(verb) & GRAMMAR.will) or verb.tag_ in ("VBZ", "VBP")
    return mere and does and not tied and told and negation(verb) is None


def rids_of(verb: Token) -> bool:
    """Whether a verb takes its object away, or its subject out of it: "takes A off the table", "leaving A".

    Not "leave A open", "left A to B".
    """
    left, off = child_of(verb, "dobj"), word_of(verb, "off")
    if off is not None and lemma_of(child_of(off, "pobj")) in GRAMMAR.tables:
        return True
    rest = behind(verb, "prep", "oprd", "acomp", "xcomp", "ccomp", "advmod", "dative", "prt")
    return (
        lemma_of(verb) in GRAMMAR.leaving and left is not None and lemma_of(left) not in GRAMMAR.ways and rest is None
    )


def duty(verb: Token) -> bool:
    """Whether it is what somebody has to do: "it is our duty to A"."""
    noun = child_of(verb, "attr")
    owned = noun is not None and lemma_of(noun) in GRAMMAR.purposes and child_of(noun, "poss") is not None
    return owned and lemma_of(child_of(verb, "nsubj")) == "it" and negation(verb) is None


def torn(verb: Token, known: Mapping[str, int]) -> bool:
    """Whether it is one of two verbs that a "neither" denies together: "neither supports nor opposes A"."""
    first = verb.head if verb.dep_ == "conj" else verb
    signs = {known.get(lemma_of(t)) for t in (first, *first.conjuncts)}
    return word_of(first, "neither") is not None and {1, -1} <= signs


def undergone(verb: Token, wishes: Container[str]) -> bool:
    """Whether a verb says what is done to its subject: "A banned", "wants A banned"."""
    if verb.tag_ == "VBN" and not perfect(verb):
        return True
    wished = verb.dep_ == "ccomp" and lemma_of(verb.head) in wishes
    return wished and verb.tag_ == "VBD" and not auxiliaries(verb)


def stands_in(noun: Token) -> bool:
    """Whether something stands, is or gets in what a noun names: the "way" of "stands in the way of A"."""
    inside = noun.head
    return inside.lower_ == "in" and lemma_of(inside.head) in GRAMMAR.standing_in


def doing_all(verb: Token) -> bool:
    """Whether a verb with its object says that somebody does what can be done: "do everything to A"."""
    return lemma_of(verb) == "do" and lemma_of(child_of(verb, "dobj")) in GRAMMAR.utmost


def imaginable(verb: Token) -> bool:
    """Whether somebody is open to what a verb governs, or with "not" is not: "can imagine A", "cannot imagine A"."""
    return lemma_of(verb) in GRAMMAR.picturing and bool(auxiliaries(verb) & GRAMMAR.able)


def has_effect(verb: Token) -> bool:
    """Whether a verb tells what comes of its subject: "A would drive up prices", "A leads to war"."""
    makes = child_of(verb, "ccomp") is not None and not auxiliaries(verb) & GRAMMAR.may
    leads = lemma_of(verb) in GRAMMAR.leading and word_of(verb, "to", "in") is not None
    return (makes or leads or child_of(verb, "dobj") is not None) and negation(verb) is None


def to_go(verb: Token) -> bool:
    """Whether a verb of going tells what is to come: "will go", "is going"."""
    way = f"{lemma_of(verb)}-{lemma_of(child_of(verb, 'dobj'))}".removesuffix("-")
    progressive = verb.tag_ == "VBG" and lemma_of(child_of(verb, "aux")) == "be"
    return way in GRAMMAR.going and (bool(auxiliaries(verb) & GRAMMAR.will) or progressive)


def so_called(verb: Token) -> bool:
    """Whether a verb only tells how somebody names what is spoken of: "what it calls A"."""
    inside = verb.dep_ in ("pcomp", "csubj", "csubjpass", "ccomp")
    return inside and lemma_of(verb) in GRAMMAR.naming and verb.left_edge.lower_ == "what"


def fails(verb: Token) -> bool:
    """Whether a verb says that what its infinitive tells was not done: "failed to A", "has yet to A"."""
    yet = lemma_of(verb) == "have" and any(word_of(one, "yet") for one in (verb, *verb.rights))
    return lemma_of(verb) in GRAMMAR.failing or yet


def threatens(verb: Token, relation: str) -> bool:
    """Whether somebody threatens to do what an infinitive tells, or with a thing: "threatened A if B".

    Not of "by threatening to A", nor "threatens A", which puts it in danger.
    """
    tied = any(t.dep_ == "advcl" and word_of(t, "if", "unless") for t in verb.children)
    meant = relation == "xcomp" or (relation == "dobj" and tied)
    return lemma_of(verb) in GRAMMAR.threatening and verb.dep_ != "pcomp" and meant


def trusts_in(verb: Token, prep: str) -> bool:
    """Whether somebody holds with what stands behind "in": "believes in A"."""
    return lemma_of(verb) == "believe" and prep == "in"


def intends(verb: Token, relation: str, prep: str) -> bool:
    """Whether what stands to a verb in ``relation`` is what its subject is out for: "does all to A"."""
    does_all = relation == "xcomp" and doing_all(verb)
    # "Will see to it that A".
    to = word_of(verb, "to") if lemma_of(verb) == "see" and relation == "ccomp" else None
    does_all = does_all or lemma_of(child_of(to, "pobj")) == "it"
    return does_all or threatens(verb, relation) or trusts_in(verb, prep)
