"""Messages as models write them, good and hostile (tests/fixtures/upsell), as the rules are asked about them."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from agents.upsell.questions import message_inputs
from schemas.plain_text import plain_answer
from schemas.upsell.brand import Brand
from schemas.upsell.catalogue import Catalogue
from schemas.upsell.message import CustomerFacts, FittingItem, MessageInput, MessageJudgeInput, UpsellMessage

_TESTS = Path(__file__).parents[1]
DEMO, HERE = _TESTS.parent / "demo", _TESTS / "fixtures" / "upsell"


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


CATALOGUE = Catalogue.model_validate(_read(DEMO / "upsell_catalogue.yaml"))
BRAND = Brand.model_validate(_read(DEMO / "upsell_brand.yaml")).voicing
_LETTERS = _read(HERE / "letters.yaml")
GOOD: dict[str, Any] = {one["id"]: one for one in _LETTERS["good"]}
_CHANGES = _read(HERE / "hostile.yaml")
HOSTILE: dict[str, Any] = {one["id"]: one for one in _CHANGES["hostile"]}
HARMLESS: dict[str, Any] = {one["id"]: one for one in _CHANGES["harmless"]}


@lru_cache
def fitting(item_id: str) -> FittingItem:
    """An item of the demo with every reason for which it may fit."""
    item = CATALOGUE.item(item_id)
    assert item is not None
    shown = item.model_dump(include={"id", "name", "billing", "price", "summary", "benefits"})
    return FittingItem(**shown, because=tuple(dict.fromkeys(trigger.because for trigger in item.triggers)))


def asked(letter: str, **about: object) -> MessageInput:
    """What a letter was written from; `about` changes what is known of the customer."""
    one = GOOD[letter]
    customer = CustomerFacts.model_validate({**_LETTERS["customers"][one["customer"]], **about})
    return message_inputs(customer, (), tuple(map(fitting, one["items"])), BRAND)


def good(letter: str) -> UpsellMessage:
    """A letter as it would arrive from a model."""
    return UpsellMessage.model_validate(plain_answer(GOOD[letter]["message"]))


def changed(name: str) -> tuple[MessageInput, UpsellMessage]:
    """A changed letter, with what it was written from."""
    change = HOSTILE.get(name) or HARMLESS[name]
    message = dict(GOOD[change["of"]]["message"])
    for old, new in change.get("swap", {}).items():
        assert old in message["body"], name
        message["body"] = message["body"].replace(old, new)
    if "add" in change:
        message["body"] = message["body"].replace(message["ask"], f"{change['add']}\n\n{message['ask']}")
    return asked(change["of"]), UpsellMessage.model_validate(plain_answer(message | change.get("set", {})))


def to_judge(inputs: MessageInput, message: UpsellMessage) -> MessageJudgeInput:
    """The judge's question about a message."""
    return MessageJudgeInput(customer=inputs.customer, items=inputs.items, brand=inputs.brand, message=message)
