"""Golden cases: enough of them, hard ones among them, and a clear word where one is wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.evaluations import golden

from agents.core.kit import PROMPTS, folder_of, judged
from agents.evaluation.cases import load_cases, with_tags
from agents.evaluation.references import load_references
from agents.winback.view import language_of
from schemas.errors import BadInputError
from schemas.judge import GOOD_ENOUGH
from schemas.upsell.case import UpsellCase
from schemas.winback.case import WinbackCase

CASE: dict[str, Any] = {
    "id": "one",
    "tags": ["clear"],
    "customer": {"company_name": "Acme", "churn_date": "2026-01-31", "cancellation_reason": "too expensive"},
    "expect": {"category": "pricing"},
}


HARD = {
    "churn-analysis": "contradictory empty injected foreign-language sarcastic two-causes long numbers",
    "campaign": "contradictory empty injected foreign-language sarcastic two-causes long numbers",
    "upsell-message": "no-name injected foreign-language displeased long numbers critique similar other-catalogue",
    "upsell-judge": "injected displeased good bad",
    "revenue-analysis": "injected foreign-language decoy invented numbers urgency action tables no-owner high low",
}


@pytest.mark.parametrize("agent", judged())
def test_there_are_enough_golden_cases_and_hard_ones_among_them(agent: str) -> None:
    cases = load_cases(PROMPTS / folder_of(agent) / "cases", agent)
    assert len(cases) >= 40
    assert all(case.why and case.tags for case in cases)
    assert {*HARD.get(agent, "").split()} <= {tag for case in cases for tag in case.tags}
    assert len({case.given.model_dump_json() for case in cases}) > len(cases) * 0.9


@pytest.mark.parametrize("agent", ["churn-analysis", "campaign"])
def test_reasons_differ(agent: str) -> None:
    cases = golden(agent)
    assert len({case.given.customer.cancellation_reason for case in cases}) > len(cases) * 0.9


def test_the_judge_of_messages_has_labels_on_both_sides() -> None:
    cases = load_cases(PROMPTS / folder_of("upsell-judge") / "cases", "upsell-judge")
    good = [case for case in cases if isinstance(case, UpsellCase) and case.expect.approved]
    assert 0.3 < len(good) / len(cases) < 0.7


def test_the_language_that_is_expected_is_the_one_that_is_asked_for() -> None:
    cases = golden("campaign")
    asked = {case.id: language_of(case.given.customer, case.given.sender) for case in cases if case.expect.language}
    assert asked == {case.id: case.expect.language for case in cases if case.expect.language}
    assert set(asked.values()) == {"en", "de", "fr", "es", "it", "pt", "nl"}


def test_no_phrase_that_must_not_be_said_stands_in_what_may_be_said() -> None:
    for case in golden("campaign"):
        approved = " ".join(case.given.sender.plain_offers(case.given.customer.subscription_tier)).casefold()
        assert not [phrase for phrase in case.expect.must_not_mention if phrase.casefold() in approved], case.id


def write(folder: Path, *cases: object, name: str = "a.yaml", **beside: object) -> Path:
    (folder / name).write_text(yaml.safe_dump({"cases": list(cases), **beside}), encoding="utf-8")
    return folder


def refusal(folder: Path, agent: str = "churn-analysis") -> str:
    with pytest.raises(BadInputError) as refused:
        load_cases(folder, agent)
    return str(refused.value)


def test_defaults_lie_under_every_case(tmp_path: Path) -> None:
    defaults = {"customer": {"company_name": "Below", "mrr": 10}, "tags": ["kind"]}
    (one,) = load_cases(write(tmp_path, {**CASE, "tags": ["own"]}, defaults=defaults), "churn-analysis")
    assert isinstance(one, WinbackCase)
    customer = one.given.customer
    assert (customer.company_name, customer.mrr, one.tags) == ("Acme", 10, ("own",))
    assert one.cluster == one.id == "one"


MISTAKES: dict[str, tuple[dict[str, object], str]] = {
    "an unknown category": ({"expect": {"category": "price"}}, "expect.category.0: Input should be 'pricing'"),
    "an unknown expectation": ({"expect": {"categori": "pricing"}}, "expect.categori: is not known; known: category"),
    "an expectation of another agent": ({"expect": {"offer": "none"}}, "expect.offer: says nothing of churn-analysis"),
    "nothing that could fail": ({"expect": {}}, "nothing is expected, so nothing can fail"),
    "an unknown field": (
        {"reason": "x"},
        "reason: is not known; known: id, tags, why, customer, analysis, sender, judged, expect",
    ),
    "what is given in a field of its own": ({"given": {"customer": {}}}, "given: is not known; known: id"),
    "an unknown field of the customer": (
        {"customer": {**CASE["customer"], "seats": 3}},
        "customer.seats: is not known",
    ),
    "a customer without a name": ({"customer": {"churn_date": "2026-01-31"}}, "customer.company_name: Field required"),
    "an id with blanks": ({"id": "One case"}, "id: String should match"),
    "bounds that cross": (
        {"expect": {"min_confidence": 80, "max_confidence": 20}},
        "expect: min_confidence is above max_confidence",
    ),
    "a phrase that must and must not": (
        {"expect": {"must_mention": ["x"], "must_not_mention": ["x"]}},
        "'x' must be mentioned and must not be",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_file_case_and_field(mistake: str, tmp_path: Path) -> None:
    changes, said = MISTAKES[mistake]
    message = refusal(write(tmp_path, {**CASE, **changes}))
    assert message.startswith(f"{tmp_path / 'a.yaml'}: case ")
    assert said in message


def test_other_mistakes(tmp_path: Path) -> None:
    assert "holds no cases" in refusal(tmp_path)
    assert "there is another case of this id" in refusal(write(tmp_path, CASE, CASE))
    assert "unknown case; a file of cases has defaults and cases" in refusal(write(tmp_path, CASE, case=[]))
    assert "analysis: a campaign is written from one" in refusal(
        write(tmp_path, {**CASE, "expect": {"offer": "none"}}), "campaign"
    )
    assert "has no evaluators; there are some for " in refusal(write(tmp_path, CASE), "winner")
    with pytest.raises(BadInputError, match="no case is tagged odd; tags: clear"):
        with_tags(load_cases(write(tmp_path, CASE), "churn-analysis"), ("odd",))


# Reference labels


@pytest.mark.parametrize("task", ["churn-analysis", "campaign", "upsell-message"])
def test_labels_are_enough_and_on_both_sides(task: str) -> None:
    labels = load_references(PROMPTS, task)
    good = [case for case in labels if case.judged and case.judged.score >= GOOD_ENOUGH]
    assert len(labels) >= 40
    assert 0.3 < len(good) / len(labels) < 0.7
    assert {case.judged.by for case in labels if case.judged} == {"Revive (written by hand)"}
    assert all(case.judged and case.judged.why for case in labels)
    cases = {case.id for case in load_cases(PROMPTS / folder_of(task) / "cases", task)}
    assert {case.cluster for case in labels} <= cases  # answers to one case belong together


ANSWER = {
    "category": "pricing",
    "confidence": 80,
    "insights": ["a", "b", "c"],
    "recommendation": "r",
    "evidence": ["mrr"],
}
LABEL = {"id": "good", "of": "one", "score": 8, "why": "w", "answer": ANSWER}


def references(folder: Path, *labels: object) -> str:
    (folder / "winback" / "churn-analysis" / "cases").mkdir(parents=True, exist_ok=True)
    write(folder / "winback" / "churn-analysis" / "cases", CASE)
    (folder / "judge" / "cases").mkdir(parents=True, exist_ok=True)
    document = yaml.safe_dump({"by": "Ann", "labels": list(labels)})
    (folder / "judge" / "cases" / "churn-analysis.yaml").write_text(document, encoding="utf-8")
    load_references.cache_clear()
    with pytest.raises(BadInputError) as refused:
        load_references(folder, "churn-analysis")
    return str(refused.value)


def test_a_mistake_in_a_label_is_named(tmp_path: Path) -> None:
    assert "label good: of: churn-analysis has no case two" in references(tmp_path, {**LABEL, "of": "two"})
    assert "label good: score: Input should be less than or equal to 10" in references(tmp_path, {**LABEL, "score": 11})
    assert "label good: there is another label" in references(tmp_path, LABEL, LABEL)
    assert "give either answer, or like and change" in references(tmp_path, {**LABEL, "like": "good"})
    changed = {"id": "bad", "of": "one", "score": 2, "why": "w", "like": "good", "change": {"insights.7": "x"}}
    assert "label bad: change: insights.7 is nowhere in good" in references(tmp_path, LABEL, changed)
    assert "label bad: like: there is no label good" in references(tmp_path, changed)
    broken = {**LABEL, "answer": {**ANSWER, "category": "price"}}
    assert "label good: answer.category: Input should be 'pricing'" in references(tmp_path, broken)
