"""Answers written out, for what needs no record."""

from bot.answering.answer import Answer, Coverage, Excerpt

WORDS = "He spoke first. Lavrov called it a utopia. Nobody answered."


def excerpt(text=WORDS, **facts):
    start = facts.pop("start", 100)
    return Excerpt(
        **{
            "role": "answer",
            "article": "000_a",
            "text": text,
            "start": start,
            "end": start + len(text),
            "focus": (start + 16, start + 42),
            "paragraph": 9,
            "title": "Peace for one",
            "outlet": "Izvestia",
            "outlet_alignment": None,
            "machine_translated": None,
            "url": None,
            "published": "2025-08-25",
            "published_basis": "stated",
            "speaker": None,
            "actor": None,
            "score": 0.6,
        }
        | facts
    )


def answer(*excerpts, status="answered", question="Who called it a utopia?", note=None, covers=()):
    outlets = {e.outlet for e in excerpts if e.outlet}
    coverage = Coverage(len({e.article for e in excerpts}), len(outlets), "2025-08-25" if excerpts else None)
    return Answer(question, status, tuple(excerpts), coverage, note, covers)
