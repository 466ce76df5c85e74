"""A small SQS of our own that keeps only what SQS promises at least: it delivers twice, and in any order."""

import hashlib
import itertools
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from fakes.web_server import serving

_Answer = dict[str, Any]


class OddSqs:
    """Its queues. A third of the messages stays visible although somebody has just received it."""

    def __init__(self, now: Callable[[], float], seed: int) -> None:
        self._now = now
        self._dice = random.Random(seed)
        self._numbers = itertools.count()
        self._queues: dict[str, dict[str, _Answer]] = {}
        self.delivered_again = 0

    def answer(self, call: str, asked: _Answer, host: str) -> _Answer:
        """One call of the JSON protocol."""
        if call in ("CreateQueue", "GetQueueUrl"):
            self._queues.setdefault(asked["QueueName"], {}) if call == "CreateQueue" else None
            if asked["QueueName"] not in self._queues:
                return {"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": "no such queue"}
            return {"QueueUrl": f"http://{host}/queue/{asked['QueueName']}"}
        queue = self._queues[asked["QueueUrl"].rpartition("/")[2]]
        return {
            "SendMessageBatch": self._send,
            "ReceiveMessage": self._receive,
            "ChangeMessageVisibilityBatch": self._hide,
            "DeleteMessageBatch": self._delete,
            "GetQueueAttributes": self._count,
        }[call](queue, asked)

    def _send(self, queue: dict[str, _Answer], asked: _Answer) -> _Answer:
        for entry in asked["Entries"]:
            number = f"id-{next(self._numbers)}"
            queue[number] = {"Body": entry["MessageBody"], "MessageId": number, "until": 0.0}
        return _all_well(asked)

    def _receive(self, queue: dict[str, _Answer], asked: _Answer) -> _Answer:
        visible = [one for one in queue.values() if one["until"] <= self._now()]
        self._dice.shuffle(visible)
        found = visible[: asked["MaxNumberOfMessages"]]
        for one in found:
            again = one.setdefault("again", 0)
            one["again"] += 1
            if again == 0 and self._dice.random() < 1 / 3:
                self.delivered_again += 1
            else:
                one["until"] = self._now() + asked["VisibilityTimeout"]
        keep = ("Body", "MessageId")
        return {"Messages": [{name: one[name] for name in keep} | _handled(one) for one in found]}

    def _hide(self, queue: dict[str, _Answer], asked: _Answer) -> _Answer:
        for entry in asked["Entries"]:
            if one := queue.get(entry["ReceiptHandle"].partition("/")[0]):
                one["until"] = self._now() + entry["VisibilityTimeout"]
        return _all_well(asked)

    def _delete(self, queue: dict[str, _Answer], asked: _Answer) -> _Answer:
        for entry in asked["Entries"]:
            if self._dice.random() > 0.1:  # one in ten comes back
                queue.pop(entry["ReceiptHandle"].partition("/")[0], None)
        return _all_well(asked)

    def _count(self, queue: dict[str, _Answer], _: _Answer) -> _Answer:
        visible = sum(one["until"] <= self._now() for one in queue.values())
        names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        return {"Attributes": dict(zip(names, (str(visible), str(len(queue) - visible)), strict=True))}


def _handled(one: _Answer) -> _Answer:
    handle = f"{one['MessageId']}/{one['again']}"
    return {"ReceiptHandle": handle, "MD5OfBody": hashlib.md5(one["Body"].encode()).hexdigest()}


def _all_well(asked: _Answer) -> _Answer:
    return {"Successful": [{"Id": entry["Id"]} for entry in asked["Entries"]], "Failed": []}


@contextmanager
def serve_odd_sqs(now: Callable[[], float], seed: int) -> Iterator[tuple[str, OddSqs]]:
    """Its URL and itself, until the block ends."""
    sqs = OddSqs(now, seed)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = sqs.answer(self.headers["X-Amz-Target"].rpartition(".")[2], asked, self.headers["Host"])
            content = json.dumps(said).encode()
            self.send_response(400 if "__type" in said else 200)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with serving(Handler) as host:
        yield f"http://{host}", sqs
