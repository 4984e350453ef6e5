"""Parses mended where the model is wrong by rule: "having A there was bad" tells of no "there was"; rare names."""

from spacy.tokens import Doc, Token

from bot.grammar.clauses import opened_by
from bot.grammar.words import FINITE, GRAMMAR, SUBJECT, behind, child_of, lemma_of

_SUBJECTS = (*SUBJECT, "nsubjpass", "csubjpass", "expl")
_FIRST = ("until", "before", "once", "if", "unless")
_SAYING = (
    GRAMMAR.commenting | GRAMMAR.thinking | GRAMMAR.claiming | GRAMMAR.assuring | GRAMMAR.warning | GRAMMAR.wishing
)
"""Verbs with a clause of their own."""
_MISTAKEN = ("advmod", "intj", "npadvmod")
"""What the parser makes of a rare name that opens a sentence."""


def mended(doc: Doc) -> Doc:
    """The same parse, a copula behind "there", clauses and the subjects of verbs given back; in place."""
    for verb in doc:
        if verb.lemma_ == "be" and verb.tag_ in FINITE:
            _give_back(verb)
            _give(verb)
        if verb.dep_ == "advcl" and verb.left_edge.lower_ == "that" and opened_by(verb, "that"):
            _complete(verb)
        if verb.is_sent_start:
            _open(verb)
        if verb.dep_ == "prep" and verb.i + 1 < len(doc) and not any(verb.children):
            _fill(verb)
        if verb.dep_ in ("advcl", "ccomp", "ROOT") and opened_by(verb, *_FIRST) and lemma_of(verb) not in _SAYING:
            _stand_first(verb)
        if verb.dep_ == "ROOT" and verb.pos_ == "ADP":
            _follow(verb)
        if verb.dep_ == "ROOT" and child_of(verb, *_SUBJECTS) is None and verb.i > verb.sent.start:
            _name(verb)
    return doc


def _give(copula: Token) -> None:
    """Make the noun that a copula without a subject has before it its subject: "the way forward is A"."""
    noun = next((t for t in copula.lefts if t.dep_ == "npadvmod" and t.pos_ == "NOUN" and not t.ent_type_), None)
    if noun is not None and child_of(copula, *_SUBJECTS) is None and child_of(copula, "attr") is not None:
        noun.dep_ = "nsubj"


def _complete(clause: Token) -> None:
    """Make a clause parted from its verb its object: "ruled out, whatever comes, that A"; not "so loud, that A"."""
    verb, degree = clause.head, ("so", "such")
    apart = clause.left_edge.nbor(-1).is_punct or any(t.dep_ == "prt" for t in verb.children)
    free = child_of(verb, "dobj", "ccomp", "xcomp") is None and not any(t.lower_ in degree for t in verb.subtree)
    if verb.pos_ == "VERB" and verb.i < clause.i and apart and free:
        clause.dep_ = "ccomp"


def _fill(prep: Token) -> None:
    """Give a preposition the noun behind it made a second subject: "B that comes without A is"."""
    noun = next((t for t in (prep.nbor(), *prep.nbor().ancestors) if t.dep_ == "nsubj"), prep)
    first = child_of(noun.head, "nsubj")
    if noun.left_edge.i == prep.i + 1 and first is not None and first.i < prep.head.i < prep.i:
        noun.head, noun.dep_ = prep, "pobj"


def _stand_first(clause: Token) -> None:
    """Hang a clause that stands first on the one behind it: "until B comes A will not be built", "not until ..."."""
    main, denial = behind(clause, "ccomp"), child_of(clause, "neg")
    helper, subject = child_of(main, "aux"), child_of(main, *_SUBJECTS)
    if main is None or subject is None or helper is None or helper.tag_ != "MD" or opened_by(main, "that"):
        return
    if denial is not None and denial.i < clause.i and helper.i < subject.i:
        denial.head = main
    main.head, main.dep_ = (main, "ROOT") if clause.dep_ == "ROOT" else (clause.head, "ccomp")
    clause.head, clause.dep_ = main, "advcl"


def _follow(prep: Token) -> None:
    """Hang a preposition on the verb of the clause behind it: "instead of a summit Berg proposed talks"."""
    noun = child_of(prep, "pobj")
    clause = child_of(noun, "relcl")
    subject = child_of(clause, "nsubj")
    if clause is not None and subject is not None and subject.pos_ == "PROPN":
        clause.head, clause.dep_ = clause, "ROOT"
        prep.head, prep.dep_ = clause, "prep"


def _open(first: Token) -> None:
    """Mend the word that opens a sentence: "Work on A must go on", "Seeing A would be pointless", "Arming B ..."."""
    bare = first.tag_ == "VB" and child_of(first, "aux", "dobj", "ccomp", "xcomp") is None
    if first.dep_ in SUBJECT and bare:
        # A verb without "to" is nobody's subject.
        first.dep_, first.tag_, first.pos_ = "nsubj", "NN", "NOUN"
    if first.tag_ != "VBG":
        return
    judged = child_of(first, "ccomp") if first.dep_ == "ROOT" and child_of(first, *_SUBJECTS) is None else None
    thing = child_of(judged, "nsubj")
    if judged is not None and thing is not None and thing.left_edge.i == first.i + 1:
        judged.head, judged.dep_ = judged, "ROOT"
        first.head, first.dep_ = judged, "csubj"
        thing.head, thing.dep_ = first, "dobj"
    noun = first.head
    if first.dep_ == "compound" and noun.pos_ == "PROPN" and noun.i == first.i + 1 and noun.dep_ == "nsubj":
        first.head, first.dep_, first.pos_ = noun.head, "csubj", "VERB"
        noun.head, noun.dep_ = first, "dobj"


def _name(verb: Token) -> None:
    """Give back the subject of a verb to which the parser gives none.

    It is a rare name that opens the sentence ("Ciolacu pushed for A"), a name behind that of a place ("On a visit to
    Oslo Berg said A"), or a noun behind somebody's view ("In Berg's view a deal is wrong").
    """
    first, before = verb.sent[0], verb.nbor(-1)
    if verb.tag_ in FINITE and first == before and first.tag_ == "NNP" and first.dep_ in _MISTAKEN:
        first.dep_ = "nsubj"
    # "Instead of B X proposed A".
    prep = first.head if first.lower_ == "instead" else first
    if prep.dep_ != "prep" or prep.head != verb or first.lower_ == "according":
        return
    if verb.tag_ in FINITE and before.tag_ == "NNP" and before.dep_ == "pobj":
        _part(before, verb)
    noun = child_of(prep, "pobj")
    told = child_of(noun, "appos") or next((t for t in prep.children if t.dep_ == "pobj" and t != noun), None)
    if noun is not None and told is not None and told.left_edge.i == noun.i + 1:
        told.head, told.dep_ = verb, "nsubj"


def _part(last: Token, verb: Token) -> None:
    """Part the name of a place from that of somebody behind it, the subject of the verb: "in Oslo | Anna Berg"."""
    run = [last]
    while run[0].i > verb.sent.start and (one := run[0].nbor(-1)).head == last and one.tag_ == "NNP":
        run.insert(0, one)
    changes = (i for i in range(1, len(run)) if run[i].ent_type_ != run[i - 1].ent_type_)
    cut = next(changes, 1)
    if len(run) < 2:
        return
    place, prep = run[cut - 1], last.head
    for word in [t for t in last.children if t.i < run[cut].i]:
        word.head = place
    place.head, place.dep_ = prep, "pobj"
    last.head, last.dep_ = verb, "nsubj"


def _give_back(verb: Token) -> None:
    """Make what stands before "there was bad" its subject: of existence an adjective alone tells nothing."""
    there, gerund = child_of(verb, "expl"), verb.head
    judged = child_of(verb, "acomp") is not None and child_of(verb, "attr") is None
    if there is None or there.i != verb.i - 1 or not judged or gerund.tag_ != "VBG" or gerund.i > there.i:
        return
    first = gerund
    while first.head != first and first.head.tag_ not in FINITE and first.head.i < there.i:
        first = first.head
    above = first.head
    if above == first:
        return
    verb.head, verb.dep_ = above, "ccomp"
    first.head, first.dep_ = verb, "nsubj" if first.pos_ in ("NOUN", "PROPN") else "csubj"
    there.head, there.dep_ = gerund, "advmod"
    for mark in [t for t in first.children if t.dep_ == "mark"]:
        mark.head = verb
