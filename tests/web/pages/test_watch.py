"""The page of the watch: from a look that was never made to an alert that somebody has."""

import httpx
import pytest
from fakes.door import door
from fakes.receiver import receiving
from fakes.watched import Source

from tasks.monitoring import opening
from tasks.monitoring.opening import look_once

HTML = {"accept": "text/html"}


async def _silences(http: httpx.AsyncClient, own: dict[str, str]) -> None:
    said = {"rule": "dead-letters", "hours": "4", "why": "<i>being mended</i>"}
    for wrong in ({"rule": "none-such"}, {"hours": "0"}, {"hours": "nan"}, {"why": ""}):
        assert (await http.post("/watching/silence", data=said | wrong, headers=own)).status_code == 400
    assert (await http.post("/watching/silence", data=said, headers=own)).status_code == 303
    page = await http.get("/watching.json")
    (silence,) = page.json()["now"]["silences"]
    assert "&lt;i&gt;being mended" in (await http.get("/watching", headers=HTML)).text
    path = f"/watching/silence/{silence['silence_id']}/end"
    assert [(await http.post(path, headers=own)).status_code for _ in range(2)] == [303, 404]


async def test_a_test_alert_from_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"sec-fetch-site": "same-origin", **HTML}
    async with door() as http:
        none = await http.post("/settings/test-alert", headers=own)
        assert (none.status_code, "no channel is configured" in none.text) == (400, True)
        with receiving() as receiver:
            monkeypatch.setenv("REVIVE_ALERT_URL", receiver.url)
            assert (await http.post("/settings/test-alert", headers=own)).status_code == 303
            assert len(receiver.got) == 1


async def test_what_is_wrong_is_shown_and_one_person_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "watched", lambda: (Source(said={"dead_letters": 3.0}),))
    async with door() as http:
        before = await http.get("/watching", headers=HTML)
        assert "The watch has never looked here" in before.text
        assert "<title>Watch" in before.text
        (alert,) = (await look_once("local")).alerts
        assert "dead-letters" in (await http.get("/watching.json")).text
        assert "I look after it" in (await http.get("/watching", headers=HTML)).text
        assert alert.title in (await http.get("/", headers=HTML)).text
        path = f"/watching/{alert.alert_id}/ack"
        from_elsewhere = await http.post(path, data={"note": "on it"}, headers={"sec-fetch-site": "cross-site"})
        assert from_elsewhere.status_code == 403
        own = {"sec-fetch-site": "same-origin"}
        taken = await http.post(path, data={"note": "<b>on it</b>"}, headers=own)
        assert taken.status_code == 303
        page = (await http.get("/watching", headers=HTML)).text
        assert "&lt;b&gt;on it&lt;/b&gt;" in page
        assert "I look after it" not in page
        assert (await http.post("/watching/00000000/ack", data={}, headers=own)).status_code == 404
        await _silences(http, own)
        piece = await http.get("/watching/now")
        again = await http.get("/watching/now", headers={"if-none-match": piece.headers["etag"]})
    assert (again.status_code, again.text) == (304, "")
