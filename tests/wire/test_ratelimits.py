"""Discord's buckets."""

from bot.demo.ratelimits import RateLimits

MESSAGES = ("POST", "/channels/1/messages")


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_five_messages_in_five_seconds_a_channel():
    clock = Clock()
    limits = RateLimits(clock)
    first = [limits.judge(*MESSAGES) for _ in range(6)]
    assert [verdict.retry_after for verdict in first] == [0, 0, 0, 0, 0, 5.0]
    assert [verdict.headers["X-RateLimit-Remaining"] for verdict in first] == ["4", "3", "2", "1", "0", "0"]
    assert not first[-1].everywhere
    assert limits.judge("POST", "/channels/2/messages").retry_after == 0
    clock.now = 5.0
    assert limits.judge(*MESSAGES).retry_after == 0


def test_fifty_requests_a_second_in_all_but_answers_to_interactions():
    clock = Clock()
    limits = RateLimits(clock)
    verdicts = [limits.judge("GET", f"/channels/{number}") for number in range(51)]
    assert [verdict.retry_after for verdict in verdicts] == [0] * 50 + [1.0]
    assert verdicts[-1].everywhere
    assert limits.judge("POST", "/interactions/1/token/callback").retry_after == 0
    clock.now = 1.0
    assert limits.judge("GET", "/channels/1").retry_after == 0
