"""An evaluation in which nothing was answered is no evaluation; one in which much is missing decides nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.bedrock import FakeBedrock
from fakes.evaluations import compare, evaluate, home, stored

from schemas.errors import TooManyFailuresError
from tasks.evaluation.evaluate import compare_versions, evaluate_version

Cases = Callable[[int], str]
ANSWERS = "answers/cases/churn-analysis/*.json"


async def test_where_everything_is_refused_it_says_why_and_keeps_nothing(fake: FakeBedrock, cases: Cases) -> None:
    path, fake.faults.fail_if = cases(6), "Acme"
    for asked in (evaluate_version(evaluate(path), "local"), compare_versions(compare(path), "local")):
        with pytest.raises(TooManyFailuresError) as nothing:
            await asked
        assert nothing.value.exit_code == 3
        assert "answered none of 6 cases, most often: " in str(nothing.value)
        assert "input too long" in str(nothing.value)
    assert not stored(ANSWERS)
    assert not list(home().glob("evaluations/*/*.json*"))
    # What was refused is asked again as soon as it can be answered.
    fake.faults.fail_if = ""
    assert (await compare_versions(compare(path), "local")).sides[0].failed == 0


async def test_a_side_that_was_refused_some_makes_the_other_no_better(fake: FakeBedrock, cases: Cases) -> None:
    path = cases(8)
    await evaluate_version(evaluate(path), "local")  # the candidate's answers are there
    fake.faults.fail_if = "Acme 1"
    found = await compare_versions(compare(path), "local")
    # One case of eight was not answered by the baseline: no pair, and above a tenth.
    assert (found.verdict, found.gate.passed) == ("inconclusive", False)
    assert "churn-analysis 1.0.0 answered 7 of 8 times, and it takes 90%; most often: " in found.gate.why[0]
    assert (found.rows[0].n, found.gained, found.lost) == (7, 0, 0)
    assert (found.sides[1].failed, found.sides[1].refused) == (1, 1)
    fake.faults.fail_if = ""
    again = await compare_versions(compare(path), "local")
    assert (again.rows[0].n, again.gate.passed) == (8, True)


async def test_one_version_that_was_refused_much_passes_no_gate(fake: FakeBedrock, cases: Cases) -> None:
    fake.faults.fail_if = "Acme 1"
    found = await evaluate_version(evaluate(cases(5), min_pass_rate=0.1), "local")
    assert not found.gate.passed
    assert "answered 4 of 5 times" in found.gate.why[0]


async def test_paid_answers_of_which_none_holds_are_an_answer_for_one_side_only(
    fake: FakeBedrock, cases: Cases
) -> None:
    path = cases(4)
    await evaluate_version(evaluate(path, version="1.0.0"), "local")
    fake.faults.garbage_always_if = "Acme"
    found = await compare_versions(compare(path), "local")
    assert (found.sides[0].failed, found.sides[0].refused, found.gate.passed) == (4, 0, False)
    with pytest.raises(TooManyFailuresError, match=r"churn-analysis 1\.1\.0 answered none of 4 cases"):
        await evaluate_version(evaluate(path), "local")


async def test_what_is_kept_of_answers_that_never_held_is_said_with_the_way_out(
    fake: FakeBedrock, cases: Cases
) -> None:
    path, fake.faults.garbage = cases(2), 1.0
    for _ in range(2):
        with pytest.raises(TooManyFailuresError, match="are kept, so mend that and ask anew with --fresh"):
            await compare_versions(compare(path), "local")
        assert len(stored(ANSWERS)) == 4
        paid, fake.faults.garbage = fake.stats.paid, 0.0  # mended, which alone changes nothing
    assert fake.stats.paid == paid
    assert (await compare_versions(compare(path, fresh=True), "local")).sides[0].failed == 0


async def test_a_refusal_that_an_older_revive_kept_is_asked_again(fake: FakeBedrock, cases: Cases) -> None:
    path = cases(2)
    await evaluate_version(evaluate(path), "local")
    for file in home().glob(ANSWERS):
        kept = Path(file).read_text().replace('"output":{', '"was":{')
        Path(file).write_text(kept.replace('"failure":""', '"failure":"no access"').replace('"calls":1', '"calls":0'))
    assert (await evaluate_version(evaluate(path), "local")).sides[0].failed == 0
    assert fake.stats.paid == 4


async def test_fresh_asks_everything_anew_and_once(fake: FakeBedrock, cases: Cases) -> None:
    path = cases(3)
    first = await evaluate_version(evaluate(path), "local")
    again = await evaluate_version(evaluate(path, fresh=True), "local")
    assert (fake.stats.paid, again.evaluation_id) == (6, first.evaluation_id)
    await compare_versions(compare(path, fresh=True, judge=True), "local")
    assert fake.stats.paid > 6 + 6
    paid = fake.stats.paid
    await compare_versions(compare(path, judge=True), "local")
    assert fake.stats.paid == paid
