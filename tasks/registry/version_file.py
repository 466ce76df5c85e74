"""An agent version as one file that can be carried elsewhere: templates, settings, schema and content hash.

The file is a version file as in `prompts/`, with `output_schema` and `content_hash` added.
"""

import json
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from agents.core.kit import folder_of
from agents.core.output_schema import schema_file
from agents.core.yaml_file import read_yaml
from agents.versions.versions import load_version
from schemas.agent import AgentVersion
from schemas.errors import BadInputError, shown
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
    agent, number = known_agent(str(content.get("agent"))), known_version(str(content.get("version")))
    with TemporaryDirectory() as folder:
        copy = Path(folder) / folder_of(agent) / f"{number}.yaml"
        copy.parent.mkdir(parents=True)
        copy.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        pinned = schema_file(copy if output_schema is not None else path)
        if output_schema is not None:
            pinned.write_text(json.dumps(output_schema, default=str), encoding="utf-8")
        elif pinned.exists():
            shutil.copy(pinned, schema_file(copy))
        try:
            return load_version(Path(folder), agent, number)
        except BadInputError as error:
            said = str(error).replace(f"{schema_file(copy)}: answer", f"{path}: output_schema")
            raise BadInputError(said.replace(str(schema_file(copy)), str(path)).replace(str(copy), str(path))) from None
