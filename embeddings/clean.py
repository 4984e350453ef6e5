"""What of a raw text is the article: its title, headings and body, and what is page furniture around it."""

import re
from collections.abc import Iterable
from functools import cache

import justext

from embeddings import chrome, company, foreign
from embeddings.judged import Line as _Line
from embeddings.judged import plain
from embeddings.lines import units
from embeddings.sentences import split
from embeddings.text import Block, CleanText, Sentence

HEADING_LONGEST = 110
TITLE_LONGEST = 200
PROSE_SHORTEST = 40
SAMPLE = 20_000
"""How many characters tell whether a text is English."""

TAIL_SHARE = 0.35
"""What follows a label such as "Related posts" may be no longer the article if its prose is less than this share."""

_SENTENCE_END = re.compile(r"[.!…;,][\"”’»')\]]*\s*(?:\[\d+\]|[\u2580-\u27bf])?$|[.!?][\"”’»')\]]+$")
_QUESTION_END = re.compile(r"\?$")
_SPOKEN = re.compile(r"\s*(?:[—–―\"“«„‘•·▪◦*]|-\s|[A-Z][\w .]{0,30}:\s|\d{1,2}[.)]\s|[QA]\s*[:.])")
_QUOTE = re.compile('["“”„«»]')
_GOES_ON = re.compile(r"(?:But|And|So|Or|Yet|Then|Because|Really|Seriously|Right)\b[ ,]")
_BIO = re.compile(
    r"^(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? )?"
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*| (?:de|van|von|al|bin|der|la))*? ?[A-Z][\w'’-]+)"
    r"(?:,? (?:PhD|MD|MA))?,? "
    r"(?:(?:is|was) (?:a|an|the|our|based|currently)\b.{0,160}?\b"
    r"(?i:writer|reporter|correspondent|journalist|columnist|editor|contributor|author|blogger|fellow|professor|"
    r"lecturer|researcher|analyst|freelancer|producer|photographer|specialist|intern|based in)\b|"
    r"(?:writes|reports|covers|"
    r"has (?:written|contributed|covered|reported|worked as a (?:writer|reporter|journalist)))\b)",
)
_FOLLOWED = re.compile(
    r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)*? [A-Z][\w'’-]+) "
    r".{3,300}\b[Ff]ollow (?:him|her|them|(?P=name)) on \w"
)
_SAID = re.compile(r"[\"“][^\"”]{30}")
_JUDGED = 20_000
"""Characters of a paragraph by which jusText judges it: more would say the same, and takes seconds for a book."""
_LONGEST_BIO = 2000
"""Characters of a paragraph that can tell it for a biography."""
_BIO_WORDS = re.compile(
    r"\b(?:follow (?:him|her|them) on|(?:he|she|they) (?:is|are) (?:based in|the author of|also a)|"
    r"can be (?:reached|found|contacted) at|"
    r"(?:his|her|their) (?:work|writing|books?|articles?) (?:has|have|is|are|include)|"
    r"career in journalism|tweets? (?:at|@)|email the author)\b",
    re.IGNORECASE,
)


def clean(raw: str) -> CleanText:
    """The cleaned view of one article; offsets are code points into ``raw``.

    Every non-empty line of ``raw`` lies in blocks of one paragraph. A block lies on one line, but for hard-wrapped
    text, where a block is the wrapped paragraph.
    """
    lines = [_Line(unit, plain(raw[unit.start : unit.end])) for unit in units(raw)]
    main_script = foreign.script(raw)
    english = foreign.is_english(raw[:SAMPLE])
    for line in lines:
        _judge_alone(line, main_script, english)
    stacked = company.judge_stacks(lines)
    title = _title(lines, stacked)
    company.judge_links(lines, stacked)
    _judge_tail(lines)
    _judge_rest(lines)
    company.judge_headings(lines)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for line in lines:
        if line.kind == "body":
            _add_body(line, blocks, sentences, raw)
        else:
            blocks.append(
                Block(line.kind or "chrome", line.unit.start, line.unit.end, line.unit.paragraph, line.reason)
            )
    return CleanText(raw, title, tuple(blocks), tuple(sentences))


def _judge_alone(line: _Line, main_script: str | None, english: bool) -> None:
    """Set apart what a line's own words give away, and mark the rest as prose or not."""
    text = line.text
    if line.unit.lines == 1:
        short = text[:_JUDGED]
        script = foreign.other_script(short, main_script)
        language = foreign.other_language(short) if english else None
        if script or language:
            line.set(
                "chrome", f"in another script ({script.title()})" if script else f"in another language ({language})"
            )
            return
        reason = chrome.line_reason(text)
        if reason:
            line.set("chrome", reason)
            return
    line.prose = _is_prose(line)


def _is_prose(line: _Line) -> bool:
    text = line.text
    if line.unit.lines > 1 or len(text) > TITLE_LONGEST:
        return not _bad_by_justext(text)
    if _headline_case(text) and len(text) <= HEADING_LONGEST and not re.search(r"[.!…][\"”’»')\]]*$", text):
        return False
    if _SENTENCE_END.search(text):
        return len(text) >= PROSE_SHORTEST or len(text.split()) >= 6
    if _QUESTION_END.search(text):
        return len(text) > HEADING_LONGEST or bool(_SPOKEN.match(text)) or len(split(text)) > 2
    return len(text) > HEADING_LONGEST and not _bad_by_justext(text)


def _headline_case(text: str) -> bool:
    """Whether most longer words begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


@cache
def _stop_words() -> frozenset[str]:
    return foreign.stop_words("English")


def _bad_by_justext(text: str) -> bool:
    """Whether jusText takes the line for boilerplate: too few function words for prose, and no sentence end."""
    if _SENTENCE_END.search(text) or _QUESTION_END.search(text):
        return False
    text = text[:_JUDGED]
    if foreign.script(text) != "LATIN":
        return False
    paragraph = justext.core.Paragraph(_Path())
    paragraph.append_text(text)
    justext.core.classify_paragraphs([paragraph], _stop_words(), stopwords_low=0.15, stopwords_high=0.32)
    return bool(paragraph.cf_class == "bad")


class _Path:
    """What jusText asks of a paragraph's place in a page."""

    dom = "p"
    xpath = "/p"


def _title(lines: list[_Line], stacked: set[int]) -> tuple[int, int] | None:
    """Find the headline above the first paragraph, and set apart what else stands there."""
    first_prose = next((i for i, line in enumerate(lines) if line.prose), None)
    if first_prose is None:
        return None
    head = [line for line in lines[:first_prose] if line.kind is None]
    stack = {id(lines[index]) for index in stacked}
    chosen = _headline(head)
    if chosen is None and len(head) == 1 and len(head[0].text.split()) > 1:
        chosen = head[0]
    before = None
    for line in head:
        if line is chosen:
            line.set("heading", "title")
        elif len(line.text.split()) >= 4 and (before is chosen or chosen is None) and id(line) not in stack:
            line.set("heading", "heading")
        else:
            line.set("chrome", "navigation")
        before = line
    if chosen is None and lines[0] is lines[first_prose] and _sentence_like_title(lines):
        chosen = lines[0]
        chosen.set("heading", "title")
        chosen.prose = False
    return (chosen.unit.start, chosen.unit.end) if chosen else None


def _headline(head: list[_Line]) -> _Line | None:
    """The headline among the lines above the text: the page's name for it gives way to the headline itself."""
    first = next((at for at, line in enumerate(head) if _plausible_title(line.text)), None)
    if first is None:
        return None
    name = head[first].text
    for line in head[first + 1 :]:
        longer = name.startswith(line.text) and len(line.text.split()) >= 3
        if longer or (" | " in name and " | " not in line.text and _plausible_title(line.text)):
            return line
    return head[first]


def _plausible_title(text: str) -> bool:
    return len(text) <= TITLE_LONGEST and (len(text.split()) >= 5 or (len(text) >= 28 and len(text.split()) >= 3))


def _sentence_like_title(lines: list[_Line]) -> bool:
    """Whether the first line, long as a sentence, is a headline: no full stop, and longer prose right after it."""
    first = lines[0]
    return (
        first.unit.lines == 1
        and len(first.text) <= TITLE_LONGEST
        and not _SENTENCE_END.search(first.text)
        and any(line.prose and len(line.text) > len(first.text) for line in lines[1:3])
    )


def _judge_tail(lines: list[_Line]) -> None:
    """Set apart author notes, lists of links and comments after the article."""
    total = left = sum(len(line.text) for line in lines if line.prose)
    seen = 0
    body_words: list[str] = []
    teasers = _Teasers(lines)
    open_from = 0  # no line after the one in hand and before this is still to be judged
    open_lines = [at for at, line in enumerate(lines) if line.kind is None and _SENTENCE_END.search(line.text)]
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
            elif left < TAIL_SHARE * total and seen >= total / 2 and teasers.follow(index):
                for other in rest:
                    other.set("chrome", "after the article")
                    other.prose = False
                break  # nothing is left to be judged
        if line.prose:
            seen += len(line.text)
            left -= len(line.text)
            if seen < total * 0.8:
                body_words.append(line.text)
    _closing_biographies(lines, " ".join(body_words))


def _comments(lines: list[_Line], label: int) -> None:
    """What readers wrote: from the line above "Reply" to the end."""
    above = next((at for at in range(label - 1, -1, -1) if lines[at].kind is None), label)
    first = above if re.fullmatch(r"\W*\w+(?: \w+)?\W*", lines[label].text) else label
    for line in lines[first:]:
        if line.kind is None:
            line.set("chrome", "comments")
            line.prose = False


def _author_note(rest: Iterable[_Line], label: str) -> int:
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
        if position and not (_biography(line.text) or any(name in line.text for name in names)):
            break
        line.set("chrome", "about the author")
        taken += len(line.text) if line.prose else 0
        line.prose = False
    return taken


def _biography(text: str) -> bool:
    return bool(_BIO.match(text[:_LONGEST_BIO]) or _BIO_WORDS.search(text))


class _Teasers:
    """Whether what follows a label reads as headlines and their teasers, not as the article going on."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._article = -1
        """The line by which the article was last seen to go on."""

    def follow(self, label: int) -> bool:
        """Whether teasers follow the label on that line."""
        if re.match(r"(?:leave a|.*comments?\b)", self._lines[label].text, re.IGNORECASE):
            return True
        # What one label is followed by, those between are followed by too: many labels are one look.
        if label + 1 < self._article and self._goes_on(self._article, self._lines[self._article - 1].prose):
            return False
        after_prose = False
        for index in range(label + 1, len(self._lines)):
            if self._goes_on(index, after_prose):
                self._article = index
                return False
            after_prose = self._lines[index].prose
        return True

    def _goes_on(self, index: int, after_prose: bool) -> bool:
        line = self._lines[index]
        return line.prose and len(line.text) > (200 if after_prose else 350)


def _closing_biographies(lines: list[_Line], body_words: str) -> None:
    """Paragraphs at the very end that present a writer whom the article does not mention."""
    for line in reversed(lines):
        if line.kind == "chrome":
            continue
        written = line.text[:_LONGEST_BIO]
        match = (_BIO.match(written) or _FOLLOWED.match(written[:600])) if line.prose else None
        if match is None or _SAID.search(written):
            return
        surname = match["name"].split()[-1]
        if surname in body_words or not body_words:
            return
        line.set("chrome", "about the author")
        line.prose = False


def _judge_rest(lines: list[_Line]) -> None:
    """Tell headings from short body lines: a heading has body below it."""
    last_prose = max((i for i, line in enumerate(lines) if line.prose), default=-1)
    nothing_else = last_prose < 0
    in_list = False
    for index, line in enumerate(lines):
        if line.prose:
            line.set("body")
            in_list = line.text.endswith(":")
            continue
        if line.kind is not None:
            in_list = in_list and line.kind == "body"
            continue
        text = line.text
        following = lines[index + 1] if index + 1 < len(lines) else None
        linked = index > 0 and lines[index - 1].reason in ("link list", "headlines") and company.unended(text)
        following = lines[index + 1] if index + 1 < len(lines) else None
        listed = in_list and line.unit.run == lines[index - 1].unit.run
        if linked and _body_though_short(text):
            line.set("chrome", "headlines")
        elif nothing_else or listed or _body_though_short(text) or _opens(text, following):
            line.set("body")
        elif index > last_prose:
            line.set("chrome", "after the article")
            in_list = False
        elif line.unit.lines > 1 or (len(text) > HEADING_LONGEST and not _headline_case(text) and "?" not in text):
            line.set("chrome", "no prose")
            in_list = False
        else:
            line.set("heading", "heading")
            in_list = False


def _opens(text: str, following: _Line | None) -> bool:
    """Whether a short line leads to the next: it ends in a colon, or is the first of several questions."""
    if following is None or _headline_case(text) or len(text.split()) < 4:
        return False
    if text.endswith(":"):
        return following.prose or bool(_SPOKEN.match(following.text))
    return text.endswith("?") and len(text.split()) >= 8 and following.text.endswith("?") and following.prose


def _body_though_short(text: str) -> bool:
    """Whether a short line is a sentence, a list item or something said."""
    if _SPOKEN.match(text) or _GOES_ON.match(text):
        return len(text.split()) >= 2
    return bool(_SENTENCE_END.search(text)) and len(text.split()) >= 2


def _add_body(line: _Line, blocks: list[Block], sentences: list[Sentence], raw: str) -> None:
    """Split off sentences that are page furniture glued into the paragraph, and add the blocks that remain."""
    glued = chrome.glued_at(raw[line.unit.start : line.unit.end])
    end = line.unit.end if glued is None else line.unit.start + glued
    open_from: int | None = None
    open_to = 0
    paragraph = at_line = line.unit.paragraph
    counted = line.unit.start

    def close() -> None:
        nonlocal open_from
        if open_from is not None:
            blocks.append(Block("body", open_from, open_to, paragraph))
            open_from = None

    quoted = False
    for low, high in split(raw[line.unit.start : end]):
        low, high = line.unit.start + low, line.unit.start + high
        reason = chrome.inline_reason(raw[low:high], quoted)
        quoted = _still_quoted(raw[low:high], quoted)
        if reason:
            close()
            blocks.append(Block("chrome", low, high, paragraph, reason))
            continue
        open_from, open_to = (low if open_from is None else open_from), high
        # A sentence begins with no line break, so that none is cut in two here.
        at_line, counted = at_line + raw_lines(raw, counted, low), low
        sentences.append(Sentence(low, high, at_line))
    close()
    if end < line.unit.end:
        offset = len(raw[end : line.unit.end]) - len(raw[end : line.unit.end].lstrip())
        blocks.append(Block("chrome", end + offset, line.unit.end, paragraph, "embedded link"))


def _still_quoted(sentence: str, quoted: bool) -> bool:
    """Whether a quotation is open after a sentence."""
    for mark in _QUOTE.findall(sentence):
        quoted = mark in "“„«" or (mark == '"' and not quoted)
    return quoted


def raw_lines(raw: str, start: int, position: int) -> int:
    """How many lines of a wrapped paragraph that begins at ``start`` end before ``position``."""
    return len(re.findall(r"\r\n|\n|\r", raw[start:position]))
