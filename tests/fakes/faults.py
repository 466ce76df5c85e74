"""What goes wrong at a fake model provider, what it counts, and how it answers."""

from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple


@dataclass
class Faults:
    """What goes wrong. Rates are from 0 to 1 and drawn for every call.

    `drip` is the seconds between two bytes of an answer, `retry_after` the header of what is refused for now.
    `script` is which tools the next answers ask for, one list of (name, arguments) an answer; then come answers.
    `answer` (JSON) is said instead of an answer of the service's own, `answer_by_tool` for one tool.
    Of a stream, `piece` is how many characters of JSON a part has, `chop` how many bytes arrive at once, `pause` the
    seconds between two parts, `break_after` how many arrive before the connection dies, and `stream_error` the kind of
    an error of the service that comes in the place of the last parts.
    """

    latency: float = 0.0
    latency_by_tool: dict[str, float] = field(default_factory=dict)
    reset: float = 0.0
    throttle: float = 0.0
    unavailable: float = 0.0
    internal: float = 0.0
    cut: float = 0.0
    garbage: float = 0.0
    garbage_always_if: str = ""
    fail_if: str = ""
    hang: bool = False
    drip: float = 0.0
    down: bool = False
    retry_after: str = ""
    script: list[list[tuple[str, Any]]] = field(default_factory=list)
    answer: str = ""
    answer_by_tool: dict[str, str] = field(default_factory=dict)
    piece: int = 0
    chop: int = 0
    pause: float = 0.0
    break_after: int | None = None
    stream_error: str = ""
    max_in_flight_limit: int | None = None
    record: bool = False

    def change(self, changes: dict[str, Any]) -> None:
        unknown = changes.keys() - {known.name for known in fields(self)}
        if unknown:
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        for name, value in changes.items():
            setattr(self, name, value)


@dataclass
class Stats:
    """`paid` counts a call when its generation starts: it is charged even if the caller is gone by the end.

    So are its tokens, where the service counts them. `by_tool` counts by the name of the structured output.
    """

    calls: int = 0
    paid: int = 0
    throttled: int = 0
    unavailable: int = 0
    cut: int = 0
    garbage: int = 0
    in_flight: int = 0
    max_in_flight: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    by_tool: dict[str, int] = field(default_factory=dict)


Trouble = Literal["unavailable", "throttled", "internal"]


class ServiceError(Exception):
    """An answer that is none; `head` is further header lines."""

    def __init__(self, status: int, body: object, head: str = "") -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.head = head


class Reply(NamedTuple):
    """An answer as a whole, or a stream of `parts`."""

    body: bytes
    delay: float
    cut: bool
    parts: tuple[bytes, ...] = ()
