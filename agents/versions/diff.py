"""How two agent versions differ, for people to read."""

from difflib import unified_diff
from typing import Any, NamedTuple

from schemas.agent import AgentVersion

_TEXTS = ("system", "user")
_NAMES = {"agent", "version", "why"}


class Change(NamedTuple):
    """One path of a version, e.g. `settings.temperature`, with its values before and after; None if there was none."""

    path: str
    before: Any
    after: Any


def changes(before: AgentVersion, after: AgentVersion) -> list[Change]:
    """All changes but those of the two prompts and the names, in the order of a version file."""
    old = before.model_dump(mode="json", exclude={*_TEXTS, *_NAMES})
    new = after.model_dump(mode="json", exclude={*_TEXTS, *_NAMES})
    return differing(old, new)


def differing(before: Any, after: Any, path: str = "") -> list[Change]:
    """The paths at which two documents differ; a list counts as one value."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = dict.fromkeys([*before, *after])
        return [
            found
            for name in names
            for found in differing(before.get(name), after.get(name), f"{path}.{name}" if path else name)
        ]
    return [] if before == after else [Change(path, before, after)]


def prompt_diffs(before: AgentVersion, after: AgentVersion) -> dict[str, list[str]]:
    """Unified diffs of the prompts that differ, line by line: of `system`, of `user`."""
    return {
        text: list(
            unified_diff(
                getattr(before, text).splitlines(),
                getattr(after, text).splitlines(),
                f"{text} of {before.agent}@{before.version}",
                f"{text} of {after.agent}@{after.version}",
                lineterm="",
            )
        )
        for text in _TEXTS
        if getattr(before, text) != getattr(after, text)
    }
