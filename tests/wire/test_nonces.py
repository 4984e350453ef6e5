"""How long a nonce is remembered, and where."""

from bot.demo.nonces import Nonces


def test_one_nonce_in_one_channel_is_one_message_within_the_window():
    now = 1000.0
    nonces = Nonces(120.0, clock=lambda: now)
    nonces.remember("/channels/1/messages", "n", {"id": "7"})
    now += 120.0
    assert nonces.recall("/channels/1/messages", "n") == {"id": "7"}
    assert nonces.recall("/channels/2/messages", "n") is None
    assert nonces.recall("/channels/1/messages", "m") is None
    now += 0.5
    assert nonces.recall("/channels/1/messages", "n") is None
