"""The actors that the words of a parse name."""

from spacy.tokens import Doc, Token

from bot.actors.registry import Registry
from bot.positions.spoken import Own

_DESCRIBING = ("compound", "amod", "poss", "nmod", "appos")


class Named:
    """Which token of a parse names which actor; a person counts for whom the person speaks for."""

    def __init__(self, registry: Registry, doc: Doc) -> None:
        self._by_token: dict[int, str] = {}
        for mention in registry.mentions(doc.text):
            for token in doc.char_span(mention.start, mention.end, alignment_mode="expand") or ():
                self._by_token[token.i] = mention.actor.speaks_for or mention.actor.id

    def owned_by(self, *actors: str) -> Own:
        """Whether a noun phrase names one of these actors: None where it names nobody."""

        def own(noun: Token) -> bool | None:
            found = self.actor_of(noun)
            return None if found is None else found in actors

        return own

    def actor_of(self, noun: Token) -> str | None:
        """The actor that a noun phrase names by its head or by what describes it: "Polish soldiers"."""
        words = (noun, *(t for t in noun.children if t.dep_ in _DESCRIBING))
        return next((self._by_token[t.i] for t in words if t.i in self._by_token), None)
