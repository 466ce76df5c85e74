"""A file on its way in: how it would be read, what a person says of it, what it would cost, and its rejects."""

from pathlib import Path

import httpx
import pytest
from conftest import HEADER
from fakes.door import door
from fakes.small_uploads import small_upload

HTML = {"accept": "text/html", "sec-fetch-site": "same-origin"}
ODD = (
    b"Nr;Wer;Wohin;Weg am;Warum\n"
    b"k1;Alpha GmbH;a@alpha.example;04.05.2026;Zu teuer\n"
    b"k2;<b>Beta</b>;b@beta.example;31.02.2026;Nicht genutzt\n"
    b"k3;Gamma;c@gamma.example;14.05.2026;Zu teuer\n"
)
OURS = ["customer_id", "company_name", "email", "churn_date", "cancellation_reason"]


async def drop(http: httpx.AsyncClient, content: bytes, name: str = "odd.csv") -> str:
    """The page of a file that is dropped."""
    answer = await http.post("/winback/files", files={"file": (name, content)}, headers=HTML)
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def test_columns_are_confirmed_by_clicking_and_the_price_stands_before_the_start() -> None:
    async with door() as http:
        path = await drop(http, ODD, "../../odd .csv")
        first = (await http.get(f"{path}.json")).json()
        assert "also missing" in first["problem"]
        assert [one["samples"] for one in first["columns"]][1] == ["Alpha GmbH", "<b>Beta</b>", "Gamma"]
        header = ["Nr", "Wer", "Wohin", "Weg am", "Warum"]
        form = {"header": header, "ours": OURS, "voice": ["", "", "", "", "customer"]}
        twice = await http.post(f"{path}/reading", data=form | {"ours": ["email"] * 5}, headers=HTML)
        assert "two columns are said to be email" in twice.text
        assert (await http.post(f"{path}/reading", data=form, headers=HTML)).status_code == 303
        read = (await http.get(f"{path}.json")).json()
        assert (read["problem"], read["accepted"], read["rejected"]) == ("", 2, 1)
        why = "is not a date like 2026-01-31"
        assert read["rejects"][0] == {"line": 3, "column": "Weg am", "value": "31.02.2026", "reason": why}
        assert [one["voice"] for one in read["columns"]] == [None, None, None, None, "customer"]
        page = await http.get(path, headers=HTML)
        assert "<b>Beta" not in page.text
        price = (await http.get(f"{path}/price.json", params={"max_reject_rate": 50, "sample": 1})).json()
        assert (price["estimate"]["total"], price["estimate"]["cost_usd"]) == (1, 0.0)
        refused = await http.get(f"{path}/price", headers=HTML)
        assert refused.status_code == 400
        assert "1 of 3 rows are rejected" in refused.text
        await http.post(f"{path}/remove", headers=HTML)
        assert (await http.get(path, headers=HTML)).status_code == 404
        assert (await http.get("/winback.json")).json()["uploads"] == []


@pytest.mark.parametrize("token", ["x", "A" * 22])
async def test_a_draft_that_is_none(token: str) -> None:
    async with door() as http:
        assert (await http.get(f"/winback/drafts/{token}.json")).status_code == 404


async def test_what_is_no_table_is_said_and_an_empty_form_is_refused() -> None:
    async with door() as http:
        path = await drop(http, b"%PDF-1.7 \x00\x01", "a.pdf")
        assert (await http.get(f"{path}.json")).json()["problem"]
        assert (await http.post("/winback/files", data={"file": "x"}, headers=HTML)).status_code == 400


async def test_the_sender_is_a_form_and_wrong_ones_are_refused() -> None:
    async with door() as http:
        said = {
            "company": "Brightside", "languages": ["en", "de"], "default_language": "en", "send_days": ["0", "3", "10"],
            "offer-text-0": "en: 20% off\nde: 20 % Rabatt", "offer-tier-0": "growth", "offer-causes-0": ["pricing"],
            "claim-text-0": "SSO is there: on every plan", "claim-topics-0": "SSO, SAML", "claim-since-0": "2026-08-03",
        }  # fmt: skip
        done = await http.post("/winback/profile/sender", data=said | {"then": "//evil.example"}, headers=HTML)
        assert (done.status_code, done.headers["location"]) == (303, "/")
        found = (await http.get("/winback/profile/sender.json")).json()
        offer = {"text": {"en": "20% off", "de": "20 % Rabatt"}, "causes": ["pricing"]}
        assert found["sender"]["offers"] == {"growth": [offer]}
        assert found["offers"][0]["text"] == said["offer-text-0"]
        assert found["claims"][0]["topics"] == "SSO, SAML"
        assert found["claims"][0]["text"] == "SSO is there: on every plan"
        for wrong in ({"send_days": ["3", "3", "9"]}, {"link": "javascript:alert(1)"}, {"default_language": "it"}):
            answer = await http.post("/winback/profile/sender", data=said | wrong, headers=HTML)
            assert answer.status_code == 400, wrong


async def test_rejects_are_mended_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        "ann,ann@a.example,A,growth,90,2026-03-01,Too expensive",
        "ben,ben@b.example,B,growth,80,2026-02-31,Too expensive",
    )
    await small_upload(tmp_path, HEADER, rows, max_reject_rate=0.9)
    begun: list[str] = []

    async def start(_place: object, _children: object, status: object, _asked: object) -> None:
        begun.append(getattr(status, "upload_id", ""))

    monkeypatch.setattr("web.pages.winback.rejects.start_run", start)
    async with door() as http:
        shown = (await http.get("/winback/u/rejects.json")).json()
        assert shown["left"] == 1
        (row,) = shown["rows"]
        nothing = await http.post("/winback/u/rejects", data={f"row-{row['line']}": row["cells"]}, headers=HTML)
        assert nothing.headers["location"] == "/winback/u/rejects"
        cells = [cell.replace("02-31", "02-28") for cell in row["cells"]]
        done = await http.post("/winback/u/rejects", data={f"row-{row['line']}": cells}, headers=HTML)
        assert (done.headers["location"], begun) == ("/winback/u", ["u"])
        assert (await http.get("/winback/u/rejects.json")).json()["left"] == 0
