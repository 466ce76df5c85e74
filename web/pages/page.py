"""What a page and a change answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `data` is what its `.json` answers, and what its template shows.

    `more` is for the template alone, such as what somebody typed and should not lose.
    """

    title: str  # says what is open, for the tab
    template: str
    data: BaseModel
    more: Mapping[str, Any] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made: what to tell the person, and the page on which they see it (a path of ours)."""

    message: str
    to: str
