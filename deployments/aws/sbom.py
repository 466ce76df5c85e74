"""A bill of materials of the image, as CycloneDX 1.6: its base by digest, and every package with version and hashes.

`python -m deployments.aws.sbom requirements.lock pyproject.toml BASE > sbom.json`
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from deployments.aws.runtime_lock import Pinned, asked_for, needed, read_lock

_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^ \\;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def component(package: Pinned) -> dict[str, Any]:
    """One package; the hashes are of the files that may be installed."""
    found = _PIN.match(package.lines[0])
    assert found is not None, package.lines[0]
    name, version = found.groups()
    hashes = [{"alg": "SHA-256", "content": one} for line in package.lines for one in _HASH.findall(line)]
    where = f"pkg:pypi/{name.lower()}@{version}"
    return {"type": "library", "name": name, "version": version, "purl": where, "bom-ref": where, "hashes": hashes}


def bill(lock: Path, pyproject: Path, base: str) -> dict[str, Any]:
    """The whole document; the same for the same lock and base."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    packages = needed(read_lock(lock.read_text(encoding="utf-8")), asked_for(project))
    ours = {"type": "application", "name": project["name"], "version": project["version"]}
    licences = [{"license": {"id": project["license"]}}]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**ours, "licenses": licences}},
        "components": [{"type": "container", "name": base}, *map(component, packages)],
    }


if __name__ == "__main__":
    json.dump(bill(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]), sys.stdout, indent=1)
