"""The rules as files, and that each says what to do."""

import re
from pathlib import Path

import pytest
from conftest import TESTS

from schemas.errors import BadInputError
from tasks.monitoring.rules import FOLDER, load_rules

RUNBOOKS = (TESTS.parent / "docs/runbooks.md").read_text(encoding="utf-8")


def test_every_rule_has_a_section_that_says_what_to_do() -> None:
    sections = set(re.findall(r"^## ([a-z-]+)$", RUNBOOKS, re.MULTILINE))
    assert sections == {*load_rules("local").rules, "watch", "test"}


def own(folder: Path, text: str) -> Path:
    (folder / "default.yaml").write_text((FOLDER / "default.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "prod.yaml").write_text(text, encoding="utf-8")
    return folder


def test_an_environment_says_what_differs_and_switches_off_with_null(tmp_path: Path) -> None:
    folder = own(tmp_path, "rules: {errors: {times: 3.0}, inputs: null}\ntell: {page: [webhook, email]}\n")
    rules, default = load_rules("prod", folder), load_rules("other", folder)
    assert rules.rules["errors"].model_dump() == default.rules["errors"].model_dump() | {"times": 3.0}
    assert "inputs" not in rules.rules
    assert rules.tell["page"] == ("webhook", "email")
    assert rules.environment == "prod"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules: {errors: {time: 3.0}}", "rules.errors.burn.time: Extra inputs"),
        ("rules: {Errors!: null}\nrunbooks: 3", "runbooks: Input should be a valid string"),
        ("maintenance: [{days: [sun], begins: '02:00', ends: '04:00', why: xxx, rules: [a]}]", "no rule is called a"),
        ("environment: prod", "environment: the file's name says it"),
    ],
)
def test_a_wrong_rule_is_one_line_with_file_and_field(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInputError, match=re.escape(said)) as raised:
        load_rules("prod", own(tmp_path, text))
    assert "prod.yaml" in str(raised.value)
