"""What the image is made of, laid out in a clean folder as the Dockerfile does: nothing that runs is left out."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml

from bot.settings import ROOT, load_settings

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COPIES = [shlex.split(line)[1:] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")]
ADMITTED = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
COMPOSE = re.search(
    r"```yaml\n(.+?)```", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8"), re.DOTALL
).group(1)


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    folder = tmp_path_factory.mktemp("image")
    for *sources, target in COPIES:
        for source in sources:
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, folder / (source if target == "./" else target))
    return folder


def run(image, *arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMMUNIQUE_", "PYTHONPATH"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=image,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_copied_is_let_in():
    assert {source for *sources, _ in COPIES for source in sources} <= ADMITTED


def test_it_runs_from_what_was_copied_alone(image, tmp_path):
    found = run(image, "config", "check", COMMUNIQUE_RECORD__DATA=str(tmp_path))
    assert found.returncode == 0, found.stderr
    # Named from the folder that it is run in: its own, not that of the checkout.
    assert "Read in config, and nothing is wrong" in found.stdout


def test_it_is_not_root_and_keeps_its_data_in_a_volume():
    after = DOCKERFILE[DOCKERFILE.index("USER communique") :]
    assert "RUN" not in after and "VOLUME /data" in after
    assert "COMMUNIQUE_RECORD__DATA=/data" in DOCKERFILE


def test_the_settings_of_the_compose_file_are_settings():
    services = yaml.safe_load(COMPOSE)["services"]
    assert set(services) == {"database", "bot-0", "bot-1", "ingest"}
    for name in ("bot-0", "bot-1", "ingest"):
        ours = {key: value for key, value in services[name]["environment"].items() if key.startswith("COMMUNIQUE_")}
        settings = load_settings(environment={key: str(value) for key, value in ours.items()})
        assert settings.record.url == "postgresql://communique@database/communique"
        assert name == "ingest" or settings.discord.shard_ids == (int(name[-1]),)
