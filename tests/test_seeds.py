"""docs/seeds.md says of every feature of the five documents what became of it; what it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_ROW = re.compile(r"^\| (?!feature|---)(.+) \| (.+) \| (.*) \|$", re.MULTILINE)
_PATH = re.compile(r"`([\w.-]+(?:/[\w.-]*)*)`")
ROWS = _ROW.findall((ROOT / "docs/seeds.md").read_text(encoding="utf-8"))


def test_each_document_has_its_rows() -> None:
    sections = (ROOT / "docs/seeds.md").read_text(encoding="utf-8").split("\n## ")[1:]
    assert [len(_ROW.findall(section)) > 5 for section in sections] == [True] * 5


@pytest.mark.parametrize(("feature", "became", "where"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_row_has_a_verdict_and_paths_that_exist(feature: str, became: str, where: str) -> None:
    verdict = re.match(r"(built|replaced: |not built: )", became)
    assert verdict is not None, f"{feature}: {became}"
    paths = _PATH.findall(where)
    assert where == ", ".join(f"`{path}`" for path in paths), f"{feature}: only paths stand in the last column"
    assert paths or verdict[1].startswith("not built"), feature
    assert [path for path in paths if not (ROOT / path).exists()] == []
