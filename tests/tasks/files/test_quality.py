"""The data-quality gate: its verdict on rows of every kind, and that its child process never stays behind.

Great Expectations takes seconds to import. The verdicts come from the child's own `main` in a process that has imported
it once and forks for every case; one case goes the whole way through `ask_gate`.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil
import pytest

from schemas.errors import BadInputError, ReviveError
from tasks.files import quality
from tasks.files.quality import _row, abandon_gate, ask_gate, asked, gate_ready, require_quality, start_gate

Row = dict[str, Any]
# Every cell that a customer wrote says so, that the verdicts can be searched for it.
TEN: list[Row] = [
    {
        "customer_id": f"planted-{number}",
        "email": f"planted-{number}@acme.example",
        "company_name": f"Planted {number}",
        "subscription_tier": "growth",
        "mrr": 49.5,
        "churn_date": "2026-01-31",
        "cancellation_reason": f"planted reason {number}",
    }
    for number in range(10)
]


def changed(column: str, *values: object) -> list[Row]:
    """Ten rows, the first with these cells."""
    return [row | ({column: values[number]} if number < len(values) else {}) for number, row in enumerate(TEN)]


NOT_NULL, UNIQUE, LENGTH, IN_SET, BETWEEN = (
    f"expect_column_{name}"
    for name in (
        "values_to_not_be_null",
        "values_to_be_unique",
        "value_lengths_to_be_between",
        "values_to_be_in_set",
        "values_to_be_between",
    )
)
# Rows that must not pass, and the one critical check that says so, with the rows that it counts.
CRITICAL: dict[str, tuple[list[Row], tuple[str, str, int]]] = {
    "id missing": (changed("customer_id", None), ("customer_id", NOT_NULL, 1)),
    "id twice": (changed("customer_id", "planted-9"), ("customer_id", UNIQUE, 2)),
    "id empty": (changed("customer_id", ""), ("customer_id", LENGTH, 1)),
    "tier unknown": (changed("subscription_tier", "planted-tier"), ("subscription_tier", IN_SET, 1)),
    "mrr zero": (changed("mrr", 0), ("mrr", BETWEEN, 1)),
    "mrr negative": (changed("mrr", -1.5), ("mrr", BETWEEN, 1)),
    "mrr too high in many": (changed("mrr", 2e6, 2e6), ("mrr", BETWEEN, 2)),
    "too old in many": (changed("churn_date", "1980-01-01", "0001-01-01"), ("churn_date", BETWEEN, 2)),
    "in the future in many": (changed("churn_date", "2980-01-01", "9999-12-31"), ("churn_date", BETWEEN, 2)),
}
# Rows that pass, and the warnings that they raise.
PASSING: dict[str, tuple[list[Row], list[tuple[str, str, int]]]] = {
    "good": (TEN, []),
    "one row": (TEN[:1], []),
    "words that look like nothing": (
        [
            row | {"customer_id": word, "company_name": word}
            for row, word in zip(TEN, ("NA", "null", "nan"), strict=False)
        ],
        [],
    ),
    "mrr too high in one": (changed("mrr", 2e6), [("mrr", BETWEEN, 1)]),
    "too old in one": (changed("churn_date", "1980-01-01"), [("churn_date", BETWEEN, 1)]),
    # Held for want of an address, greeted without a name: one such customer stops no others.
    "email missing": (changed("email", None), [("email", NOT_NULL, 1)]),
    "company empty": (changed("company_name", ""), [("company_name", LENGTH, 1)]),
    "email twice": (changed("email", "planted-9@acme.example"), [("email", UNIQUE, 2)]),
    "few reasons": (changed("cancellation_reason", *[""] * 6), [("cancellation_reason", LENGTH, 6)]),
}
BROKEN = "unreadable day"

_FORKING = """
import os, sys
import great_expectations, pandas
from tasks.files import quality_child

for path in sys.argv[1:]:
    if os.fork() == 0:
        try:
            os.dup2(os.open(path, os.O_RDONLY), 0)
            os.dup2(os.open(path + ".out", os.O_WRONLY | os.O_CREAT, 0o600), 1)
            quality_child.main()
        finally:
            os._exit(9)
    with open(path + ".code", "w") as code:
        code.write(str(os.waitstatus_to_exitcode(os.wait()[1])))
"""
_PARENT = """
import asyncio
from time import sleep
from tasks.files import quality

quality.start_gate()
asyncio.run(quality.gate_ready())
print(quality._child.pid, flush=True)
sleep(60)
"""


@dataclass(frozen=True)
class _Outcome:
    code: int
    said: list[str]


@dataclass
class _Background:
    """What takes seconds goes on while the other tests run."""

    folder: Path
    forking: subprocess.Popen[bytes]
    parent: subprocess.Popen[str]

    def outcome(self, case: str) -> _Outcome:
        """How the child ended on these rows, and the lines it wrote."""
        path = self.folder / case.replace(" ", "-")
        assert self.forking.wait(60) == 0
        lines = path.with_suffix(".out").read_text().splitlines()
        return _Outcome(int(path.with_suffix(".code").read_text()), lines)

    def verdict(self, case: str) -> dict[str, Any]:
        """The verdict on these rows."""
        outcome = self.outcome(case)
        ready, document = outcome.said
        assert (outcome.code, ready) == (0, "ready")
        verdict: dict[str, Any] = json.loads(document)
        return verdict


@pytest.fixture(scope="module")
def background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Background]:
    folder = tmp_path_factory.mktemp("quality")
    paths = []
    cases = {case: rows for case, (rows, _) in (CRITICAL | PASSING).items()}
    for case, rows in {**cases, BROKEN: changed("churn_date", "planted day"), "no rows": []}.items():
        path = folder / case.replace(" ", "-")
        path.write_bytes(b"\n".join(_row(json.dumps(row).encode()) for row in rows))
        paths.append(str(path))
    forking = subprocess.Popen([sys.executable, "-c", _FORKING, *paths], stderr=subprocess.DEVNULL)
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    yield _Background(folder, forking, parent)
    for process in (forking, parent):
        process.kill()
        process.communicate()


@pytest.fixture(autouse=True)
def _no_child_left() -> Iterator[None]:
    yield
    abandon_gate()


def failures(verdict: dict[str, Any], *, critical: bool) -> list[tuple[str, str, int]]:
    return [
        (check["column"], check["expectation"], check["unexpected"])
        for check in verdict["checks"]
        if not check["success"] and check["critical"] is critical
    ]


def is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def within(seconds: float, pid: int) -> bool:
    """Whether a process ends within so many seconds."""
    deadline = monotonic() + seconds
    while is_running(pid) and monotonic() < deadline:
        sleep(0.05)
    return not is_running(pid)


# The child as a process. These come first: the verdicts are made meanwhile.


@pytest.mark.usefixtures("background")
def test_an_abandoned_gate_leaves_no_process() -> None:
    start_gate()
    assert quality._child is not None
    pid = quality._child.pid
    assert is_running(pid)
    assert os.getpgid(pid) == pid  # a Ctrl-C in the terminal is for the run alone
    started = monotonic()
    abandon_gate()
    assert monotonic() - started < 1.0
    assert not psutil.pid_exists(pid)
    assert quality._child is None
    abandon_gate()


@pytest.mark.usefixtures("background")
def test_one_child_is_enough_and_a_dead_one_is_replaced() -> None:
    start_gate()
    first = quality._child
    start_gate()
    assert quality._child is first
    assert first is not None
    first.kill()
    first.wait()
    try:
        start_gate()
        assert quality._child is not None
        assert quality._child.pid != first.pid
        assert [pipe.closed for pipe in (first.stdin, first.stdout, first.stderr) if pipe] == [True] * 3
    finally:
        for pipe in (first.stdin, first.stdout, first.stderr):
            assert pipe is not None
            pipe.close()


async def _each(lines: Iterable[bytes]) -> AsyncIterator[bytes]:
    for line in lines:
        yield line


@pytest.mark.wire
async def test_a_child_that_is_killed_before_it_is_asked_is_replaced() -> None:
    start_gate()
    assert quality._child is not None
    await gate_ready()
    quality._child.kill()
    quality._child.wait()
    verdict = await ask_gate(_each(json.dumps(row).encode() for row in TEN))
    assert verdict["rows"] == 10
    assert quality._child is None


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo ready; cat >/dev/null; printf 'Traceback:\\n  x\\nKeyError: 1\\n' >&2; exit 3", "3: KeyError: 1"),
        ("echo ready; cat >/dev/null", "0: "),
        ("exit 1", "1: "),
    ],
)
async def test_a_child_that_fails_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    child = tmp_path / "child"
    child.write_text(f"#!/bin/sh\n{script}\n")
    child.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(child))
    start_gate()
    await gate_ready()
    with pytest.raises(ReviveError) as error:
        await ask_gate(_each(json.dumps(row).encode() for row in TEN * 1_000))
    assert str(error.value) == f"the data-quality check ended with {said}"
    assert not isinstance(error.value, BadInputError)


def test_a_child_ends_when_its_parent_is_killed(background: _Background) -> None:
    parent = background.parent
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    try:
        assert is_running(child)
        parent.kill()
        assert within(5, child)
    finally:
        if is_running(child):
            os.kill(child, signal.SIGKILL)


# The verdict.


async def test_the_gate_answers_what_it_is_asked(background: _Background) -> None:
    start_gate()
    await gate_ready()
    assert quality._child is not None
    pid = quality._child.pid
    customers = [json.dumps(row | {"currency": "USD", "context": {"seats": "planted"}}).encode() for row in TEN]
    verdict = await ask_gate(_each(customers))
    assert verdict == background.verdict("good")
    assert not is_running(pid)
    assert quality._child is None
    require_quality(verdict)


def test_what_a_verdict_says(background: _Background) -> None:
    verdict = background.verdict("tier unknown")
    assert {name: verdict[name] for name in ("suite", "version", "rows", "success")} == {
        "suite": "customers",
        "version": "1.1.0",
        "rows": 10,
        "success": False,
    }
    assert set(verdict) == {"suite", "version", "rows", "success", "checks"}
    (check,) = [check for check in verdict["checks"] if not check["success"]]
    assert check == {
        "expectation": IN_SET,
        "column": "subscription_tier",
        "expected": {"value_set": ["starter", "growth", "enterprise"]},
        "critical": True,
        "success": False,
        "unexpected": 1,
    }
    assert len(verdict["checks"]) == 13
    assert sum(check["critical"] for check in verdict["checks"]) == 7


@pytest.mark.parametrize("case", CRITICAL)
def test_a_critical_failure_is_refused_by_name(background: _Background, case: str) -> None:
    verdict = background.verdict(case)
    expected = CRITICAL[case][1]
    assert not verdict["success"]
    assert failures(verdict, critical=True) == [expected]
    column, expectation, unexpected = expected
    with pytest.raises(BadInputError) as error:
        require_quality(verdict)
    message = f"data quality: {column}: {expectation} ({unexpected} of 10 rows); see data_quality.json"
    assert str(error.value) == message


@pytest.mark.parametrize("case", PASSING)
def test_a_warning_is_told_and_refuses_nothing(background: _Background, case: str) -> None:
    verdict = background.verdict(case)
    rows, warnings = PASSING[case]
    assert verdict["success"]
    assert verdict["rows"] == len(rows)
    assert failures(verdict, critical=True) == []
    assert failures(verdict, critical=False) == warnings
    require_quality(verdict)


@pytest.mark.parametrize("case", [*CRITICAL, *PASSING])
def test_no_cell_of_a_customer_is_in_a_verdict(background: _Background, case: str) -> None:
    document = json.dumps(background.verdict(case)).lower()
    assert "planted" not in document
    assert "acme" not in document


@pytest.mark.parametrize("case", [BROKEN, "no rows"])
def test_rows_that_cannot_be_judged_give_no_verdict(background: _Background, case: str) -> None:
    assert background.outcome(case).said == ["ready"]


def test_every_critical_failure_is_named() -> None:
    check = {"expectation": NOT_NULL, "column": "email", "critical": True, "success": False, "unexpected": 2}
    checks = [check, check | {"column": "mrr"}, check | {"column": "x", "critical": False}, check | {"success": True}]
    with pytest.raises(BadInputError) as error:
        require_quality({"success": False, "rows": 9, "checks": checks})
    assert str(error.value) == (
        f"data quality: email: {NOT_NULL} (2 of 9 rows); mrr: {NOT_NULL} (2 of 9 rows); see data_quality.json"
    )


def test_only_the_columns_that_are_judged_leave_this_process() -> None:
    row = TEN[0] | {"context": {"note": "secret"}, "total_spent": 1.0, "currency": "USD"}
    assert json.loads(_row(json.dumps(row).encode())) == TEN[0]


async def test_waiting_for_the_gate_does_not_stop_the_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child"
    child.write_text("#!/bin/sh\nsleep 0.3; echo ready\n")
    child.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(child))
    start_gate()
    waiting = asyncio.create_task(gate_ready())
    turns = 0
    while not waiting.done():
        await asyncio.sleep(0.02)
        turns += 1
    assert turns > 5


async def test_a_wait_that_is_cancelled_leaves_no_child_that_nobody_hears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    child.write_text("#!/bin/sh\nsleep 0.2; echo ready; exec cat\n")
    child.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(child))
    async with asked(_each([])) as verdict:
        await asyncio.sleep(0.05)
    assert verdict.cancelled()
    # The next one has a child of its own; it would wait forever for the word of the first.
    await asyncio.wait_for(gate_ready(), 5)
    row = json.dumps(TEN[0]).encode()
    async with asked(_each([row])) as verdict:
        assert await verdict == json.loads(_row(row))


async def test_a_question_that_is_cancelled_ends_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child"
    child.write_text("#!/bin/sh\necho ready; exec sleep 60\n")
    child.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(child))
    started = monotonic()
    async with asked(_each([])) as verdict:
        await gate_ready()
        await asyncio.sleep(0.2)
    assert verdict.cancelled()
    await asyncio.get_running_loop().shutdown_default_executor()  # whoever waits for the child is done
    assert monotonic() - started < 10
