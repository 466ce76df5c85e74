"""What somebody asks of a page: who, where, and with which words in the URL or the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from blocks.artifacts import ArtifactStore
from blocks.records.interface import Records
from schemas.access import Session
from schemas.errors import BadInputError
from tasks.bulk.place import Place
from tasks.bulk.starting import Children
from web.access import Access
from web.pages.state import SiteState

_Words = TypeVar("_Words", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a person whose right to ask it is settled. `form` is empty if nothing was posted."""

    request: Request
    who: Session
    form: FormData

    @property
    def place(self) -> Place:
        """The environment that this server serves; there is no way to another."""
        place: Place = self.request.app.state.place
        return place

    @property
    def environment(self) -> str:
        """Its name."""
        return self.place.environment.name

    @property
    def store(self) -> ArtifactStore:
        """Its artifact store."""
        return self.place.store

    @property
    def records(self) -> Records:
        """Its records. Raises `BadInputError` if it keeps none."""
        access: Access = self.request.app.state.access
        if access.records is None:
            raise BadInputError(f"environment {self.environment!r} keeps no records: set records_url of its block")
        return access.records

    @property
    def children(self) -> Children:
        """The runs that this process has started."""
        children: Children = self.request.app.state.children
        return children

    @property
    def state(self) -> SiteState:
        """What the pages of this process share."""
        state: SiteState = self.request.app.state.site
        return state

    def part(self, name: str) -> str:
        """A part of the path, by its name in the route."""
        return str(self.request.path_params[name])

    def words(self, kind: type[_Words]) -> _Words:
        """The query of the URL. Raises 400 with what is wrong; an empty value counts as not given."""
        return _read(kind, {name: value for name, value in self.request.query_params.items() if value})

    def said(self, kind: type[_Words]) -> _Words:
        """The fields of the form, as above; a field given several times is a list."""
        given = {name: self.form.getlist(name) for name in self.form}
        texts = {name: values if len(values) > 1 else values[0] for name, values in given.items()}
        return _read(kind, {name: value for name, value in texts.items() if value not in ("", None)})


def _read(kind: type[_Words], given: Mapping[str, object]) -> _Words:
    known = {name: value for name, value in given.items() if name in kind.model_fields}
    try:
        return kind.model_validate(known)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"{where}: {first['msg']}") from None
