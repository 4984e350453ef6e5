import gc

import pytest

from bot.record.bulk import bulk


def test_the_collector_pauses_and_goes_on_whatever_happens():
    with bulk():
        assert not gc.isenabled()
        with bulk():
            assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), bulk():
        raise ValueError("x")
    assert gc.isenabled()
