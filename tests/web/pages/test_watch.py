"""The page of the watch: from a look that was never made to an alert that somebody has."""

import pytest
from fakes.door import door
from fakes.watched import Source

from tasks.monitoring import opening
from tasks.monitoring.opening import look_once

HTML = {"accept": "text/html"}


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
        piece = await http.get("/watching/now")
        again = await http.get("/watching/now", headers={"if-none-match": piece.headers["etag"]})
    assert (again.status_code, again.text) == (304, "")
