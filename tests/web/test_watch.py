"""The watch over HTTP, and by its commands: the same alerts behind both."""

import pytest
from conftest import Revive
from fakes.door import bearer, door
from fakes.watched import Source

from tasks.monitoring import opening
from tasks.monitoring.opening import look_once


async def test_from_an_alert_to_whoever_has_it(revive: Revive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "watched", lambda: (Source(said={"dead_letters": 3.0}),))
    async with door() as http:
        assert (await http.get("/watch")).json()["stale"] is True
        (alert,) = (await look_once("local")).alerts
        view = (await http.get("/watch")).json()
        assert (view["stale"], view["alerts"][0]["alert"]["rule"]) == (False, "dead-letters")
        path = f"/watch/alerts/{alert.alert_id}/ack"
        taken = await http.post(path, json={"note": "on it"}, headers=await bearer("run"))
        assert taken.status_code == 200, taken.text
        assert taken.json()["acked_by"].startswith("test (key ")
        assert (await http.post(path, json={})).status_code == 409
        assert (await http.post("/watch/alerts/00000000/ack", json={})).status_code == 404
        assert (await http.post(path, json={}, headers=await bearer("read"))).status_code == 403
        assert [one["alert_id"] for one in (await http.get("/watch/alerts?days=2")).json()] == [alert.alert_id]
    shown = revive("watch", "show")
    assert shown.code == 0, shown.err
    assert f"TICKET {alert.alert_id}  toy: events cannot be used" in shown.out
    assert ") has it: on it" in shown.out
    other = revive("watch", "ack", alert.alert_id, "--by", "bob", "--json")
    assert other.code == 6
    silenced = revive("watch", "silence", "dead-letters", "--for", "2", "--why", "known", "--by", "ann")
    assert silenced.code == 0, silenced.err


async def test_every_route_needs_a_key_or_this_machine() -> None:
    async with door(open_to_loopback=False) as http:
        for method, path in (("GET", "/watch"), ("GET", "/watch/alerts"), ("POST", "/watch/alerts/00000000/ack")):
            assert (await http.request(method, path, json={})).status_code == 401, path


def test_rules_that_reach_nobody_are_named_and_a_test_alert_arrives(revive: Revive) -> None:
    checked = revive("watch", "rules", "check")
    assert checked.code == 2
    assert "page and ticket reach nobody" in checked.err
    assert revive("watch", "test").code == 2
