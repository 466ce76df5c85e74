"""An agent version as one file that can be carried elsewhere: templates, settings, schema and content hash.

The file is a version file as in `prompts/`, with `output_schema` and `content_hash` added.
"""

import json
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from agents.core.kit import folder_of, kits
from agents.core.output_schema import read_schema, schema_file
from agents.core.yaml_file import read_yaml
from agents.versions.versions import load_version
from schemas.agent import AgentVersion
from schemas.errors import BadInputError, one_line, shown
from schemas.registry import VersionRecord
from tasks.registry.register import OpenRegistry, known_agent, known_version, register_content

_ADDED = ("output_schema", "content_hash")


def write_version(version: AgentVersion, path: Path) -> None:
    """Write a version to a new file. Raises `BadInputError` if it cannot be written, or if the file exists."""
    document = version.model_dump(mode="json") | {"content_hash": version.content_hash}
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise BadInputError(f"{path} exists already; remove it, or give another name") from None
    except OSError as error:
        raise BadInputError(f"cannot write {path}: {error.strerror}") from None


def check_version(path: Path) -> AgentVersion:
    """The version in a file, checked like one of the project's; nothing is registered.

    Raises `BadInputError` that names the field at fault. A content hash in the file has to be right.
    """
    content = read_yaml(path)
    added = {name: content.pop(name) for name in _ADDED if name in content}
    version = _loaded(content, added.get("output_schema"), path)
    said = added.get("content_hash")
    if said is None or said == version.content_hash:
        return version
    raise BadInputError(
        f"{path}: content_hash: it says {shown(str(said))}, its content has {version.content_hash}: it was changed"
    )


async def import_version(records: OpenRegistry, path: Path, by: str, now: datetime) -> tuple[VersionRecord, bool]:
    """Publish an exported version and record it as a draft; False if that was done before.

    Raises `BadInputError` if the file is not what was exported, or if the version has other content here.
    """
    if "content_hash" not in read_yaml(path):
        raise BadInputError(f"{path} says no content_hash: revive agents export writes files that can be imported")
    version = check_version(path)
    if records.versions.has_file(version.agent, version.version):
        here = records.versions.get(version.agent, version.version)
        if here.content_hash != version.content_hash:
            file = f"prompts/{folder_of(version.agent)}/{version.version}.yaml"
            raise BadInputError(f"{file} is another version of that number")
    return await register_content(records, version, by, now)


def _loaded(content: dict[str, Any], output_schema: object, path: Path) -> AgentVersion:
    """The version loaded as the project loads its own: from a folder that contains nothing else."""
    agent, number = _named(content, path)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / folder_of(agent) / f"{number}.yaml"
        copy.parent.mkdir(parents=True)
        copy.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        pinned = schema_file(path)
        if output_schema is None and pinned.exists():
            output_schema = read_schema(pinned)
        if output_schema is not None:
            schema_file(copy).write_text(_json(output_schema, path), encoding="utf-8")
        try:
            return load_version(Path(folder), agent, number)
        except BadInputError as error:
            said = str(error).replace(f"{schema_file(copy)}: answer", f"{path}: output_schema")
            raise BadInputError(said.replace(str(schema_file(copy)), str(path)).replace(str(copy), str(path))) from None


def _named(content: dict[str, Any], path: Path) -> tuple[str, str]:
    """Whose version the file says it is, and which; `known_agent` and `known_version` say what may stand there."""
    for name, what in (("agent", f"one of {', '.join(kits())}"), ("version", "three numbers, like 1.2.0")):
        if content.get(name) in (None, ""):
            raise BadInputError(f"{path}: {name}: is missing; it is {what}")
    try:
        return known_agent(str(content["agent"])), known_version(str(content["version"]))
    except BadInputError as error:
        raise BadInputError(f"{path}: {error}") from None


def _json(output_schema: object, path: Path) -> str:
    try:
        return json.dumps(output_schema, default=str)
    except TypeError as error:  # of YAML, which has dates and lists as keys
        raise BadInputError(f"{path}: output_schema: is not JSON: {one_line(error)}") from None
