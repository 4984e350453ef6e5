"""Which request is struck, and how often."""

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.faults import Fault, FaultKind, Faults

MESSAGES = "/channels/1/messages"


@given(skip=st.integers(0, 5), times=st.integers(0, 5), requests=st.integers(0, 15))
def test_skips_then_strikes_then_behaves(skip, times, requests):
    faults = Faults()
    faults.add(Fault(FaultKind.RESET, "POST", "/channels/*/messages", times=times, skip=skip))
    struck = [faults.strike("POST", MESSAGES) is not None for _ in range(requests)]
    assert struck == [skip <= number < skip + times for number in range(requests)]
    assert len(faults.hits) == sum(struck)


def test_strikes_only_what_matches():
    faults = Faults()
    faults.add(Fault(FaultKind.RESET, "POST", "/channels/*/messages", times=None))
    assert faults.strike("GET", MESSAGES) is None
    assert faults.strike("POST", "/channels/1/typing") is None
    assert faults.strike("POST", MESSAGES) is not None


def test_several_faults_strike_in_the_order_they_were_added():
    faults = Faults()
    faults.add(Fault(FaultKind.RESET), Fault(FaultKind.HANG, times=None))
    kinds = [fault.kind for _ in range(3) if (fault := faults.strike("GET", "/gateway"))]
    assert kinds == [FaultKind.RESET, FaultKind.HANG, FaultKind.HANG]
    faults.clear()
    assert faults.strike("GET", "/gateway") is None


def test_probability_is_seeded():
    def pattern(seed):
        faults = Faults(seed)
        faults.add(Fault(FaultKind.RESET, times=None, probability=0.5))
        return [faults.strike("GET", "/gateway") is not None for _ in range(200)]

    assert pattern(1) == pattern(1) != pattern(2)
    assert 60 < sum(pattern(1)) < 140
