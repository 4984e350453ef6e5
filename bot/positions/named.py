"""The actors that the words of a parse name."""

from spacy.tokens import Doc, Token

from bot.actors.registry import Registry
from bot.grammar.words import GRAMMAR, child_of, lemma_of
from bot.positions.spoken import Own

_DESCRIBING = ("compound", "amod", "poss", "nmod", "appos")


class Named:
    """Which token of a parse names which actor; a person counts for whom the person speaks for."""

    def __init__(self, registry: Registry, doc: Doc) -> None:
        self._registry = registry
        self._by_token: dict[int, str] = {}
        for mention in registry.mentions(doc.text):
            for token in doc.char_span(mention.start, mention.end, alignment_mode="expand") or ():
                self._by_token[token.i] = mention.actor.counts_for

    def owned_by(self, *actors: str, ruling: bool = False) -> Own:
        """Whether a noun phrase names one of these actors: None where it names nobody.

        ``ruling`` says that whoever speaks is of a government, so that "the government" is the speaker's own.
        """

        def own(noun: Token) -> bool | None:
            found = self.actor_of(noun)
            if found is None and ruling and lemma_of(noun) in GRAMMAR.ruling:
                return [t.lower_ for t in noun.children if t.i < noun.i] == ["the"] or None
            return None if found is None else found in actors

        return own

    def of_another(self, thing: Token, end: int, whom: frozenset[str]) -> bool:
        """Whether a thing, named up to token ``end``, is for others than ``whom``: "sanctions on B"."""
        belongs = lemma_of(thing) in GRAMMAR.belonging
        behind = [t for t in (*thing.rights, *thing.doc[end : end + 1]) if t.dep_ in ("prep", "dative")]
        reaching = (t for t in behind if t.lower_ in GRAMMAR.toward or (belongs and t.lower_ in ("of", "in")))
        nouns = (noun for t in reaching if (noun := child_of(t, "pobj")) is not None)
        others = {actor for noun in nouns if (actor := self.actor_of(noun)) is not None} - whom
        return any(belongs or self._registry.actors[one].kind == "state" for one in others)

    def actor_of(self, noun: Token) -> str | None:
        """The actor that a noun phrase names by its head or by what describes it: "Polish soldiers"."""
        words = (noun, *(t for t in noun.children if t.dep_ in _DESCRIBING))
        return next((self._by_token[t.i] for t in words if t.i in self._by_token), None)
