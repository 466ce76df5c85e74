import re
from pathlib import Path

import pytest

from agents.yaml_file import read_yaml
from schemas.errors import BadInputError


def test_a_mapping_is_read(tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text("name: Zoë\nfields: [a, b]\n", encoding="utf-8")
    assert read_yaml(path) == {"name": "Zoë", "fields": ["a", "b"]}


@pytest.mark.parametrize(
    "content", [b"", b"- a", b"words", b"a: [", b"a: b: c", b"\xe9\xff", b"!!python/name:os.system x"]
)
def test_everything_else_is_named_in_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=re.escape(str(path))) as refused:
        read_yaml(path)
    assert "\n" not in str(refused.value)


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"nowhere\.yaml does not exist"):
        read_yaml(tmp_path / "nowhere.yaml")
    with pytest.raises(BadInputError, match=re.escape(str(tmp_path))):
        read_yaml(tmp_path)
