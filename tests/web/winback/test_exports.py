"""Exports over HTTP: written for a mailer or without names, fetched by whoever may run, and no other file."""

import os
from pathlib import Path

import pytest
from conftest import HEADER, Bedrock
from fakes.door import bearer, door
from fakes.small_uploads import small_upload

ROWS = (
    "ann,+ann@a.example,Company A,growth,90,2026-03-01,Too expensive",
    "ben,ben@b.example,Company B,growth,80,2026-03-01,Never write to me again please",
)


@pytest.fixture
async def upload(bedrock: Bedrock, tmp_path: Path) -> Bedrock:
    """One who may be written to, and one who said no."""
    await small_upload(tmp_path, HEADER, ROWS)
    return bedrock


@pytest.mark.usefixtures("upload")
async def test_what_is_written_can_be_fetched() -> None:
    async with door(open_to_loopback=False) as http:
        http.headers.update(await bearer("run"))
        written = await http.post("/exports", json={"upload_id": "u", "for": ["klaviyo"], "anonymous": True})
        assert written.status_code == 200, written.text
        said = written.json()
        assert said["mailers"]["klaviyo"]["contacts"] == 1
        assert said["mailers"]["klaviyo"]["suppressed"] == 1
        assert said["anonymous"] == ["anonymous/report.html", "anonymous/customers.csv"]
        for file in (*said["mailers"]["klaviyo"]["files"], *said["anonymous"], "contacts.csv", "emails.csv"):
            fetched = await http.get("/exports", params={"upload_id": "u", "file": file})
            assert fetched.status_code == 200, file
            assert fetched.content == (Path(os.environ["REVIVE_HOME"]) / "results/u" / file).read_bytes()
            assert fetched.headers["content-disposition"].startswith("attachment")
        contacts = await http.get("/exports", params={"upload_id": "u", "file": "for/klaviyo/contacts-1.csv"})
    assert "\r\n+ann@a.example," in contacts.text


@pytest.mark.usefixtures("upload")
async def test_who_may_only_read_gets_no_addresses() -> None:
    async with door(open_to_loopback=False) as http:
        nobody = await http.get("/exports", params={"upload_id": "u", "file": "contacts.csv"})
        http.headers.update(await bearer("read"))
        reader = await http.get("/exports", params={"upload_id": "u", "file": "contacts.csv"})
        written = await http.post("/exports", json={"upload_id": "u", "for": ["klaviyo"]})
    assert (nobody.status_code, reader.status_code, written.status_code) == (401, 403, 403)


@pytest.mark.usefixtures("upload")
@pytest.mark.parametrize(
    "file",
    ["status.json", "../../secrets/addresses.key", "for/../status.json", "for/klaviyo/../../status.json", "",
     "contacts.csv\n", "customers/ann.json", "/etc/hostname", "for/KLAVIYO/contacts-1.csv"],
)  # fmt: skip
async def test_no_other_file_is_served(file: str) -> None:
    async with door() as http:
        answer = await http.get("/exports", params={"upload_id": "u", "file": file})
    assert answer.status_code == 422


@pytest.mark.usefixtures("upload")
async def test_what_is_not_there_and_what_cannot_be_asked(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("contacts: {columns: {Mail: email}}\n", encoding="utf-8")
    async with door() as http:
        absent = await http.get("/exports", params={"upload_id": "u", "file": "for/klaviyo/contacts-1.csv"})
        unknown = await http.post("/exports", json={"upload_id": "v", "for": ["klaviyo"]})
        own = await http.post("/exports", json={"upload_id": "u", "for": [str(tmp_path / "own.yaml")]})
        nothing = await http.post("/exports", json={"upload_id": "u"})
    assert (absent.status_code, unknown.status_code, own.status_code, nothing.status_code) == (404, 404, 400, 422)
    assert "known are customerio, hubspot, klaviyo, mailchimp" in own.json()["detail"]
