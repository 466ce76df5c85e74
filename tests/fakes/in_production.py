"""The versions in production, for tests that do not mind which they are; and a project with versions of its own."""

from pathlib import Path

import yaml

from agents.core.kit import PROMPTS, folder_of
from agents.versions.versions import Versions

ANALYSIS = Versions().seed("churn-analysis")
CAMPAIGN = Versions().seed("campaign")


def with_two_campaigns(prompts: Path) -> Path:
    """A copy of the project's prompts as it was with two versions of campaign, 1.1.0 in production."""
    for path in (prompts / folder_of("campaign")).glob("*.*.*.yaml"):
        if path.stem > "1.1.0":
            path.unlink()
            path.with_suffix(".schema.json").unlink()
    pointers = yaml.safe_load((PROMPTS / "production.yaml").read_text(encoding="utf-8"))
    (prompts / "production.yaml").write_text(yaml.safe_dump(pointers | {"campaign": "1.1.0"}), encoding="utf-8")
    return prompts
