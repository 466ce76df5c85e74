"""A simulator of IAM policies, as far as our templates use them: is this action on this resource allowed to a role?

Rules of AWS's "Policy evaluation logic", within one account: a denial wins; else an identity policy has to allow it,
and the permissions boundary, where there is one, too. Conditions know the operators that our templates use; a key that
a request does not have fails every one of them but those that end in IfExists.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

Verdict = Literal["allowed", "denied", "not allowed"]
Statement = Mapping[str, Any]
Context = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Role:
    """A role as a template renders it: its own statements, and those of its boundary."""

    statements: tuple[Statement, ...]
    boundary: tuple[Statement, ...] | None

    def asks(self, action: str, resource: str, context: Context) -> Verdict:
        """What IAM says to one request."""
        both = (*self.statements, *(self.boundary or ()))
        if any(_matches(one, action, resource, context) for one in both if one["Effect"] == "Deny"):
            return "denied"
        sides = (self.statements, self.boundary) if self.boundary is not None else (self.statements,)
        if all(any(_matches(one, action, resource, context) for one in _allowing(side)) for side in sides):
            return "allowed"
        return "not allowed"


def statements(document: Mapping[str, Any]) -> tuple[Statement, ...]:
    """The statements of a policy document."""
    found = document["Statement"]
    return tuple(found) if isinstance(found, list) else (found,)


def _allowing(side: Iterable[Statement]) -> Iterable[Statement]:
    return (one for one in side if one["Effect"] == "Allow")


def _matches(statement: Statement, action: str, resource: str, context: Context) -> bool:
    actions = (one.lower() for one in _listed(statement["Action"]))
    return (
        any(_like(pattern, action.lower()) for pattern in actions)
        and any(_like(pattern, resource) for pattern in _listed(statement["Resource"]))
        and all(
            _holds(operator, key, _listed(values), context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, values in keys.items()
        )
    )


def _holds(operator: str, key: str, values: list[str], context: Context) -> bool:
    operator, if_exists = operator.removesuffix("IfExists"), operator.endswith("IfExists")
    if key not in context:
        return if_exists
    said = context[key]
    if operator in ("StringEquals", "Bool"):
        return said in values
    if operator == "StringNotEquals":
        return said not in values
    if operator in ("StringLike", "ArnEquals", "ArnLike"):
        return any(_like(value, said) for value in values)
    raise ValueError(f"the condition {operator} is not simulated; add it to deployments/aws/checks/policies.py")


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _like(pattern: str, text: str) -> bool:
    return _compiled(pattern).fullmatch(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in pattern), re.DOTALL)
