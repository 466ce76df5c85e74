"""docs/errors.md names every exception class of ours, with what it ends in."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from schemas.errors import ReviveError
from web.problems import status_of

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("agents", "aws", "blocks", "commands", "flows", "schemas", "tasks", "web")
_ROW = re.compile(r"^\| `(\w+)` \| `(\w+)` \| (.+) \|$", re.MULTILINE)


def classes() -> dict[str, tuple[str, str]]:
    """Every exception class in the code: its module and its base."""
    found: dict[str, tuple[str, str]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                base = ast.unparse(node.bases[0]) if isinstance(node, ast.ClassDef) and node.bases else ""
                if isinstance(node, ast.ClassDef) and base.endswith(("Error", "Exception")):
                    assert node.name not in found, f"two exceptions are called {node.name}"
                    found[node.name] = (module, base)
    return found


CLASSES = classes()
ROWS = {name: (base, rest.split(" | ")) for name, base, rest in _ROW.findall((ROOT / "docs/errors.md").read_text())}


def test_every_class_is_on_the_map_under_its_base() -> None:
    assert {name: base for name, (base, _) in ROWS.items()} == {name: base for name, (_, base) in CLASSES.items()}


@pytest.mark.parametrize("name", ROWS)
def test_what_the_map_says_of_a_class_is_so(name: str) -> None:
    kind = getattr(importlib.import_module(CLASSES[name][0]), name)
    said = ROWS[name][1][1:]
    if not issubclass(kind, ReviveError):
        assert len(said) == 1, "an error inside has no exit code"
        return
    code = "128 + signal" if name == "InterruptedRunError" else str(kind.exit_code)
    assert said == [code, str(status_of(kind).value), kind.state]
