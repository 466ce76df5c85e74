"""How many questions `revive revenue ask` answers rightly: each answer's rows against those of SQL by hand.

`python -m benchmarks.revenue_ask [SEED]`: right, wrongly answered, and wrongly refused, of the questions written before
the rules and of those written after. A row is right if it holds every value of the row by hand, to a thousandth.
"""

import asyncio
import os
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from math import isclose
from pathlib import Path
from typing import Any, Literal

import yaml

from benchmarks.measure import Figure
from blocks.local import resolve_environment
from blocks.settings import read_settings
from blocks.warehouse.source import find_source
from blocks.warehouse.warehouse import Warehouse, open_warehouse
from schemas.revenue.asking import Asked
from tasks.revenue.asking.ask import Asking, ask
from tasks.revenue.asking.opening import open_asking
from tasks.revenue.demo.generate import generate
from tasks.revenue.knowledge.tables import knowledge

QUESTIONS = Path(__file__).resolve().parent / "revenue_questions.yaml"
SEED, _AIM = 301, 0.9
Verdict = Literal["right", "rightly refused", "wrong", "refused"]


async def judged(question: dict[str, Any], said: Asked, by_hand: Warehouse) -> Verdict:
    """Whether an answer is what SQL by hand says, or a no where there is no answer."""
    refused = said.status in {"not_known", "not_permitted", "failed"}
    if question.get("none"):
        return "rightly refused" if refused else "wrong"
    if refused:
        return "refused"
    as_of = date.fromisoformat(said.as_of)
    days = {"as_of": as_of, "end": as_of + timedelta(days=1)}
    used = {name: day for name, day in days.items() if f"${name}" in question["sql"]}
    wanted = await by_hand.rows(question["sql"], used)
    assert wanted.answer in {"rows", "no_rows"}, f"{question['ask']}: {wanted.error}"
    rows = [row for one in said.queries if one.id in said.rests_on for chunk in one.chunks for row in chunk["results"]]
    return "right" if _same(_counting(wanted.rows), _counting(rows)) else "wrong"


def _counting(rows: list[Any]) -> list[Any]:
    """Rows with a figure that is not 0, where there are several: by hand, groups without any are no rows."""
    return [row for row in rows if len(rows) == 1 or any(isinstance(cell, int | float) and cell for cell in row)]


def _same(wanted: list[Any], rows: list[Any]) -> bool:
    return len(wanted) == len(rows) and all(any(_holds(row, one) for row in rows) for one in wanted)


def _holds(row: list[Any], wanted: list[Any]) -> bool:
    return all(any(_equal(cell, value) for cell in row) for value in wanted)


def _equal(cell: Any, value: Any) -> bool:
    numbers = isinstance(cell, int | float) and isinstance(value, int | float)
    return isclose(cell, value, rel_tol=1e-3, abs_tol=1e-9) if numbers else cell == value


async def measure(seed: int) -> dict[str, Counter[str]]:
    """By part of the file: how many questions had which verdict; those that went wrong are printed."""
    questions = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    found: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("REVIVE_HOME", folder)
        warehouse = Path(folder) / "warehouse"
        generate(seed, warehouse)
        spec = await resolve_environment("local", read_settings())
        source = find_source(warehouse, knowledge().columns())
        async with open_asking(spec) as asking, open_warehouse(source) as by_hand:
            for part, asked in questions.items():
                found[part] = Counter([await _verdict(one, warehouse, asking, by_hand) for one in asked])
    return found


async def _verdict(question: dict[str, Any], warehouse: Path, asking: Asking, by_hand: Warehouse) -> Verdict:
    said = await ask(question["ask"], warehouse, asking)
    verdict = await judged(question, said, by_hand)
    if verdict in {"wrong", "refused"}:
        print(f"{verdict}: {question['ask']}\n    {said.answer[:300]}")
    return verdict


def figures(found: dict[str, Counter[str]]) -> list[Figure]:
    """For the bench."""
    lines = []
    for part, verdicts in found.items():
        total = sum(verdicts.values())
        right = verdicts["right"] + verdicts["rightly refused"]
        said = f"{right} of {total} right, {verdicts['wrong']} wrong"
        lines.append(Figure(f"questions written {part} the rules", said, "≥ 90%", right >= _AIM * total))
    return lines


if __name__ == "__main__":
    for part, verdicts in asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else SEED)).items():
        print(part, dict(verdicts))
