"""What follows an article in its raw text: notes on its author, lists of links, comments."""

import re
from collections.abc import Iterable

from embeddings import chrome
from embeddings.authors import SAID, notes_on_authors
from embeddings.judged import Line
from embeddings.prose import SENTENCE_END
from embeddings.teasers import Teasers

TAIL_SHARE = 0.35
"""What follows a label such as "Related posts" may be no longer the article if its prose is less than this share."""

_BIO = re.compile(
    r"^(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? )?"
    r"(?P<name>The (?:author|writer)|"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*| (?:de|van|von|al|bin|der|la))*? ?[A-Z][\w'’-]+)"
    r"(?:,? (?:PhD|MD|MA)|, (?:an?|the|our) [^,.;“\"]{3,60}(?=,))?,? "
    r"(?:(?:is|was) (?:a|an|the|our|based|currently)\b.{0,160}?\b"
    r"(?i:writer|reporter|correspondent|journalist|columnist|editor|contributor|author|blogger|fellow|professor|"
    r"lecturer|researcher|analyst|freelancer|producer|photographer|specialist|intern|based in)\b|"
    r"(?:writes|reports|covers|teaches|lectures|edits|lives (?:in|on|by|with)|"
    r"has (?:written|contributed|covered|reported|worked as a (?:writer|reporter|journalist)))\b)|"
    r"^(?P<nameless>(?:The|Our) (?:author|writer|columnist|reviewer)) (?:is|was|has been|has served|serves|served) "
    r"(?:an?|the|in|on|with|director|editor|professor|head|member)\b",
)
_FOLLOWED = re.compile(
    r"(?P<nameless>)"
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)*? [A-Z][\w'’-]+) "
    r".{3,300}\b[Ff]ollow (?:him|her|them|(?P=name)) on \w"
)
_UNDER = re.compile(r"\W*[A-Za-z]+(?: \w+)?\W*|(?=.*[Rr]eply).{0,60}")
"""What stands under a comment: what its reader may do with it."""
_TARGET = re.compile(r"[:>»→|–—] *\w+ \w+")
"""A label that names what it leads to may stand between any two paragraphs."""
_LONGEST_BIO = 2000
"""Characters of a paragraph that can tell it for a biography."""
_BIO_WORDS = re.compile(
    r"\b(?:follow (?:him|her|them) on|(?:he|she|they) (?:is|are) (?:based in|the author of|also a)|"
    r"can be (?:reached|found|contacted) at|"
    r"(?:his|her|their) (?:work|writing|books?|articles?) (?:has|have|is|are|include)|"
    r"career in journalism|tweets? (?:at|@)|email the author)\b",
    re.IGNORECASE,
)


def judge_tail(lines: list[Line]) -> None:
    """Set apart author notes, lists of links and comments after the article."""
    notes_on_authors(lines)
    total = left = sum(len(line.text) for line in lines if line.prose)
    seen = 0
    body_words: list[str] = []
    teasers, linked = Teasers(lines), Teasers(lines, after=0)
    open_from = 0  # no line after the one in hand and before this is still to be judged
    open_lines = [at for at, line in enumerate(lines) if line.kind is None and SENTENCE_END.search(line.text)]
    last_sentence = open_lines[-1] if open_lines else -1
    for index, line in enumerate(lines):
        if line.kind == "chrome" and line.reason in chrome.TAIL_LABELS and total:
            open_from = max(open_from, index + 1)
            while open_from < len(lines) and lines[open_from].kind == "chrome":
                open_from += 1
            rest = (lines[at] for at in range(open_from, len(lines)) if lines[at].kind != "chrome")
            if line.reason == "about the author":
                left -= _author_note(rest, line.text)
            elif line.reason == "comments":
                if seen >= total / 2:
                    _comments(lines, index)
                    break
            elif line.reason in chrome.CALLS and index < last_sentence:
                continue
            elif (
                left < TAIL_SHARE * total
                and seen >= total / 2
                and (linked if _TARGET.search(line.text) else teasers).follow(index)
            ):
                for other in rest:
                    other.set_apart("after the article")
                break  # nothing is left to be judged
        if line.prose:
            seen += len(line.text)
            left -= len(line.text)
            if seen < total * 0.8:
                body_words.append(line.text)
    _closing_biographies(lines, " ".join(body_words))


def _comments(lines: list[Line], label: int) -> None:
    """What readers wrote: from the line above "Reply" to the end."""
    above = next((at for at in range(label - 1, -1, -1) if lines[at].kind is None), label)
    first = above if _UNDER.fullmatch(lines[label].text) else label
    for line in lines[first:]:
        if line.kind is None:
            line.set_apart("comments")


def _author_note(rest: Iterable[Line], label: str) -> int:
    """The paragraphs after "About the author": the first, and more while they go on about the author.

    Returns how many characters of them had passed for prose.
    """
    names = {
        word
        for word in re.findall(r"[A-Z][\w’'-]{2,}", label)
        if word.lower() not in {"about", "author", "the", "authors"}
    }
    taken = 0
    for position, line in enumerate(rest):
        if position and not (biography(line.text) or any(name in line.text for name in names)):
            break
        taken += len(line.text) if line.prose else 0
        line.set_apart("about the author")
    return taken


def biography(text: str) -> bool:
    """Whether a paragraph presents a writer."""
    return bool(_BIO.match(text[:_LONGEST_BIO]) or _BIO_WORDS.search(text))


def _closing_biographies(lines: list[Line], body_words: str) -> None:
    """Paragraphs at the very end that present a writer whom the article does not mention."""
    for line in reversed(lines):
        if line.kind == "chrome":
            continue
        written = line.text[:_LONGEST_BIO]
        match = (_BIO.match(written) or _FOLLOWED.match(written[:600])) if line.prose else None
        if match is None or SAID.search(written):
            return
        named = match["name"] or ""
        surname = (named or match["nameless"]).split()[-1]
        nameless = named.startswith(("The author", "The writer"))
        if not body_words or (surname in body_words and not nameless):
            return
        line.set_apart("about the author")
