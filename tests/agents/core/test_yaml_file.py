import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.core.yaml_file import MAX_BYTES, model_in, parse_yaml, read_yaml
from agents.evaluation.cases import load_cases
from agents.release.policy import load_policy
from agents.versions.versions import Versions
from schemas.errors import BadInputError
from schemas.sender import Sender
from tasks.files.mapping import load_mapping


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


# What a stranger writes.

BOMB = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
HOSTILE = {
    "aliases that stand for a billion words": BOMB,
    "an alias of itself": "a: &a [*a]",
    "a mapping that is its own key's value": "&a\nb: *a",
    "aliases that nest ever deeper": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60)),
    "an alias in its own second level": "a: &a {b: {c: *a}}",
    "an alias without an anchor": "a: *b",
    "100,000 brackets": "a: " + "[" * 100_000,
    "100,000 brackets that close": "a: " + "[" * 100_000 + "]" * 100_000,
    "100,000 braces": "a: " + "{b: " * 100_000,
    "100,000 lists in lists": "- " * 100_000,
    "100,000 complex keys": "? " * 100_000,
    "5,000 levels of indentation": "\n".join(" " * level + "a:" for level in range(1_500)),
    "a key said twice": "a: 1\na: 2",
    "a key said twice, deeper": "a: {b: 1, b: 2}",
    "a number of 5,000 digits": "a: " + "9" * 5_000,
    "a number without digits": "a: 0x_",
    "a day that there is not": "a: 2026-99-99",
    "an hour that there is not": "a: 2026-01-01 99:00:00",
    "a list as a key": "? [a]\n: b",
    "an object": "a: !!python/object/apply:os.system [id]",
    "an unknown tag": "a: !x y",
    "a wrong set": "a: !!set [b]",
    "wrong base64": "a: !!binary '\u00fc'",
    "half a character": 'a: "\\ud800"',
    "a NUL": 'a: "b\\0c"',
    "a NUL as it is": "a: b\0c",
    "an escape": 'a: "\\e[31m"',
    "an escape in a key": '"\\e[31m": b',
    "two documents": "a: b\n---\nc: d",
    "tabs": "a:\n\t- b",
    "more than 5 MB": "a: " + "x" * MAX_BYTES,
}


def sender(path: Path) -> object:
    return model_in(path.read_bytes(), str(path), Sender)


def version(path: Path) -> object:
    folder = path.parent / "prompts" / "winback" / "campaign"
    folder.mkdir(parents=True)
    (folder / "1.0.0.yaml").write_bytes(path.read_bytes())
    (folder.parent / "production.yaml").write_text("campaign: 1.0.0")
    return Versions(folder.parent).get("campaign", "1.0.0")


def policy(path: Path) -> object:
    (path.parent / "default.yaml").write_bytes(path.read_bytes())
    return load_policy("default", path.parent)


READERS: dict[str, Callable[[Path], object]] = {
    "any": read_yaml,
    "sender": sender,
    "mapping": lambda path: load_mapping(str(path)),
    "version": version,
    "cases": lambda path: load_cases(path, "campaign"),
    "policy": policy,
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_yaml_is_one_line_for_every_reader(case: str, reader: str, tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(HOSTILE[case], encoding="utf-8")
    begun = time.monotonic()
    with pytest.raises(BadInputError) as refused:
        READERS[reader](path)
    assert time.monotonic() - begun < 5
    message = str(refused.value)
    assert message.isprintable()
    assert str(tmp_path) in message
    assert len(message) < 500


@pytest.mark.parametrize("reader", ["any", "mapping", "cases"])
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file(path: str, reader: str) -> None:
    with pytest.raises(BadInputError):
        READERS[reader](Path(path))


def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.yaml")
    for reader in (read_yaml, READERS["mapping"]):
        with pytest.raises(BadInputError, match="is not a regular file"):
            reader(tmp_path / "fifo.yaml")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("a: [1, 2.5, true, null, text]", {"a": [1, 2.5, True, None, "text"]}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ('a: "tab\\tline\\nend"', {"a": "tab\tline\nend"}),
        ("\ufeffa: Zoë 東京 🙂", {"a": "Zoë 東京 🙂"}),
        ("a: 1\nb: {a: 1}\n1: x\n'1': y", {"a": 1, "b": {"a": 1}, 1: "x", "1": "y"}),
        (
            "a: &x [1, 2]\nb: *x\nc: &y {d: *x}\ne: {<<: *y, d: 1}",
            {"a": [1, 2], "b": [1, 2], "c": {"d": [1, 2]}, "e": {"d": 1}},
        ),
        ("a: " + "[" * 30 + "]" * 30, None),
        ("a: b\t\nc: d", {"a": "b", "c": "d"}),
    ],
)
def test_good_yaml_is_read_as_ever(content: str, found: object) -> None:
    said = parse_yaml(content.encode(), "f")
    assert found is None or said == found


def test_numbers_are_of_ordinary_length() -> None:
    assert parse_yaml(b"a: 59:59:59\nb: 1.5\nc: 0x1f\nd: 12", "x") == {"a": "59:59:59", "b": 1.5, "c": 31, "d": 12}
    assert parse_yaml(b"a: 59" + b":59" * 200_000, "x")["a"].count(":") == 200_000
    with pytest.raises(BadInputError, match="a number has more than 100 digits"):
        parse_yaml(b"a: " + b"9" * 200, "x")
