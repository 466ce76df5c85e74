"""What the docs name is there."""

import re
from pathlib import Path

import pytest

from agents.core.kit import folder_of
from agents.evaluation.cases import load_cases

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((*ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"))
_PATH = re.compile(
    r"`((?:agents|aws|blocks|commands|flows|schemas|tasks|web|benchmarks|tests|prompts|demo|docs)/[\w./-]*)`"
)
_LINK = re.compile(r"\]\(([\w./-]+\.(?:md|png))(?:#[\w-]+)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_and_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [path for path in _PATH.findall(text) if not (ROOT / path).exists() and not _is_no_file(path)]
    missing += [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    assert missing == []


def _is_no_file(path: str) -> bool:
    """Keys of the artifact store have the look of paths, too, and versions that a reader adds are not there yet."""
    return path.startswith("prompts/") and (path.endswith(".json") or "/1.2.0." in path)


def test_the_page_on_evaluation_counts_the_cases_that_there_are() -> None:
    said = (ROOT / "docs/evaluation.md").read_text(encoding="utf-8")
    for agent in ("churn-analysis", "campaign", "upsell-message", "upsell-judge"):
        there = len(load_cases(ROOT / "prompts" / folder_of(agent) / "cases", agent))
        assert f"{there} for {agent}" in said
