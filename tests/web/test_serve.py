"""`revive serve` as a process: the seed's three calls over real HTTP, and an orderly stop."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import REVIVE, Bedrock, Revive, wait_for


@pytest.fixture
def served(tmp_path: Path, bedrock: Bedrock) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and its URL."""
    assert bedrock.url
    process = subprocess.Popen(
        [*REVIVE, "serve", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("listening at http://127.0.0.1:"), line
    url = line.split()[-1]
    wait_for(lambda: httpx.get(f"{url}ready").is_success, seconds=30)
    try:
        yield process, url
    finally:
        process.kill()
        process.communicate()


def results(url: str, **asked: Any) -> Any:
    answer = httpx.get(f"{url}results", params={"upload_id": "u"} | asked, timeout=30)
    assert answer.is_success, answer.text
    return answer.json()


@pytest.mark.wire
def test_upload_process_results(
    served: tuple[subprocess.Popen[str], str], customers_csv: Callable[[int], Path], revive: Revive
) -> None:
    process, url = served
    uploaded = httpx.post(f"{url}upload", params={"upload_id": "u"}, content=customers_csv(7).read_bytes(), timeout=60)
    assert uploaded.json()["customer_count"] == 7
    assert results(url)["status"] == "stored"
    asked = {"upload_id": "u", "concurrency": 2, "max_cost_usd": 5}
    started = httpx.post(f"{url}process", json=asked, timeout=30)
    assert (started.status_code, started.json()) == (202, {"upload_id": "u", "status": "processing", "total": 7})
    assert httpx.post(f"{url}process", json=asked, timeout=30).status_code == 202  # asked again while it runs
    wait_for(lambda: results(url)["status"] == "complete", seconds=120, every=0.5)  # slower than the door's limit
    found: list[str] = []
    after = None
    while True:
        page = results(url, limit=3, **({} if after is None else {"after": after}))
        assert {one["customer_id"] for one in page["analyses"]} == {one["customer_id"] for one in page["campaigns"]}
        found += [one["customer_id"] for one in page["campaigns"]]
        after = page["next"]
        if after is None:
            break
    assert found == [f"c{number:04d}" for number in range(7)]
    assert json.loads(revive("results", "u", "--json").out)["completed"] == 7
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "POST /process 202" in err


@pytest.mark.wire
def test_a_stop_stops_its_runs_in_order(
    served: tuple[subprocess.Popen[str], str], customers_csv: Callable[[int], Path], bedrock: Bedrock, revive: Revive
) -> None:
    process, url = served
    bedrock.faults(latency=0.3)
    httpx.post(f"{url}upload", params={"upload_id": "u"}, content=customers_csv(60).read_bytes(), timeout=60)
    httpx.post(f"{url}process", json={"upload_id": "u"}, timeout=30)
    bedrock.wait_for_paid(10)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert json.loads(revive("results", "u", "--json").out)["status"] == "interrupted"
    bedrock.faults(latency=0)
    paid = bedrock.paid
    assert revive("resume", "u").code == 0
    assert bedrock.paid <= 2 * 60
    assert paid < bedrock.paid


def test_an_address_that_others_reach_needs_a_key_first(revive: Revive) -> None:
    done = revive("serve", "--host", "0.0.0.0", "--port", "0")
    assert done.code == 2
    assert "there is no API key yet; first: revive keys add NAME --scope run" in done.err


def test_a_port_that_is_taken(revive: Revive) -> None:
    import socket  # noqa: PLC0415 -- only here

    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = revive("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "choose another --port" in done.err


def test_keys_by_command(revive: Revive) -> None:
    made = json.loads(revive("keys", "add", "ci", "--scope", "run", "--json").out)
    assert made["key"].startswith("rv_")
    listed = json.loads(revive("keys", "list", "--json").out)
    assert [(one["name"], one["scope"]) for one in listed] == [("ci", "run")]
    assert made["key"].split("_", 2)[2] not in json.dumps(listed)
    assert "refused from now on" in revive("keys", "revoke", listed[0]["id"]).out
    assert "revoked" in revive("keys", "list").out
    assert revive("keys", "revoke", "nobody").code == 2
    assert sys.executable
