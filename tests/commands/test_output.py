"""What commands print is made printable in one place, whoever wrote the text."""

import ast
import json
from pathlib import Path

import pytest
from conftest import Revive

import commands

EVIL = "\x1b]0;pwn\x07\x9b31m\u202egnp.exe\nrevive: all is well"
# They print nothing but through `printable_lines` themselves.
OWN = {"output.py", "main.py"}


@pytest.mark.parametrize("path", sorted(Path(commands.__path__[0]).glob("*.py")), ids=lambda path: path.stem)
def test_no_command_prints_past_it(path: Path) -> None:
    """`click.echo` writes an escape sequence as it is."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {ast.unparse(call) for call in calls}
    past = {"click.echo", "click.secho", "print", "sys.stderr.write"}
    if path.name not in OWN:
        assert not names & past


def test_the_standing_list_shows_what_was_said_of_it_on_one_line(revive: Revive) -> None:
    assert revive("suppress", "add", "ann@acme.example", "--reason", EVIL, "--by", EVIL).code == 0
    shown = revive("suppress", "list")
    assert shown.code == 0
    assert len(shown.out.splitlines()) == 2
    assert shown.out.replace("\n", "").isprintable()
    document = revive("suppress", "list", "--json").out
    assert document.replace("\n", "").isascii()
    assert json.loads(document)["addresses"] == 1
