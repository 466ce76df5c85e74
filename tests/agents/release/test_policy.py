"""The policy files: what an environment says differently, and what a mistake in one is told."""

from pathlib import Path

import pytest

from agents.release.policy import POLICIES, load_policy
from schemas.errors import BadInputError


def test_the_files_of_the_project() -> None:
    default = load_policy("prod")  # no file of its own
    assert (default.steps, default.approval, default.minimum_customers) == ((10, 50, 90), True, 200)
    local = load_policy("local")
    assert not local.approval
    assert local.margins == default.margins
    for path in POLICIES.glob("*.yaml"):
        load_policy(path.stem)


def test_an_environment_says_only_what_differs(tmp_path: Path) -> None:
    (tmp_path / "default.yaml").write_text((POLICIES / "default.yaml").read_text())
    (tmp_path / "prod.yaml").write_text("margins: {cost: 3.0}\nshadow_replay: null\n")
    policy = load_policy("prod", tmp_path)
    assert (policy.margins.cost, policy.margins.quality) == (3.0, 0.05)
    assert policy.shadow_replay is None
    assert load_policy("../prod", tmp_path).shadow_replay is not None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("steps: [50, 10, 90]", "steps: must rise"),
        ("steps: [10, 10, 50]", "steps: must rise"),
        ("stops: {error_rate: 5}", "stops.error_rate: Input should be less than or equal to 1"),
        ("stops: {eror_rate: 0.1}", "stops.eror_rate: Extra inputs are not permitted"),
        ("minimum_customers: 5", "minimum_customers: Input should be greater than or equal to 30"),
        ("margins: 3", "margins: Input should be"),
        ("- a list", "holds no mapping"),
        ("minimum_hours: .inf", "minimum_hours: Input should be less than or equal to 8760"),
        ("shadow_replay: {after_hours: 1e12}", "shadow_replay.after_hours: Input should be less than or equal to 8760"),
        ("steps: [true, 50]", "steps.0: Input should be a valid integer"),
        ("environment: test", "environment: the file's name says it"),
    ],
)
def test_a_mistake_names_its_file_and_field(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "default.yaml").write_text((POLICIES / "default.yaml").read_text())
    (tmp_path / "prod.yaml").write_text(content)
    with pytest.raises(BadInputError, match=r"prod\.yaml") as raised:
        load_policy("prod", tmp_path)
    assert said in str(raised.value)
