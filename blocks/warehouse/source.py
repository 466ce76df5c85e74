"""Where the tables are: a folder with a Parquet file a table, or a DuckDB file. Only tables that are named are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyarrow import ArrowException
from pyarrow.parquet import read_metadata

from blocks.warehouse.mapping import FILE, TableMapping, read_mapping
from schemas.errors import BadInputError

Columns = Mapping[str, str]  # by name: the type that it is read as, in DuckDB's words
_GLOB = frozenset("*?[]")
PARTIAL = b"revive_partial"  # in a Parquet file's metadata: why it holds only a part
# With pseudonyms: (kind, pseudonym, name), for those who may put names back; no query of a model can name it.
NAMES = "names_of_this_session"


@dataclass(frozen=True, slots=True)
class WarehouseSource:
    """The tables that may be read, each with its columns and, in a folder, its file."""

    location: Path
    columns: Mapping[str, Columns]
    files: Mapping[str, Path]  # by table; empty for a database file
    # By table and column: what its values name. Such columns give pseudonyms (`Account 4f1c09d2aa`) instead.
    naming: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    partial: tuple[str, ...] = ()  # tables that were imported in part, and why
    mapping: TableMapping = field(default_factory=TableMapping)
    unique: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by table: what one row only may have
    session: str = ""  # what pseudonyms depend on; whoever does not know it cannot work names out


def find_source(location: Path, columns: Mapping[str, Columns], instead: Path | None = None) -> WarehouseSource:
    """Look where the tables are; `instead` is a folder whose tables take the place of those of the same name.

    Raises `BadInputError` if there is no warehouse.
    """
    place = location.expanduser().resolve()
    if _GLOB & set(str(place)):
        raise BadInputError(f"{location}: a warehouse's path must hold none of * ? [ ], which stand for several files")
    if place.is_file():
        if instead is not None:
            raise BadInputError(f"{location}: tables of connected services go with a folder of Parquet files only")
        return WarehouseSource(place, columns, {}, mapping=read_mapping(place))
    if not place.is_dir():
        raise BadInputError(f"{location}: there is no such folder or database file")
    mapping = read_mapping(place)
    paths = [(table, place / f"{mapping.name_of(table)}.parquet") for table in columns]
    if instead is not None:
        paths += [(table, instead / f"{table}.parquet") for table in columns]
        of_services = {table for table in columns if (instead / f"{table}.parquet").is_file()}
        own = {table: said for table, said in mapping.tables.items() if table not in of_services}
        mapping = mapping.model_copy(update={"tables": own})
    files = {table: path for table, path in paths if path.is_file()}
    if not files:
        raise BadInputError(
            f"{location} holds none of the tables {', '.join(f'{table}.parquet' for table in columns)}{_others(place)}"
        )
    partial = tuple(f"{table}: {why}" for table, path in files.items() if (why := _partial(path)))
    return WarehouseSource(place, columns, files, partial=partial, mapping=mapping)


def _others(place: Path) -> str:
    """What is there instead, and where to say which is which."""
    found = sorted(path.stem for path in place.glob("*.parquet"))[:12]
    return f"; there are {', '.join(found)}: say in {FILE} which is which" if found else ""


def _partial(path: Path) -> str:
    """Why a file holds only a part of its table; a file that cannot be read is DuckDB's to refuse."""
    try:
        about: dict[bytes, bytes] = read_metadata(path).metadata or {}
        return about.get(PARTIAL, b"").decode("utf-8", "replace")[:300]
    except (OSError, ArrowException):
        return ""
