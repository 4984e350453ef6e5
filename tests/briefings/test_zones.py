"""People name cities and countries, not IANA zones."""

import zoneinfo
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.briefings.zones import Zones
from bot.errors import ConfigurationError, UsageError

SHIPPED = Path(__file__).parents[2] / "config" / "zones.toml"


@pytest.fixture(scope="module")
def zones():
    return Zones.load(SHIPPED)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("new york", "America/New_York"),
        ("Ukraine", "Europe/Kyiv"),
        ("germany", "Europe/Berlin"),
        ("Washington", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("calcutta", "Asia/Kolkata"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("utc", "UTC"),
        ("Lodnon", "Europe/London"),
    ],
)
def test_finds(zones, typed, zone):
    if typed == "germany":  # Germany has two in the database; the bigger one comes first in the list
        assert zones.find(typed)[0].id == zone
    else:
        assert zones.resolve(typed) == zone


def test_a_beginning_lists_what_it_may_mean(zones):
    assert "Europe/Kyiv" in [zone.id for zone in zones.find("ky")]
    assert len(zones.find("a")) == 25


def test_a_country_of_many_zones_asks_which(zones):
    with pytest.raises(UsageError, match="several time zones"):
        zones.resolve("Australia")


def test_nonsense_is_told(zones):
    with pytest.raises(UsageError, match="no time zone"):
        zones.resolve("Qwxzy")


def test_every_zone_is_found_by_its_own_name(zones):
    for zone in sorted(zoneinfo.available_timezones()):
        assert zones.resolve(zone) == zone


def test_described_by_its_clock(zones):
    (kyiv,) = [zone for zone in zones.find("Kyiv") if zone.id == "Europe/Kyiv"]
    assert kyiv.described(datetime(2026, 11, 21, 8, 42, tzinfo=UTC)) == "Kyiv (UTC+02:00, now 10:42)"


def test_a_city_with_an_unknown_zone_is_named(tmp_path):
    (tmp_path / "zones.toml").write_text('[cities]\nAtlantis = "Atlantic/Atlantis"\n')
    with pytest.raises(ConfigurationError, match="Atlantis"):
        Zones.load(tmp_path / "zones.toml")
