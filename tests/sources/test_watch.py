"""The bot's eye on the inbox: what is dropped there is in the record a while later, by a process of its own."""

import asyncio

from structlog.testing import capture_logs

from bot.settings import load_settings
from bot.sources.inbox import Inbox
from bot.sources.watch import InboxWatch
from tests.sources.bad_files import TEXT


async def until(true):
    async with asyncio.timeout(300):
        while not true():  # noqa: ASYNC110 - nobody tells: another process writes
            await asyncio.sleep(0.1)


async def test_what_is_dropped_is_taken_while_the_bot_runs(own_app, tmp_path, monkeypatch):
    folder = tmp_path / "inbox"
    monkeypatch.setenv("COMMUNIQUE_RECORD__INBOX", str(folder))
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(own_app.settings.data_dir))
    watch = InboxWatch(Inbox(load_settings()), every=0.2)
    with capture_logs() as logs:
        await watch.start()
        await until(lambda: logs)
        assert [(log["event"], log["log_level"]) for log in logs] == [("the inbox cannot be watched", "warning")]
        folder.mkdir()
        (folder / "bad.pdf").write_bytes(b"%PDF-1.7\n")
        (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
        await until(lambda: own_app.articles.get("plan"))
        await until(lambda: len(logs) >= 3)
        await asyncio.sleep(1)
        await watch.close()
    told = {log["file"]: (log["event"], log["status"]) for log in logs[1:]}
    assert told == {"bad.pdf": ("refused from the inbox", "failed"), "plan.txt": ("taken from the inbox", "added")}


async def test_a_wrong_manifest_is_told_and_takes_nothing(own_app, tmp_path, monkeypatch):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "manifest.toml").write_text("[[article]]\nfile = 3\n", encoding="utf-8")
    monkeypatch.setenv("COMMUNIQUE_RECORD__INBOX", str(folder))
    monkeypatch.setenv("COMMUNIQUE_RECORD__DATA", str(own_app.settings.data_dir))
    watch = InboxWatch(Inbox(load_settings()), every=0.1)
    with capture_logs() as logs:
        await watch.start()
        await until(lambda: logs)
        await watch.close()
    assert "manifest.toml" in logs[0]["reason"] and "key file" in logs[0]["reason"]
    assert own_app.articles.get("plan") is None
