"""Live questions as the watch counts them, asked over HTTP."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.door import door

from schemas.monitoring.figures import Figures
from tasks.bulk.place import open_place
from tasks.support.watched import WATCHED


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))


async def counted() -> dict[str, Figures]:
    """By agent, of the last hours; read twice, it is the same."""
    now = datetime.now(UTC)
    place = await open_place("local")
    readings = await WATCHED.readings(place, now - timedelta(hours=1), now)
    assert list(await WATCHED.readings(place, now - timedelta(hours=1), now)) == list(readings)
    found: dict[str, Figures] = {}
    for one in readings:
        assert one.series.system == "support"
        found.setdefault(one.series.agent, Figures()).add(one.figures)
    return found


async def test_questions_replies_and_what_people_say_of_them() -> None:
    place = await open_place("local")
    now = datetime.now(UTC)
    assert list(await WATCHED.readings(place, now - timedelta(hours=1), now)) == []
    assert [one.value for one in await WATCHED.gauges(place, now)] in ([], [0, 0])
    async with door() as http:
        reply = (await http.post("/query", json={"query": "How do I enlarge an EBS volume?"})).json()
        assert reply["outcome"] == "answered"
        person = (await http.post("/query", json={"query": "I want to talk to a human being now, please."})).json()
        assert person["outcome"] == "escalated"
        about = {"interaction_id": reply["interaction_id"], "rating": 5}
        assert (await http.post("/feedback", json=about)).status_code == 201
    found = await counted()
    answers, judge = found["support-answer"], found["support-quality"]
    assert (answers.count("runs"), answers.count("errors"), answers.count("handed_over")) == (2, 0, 1)
    assert answers.spreads["outcome"] == {"answered": 1, "escalated": 1}
    assert (answers.count("rated"), answers.count("satisfaction"), answers.count("compared")) == (1, 1, 1)
    assert answers.count("agreed") == (reply["quality"] >= 70)
    assert {"all", "guardrails", "intent", "answer"} <= set(answers.stages)
    assert judge.count("runs") == reply["attempts"]
    gauges = {one.name: one.value for one in await WATCHED.gauges(place, datetime.now(UTC))}
    assert gauges["hand_overs_waiting"] == 1
    assert "EBS" not in answers.model_dump_json()
