"""The bot speaks with Discord, here on the loopback, and with nobody else."""

from pathlib import Path

from bot.demo.process import BotProcess
from bot.demo.wire import WireServer
from bot.settings import ROOT

LOOPBACK = ("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")


def peers(process):
    """The far ends of the internet sockets that a process holds now, as the kernel writes them."""
    own = {link.readlink().name for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if f"socket:[{fields[9]}]" in own:
                found.add(fields[2].partition(":")[0])
    return found


async def test_the_bot_connects_to_discord_alone(bot_environment, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("from tests.sealed import only_loopback\nonly_loopback()\n")
    environment = bot_environment(HOME=str(tmp_path), PYTHONPATH=f"{tmp_path}:{ROOT}")
    async with WireServer() as server:
        guild = server.world.create_guild("Desk")
        channel = guild.create_text_channel("record")
        alice = guild.add_member(server.world.create_user("alice"))
        with (tmp_path / "printed.txt").open("wb") as output:
            async with BotProcess(server, environment, output) as bot:
                await bot.ready()
                await alice.send(channel, f"<@{server.world.backend.bot_user.id}> Who will send troops?")
                await server.until(lambda: server.posted(channel.id), seconds=20)
                seen = peers(bot.process.pid)
                await bot.stop()
    printed = (tmp_path / "printed.txt").read_text()
    assert "WENT OUT" not in printed and "Closed cleanly." in printed
    assert seen and seen <= set(LOOPBACK), seen
    assert not list(tmp_path.rglob("*deviceid*"))
