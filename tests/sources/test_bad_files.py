"""Some hundred bad files and pages: each is a clear sentence or a sane article, and none takes longer than it may."""

import re
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings import Settings
from bot.sources.incoming import Refusal
from bot.sources.intake import Intake
from tests.sources.bad_files import GOOD, cases

INTAKE = Intake(Settings())
CASES = list(cases())


def check(found):
    """Everything that came of a file is fit to be stored, or one sentence."""
    for one in found:
        if isinstance(one, Refusal):
            assert "\n" not in one.reason and one.reason.endswith(".") and len(one.reason) < 600
            assert not re.search(r"Traceback|Error\b|0x[0-9a-f]{6}", one.reason)
            continue
        assert (
            "\x00" not in one.raw
            and "root:x:0:0" not in one.raw
            and one.raw.encode()
            and any(char.isalnum() for char in one.raw)
        )
        assert set(one.facts) <= {
            "title", "outlet", "author", "language", "machine_translated", "translation_service", "published",
            "published_precision", "published_basis", "published_evidence", "url",
        }  # fmt: skip
        for key, value in one.facts.items():
            if isinstance(value, str):
                assert 0 < len(value) <= 2_000
                assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in value), key
        if "published" in one.facts:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", one.facts["published"])
            assert one.facts["published_basis"] in ("stated", "inferred") and one.facts["published"] < "2100"


def test_there_are_some_hundred():
    assert len(CASES) >= 300


@pytest.mark.parametrize(
    ("name", "data", "expected"), [case[1:] for case in CASES], ids=[case[0][:60] for case in CASES]
)
def test_a_bad_file_is_a_sentence_or_an_article(name, data, expected):
    began = time.monotonic()
    found = list(INTAKE.document(data, name, f"file:/{name}"))
    assert time.monotonic() - began < 60
    check(found)
    refused = [one.reason for one in found if isinstance(one, Refusal)]
    if expected == ():
        assert not refused and found, refused
    elif expected is not None:
        assert refused and expected in refused[-1], refused or found[0].raw[:200]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.md", "a.jsonl", "a.pdf", "a"]))
def test_any_bytes(data, name):
    check(INTAKE.document(data, name, "file:/a"))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(GOOD)), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8)), min_size=1, max_size=6)
)
def test_any_splices(name, splices):
    data = GOOD[name]
    for share, piece in splices:
        place = int(share * len(data))
        data = data[:place] + piece + data[place + len(piece) // 2 :]
    check(INTAKE.document(data, name, "file:/a"))
