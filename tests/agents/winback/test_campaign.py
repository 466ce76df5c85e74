from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from agents.core.agent import ViolationError, parse_output
from agents.core.kit import PROMPTS
from agents.winback.campaign import AGENT, load_guidance
from schemas.customer import Category
from schemas.errors import BadInputError
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView


@pytest.fixture
def asked(analysis: ChurnAnalysis) -> CampaignInput:
    return CampaignInput(customer=CustomerView(), analysis=analysis, guidance="Be kind.", offers=[])


def prose(words: int) -> str:
    """So many words that are not one and the same."""
    said = [
        "we",
        "read",
        "what",
        "you",
        "wrote",
        "and",
        "would",
        "like",
        "to",
        "know",
        "which",
        "part",
        "of",
        "it",
        "was",
        "hard",
        "for",
        "your",
        "people",
    ]
    return " ".join(said[at % len(said)] for at in range(words))


def emails(*numbers: int, words: int = 40) -> dict[str, Any]:
    body = prose(words)
    subjects = ["Hello", "Hello again", "Hello once more", "Hello, last time"]
    return {
        "emails": [
            {"number": number, "subject": subject, "body": body, "cta": "Reply"}
            for number, subject in zip(numbers, subjects, strict=False)
        ],
        "summary": "Three emails.",
    }


def test_three_emails_in_order(asked: CampaignInput) -> None:
    assert [email.number for email in parse_output(AGENT, asked, emails(1, 2, 3)).emails] == [1, 2, 3]


@pytest.mark.parametrize("numbers", [(1, 1, 1), (1, 2, 2), (3, 2, 1), (2, 1, 3)])
def test_other_numbers_are_a_violation(numbers: tuple[int, ...], asked: CampaignInput) -> None:
    with pytest.raises(ViolationError, match=r"numbered 1, 2, 3 in this order, not \["):
        parse_output(AGENT, asked, emails(*numbers))


@pytest.mark.parametrize("numbers", [(), (1,), (1, 2), (1, 2, 3, 3), (0, 1, 2), (2, 3, 4)])
def test_other_counts_are_a_violation(numbers: tuple[int, ...], asked: CampaignInput) -> None:
    with pytest.raises(ViolationError, match="emails"):
        parse_output(AGENT, asked, emails(*numbers))


@pytest.mark.parametrize(("words", "allowed"), [(1, False), (19, False), (20, True), (300, True), (301, False)])
def test_bodies_have_20_to_300_words(words: int, allowed: bool, asked: CampaignInput) -> None:  # noqa: FBT001 -- a column
    answer = emails(1, 2, 3)
    answer["emails"][1]["body"] = prose(words).replace(" ", " \n")
    if allowed:
        parse_output(AGENT, asked, answer)
    else:
        with pytest.raises(ViolationError, match=f"emails.2.body has {words} words; 20 to 300 are allowed"):
            parse_output(AGENT, asked, answer)


@pytest.mark.parametrize(
    ("field", "value"), [("subject", "x" * 61), ("subject", "  "), ("cta", ""), ("cta", "x" * 201), ("body", " \n")]
)
def test_lines_have_a_length(field: str, value: str, asked: CampaignInput) -> None:
    answer = emails(1, 2, 3)
    answer["emails"][2][field] = value
    with pytest.raises(ViolationError, match=rf"^emails\.2\.{field}: "):
        parse_output(AGENT, asked, answer)


# Guidance

Write = Callable[[object], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: object) -> Path:
        path = tmp_path / "winback" / "campaign" / "guidance.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(yaml.safe_dump(content))
        return tmp_path

    return written


def test_the_guidance_of_the_house_knows_every_category() -> None:
    guidance = load_guidance(PROMPTS)
    assert set(guidance.categories) == set(get_args(Category))
    assert all(text.strip() for text in guidance.categories.values())


def test_a_category_left_out_is_named(write: Write) -> None:
    some = {category: "Be kind." for category in get_args(Category) if category not in ("pricing", "unclear")}
    prompts = write({"categories": some})
    with pytest.raises(BadInputError, match=r"guidance\.yaml: no guidance for pricing, unclear$"):
        load_guidance(prompts)


ALL = dict.fromkeys(get_args(Category), "Be kind.")


@pytest.mark.parametrize(
    "content",
    [
        {"categories": ALL, "offers": []},
        {"categories": ALL | {"weather": "x"}},
        {"categories": "Be kind."},
        b"categories: [",
        b"offers: \xe9\xff",
        b"",
    ],
)
def test_a_wrong_file_is_named_in_one_line(content: object, write: Write) -> None:
    prompts = write(content)
    with pytest.raises(BadInputError) as refused:
        load_guidance(prompts)
    assert str(refused.value).startswith(f"{prompts / 'winback' / 'campaign' / 'guidance.yaml'}: ")
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"guidance\.yaml"):
        load_guidance(tmp_path)
