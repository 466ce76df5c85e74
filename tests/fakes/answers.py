"""Answers that satisfy a JSON schema, and answers that do not: what the fakes of the providers say."""

import re
import sys
from collections.abc import Callable
from itertools import cycle
from typing import Any, NamedTuple

import orjson

# None of them names a price, a discount or a placeholder: an agent's own rules have nothing to object to.
SENTENCES = """\
The team relied on the weekly reports at first, then logged in less and less over the last quarter.
Nobody was left in the end who could say what the product was still used for every week.
Thank you for the time you spent with us and for saying so plainly why you left.
The part that got in your way works differently today than it did back then.
A short call would show within half an hour which step cost your people the most time.
Usage fell well before the cancellation, which points to a slow loss of interest rather than one bad event.
That leaves room to start again with a single clear use and one person who owns it.
We would be glad to walk you through what has changed since, at a pace that suits you.
Reply with a time that suits you and we will prepare the workspace with your own data.
""".splitlines()


class Generator:
    """Makes one value that satisfies a JSON schema."""

    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root
        self._sentences = cycle(SENTENCES)

    def value(self, schema: dict[str, Any], name: str = "", index: int | None = None) -> Any:
        """`name` is the property, `index` the position of the object that holds it in its array."""
        if "$ref" in schema:
            return self.value(self._resolve(schema["$ref"]), name, index)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        if "anyOf" in schema:
            return self.value(schema["anyOf"][0], name, index)
        kind = schema.get("type", "object")
        makers: dict[str, Callable[[dict[str, Any], str, int | None], Any]] = {
            "object": self._object,
            "array": self._array,
            "string": self._string,
            "integer": self._integer,
            "number": lambda schema, *_: float(_between(schema)),
            "boolean": lambda *_: True,
            "null": lambda *_: None,
        }
        return makers[kind[0] if isinstance(kind, list) else kind](schema, name, index)

    def _resolve(self, reference: str) -> Any:
        found: Any = self._root
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        return found

    def _object(self, schema: dict[str, Any], _name: str, index: int | None) -> dict[str, Any]:
        properties: dict[str, Any] = schema.get("properties", {})
        names = [*properties, *(name for name in schema.get("required", ()) if name not in properties)]
        return {name: self.value(properties.get(name, {"type": "string"}), name, index) for name in names}

    def _array(self, schema: dict[str, Any], name: str, _index: int | None) -> list[Any]:
        items = schema.get("items", {"type": "string"})
        if name == "evidence" and items.get("type") == "string":
            return ["cancellation_reason"]
        length = max(schema.get("minItems", 0), min(1, schema.get("maxItems", 1)))
        return [self.value(items, "", position) for position in range(length)]

    def _integer(self, schema: dict[str, Any], name: str, index: int | None) -> int:
        return index + 1 if name == "number" and index is not None else int(_between(schema))

    def _string(self, schema: dict[str, Any], name: str, index: int | None) -> str:
        least, most = schema.get("minLength", 0), schema.get("maxLength", sys.maxsize)
        if name == "subject":
            text, most = f"{(index or 0) + 1}: what has changed since you left", min(most, 50)
        else:
            text = f"{next(self._sentences)} {next(self._sentences)}"  # nine in turn: it takes nine to repeat one
        while len(text) < least:
            text += " " + next(self._sentences)
        if "pattern" in schema and not re.search(schema["pattern"], text):
            ids = ("known", "p1")  # ids: of an item, of a passage
            return next((one for one in ids if re.search(schema["pattern"], one)), ids[0])
        return _shortened(text, least, most)


def _between(schema: dict[str, Any]) -> float:
    """Three quarters up between the bounds: inside them even where they are exclusive."""
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0 if high is None else min(0, high)))
    high = low + 100 if high is None else high
    return float(low + (high - low) * 3 / 4)


def _shortened(text: str, least: int, most: int) -> str:
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0].rstrip(",;")
    if words and len(words) >= least:
        return words
    return text[:most].rstrip().ljust(most, ".")


class Answers(NamedTuple):
    """What an answer may carry, as JSON."""

    good: bytes
    incomplete: bytes
    wrong_enum: bytes


def make_answers(schema: dict[str, Any]) -> Answers:
    good = Generator(schema).value(schema)
    first, *others = good
    properties = schema.get("properties", {})
    # Without an enum any other value of the wrong kind has to do.
    wrong = next(({name: "no_such_value"} for name in good if "enum" in properties.get(name, {})), {first: None})
    return Answers(
        orjson.dumps(good), orjson.dumps({name: good[name] for name in others}), orjson.dumps({**good, **wrong})
    )
