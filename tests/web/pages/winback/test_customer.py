"""Win-back's pages in this process: the table, one customer, and what people decide and take back there."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import HEADER, Bedrock
from fakes.door import door
from fakes.small_uploads import small_upload

HTML = {"accept": "text/html", "sec-fetch-site": "same-origin"}
ROWS = (
    "ann,ann@a.example,Tom & Co,growth,90,2026-03-01,Too expensive",
    "ben,ben@b.example,Company B,enterprise,80,2026-03-02,Too expensive for our budget",
    "a b/c@d.example,cas@c.example,Company C,starter,5,2026-03-03,Too expensive",
)


@pytest.fixture
async def upload(bedrock: Bedrock, tmp_path: Path) -> Bedrock:
    """Three customers whose emails wait for a person."""
    await small_upload(tmp_path, HEADER, ROWS, min_confidence=100)
    return bedrock


async def shown(http: httpx.AsyncClient, path: str = "/winback/u/customers/ann") -> Any:
    answer = await http.get(f"{path}.json")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def decide(http: httpx.AsyncClient, change: str, /, **said: Any) -> httpx.Response:
    """Post one change as the form of the page would, having seen what is there now."""
    given = {"seen": (await shown(http))["seen"]} | said
    return await http.post(f"/winback/u/customers/ann/{change}", data=given, headers=HTML)


@pytest.mark.usefixtures("upload")
async def test_the_table_is_searched_sorted_and_filtered_and_its_address_is_all_it_takes() -> None:
    async with door() as http:
        every = (await shown(http, "/winback/u"))["rows"]
        assert [row["customer_id"] for row in every["rows"]] == ["ann", "ben", "a b/c@d.example"]
        assert (every["matching"], every["has_more"]) == (3, False)
        for words, expected in {
            "search=EXPENSIVE+budget": ["ben"],
            "search=cas%40c": ["a b/c@d.example"],
            "search=%25": [],
            "tier=growth": ["ann"],
            "sort=left&up=true": ["ann", "ben", "a b/c@d.example"],
            "sort=company": ["ann", "a b/c@d.example", "ben"],
            "send=ready": [],
            "most=0": [],
        }.items():
            found = (await http.get(f"/winback/u.json?{words}")).json()["rows"]["rows"]
            assert [row["customer_id"] for row in found] == expected, words
        page = await http.get("/winback/u?sort=company", headers=HTML)
        assert 'aria-sort="descending"' in page.text
        hostile = await http.get("/winback/u/customers/ann", headers=HTML)
        assert "Tom &amp; Co" in hostile.text
        assert (await http.get("/winback/u.json?sort=mrr;drop")).status_code == 400
        odd = every["rows"][2]["name"]
        assert re.fullmatch("~[0-9a-f]{64}", odd)
        assert (await shown(http, f"/winback/u/customers/{odd}"))["customer"]["company_name"] == "Company C"


async def test_every_decision_is_seen_and_can_be_taken_back(upload: Bedrock) -> None:
    async with door() as http:
        assert (await decide(http, "approve")).status_code == 303
        approved = await shown(http)
        assert (approved["send"], approved["decisions"][0]["undo"]) == ("ready", "approval")
        await decide(http, "undo", what="approval")
        assert (await shown(http))["send"] == "review"
        await decide(http, "edit", number=2, subject="Which part did you never use?")
        edited = (await shown(http))["emails"][1]
        assert edited["email"]["subject"] == "Which part did you never use?"
        assert edited["own"]["subject"] != edited["email"]["subject"]
        await decide(http, "undo", what="edit-2")
        assert (await shown(http))["emails"][1]["own"] is None
        await decide(http, "correct", category="features")
        assert (await shown(http))["corrected"] == "features"
        assert (await http.get("/winback/u.json?cause=features&search=ann")).json()["rows"]["matching"] == 1
        await decide(http, "undo", what="correction")
        assert (await shown(http))["corrected"] is None
        paid = upload.paid
        await decide(http, "correct", category="competition", rewrite="true")
        rewritten = await shown(http)
        assert (rewritten["corrected"], upload.paid) == ("competition", paid + 1)
        await decide(http, "undo", what="correction")
        await decide(http, "assign", to="Maren")
        assert (await http.get("/winback/u.json?assigned=Maren")).json()["rows"]["matching"] == 1
        await decide(http, "undo", what="assignment")
        assert (await shown(http))["assigned"] == ""
        await decide(http, "hold", reason="talks to us")
        assert (await shown(http))["why"] == "talks to us"
        await decide(http, "lift")
        assert (await shown(http))["send"] == "review"
        audit = (await http.get("/audit.json")).json()["changes"]
    assert [one["outcome"] for one in audit] == ["done"] * 12


@pytest.mark.usefixtures("upload")
async def test_who_saw_something_else_is_told_and_keeps_what_they_typed() -> None:
    async with door() as http:
        before = (await shown(http))["seen"]
        quiet = await http.get(f"/winback/u/customers/ann/others?seen={before}")
        assert "was changed" not in quiet.text
        await decide(http, "assign", to="Ben")
        told = await http.get(f"/winback/u/customers/ann/others?seen={before}")
        assert "was changed since you opened it" in told.text
        typed = {"seen": before, "number": 1, "subject": "Mine", "body": "What I typed & thought", "cta": "Reply"}
        late = await http.post("/winback/u/customers/ann/edit", data=typed, headers=HTML)
        assert late.status_code == 422
        assert "somebody changed this customer" in late.text
        assert "What I typed &amp; thought" in late.text
        broken = await decide(http, "edit", number=1, subject="Get 90% off today, guaranteed!")
        assert broken.status_code == 422
        assert "stays as it was" in broken.text
        assert [one["edited"] for one in (await shown(http, "/winback/u"))["rows"]["rows"]] == [False] * 3


@pytest.mark.usefixtures("upload")
async def test_many_are_approved_at_once_and_taken_back_at_once() -> None:
    async with door() as http:
        assert (await http.post("/winback/u/approve", headers=HTML)).status_code == 400
        done = await http.post("/winback/u/approve", data={"least": 1}, headers=HTML)
        assert (done.status_code, done.headers["location"]) == (303, "/winback/u")
        page = await shown(http, "/winback/u")
        assert page["progress"]["review"] == 0
        at_once = page["approvals"][0]
        assert at_once["customers"] == 3
        await http.post("/winback/u/approvals/undo", data=at_once, headers=HTML)
        assert (await shown(http, "/winback/u"))["progress"]["review"] == 3
        ticked = {"customer": ["ann", "a b/c@d.example"]}
        await http.post("/winback/u/approve", data=ticked, headers=HTML)
        assert (await shown(http, "/winback/u"))["progress"]["review"] == 1


@pytest.mark.usefixtures("upload")
async def test_what_came_out_is_fetched_and_nothing_else() -> None:
    async with door() as http:
        await http.post("/winback/u/approve", data={"least": 1}, headers=HTML)
        written = await http.post("/winback/u/export", data={"mailer": "klaviyo"}, headers=HTML)
        assert written.status_code == 303
        files = {one["name"]: one["path"] for one in (await shown(http, "/winback/u/export"))["files"]}
        assert {"emails.csv", "report.html", "for/klaviyo/contacts-1.csv"} <= files.keys()
        for path in files.values():
            file = await http.get(path)
            assert file.headers["content-disposition"].startswith("attachment")
            assert file.headers["x-content-type-options"] == "nosniff"
        for other in ("status.json", "../demo/status.json", "customers/ann.json", "for/../status.json", "index.sqlite"):
            assert (await http.get(f"/winback/u/files/{other}")).status_code == 404
        assert (await http.post("/winback/u/export", data={"mailer": "/etc/passwd"}, headers=HTML)).status_code == 400
        sent = await http.post("/winback/u/sent", headers=HTML)
        assert sent.status_code == 303
        assert (await shown(http, "/winback/u/outcomes"))["figures"]["written_to"]["people"] == 3
