"""One parse of an article, with what its words name: issues and actors, each found once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Optional

from bot.actors.registry import Registry
from bot.attribution.speech import Paragraph
from bot.grammar.words import tokens_in
from bot.patterns import Hit
from bot.positions.bearing import named_by
from bot.positions.issues import Issues
from bot.positions.named import Named
from bot.positions.stance import StanceClassifier
from bot.positions.topics import Thing


@dataclass(frozen=True)
class Page:
    """A paragraph's parse, the issues that its article is about, and the page of the paragraph before it."""

    parse: Paragraph
    issues: Issues
    registry: Registry
    stance: StanceClassifier
    subjects: Sequence[str] = ()
    before: Optional["Page"] = None

    @cached_property
    def hits(self) -> Mapping[str, Sequence[Hit]]:
        """Where its text names each issue."""
        return self.issues.hits(self.parse.doc.text)

    @cached_property
    def things(self) -> dict[str, list[Thing]]:
        """The words that name each issue."""
        found = {issue: self.stance.things(self.parse.doc, issue, hits) for issue, hits in self.hits.items()}
        return {issue: [t for t in things if not self._of_another(issue, t)] for issue, things in found.items()}

    def _of_another(self, issue: str, thing: Thing) -> bool:
        """Whether a thing is another than the issue's: "entry into B"; "supports A's entry" is no support of A."""
        token, last = thing.token, self.parse.doc[thing.end - 1]
        if token == last and token.dep_ == "poss" and not self.registry.is_body(token.head.text):
            return True
        named = named_by(self.issues, self.registry)
        return bool(named[issue]) and self.named.of_another(token, thing.end, frozenset().union(*named.values()))

    @cached_property
    def named(self) -> Named:
        """Whom it names."""
        return Named(self.registry, self.parse.doc)

    def about(self, things: Mapping[str, list[Thing]]) -> list[tuple[str, list[Thing]]]:
        """The issues that these of its things make the words about, each with them."""
        hits = {issue: [thing.hit for thing in found] for issue, found in things.items() if found}
        return [(issue, things[issue]) for issue in self.issues.about(hits)]

    def tokens(self, *spans: tuple[int, int]) -> frozenset[int]:
        """The tokens of raw spans, those outside of the parse left out."""
        doc, start, stop = self.parse.doc, self.parse.block.start, self.parse.block.end
        inside = ((max(a, start) - start, min(b, stop) - start) for a, b in spans if a < stop and start < b)
        return tokens_in(doc, *inside)
