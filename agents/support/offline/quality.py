"""Points for an answer by rules: what can be counted without understanding it."""

import json
import re
import shlex
from collections.abc import Iterator

from agents.retrieval.words import words
from agents.support.guardrails.sentences import sentences
from agents.support.intents.features import EMPTY
from agents.support.offline.answer import NOT_KNOWN
from agents.support.offline.operations import says_how
from agents.support.offline.overlap import about, share_held
from schemas.support.answer import CriterionPoints, QualityInput, QualityVerdict

_PLACEHOLDER = re.compile(
    r"\b(?:todo|tbd|fixme|lorem ipsum|xxx+)\b|<\s*(?:your|insert|name|placeholder)[^>\n]{0,40}>|\[\s*(?:your|insert|placeholder)[^\]\n]{0,40}\]|\{\{[^}\n]{1,40}\}\}",
    re.IGNORECASE,
)
_RUDE = re.compile(
    r"\b(?:stupid|idiot\w*|dumb|obviously|as i (?:already )?said|read the (?:docs|manual)|calm down|not my problem|your (?:own )?fault|whatever)\b|!{2,}",
    re.IGNORECASE,
)
_FENCE = re.compile(r"```([\w-]*)\n(.*?)```", re.DOTALL)
_SHELL = ("sh", "bash", "shell", "console")
_GROUNDED = 0.6  # of a sentence's words
_ADVICE = "In general,"  # by which an answer marks what rests on no passage
_SHORT, _FEW, _FEWEST_WORDS = 40, 0.5, 4
_NOT_ASKED = 75  # more than completeness may lose


def judge(inputs: QualityInput) -> QualityVerdict:
    """A full hundred, less what is wrong."""
    points, issues = {}, []
    for criterion in inputs.criteria:
        found = list(_RULES.get(criterion.name, _nothing)(inputs))
        points[criterion.name] = max(0, 100 - sum(cost for cost, _ in found))
        issues += [issue for _, issue in found]
    return QualityVerdict(
        issues=tuple(issue[:400] for issue in issues[:10]),
        suggestions=tuple(f"Mend this: {issue}"[:400] for issue in issues[:10]),
        points=tuple(CriterionPoints(criterion=name, points=value) for name, value in points.items()),
    )


def _completeness(inputs: QualityInput) -> Iterator[tuple[int, str]]:
    cited = " ".join(passage.title for passage in inputs.passages if passage.id in inputs.citations)
    share = share_held(about(inputs.question), f"{inputs.answer} {cited}")
    if share < _FEW:
        yield round(60 * (1 - share)), f"it takes up {share:.0%} of what the question is about"
    if not says_how(inputs.question, cited, inputs.answer):
        yield _NOT_ASKED, "no sentence says how to do what was asked"
    if len(inputs.answer) < _SHORT:
        yield 30, "it is very short"


def _structure(inputs: QualityInput) -> Iterator[tuple[int, str]]:
    if inputs.answer.count("```") % 2:
        yield 60, "a block of code is not closed"
    for language, code in _FENCE.findall(inputs.answer):
        if problem := _unparsable(language, code):
            yield 50, problem


def _unparsable(language: str, code: str) -> str | None:
    try:
        if language == "json":
            json.loads(code)
        elif language in _SHELL:
            shlex.split(code, comments=True)
    except ValueError as error:
        return f"a block of {language} cannot be read: {error}"
    return None


def _accuracy(inputs: QualityInput) -> Iterator[tuple[int, str]]:
    prose = _FENCE.sub(" ", inputs.answer)
    if found := _PLACEHOLDER.search(prose):
        yield 50, f"it holds a placeholder: {found[0]}"


def _tone(inputs: QualityInput) -> Iterator[tuple[int, str]]:
    if found := _RUDE.search(inputs.answer):
        yield 50, f"it does not sound right: {found[0]}"


def _groundedness(inputs: QualityInput) -> Iterator[tuple[int, str]]:
    known = " ".join(f"{passage.title} {passage.text}" for passage in inputs.passages)
    said = [
        sentence
        for sentence in sentences(inputs.answer)
        if len(sentence.split()) >= _FEWEST_WORDS and not sentence.startswith((_ADVICE, NOT_KNOWN))
    ]
    loose = [sentence for sentence in said if share_held(set(words(sentence)) - EMPTY, known) < _GROUNDED]
    if loose:
        yield round(100 * len(loose) / len(said)), f"no passage holds: {loose[0]}"


def _nothing(_inputs: QualityInput) -> Iterator[tuple[int, str]]:
    yield from ()


_RULES = {
    "completeness": _completeness,
    "structure": _structure,
    "accuracy": _accuracy,
    "tone": _tone,
    "groundedness": _groundedness,
}
