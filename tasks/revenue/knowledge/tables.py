"""The tables of the warehouse, their columns and joins, as tables.yaml says."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.core.yaml_file import read_yaml
from blocks.warehouse.source import Columns
from schemas.errors import BadInputError

FOLDER = Path(__file__).resolve().parent
Class = Literal["PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED"]
_STRICT = ConfigDict(extra="forbid", frozen=True)


class Column(BaseModel):
    """A column."""

    model_config = _STRICT

    type: Literal["VARCHAR", "DOUBLE", "BIGINT", "DATE", "TIMESTAMP"]
    column_class: Class = Field(default="CONFIDENTIAL", alias="class", description="Who may see it, and for how long.")
    about: str = ""
    values: tuple[str, ...] = Field(default=(), description="What analyses tell apart; others are said to be odd.")
    at_least: float | None = None
    at_most: float | None = None
    matters: bool = Field(default=False, description="Whether it is said that a good part of the rows has none.")
    names: Literal["Account", "Owner"] | None = Field(default=None, description="What its values name, if anything.")


class Table(BaseModel):
    """A table; `grain` are the columns that name a row."""

    model_config = _STRICT

    about: str
    grain: tuple[str, ...]
    columns: dict[str, Column]


class Join(BaseModel):
    """Many rows of one table belong to one of another."""

    model_config = _STRICT

    many: str
    one: str
    by: str


class Knowledge(BaseModel):
    """All tables."""

    model_config = _STRICT

    version: int
    tables: dict[str, Table]
    joins: tuple[Join, ...]
    derived: dict[str, Class] = Field(default={}, description="Classes of columns that queries make of those above.")

    def columns(self, *, leave_out: frozenset[Class] = frozenset()) -> dict[str, Columns]:
        """By table: the columns with their types, without those of some classes."""
        return {
            name: {column: said.type for column, said in table.columns.items() if said.column_class not in leave_out}
            for name, table in self.tables.items()
        }

    def naming(self) -> dict[str, dict[str, str]]:
        """By table: the columns whose values name somebody, and what they name."""
        return {
            name: {column: said.names for column, said in table.columns.items() if said.names is not None}
            for name, table in self.tables.items()
        }

    def of_class(self, *classes: Class) -> frozenset[str]:
        """The names of all columns of these classes."""
        tables = self.tables.values()
        return frozenset(name for table in tables for name, one in table.columns.items() if one.column_class in classes)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The tables that ship with Revive."""
    path = FOLDER / "tables.yaml"
    try:
        return Knowledge.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
