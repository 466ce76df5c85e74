"""The command with `openai:<model>`, against a real Prefect server and a fake OpenAI over HTTP."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from conftest import Revive
from fakes.openai import start_process

pytestmark = [pytest.mark.usefixtures("prefect_api"), pytest.mark.wire]
Csv = Callable[[int], Path]
MODEL = "openai:gpt-4o-mini"
KEY = "sk-planted-planted-planted"


@pytest.fixture
def openai(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fake OpenAI that throttles and answers badly now and then, reached through the standard variables."""
    # With this seed, 12 good answers take 2 throttles and 2 bad answers; it takes 3 to give a customer up.
    with start_process(models="gpt-4o-mini", throttle=0.2, garbage=0.15, seed=4) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{url}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("REVIVE_MODEL", MODEL)
        yield url


def test_a_run_on_openai(openai: str, revive: Revive, customers_csv: Csv, tmp_path: Path, prefect_home: Path) -> None:
    done = revive("winback", str(customers_csv(6)), "--json")
    assert done.code == 0, done.err
    result = json.loads(done.out)
    assert (result["status"], result["completed"], result["model"]) == ("complete", 6, MODEL)
    assert result["cost_usd"] is None  # nobody knows what a server on this machine charges
    assert result["input_tokens"] > result["output_tokens"] > 0
    stats = httpx.get(f"{openai}/_fake/stats").json()
    assert (stats["paid"], stats["garbage"], stats["throttled"]) == (12 + 2, 2, 2)
    assert (result["this_run"]["repairs"], result["this_run"]["retries"]) == (2, 2)

    home = tmp_path / "revive"
    records = [json.loads(path.read_text("utf-8")) for path in home.glob("results/*/customers/*.json")]
    assert {step["model"] for record in records for step in (record["analysis"], record["campaign"])} == {MODEL}
    assert len(json.loads(Path(result["artifacts"]["campaigns"]).read_text("utf-8"))) == 6

    with sqlite3.connect(prefect_home / "prefect.db") as database:
        stored = "\n".join(database.iterdump())
    database.close()
    written = [path.read_bytes().decode(errors="replace") for path in home.rglob("*") if path.is_file()]
    for said in (done.out, done.err, stored, (prefect_home / "server.log").read_text(), *written):
        assert KEY not in said
