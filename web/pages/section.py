"""A section of the pages: its name in the navigation, its routes and templates. A system's are found by entry point."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.responses import Response

from blocks.layout import safe
from schemas.home import Waiting
from schemas.scopes import Role
from tasks.bulk.place import Place
from web.pages.asked import Asked
from web.pages.page import Done, Page

View = Callable[[Asked], Awaitable[Page]]
Change = Callable[[Asked], Awaitable[Done | Page]]
Fetch = Callable[[Asked], Awaitable[Response]]
WhatWaits = Callable[[Place], Awaitable[Sequence[Waiting]]]


@dataclass(frozen=True, slots=True)
class Route:
    """A page (`change` is None) or a change, and who may ask for it."""

    path: str
    role: Role
    view: View | None = None
    change: Change | None = None
    fetch: Fetch | None = None  # a file to be saved
    what: str = ""  # the change in words, for the audit
    is_part: bool = False  # a piece of a page, which is polled
    stream: Fetch | None = None  # an answer that a script of ours reads while it is made


@dataclass(slots=True)
class Section:
    """One entry of the navigation, with everything below its path.

    `templates` is the folder of its templates, which are named `<slug>/….html.jinja`. `waits` tells the home page what
    is waiting for a person. `order` is its place in the navigation.
    """

    name: str
    slug: str  # one word: the first part of its paths, and the prefix of its templates
    templates: Path
    order: int = 50
    waits: WhatWaits | None = None
    settings: tuple[tuple[str, str], ...] = ()  # further pages of settings: a name and a path
    systems: frozenset[str] = frozenset()  # whose uploads have their pages here, as a status says it
    routes: list[Route] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where it begins."""
        return f"/{self.slug}" if self.slug else "/"

    def of_upload(self, upload_id: str) -> str:
        """The page of an upload."""
        return f"{self.path}/{safe(upload_id)}"

    def page(self, path: str, *, role: Role = "viewer") -> Callable[[View], View]:
        """Make a function a page at this path, and its data at the same path with `.json`."""
        return self._adds(path, role, is_part=False)

    def part(self, path: str, *, role: Role = "viewer") -> Callable[[View], View]:
        """Make a function a piece of a page, which the page polls; unchanged, it is answered with 304."""
        return self._adds(path, role, is_part=True)

    def change(self, path: str, what: str, *, role: Role = "editor") -> Callable[[Change], Change]:
        """Make a function a change that is posted to this path; `what` names it in the audit."""

        def add(function: Change) -> Change:
            self.routes.append(Route(path, role, change=function, what=what))
            return function

        return add

    def stream(self, path: str, what: str, *, role: Role = "editor") -> Callable[[Fetch], Fetch]:
        """Make a function the answer to what a script posts to this path; checked and audited as a change is."""

        def add(function: Fetch) -> Fetch:
            self.routes.append(Route(path, role, stream=function, what=what))
            return function

        return add

    def file(self, path: str, *, role: Role = "viewer") -> Callable[[Fetch], Fetch]:
        """Make a function a file at this path, which a browser saves and does not show."""

        def add(function: Fetch) -> Fetch:
            self.routes.append(Route(path, role, fetch=function))
            return function

        return add

    def _adds(self, path: str, role: Role, *, is_part: bool) -> Callable[[View], View]:
        def add(function: View) -> View:
            self.routes.append(Route(path, role, view=function, is_part=is_part))
            return function

        return add
