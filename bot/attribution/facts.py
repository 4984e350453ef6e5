"""Reported facts: what an article tells in its own voice of an actor that is the grammatical subject.

"Norway sent soldiers", "Hungary is against it": an act or a standing attitude, asserted and not foreseen, asked,
imagined or told by somebody.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from bot.actors.roles import Roles
from bot.attribution.context import Attribution, Context
from bot.grammar.clauses import clause_of
from bot.grammar.cues import Cues
from bot.grammar.deeds import doer_of, told_by
from bot.grammar.moods import asserted, question
from bot.grammar.quotes import Quote
from bot.grammar.words import GRAMMAR

_SOMEBODY = ("GPE", "ORG", "NORP", "PERSON", "LOC")
_NOBODY = ("EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "FAC", "DATE", "TIME", "MONEY")
_UNSAID = ("object", "preposition")
"""What is held without a word said of it."""


class Facts:
    """Finds the reported facts of parsed paragraphs."""

    def __init__(self, cues: Cues, roles: Roles) -> None:
        self._cues = cues
        self._roles = roles

    def said(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions of one paragraph but for attitudes that the article tells of: "X opposes A"."""
        return [a for a in found if a.structure not in _UNSAID or a.lemma not in self._cues.fact_standing]

    def find(self, doc: Doc, quotes: Sequence[Quote], known: Sequence[Attribution]) -> list[Attribution]:
        """The reported facts of one paragraph, outside of its quotations and clear of what is attributed in it."""
        context = Context(doc, quotes, self._cues)
        taken = [span for a in known for span in (*a.pieces, a.cue)]
        verbs = (t for t in doc if t.pos_ in ("VERB", "AUX") and context.inside[t.i] < 0)
        free = (t for t in verbs if not any(start <= t.idx < end for start, end in taken))
        return [fact for verb in free if (fact := self._fact(context, verb)) is not None]

    def _fact(self, context: Context, verb: Token) -> Attribution | None:
        if not asserted(verb):
            return None
        word, subject = told_by(verb, self._cues), doer_of(verb, self._cues)
        if word is None or subject is None or question(verb, subject) or not self._somebody(subject):
            return None
        cue = (verb.idx, max(verb.idx + len(verb), word.idx + len(word)))
        content = context.content(*clause_of(verb, subject))
        return context.make(context.mention(subject, verb), subject, verb, "fact", [content], cue=cue)

    def _somebody(self, subject: Token) -> bool:
        """Whether a noun can act: a name, people or a body, a pronoun for one."""
        noun = subject.head.head if subject.lower_ in GRAMMAR.relative and subject.head.dep_ == "relcl" else subject
        if noun.pos_ == "PRON":
            return noun.lower_ in ("he", "she", "they", "it")
        if noun.ent_type_ in _NOBODY:
            return False
        named = noun.pos_ == "PROPN" or noun.ent_type_ in _SOMEBODY
        return named or self._roles.is_role(noun.lemma_) or noun.lemma_.lower() in self._cues.fact_groups
