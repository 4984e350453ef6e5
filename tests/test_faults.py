import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from bot.errors import ConfigurationError
from bot.faults import gathered, noted, validated


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    size: int = 0
    names: tuple[str, ...] = ()


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    entry: tuple[Entry, ...] = ()
    words: dict[str, str] = {}


def read(values):
    faults = []
    return validated(Whole, values, lambda at: ".".join(map(str, at)), faults), faults


def test_all_is_told_and_what_is_right_stays():
    entries = [{"id": "a", "size": "big"}, {"size": 1}, {"id": "c", "names": ["x", 3, "y", 4], "hue": 1}, {"id": "d"}]
    found, faults = read({"entry": entries, "words": {"one": 1, "two": "2"}, "more": 3})
    assert [fault.partition(":")[0] for fault in faults] == [
        "entry.0.size", "entry.1.id", "entry.2.names.1", "entry.2.names.3", "entry.2.hue", "words.one", "more",
    ]  # fmt: skip
    assert found == Whole(entry=(Entry(id="a"), Entry(id="c", names=("x", "y")), Entry(id="d")), words={"two": "2"})


@pytest.mark.parametrize("values", [{"entry": 3}, {"entry": {"id": "a"}}, {"words": []}])
def test_a_table_of_another_kind_is_left_out(values):
    found, faults = read(values)
    assert found == Whole()
    assert len(faults) == 1


tables = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "size", "names", "hue"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["entry", "words", "more"]), tables))
def test_whatever_a_file_holds_is_read_or_told(values):
    found, faults = read(values)
    assert isinstance(found, Whole)
    assert bool(faults) == (not right(values))


def right(values):
    try:
        Whole.model_validate(values)
    except ValueError:
        return False
    return True


def test_faults_are_told_together_by_whoever_began_to_gather():
    with pytest.raises(ConfigurationError) as caught, gathered() as outer:
        with gathered(outer) as inner:
            inner.append("one")
        with noted(outer):
            raise ConfigurationError("two", "three")
        outer.append("four")
    assert caught.value.faults == ("one", "two", "three", "four")
    assert str(caught.value) == "one 3 more: communique config check names them all."
