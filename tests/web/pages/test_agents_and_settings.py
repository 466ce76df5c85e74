"""Agents and Settings in this process: what is shown, who may decide, and that no secret is on any page."""

import re
from datetime import UTC, datetime

import pytest
from fakes.door import door

from tasks.registry.register import open_agents, register
from tasks.release import moves
from tasks.release.release_desk import open_desk

HTML = {"accept": "text/html", "sec-fetch-site": "same-origin"}


async def test_versions_and_their_differences_are_pages() -> None:
    async with door() as http:
        listed = (await http.get("/agents.json")).json()["versions"]
        campaign = [one["version"] for one in listed if one["agent"] == "campaign"]
        page = await http.get("/agents/campaign", headers=HTML)
        assert page.status_code == 200
        two = {"before": campaign[-2], "after": campaign[-1]}
        diff = (await http.get("/agents/campaign/diff.json", params=two)).json()["diff"]
        assert diff["prompts"]
        assert (await http.get("/agents/campaign/diff", params=two, headers=HTML)).status_code == 200
        one = await http.get(f"/agents/campaign/versions/{campaign[-1]}", headers=HTML)
        assert "What it is told" in one.text
        for nothing in (
            "/agents/nobody.json",
            "/agents/campaign/versions/9.9.9.json",
            "/agents/campaign/versions/x.json",
        ):
            assert (await http.get(nothing)).status_code in (400, 404)


async def test_a_release_is_rolled_back_by_a_person_who_says_why() -> None:
    async with open_agents("local") as records:
        for version in ("1.4.0", "1.5.0"):
            await register(records, "campaign", version, "ann", datetime.now(UTC))
    async with open_desk("local", "ann") as releasing:
        state = await moves.start(releasing.desk, "campaign", "1.4.0", "token")
    async with door() as http:
        shown = (await http.get("/agents/campaign.json")).json()["release"]["release"]
        assert (shown["candidate"], shown["stage"]) == ("1.4.0", "evaluating")
        silent = await http.post("/agents/campaign/rollback", data={"to": ""}, headers=HTML)
        assert (silent.status_code, "say why" in silent.text) == (400, True)
        said = {"release": state.release_id or "", "comment": "worse greetings"}
        done = await http.post("/agents/campaign/rollback", data=said, headers=HTML)
        assert done.headers["location"] == "/agents/campaign"
        after = (await http.get("/agents/campaign.json")).json()
    assert after["release"]["release"]["candidate"] is None
    assert ("rolled_back", "worse greetings") in [
        (one["what"], one["note"].removeprefix("by hand: ")) for one in after["history"]
    ]


async def test_people_are_invited_and_removed_and_no_page_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-" + "planted" * 4)
    async with door() as http:
        invited = await http.post("/settings/people", data={"name": "<i>Ann</i>", "role": "editor"}, headers=HTML)
        (key,) = re.findall(r"rv_[0-9a-f]{12}_[\w-]{43}", invited.text)
        assert "<i>Ann" not in invited.text
        page = await http.get("/settings", headers=HTML)
        told = await http.get("/settings.json")
        for secret in (key.split("_", 2)[2], "planted"):
            assert secret not in page.text
            assert secret not in told.text
        (shown,) = told.json()["keys"]
        assert (shown["role"], shown["is_person"]) == ("editor", True)
        bearer = {"authorization": f"Bearer {key}"}
        assert (await http.get("/settings.json", headers=bearer)).json()["keys"] is None
        assert (await http.post("/settings/people", data={"name": "x"}, headers=bearer)).status_code == 403
        await http.post("/settings/people/remove", data={"id": shown["id"]}, headers=HTML)
        assert (await http.get("/settings.json", headers=bearer)).status_code == 401


async def test_an_address_is_suppressed_and_taken_off_again() -> None:
    async with door() as http:
        added = await http.post("/settings/suppression", data={"address": "@acme.example"}, headers=HTML)
        assert added.status_code == 303
        assert (await http.get("/settings.json")).json()["suppression"]["addresses"] == 1
        listed = {"file": ("list.csv", b"email\na@a.example\nb@b.example\n")}
        await http.post("/settings/suppression", files=listed, headers=HTML)
        assert (await http.get("/settings.json")).json()["suppression"]["addresses"] == 3
        await http.post("/settings/suppression/remove", data={"address": "@acme.example"}, headers=HTML)
        assert (await http.get("/settings.json")).json()["suppression"]["addresses"] == 2
        assert (await http.post("/settings/suppression", headers=HTML)).status_code == 400
