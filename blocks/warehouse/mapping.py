"""What a company's own tables and columns are called: `warehouse.yaml` beside them, where they are not called as ours.

time_zone: America/New_York          # whose days moments with a zone are counted in; UTC without it
tables:
accounts:
is: customers
columns:
account_id: customer_id
customer_type: {is: kind, values: {PAYG: pay_as_you_go}}
arr_usd: {is: mrr, times: 12, in: currency, rates: {USD: 1, EUR: 1.08}}
"""

from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from schemas.errors import BadInputError, one_line

FILE = "warehouse.yaml"
_MOST_BYTES = 1_000_000
_STRICT = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class MappedColumn(BaseModel):
    """Where a column of ours comes from."""

    model_config = _STRICT

    source: str = Field(alias="is")
    times: float = 1.0
    values: dict[str, str] = Field(default={}, description="By value there: ours. Others stay as they are.")
    currency: str | None = Field(default=None, alias="in", description="The column that names the currency.")
    rates: dict[str, float] = Field(default={}, description="Dollars for one of each; amounts in others are unknown.")

    @model_validator(mode="after")
    def _has_rates(self) -> Self:
        if (self.currency is None) == bool(self.rates):
            raise ValueError("`in` and `rates` go together")
        return self


def _column(said: object) -> object:
    return {"is": said} if isinstance(said, str) else said


class MappedTable(BaseModel):
    """Where a table of ours comes from."""

    model_config = _STRICT

    source: str | None = Field(default=None, alias="is", pattern=r"^[^/\\\x00]{1,200}$")
    columns: dict[str, Annotated[MappedColumn, BeforeValidator(_column)]] = {}


class TableMapping(BaseModel):
    """All that a company says of its tables."""

    model_config = _STRICT

    time_zone: str = "UTC"
    tables: dict[str, MappedTable] = {}

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("is not a time zone such as Europe/Berlin") from None
        return name

    def name_of(self, table: str) -> str:
        """What a table of ours is called there."""
        said = self.tables.get(table)
        return table if said is None or said.source is None else said.source


def read_mapping(place: Path) -> TableMapping:
    """What is beside the tables; nothing where there is no such file. Raises `BadInputError`."""
    path = (place if place.is_dir() else place.parent) / FILE
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise BadInputError(f"{path}: is larger than a megabyte")
        return TableMapping.model_validate(yaml.safe_load(content.decode("utf-8-sig")) or {})
    except FileNotFoundError:
        return TableMapping()
    except OSError as error:
        raise BadInputError(f"{path}: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadInputError(f"{path}: is not YAML: {one_line(error)[:200]}") from None
