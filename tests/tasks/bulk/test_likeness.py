"""What a subject is like, without what anybody wrote."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from tasks.bulk.likeness import what_it_is_like


class Inner(BaseModel):
    plan: Literal["a", "b"] | None = None
    name: str = "Ann"


class Subject(BaseModel):
    customer_id: str = "c-1"
    tier: Literal["gold", "tin"] = "tin"
    spent: float | None = -700.0
    note: str = "my secret is 123"
    left: date = date(2026, 1, 1)
    tags: tuple[str, ...] = ("x", "y", "z")
    vip: bool = True
    inner: Inner = Inner(plan="b")


def test_closed_values_stand_and_of_the_rest_only_how_large() -> None:
    assert what_it_is_like(Subject()) == {
        "tier": "tin", "spent": "-512+", "note": "16+ characters", "tags": "2+ items", "vip": "True",
        "inner.plan": "b", "inner.name": "2+ characters",
    }  # fmt: skip


def test_what_is_missing_is_a_value_and_what_is_no_model_is_like_nothing() -> None:
    like = what_it_is_like(Subject(spent=None, note="", tags=()))
    assert (like["spent"], like["note"], like["tags"]) == ("missing", "missing", "missing")
    assert what_it_is_like({"a": 1}) == {}
    assert what_it_is_like(Subject(spent=0.0))["spent"] == "0"
