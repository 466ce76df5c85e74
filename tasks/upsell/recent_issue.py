"""Whether there is an open complaint or a recent issue, in whatever form a sender says it."""

import re
from collections.abc import Mapping
from typing import Any

from tasks.upsell.spellings import folded, is_nothing
from tasks.upsell.values import notes, yes_or_no

_NO_ISSUE = re.compile(
    r"(?:no|none|nothing|zero|without)(?: (?:any|known|recent|open|new|current|reported|to report|at all|issues?"
    r"|problems?|complaints?|concerns?))+|(?:all )?(?:resolved|solved|closed|settled|fixed)"
    r"|issue (?:resolved|closed|solved)"
    r"|keine?(?: \w+)?|nichts|erledigt|behoben|ningun[oa]|nada|sin (?:incidencias|quejas|problemas)|resuelt[oa]|aucune?"
    r"(?: \w+)?|rien|nessun[oa]?(?: \w+)?|nenhum[a]?|geen(?: \w+)?"
)


def issue(value: object) -> str | bool | None:
    """What happened, or only whether something did; an object or list is something. `None reported` is a no."""
    plain_answer = yes_or_no(value)
    if plain_answer is not None:
        return plain_answer
    if isinstance(value, str) and _NO_ISSUE.fullmatch(value.strip(" .!").casefold()):
        return False
    if isinstance(value, Mapping) and (state := _state(value)) is not None:
        return state
    if isinstance(value, list):
        return any(bool(issue(one)) for one in value)
    return None if is_nothing(value) else notes(value) or bool(value)


def _state(sent: Mapping[str, Any]) -> bool | None:
    """Whether an object such as `{"subject": …, "status": "closed"}` is about something that is still open."""
    said = {folded(str(name)): one for name, one in sent.items()}
    for name in ("open", "is_open", "active", "unresolved"):
        if (answer := yes_or_no(said.get(name))) is not None:
            return answer
    if (answer := yes_or_no(said.get("resolved"))) is not None:
        return not answer
    return False if folded(str(said.get("status") or said.get("state") or "")) in _OVER else None


_OVER = frozenset(("closed", "resolved", "solved", "done", "settled", "fixed", "completed", "cancelled", "canceled"))
