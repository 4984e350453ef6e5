from pathlib import Path

import pytest

from bot.actors.outlets import Outlets
from bot.actors.registry import Registry
from bot.errors import ConfigurationError

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="module")
def registry():
    return Registry.load(CONFIG / "actors.toml")


@pytest.fixture(scope="module")
def outlets(registry):
    return Outlets.load(CONFIG / "outlets.toml", registry)


def test_found_by_name_alias_and_domain(outlets):
    assert outlets.find("izvestia").name == "Izvestia"
    assert outlets.find("the Wall Street Journal").name == "The Wall Street Journal"
    assert outlets.find("https://www.iz.ru/").name == "Izvestia"


def test_without_the_file_no_outlet_is_known(registry, tmp_path):
    assert Outlets.load(tmp_path / "outlets.toml", registry).all == ()


def test_unknown_is_unknown(outlets):
    assert outlets.find("The Daily Nobody") is None
    assert outlets.find(None) is None
    assert outlets.alignment("Reuters") is None


def test_whom_an_outlet_stands_against(outlets):
    assert outlets.against("Izvestia", "ukraine")
    assert not outlets.against("Izvestia", "russia")
    assert not outlets.against("The Daily Nobody", "ukraine")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[[outlet]]\nname="A"\ncountry="atlantis"\n', 'there is no actor "atlantis"'),
        ('[[outlet]]\nname="A"\n[[outlet]]\nname="B"\naliases=["A"]\n', 'the name "A" is claimed'),
        ('[[outlet]]\naliases=["A"]\n', "key name"),
    ],
)
def test_errors_name_file_and_key(tmp_path, registry, body, said):
    file = tmp_path / "outlets.toml"
    file.write_text(body, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        Outlets.load(file, registry)
    assert said in str(error.value)
    assert "outlets.toml" in str(error.value)
