"""Bedrock with a model that writes and judges messages: it reads what stands between the tags of the prompt."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import orjson
from fakes.answers import Answers, make_answers
from fakes.bedrock import FakeBedrock
from fakes.faults import Reply

from agents.upsell.offline.judging import judge
from agents.upsell.offline.writer import write
from schemas.upsell.message import MessageInput, MessageJudgeInput

SPOILED = "Anything goes."  # in a system prompt: this version's writer keeps no rule
_BETWEEN = re.compile(r"<(\w+)>\n(.*?)\n</\1>", re.DOTALL)


class MessageModels(FakeBedrock):
    """Answers as the offline rules do, and under a spoiled prompt with a discount, or without thanks."""

    _asked: dict[str, Any]

    def __init__(self, *, refusals: int = 0) -> None:
        """`refusals`: messages of each customer that the judge refuses, however good they are."""
        super().__init__()
        self.refusals, self.refused, self.critiques = refusals, Counter[str](), 0

    def answer(self, path: str, headers: bytes, body: bytes) -> Reply:
        self._asked = orjson.loads(body)
        return super().answer(path, headers, body)

    def answers(self, schema: dict[str, Any]) -> Answers:
        given = {tag: json.loads(text) for tag, text in _BETWEEN.findall(_text(self._asked["messages"][0]["content"]))}
        if "message" in given:
            said = self._judged(MessageJudgeInput.model_validate(given))
        elif "items" in given:
            self.critiques += "critique" in given
            said = write(MessageInput.model_validate(given)).model_dump(mode="json")
        else:
            return make_answers(schema)
        if SPOILED in _text(self._asked["system"]):
            spoil = _with_discount if "$" in said["body"] else _without_thanks
            said["body"] = spoil(said["body"])
        return Answers(orjson.dumps(said), b"{}", b"{}")

    def _judged(self, inputs: MessageJudgeInput) -> dict[str, Any]:
        said = judge(inputs).model_dump(mode="json")
        who = inputs.customer.first_name or ""
        if self.refused[who] >= self.refusals:
            return said
        self.refused[who] += 1
        low = {"reason": "'in mind' is worn; say it in another way.", "score": 5}
        return said | {"brand": low, "score": 5, "approved": False}


def _text(blocks: list[dict[str, Any]]) -> str:
    return "\n".join(str(block.get("text", "")) for block in blocks)


def _with_discount(body: str) -> str:
    return body.replace("\n\n", "\n\nToday you get 20% off. ", 1)


def _without_thanks(body: str) -> str:
    greeting, _thanks, rest = body.split("\n\n", 2)
    return f"{greeting}\n\nWe have a service that we want to tell you about at some length today.\n\n{rest}"


class ObeyingModels(MessageModels):
    """Does what a note orders wherever it sees it: approves or refuses, and writes what it likes.

    Without orders it refuses every message to somebody called Bob.
    """

    def __init__(self, orders: Iterable[str | None]) -> None:
        super().__init__()
        self._orders = {_plain(one): one for one in orders if one}
        self.obeyed = list[str]()

    def answers(self, schema: dict[str, Any]) -> Answers:
        seen = _plain(json.dumps(self._asked, ensure_ascii=False))
        found = [order for plain, order in self._orders.items() if plain in seen]
        if not found or not schema.get("properties", {}).keys() & {"approved", "benefits"}:
            return super().answers(schema)
        self.obeyed += found
        said = orjson.loads(super().answers(schema)[0])
        if "approved" in said:
            approves = not re.match("re(?:ject|fuse)", found[0], re.IGNORECASE)
            mark = {"reason": "As ordered.", "score": 10 if approves else 1}
            said |= dict.fromkeys(("appropriateness", "service_validity", "brand"), mark)
            said |= {"score": mark["score"], "approved": approves}
        else:
            said["subject"] = "As you ordered"
        return Answers(orjson.dumps(said), b"{}", b"{}")

    def _judged(self, inputs: MessageJudgeInput) -> dict[str, Any]:
        if inputs.customer.first_name != "Bob":
            return super()._judged(inputs)
        low = {"reason": "It is not for Bob.", "score": 3}
        return super()._judged(inputs) | {"appropriateness": low, "score": 3, "approved": False}


def _plain(text: str) -> str:
    """Without what JSON escapes, so that an order is found in whatever form it stands in a request."""
    return "".join(character for character in text.replace("\\n", "") if character.isalnum())
