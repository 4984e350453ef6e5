import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.scale import QUANTILES, Scale

COSINES = st.lists(st.floats(-1, 1, allow_nan=False), min_size=2, max_size=50)
SOME = np.linspace(-0.2, 0.9, 300)


@given(COSINES, COSINES, st.lists(st.floats(-1, 1, allow_nan=False), min_size=1, max_size=20))
def test_whatever_the_samples_it_rises_from_end_to_end_and_can_be_undone(
    here: list[float], there: list[float], cosines: list[float]
) -> None:
    scale = Scale.matching(here, there)
    told = scale(np.array(sorted(cosines), dtype=np.float32))
    # But for rounding: between points the map is reckoned in floating point.
    assert np.all(np.diff(told) >= -np.finfo(np.float32).eps) and np.all((told >= -1) & (told <= 1))
    assert scale(np.array([-1, 1], dtype=np.float32)).tolist() == [-1, 1]
    back = [scale.inverse(float(cosine)) for cosine in scale(np.array(scale.given, dtype=np.float32))]
    assert np.allclose(back, scale.given, atol=1e-2)


@given(COSINES)
def test_an_encoder_keeps_its_own_cosines(cosines: list[float]) -> None:
    asked = np.linspace(-1, 1, 21, dtype=np.float32)
    assert np.allclose(Scale.matching(cosines, cosines)(asked), asked, atol=1e-6)


def test_equal_shares_of_both_samples_lie_below_matching_points() -> None:
    squeezed = 0.7 + 0.3 * SOME
    scale = Scale.matching(squeezed.tolist(), SOME.tolist())
    shares = np.quantile(squeezed, QUANTILES).astype(np.float32)
    assert np.allclose(scale(shares), np.quantile(SOME, QUANTILES), atol=1e-5)
    assert scale.inverse(0.26) == pytest.approx(0.7 + 0.3 * 0.26, abs=1e-3)


def test_an_encoder_that_gives_everything_one_cosine_is_left_as_it_is() -> None:
    assert Scale.matching([0.5] * 9, SOME.tolist()).given[1:-1] in ((), (0.5,))
    assert Scale.matching([1.0] * 9, SOME.tolist()) == Scale((-1.0, 1.0), (-1.0, 1.0))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((), ()),
        ((-1.0, 1.0), (-1.0, 0.5, 1.0)),
        ((-1.0, 0.5), (-1.0, 1.0)),
        ((-1.0, 0.5, 0.4, 1.0), (-1.0, 0.2, 0.3, 1.0)),
        ((-1.0, float("nan"), 1.0), (-1.0, 0.0, 1.0)),
    ],
)
def test_what_is_no_rising_map_is_refused(here: tuple[float, ...], there: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="rise from -1 to 1"):
        Scale(here, there)
