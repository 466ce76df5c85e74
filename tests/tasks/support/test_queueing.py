import pytest
from fakes.door import door

from schemas.errors import OverloadedError
from tasks.support.queueing import WaitingLine


class Clock:
    """Moves by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def busy(clock: Clock, *, inside: int, per_s: float) -> WaitingLine:
    """A line with that many inside, which has answered thirty at that rate."""
    line = WaitingLine(8.0, at_once=4, clock=clock)
    for _ in range(inside):
        line.enter()
    for _ in range(30):
        clock.now += 1 / per_s
        line.leave()
        line.enter()
    return line


def test_a_crowd_that_can_be_answered_in_time_is_let_in() -> None:
    line = busy(Clock(), inside=200, per_s=60)
    line.enter()


def test_who_would_be_answered_late_is_told_at_once_and_when_to_come_back() -> None:
    line = WaitingLine(8.0, at_once=4, clock=(clock := Clock()))
    for _ in range(100):
        line.enter()
    for _ in range(30):
        clock.now += 0.2
        line.leave()
    with pytest.raises(OverloadedError, match="70 questions wait, and a reply would take 14 s") as refused:
        line.enter()
    assert refused.value.retry_after_s == 7
    for _ in range(40):
        clock.now += 0.2
        line.leave()
    line.enter()


def test_a_quiet_hour_says_nothing_of_how_fast_replies_can_be() -> None:
    line = WaitingLine(8.0, at_once=4, clock=(clock := Clock()))
    for _ in range(40):
        line.enter()
        clock.now += 60
        line.leave()
    for _ in range(10):
        line.enter()


def test_without_a_known_rate_there_is_an_end_all_the_same() -> None:
    line = WaitingLine(8.0, at_once=4, most=9, clock=Clock())
    for _ in range(9):
        line.enter()
    with pytest.raises(OverloadedError):
        line.enter()


async def test_the_door_says_503_and_when_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: WaitingLine) -> None:
        raise OverloadedError("900 questions wait", 7)

    async with door() as http:
        monkeypatch.setattr(WaitingLine, "enter", full)
        for path in ("/query", "/chat"):
            refused = await http.post(path, json={"query": "hello"}, headers={"accept": "text/event-stream"})
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "7")
            assert "900 questions wait" in refused.json()["detail"]
