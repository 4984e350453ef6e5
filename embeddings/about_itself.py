"""Sentences in which a text speaks of itself: what was changed in it, who paid for it, where its pictures are.

No phrase is listed. A sentence is told by two things together: that it points to the piece it stands in ("this
story", "the headline", "the top of this page"), and a word for what is done to pieces ("amended", "narrated").
"""

import re
from collections import Counter

from embeddings.appeals import orders
from embeddings.judged import Line
from embeddings.kinship import kinship
from embeddings.sentences import split
from embeddings.voice import said

LONGEST = 320
"""A longer paragraph is not judged."""

SENTENCES = 2
"""Of more sentences one may be the page's: that is judged by itself."""

FEWEST = 4
"""Among fewer paragraphs sharing no words says nothing."""

KIN = 0.4
"""Where the rest speaks that much of a paragraph, "this report" may be a report that the article tells of."""

_QUOTES = re.compile(r"[\"“”„«»]|''|‘\w")
_SAID = re.compile(
    rf"{_QUOTES.pattern}|"
    r"\b(?:said|says?|told|asked|added|according to|wrote|argued|warned|replied|declined|reported|noted)\b"
)
_PIECE = (
    r"(?:article|story|stories|page|piece|post|column|essay|op-ed|commentary|translation|transcript|video|audio|clip|"
    r"podcast|gallery|graphic|infographic|live ?blog|blog|newsletter|website|site|newspaper|episode|series|explainer|"
    r"feature|interview|text|coverage|content|poll|summary|chart|map|photo|photograph|picture|image|section|"
    r"edition|broadcast|programme|program|forum|thread)s?"
)
_POINTS = re.compile(
    rf"\b(?:this|these|our)(?: [\w-]+){{0,2}}? {_PIECE}\b|"
    rf"\b(?:headline|version|part|author|writer|top|bottom|end|foot|reader|translation|title) of "
    rf"(?:the|this) {_PIECE}\b|"
    rf"\b{_PIECE} (?:above|below)\b|\b(?:above|below|next|previous) {_PIECE}\b|"
    rf"^(?:the|a|an) (?:\w+ )?(?:audio|video|printed?|online|longer|shorter|spoken|photo|earlier)(?: \w+)? "
    rf"(?:version|{_PIECE})\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:stor(?:y|ies)|articles?|newsrooms?|readers?|editors?|headlines?|journalism|newsletters?|galler(?:y|ies)|"
    r"videos?|web ?sites?|web ?pages?|apps?|comments? (?:sections?|on this|are|will)|subscribers?|subscriptions?|"
    r"our poll|quiz(?:zes)?|crosswords?|podcasts?|episodes?|slideshows?|correspondent|columnist|infographics?|"
    r"horoscopes?|copyright|hyperlinks?|click|browsers?|"
    r"text version|audio version|free of charge)\b",
    re.IGNORECASE,
)
"""What sites are made of and offer; nothing by itself."""

_SHOWN = (
    r"(?:video|clip|audio|recording|footage|player|photo|photograph|picture|image|map|chart|graph|graphic|gallery|"
    r"slideshow|podcast|trailer|stream|livestream|interactive)s?"
)
_BESIDE = re.compile(
    rf"^(?:you can )?(?:watch|listen|see|view|hear|click|scroll|play)\b.*\b(?:here|below|above)\W*$|"
    rf"\b{_SHOWN}(?: [\w'’]+){{0,9}} (?:below|above)\W*$|\b(?:{_SHOWN} (?:below|above)|(?:below|above) {_SHOWN}) "
    rf"(?:is|are|was|shows?|tells?|explains?)\b",
    re.IGNORECASE,
)
"""An order to look, or something shown, with the place beside the sentence where it is."""

POINTER_LONGEST = 160

_ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.\w")
_DONE = re.compile(
    r"\b(?:publish\w*|publication|republish\w*|updat\w+|correct(?:ed|ion|s)?|amend\w*|edit(?:ed|or|ors|ing)|translat\w+|"
    r"generat\w+|syndicat\w+|reprint\w*|reproduc\w+|print(?:ed)?|licen[cs]e\w*|copyright|funded|sponsored|commissioned|"
    r"supported by|grant|narrat\w+|read (?:out|aloud|by)|moderat\w+|refresh\w*|comments?|commenting|subscribers?|"
    r"first appeared|originally|broadcast|wrong(?:ly)?|incorrectly|misstated|misspelled|error|hosted|loaded|"
    r"artificial|automat\w+|software|checked|players?|scroll|click|reload|follow|part (?:one|two|three|\d)|"
    r"(?:first|second|third|fourth|fifth|last|final) (?:part|of)|will be (?:updated|continued))\b",
    re.IGNORECASE,
)


def about_itself(text: str) -> bool:
    """Whether a short paragraph points to the piece it stands in and says what was done to it; or an address."""
    if len(text) > LONGEST or _QUOTES.search(text):
        return False
    return bool(_ADDRESS.search(text) or (_POINTS.search(text) and (_DONE.search(text) or orders(text))))


def points_beside(text: str) -> bool:
    """Whether a short paragraph of one sentence tells where a video, a picture or the like stands beside it."""
    if len(text) > POINTER_LONGEST or _SAID.search(text) or not _BESIDE.search(text):
        return False
    return len(split(text)) == 1


def of_the_press(text: str) -> bool:
    """Whether a short paragraph speaks of what sites are made of."""
    if len(text) > LONGEST or not _PRESS.search(text) or _SAID.search(text):
        return False
    return len(split(text)) <= SENTENCES


def judge_notes(lines: list[Line]) -> None:
    """Set apart the paragraphs that speak of the text itself and share few words with the rest of it.

    And those that share none, where they speak of what sites are made of.
    """
    for line in lines:
        if line.kind == "body" and line.unit.lines == 1 and points_beside(line.text):
            line.set_apart("shown")
    body = [line for line in lines if line.kind == "body"]
    notes = [line.unit.lines == 1 and about_itself(line.text) for line in body]
    press = [line.unit.lines == 1 and of_the_press(line.text) and not said(line.text) for line in body]
    if len(body) < FEWEST or not (any(notes) or any(press)):
        return
    headings = [line.stems for line in lines if line.kind == "heading"]
    counts = Counter(word for words in (*(line.stems for line in body), *headings) for word in words)
    shares = kinship([line.stems for line in body], headings)
    for line, note, site, share in zip(body, notes, press, shares, strict=True):
        strange = bool(line.stems) and all(counts[word] == 1 for word in line.stems)
        if (note and share < KIN) or (site and strange):
            line.set_apart("notes")
