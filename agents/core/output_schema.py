"""The output schema of an agent version: pinned in a file beside it, `<version>.schema.json`.

A version's hash covers its schema. If the schema came from today's class, rewording a docstring would change every
version, and every answer would be paid for again. So the file is what is hashed and sent; the class only has to be able
to read what the file describes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from agents.core.json_schema import inline_schema
from agents.core.small_file import read_small
from schemas.errors import BadInputError, shown

MAX_BYTES = 1 << 20


def schema_file(version_file: Path) -> Path:
    """The file that pins the schema of the version in this file."""
    return version_file.with_suffix(".schema.json")


def output_schema(output: type[BaseModel], version_file: Path) -> dict[str, Any]:
    """The schema that is pinned beside a version file, or of its class if the version is new.

    Raises `BadInputError` if the class cannot read answers in the pinned schema.
    """
    path = schema_file(version_file)
    live = inline_schema(output)
    if not path.exists():
        return live
    pinned = read_schema(path)
    for problem in _unreadable(pinned, live, "answer"):
        raise BadInputError(f"{path}: {problem}")
    return pinned


def pin_schema(schema: dict[str, Any], version_file: Path) -> None:
    """Write the schema beside its version unless one is there. Raises `BadInputError` if it cannot be written."""
    path = schema_file(version_file)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(json.dumps(schema, indent=1, ensure_ascii=False) + "\n")
    except FileExistsError:
        return
    except OSError as error:
        raise BadInputError(f"cannot write {path}, the schema that goes with the version: {error.strerror}") from None


def read_schema(path: Path) -> dict[str, Any]:
    """The JSON Schema in a file; raises `BadInputError` if it is not one."""
    content = read_small(path, MAX_BYTES)
    try:
        found = json.loads(content[:MAX_BYTES], parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadInputError(f"{path}: is not JSON of at most {MAX_BYTES >> 20} MB") from None
    if not isinstance(found, dict):
        raise BadInputError(f"{path}: holds no JSON Schema of an object")
    return found


def _no_number(constant: str) -> None:
    """NaN and Infinity, which Python writes into JSON and no provider takes."""
    raise ValueError(f"{constant} is no number in JSON")


def _unreadable(pinned: object, live: dict[str, Any], where: str) -> Iterator[str]:
    """What answers in the pinned schema have that the class does not know, or lack that it requires."""
    if not isinstance(pinned, dict):
        yield f"{where}: is no schema"
        return
    if pinned.get("type") != live.get("type"):
        yield f"{where}: is of type {shown(str(pinned.get('type')))}, the agent reads {live.get('type')}"
        return
    if not isinstance(pinned.get("properties", {}), dict):
        yield f"{where}: properties: does not say what each of them is"
        return
    yield from _misdescribed(pinned, live, where)
    if "items" in live:
        yield from _unreadable(pinned.get("items"), live["items"], f"{where}[]")
    asked, known = pinned.get("properties", {}), live.get("properties", {})
    if missing := [name for name in live.get("required", ()) if name not in asked]:
        yield f"{where}: the agent needs {', '.join(missing)}, which is not asked for"
    for name in asked:
        if name in known:
            yield from _unreadable(asked[name], known[name], f"{where}.{name}")


def _misdescribed(pinned: dict[str, Any], live: dict[str, Any], where: str) -> Iterator[str]:
    """What is in the schema itself that no provider, or not this class, can make anything of."""
    if "$ref" in pinned:
        yield f"{where}: a reference, which several models do not follow; write out what it stands for"
    asked, words = pinned.get("properties", {}), live.get("enum")
    if unknown := [name for name in asked if name not in live.get("properties", {})]:
        yield f"{where}: the agent does not read {', '.join(map(shown, unknown))}"
    if lost := [name for name in _listed(pinned, "required") if name not in asked]:
        yield f"{where}: {shown(str(lost[0]))} is required and not described"
    if words and (odd := [word for word in _listed(pinned, "enum") if word not in words]):
        yield f"{where}: the agent does not read {shown(str(odd[0]))}; it reads {', '.join(map(str, words))}"


def _listed(schema: dict[str, Any], keyword: str) -> list[Any]:
    """What a schema lists under a keyword; where it is not a list, that value itself, which is then found to be odd."""
    said = schema.get(keyword, [])
    return said if isinstance(said, list) else [said]
