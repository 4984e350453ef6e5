"""The HTTP side alone: authorization, nonces, paging, faults, over a real connection."""

import aiohttp
import pytest

from bot.demo.wire import Fault, FaultKind, WireServer

POST = ("POST", "/channels/*/messages")


@pytest.fixture
async def server():
    async with WireServer(nonce_window=0.3) as server:
        yield server


@pytest.fixture
async def http(server):
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {server.token}"}) as session:
        yield session


@pytest.fixture
def channel(server):
    return server.world.create_guild("Desk").create_text_channel("briefings")


@pytest.fixture
def messages(server, channel):
    return f"{server.base}/api/v10/channels/{channel.id}/messages"


async def post(http, url, content, **body):
    async with http.post(url, json={"content": content, **body}) as response:
        return response.status, await response.json()


async def page(http, url, **params):
    async with http.get(url, params=params) as response:
        return [message["content"] for message in await response.json()]


async def test_wrong_token_is_unauthorized(server, channel, messages):
    async with aiohttp.ClientSession(headers={"Authorization": "Bot wrong"}) as session:
        status, document = await post(session, messages, "hi")
    assert status == 401
    assert document["message"] == "401: Unauthorized"
    assert server.posted(channel.id) == []


async def test_an_enforced_nonce_makes_no_second_message_within_its_window(server, http, channel, messages):
    first = await post(http, messages, "one", nonce="n1", enforce_nonce=True)
    again = await post(http, messages, "one", nonce="n1", enforce_nonce=True)
    assert first == again
    assert first[1]["nonce"] == "n1"
    other = await post(http, messages, "two", nonce="n2", enforce_nonce=True)
    assert other[1]["id"] != first[1]["id"]
    assert [message["content"] for message in server.posted(channel.id)] == ["one", "two"]


async def test_a_nonce_is_forgotten_after_its_window(server, http, channel, messages):
    server._rest._nonces.window = 0.0
    first = await post(http, messages, "one", nonce="n1", enforce_nonce=True)
    second = await post(http, messages, "one", nonce="n1", enforce_nonce=True)
    assert first[1]["id"] != second[1]["id"]
    assert len(server.posted(channel.id)) == 2


async def test_deleted_messages_stay_counted(server, http, channel, messages):
    _, message = await post(http, messages, "gone")
    async with http.delete(f"{messages}/{message['id']}") as response:
        assert response.status == 204
    assert await page(http, messages) == []
    assert [message["content"] for message in server.posted(channel.id)] == ["gone"]


async def test_reading_a_channel_pages_as_discord_does(http, messages):
    ids = [(await post(http, messages, str(number)))[1]["id"] for number in range(8)]
    assert await page(http, messages, limit=3) == ["7", "6", "5"]
    assert await page(http, messages, limit=3, before=ids[5]) == ["4", "3", "2"]
    assert await page(http, messages, limit=3, after=ids[1]) == ["4", "3", "2"]
    assert await page(http, messages, limit=3, after=ids[5]) == ["7", "6"]
    assert await page(http, messages, limit=3, after=0) == ["2", "1", "0"]
    assert await page(http, messages, limit=3, around=ids[4]) == ["5", "4", "3"]
    async with http.get(messages, params={"limit": 101}) as response:
        assert response.status == 400


@pytest.mark.parametrize("kind", [FaultKind.ACCEPT_RESET, FaultKind.RESET])
async def test_a_reset_cuts_the_connection(server, http, channel, messages, kind):
    server.faults.add(Fault(kind, *POST))
    with pytest.raises(aiohttp.ClientConnectionError):
        await post(http, messages, "lost?")
    assert len(server.posted(channel.id)) == (kind is FaultKind.ACCEPT_RESET)
    assert server.exchanges[-1].status is None
    assert (await post(http, messages, "again"))[0] == 200


@pytest.mark.parametrize("kind", [FaultKind.ACCEPT_HANG, FaultKind.HANG])
async def test_a_hang_answers_nothing_until_the_client_gives_up(server, http, channel, messages, kind):
    server.faults.add(Fault(kind, *POST))
    with pytest.raises(TimeoutError):
        async with http.post(messages, json={"content": "hello?"}, timeout=aiohttp.ClientTimeout(total=0.3)):
            pass
    assert len(server.posted(channel.id)) == (kind is FaultKind.ACCEPT_HANG)
    assert server.world.in_flight == 0


async def test_a_hang_of_some_seconds_ends_in_a_reset(server, http, messages):
    server.faults.add(Fault(FaultKind.HANG, *POST, seconds=0.1))
    with pytest.raises(aiohttp.ClientConnectionError):
        await post(http, messages, "hello?")


@pytest.mark.parametrize("kind", [FaultKind.ACCEPT_STATUS, FaultKind.STATUS])
@pytest.mark.parametrize("status", [500, 502, 503, 403])
async def test_an_error_status(server, http, channel, messages, kind, status):
    server.faults.add(Fault(kind, *POST, status=status))
    assert (await post(http, messages, "lost?"))[0] == status
    assert len(server.posted(channel.id)) == (kind is FaultKind.ACCEPT_STATUS)


async def test_rate_limit_says_how_long_and_comes_via_a_proxy(server, http, channel, messages):
    server.faults.add(Fault(FaultKind.RATE_LIMIT, *POST, retry_after=0.7))
    async with http.post(messages, json={"content": "hi"}) as response:
        assert response.status == 429
        assert response.headers["Via"]
        assert response.headers["Content-Type"] == "application/json"
        assert (await response.json())["retry_after"] == 0.7
    assert server.posted(channel.id) == []


async def test_an_unknown_route_is_told_apart_from_discords_errors(http, server):
    async with http.get(f"{server.base}/api/v10/no/such/route") as response:
        assert response.status == 501
