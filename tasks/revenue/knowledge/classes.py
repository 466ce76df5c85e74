"""What the class of a column allows, as classes.yaml says."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError
from tasks.revenue.knowledge.tables import FOLDER, Class, knowledge

UNKNOWN: Class = "CONFIDENTIAL"  # what a column without a class counts as


class ColumnClass(BaseModel):
    """What may become of the columns of a class."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    may_embed: bool
    retention_days: int = Field(ge=1, description="Days after which what was kept of them goes.")
    needs_anonymisation: bool
    to_model: bool


@lru_cache(maxsize=1)
def classes() -> dict[Class, ColumnClass]:
    """By class. Raises `BadInputError` if somebody broke the file."""
    path = FOLDER / "classes.yaml"
    try:
        return TypeAdapter(dict[Class, ColumnClass]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def class_of(column: str) -> Class:
    """The class of a column, of a table or derived; the stricter one where tables differ."""
    said = knowledge()
    found: list[Class] = [
        table.columns[column].column_class for table in said.tables.values() if column in table.columns
    ]
    found += [said.derived[column]] if column in said.derived else []
    return min(found, key=lambda name: classes()[name].retention_days, default=UNKNOWN)
