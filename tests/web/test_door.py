"""The HTTP door, in this process: who is let in, how large, how often, and what errors say."""

import gzip
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fakes.door import NOW, door, made
from fakes.toy.installed import toy_installed
from fakes.toy.runs import run_toy, take_in
from fakes.workbooks import rows, workbook
from fastapi import Request

from blocks.local import local_environment
from blocks.settings import read_settings
from blocks.source import SourceFile
from schemas.outcomes import Imported
from schemas.scopes import Scope
from tasks.access.keys import list_keys, open_keys, revoke_key
from tasks.bulk.place import Place
from tasks.winback.outcome_import import Asked, import_outcomes
from web.access import RateLimit, address_of
from web.winback import routes

ROWS = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason\n"
ROWS += "c1,a@a.example,Acme,growth,49,2026-05-04,too expensive\nc2,b@b.example,Beta,growth,59,2026-05-05,too slow\n"


async def test_this_machine_needs_no_key() -> None:
    async with door() as http:
        assert (await http.get("/health")).json() == {"status": "ok"}
        assert (await http.get("/ready")).json() == {"status": "ready"}
        answer = await http.get("/results", params={"upload_id": "nobody"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == "test-1"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "there is no upload nobody",
        "exit_code": 2,
        "request_id": "test-1",
    }


@pytest.mark.parametrize(
    ("headers", "client"),
    [
        ({"host": "revive.evil.example"}, "127.0.0.1"),
        ({"host": "["}, "127.0.0.1"),
        ({"host": "evil.example@127.0.0.1"}, "127.0.0.1"),
        ({"host": "127.0.0.1/evil.example"}, "127.0.0.1"),
        ({"origin": "http://["}, "127.0.0.1"),
        ({"origin": "null"}, "127.0.0.1"),
        ({"origin": "https://evil.example"}, "127.0.0.1"),
        ({"sec-fetch-site": "cross-site"}, "127.0.0.1"),
        ({"sec-fetch-site": "same-site"}, "127.0.0.1"),
        ({"x-forwarded-for": "203.0.113.7"}, "127.0.0.1"),
        ({"forwarded": "for=203.0.113.7"}, "127.0.0.1"),
        ({"via": "1.1 proxy"}, "127.0.0.1"),
        ({"x-forwarded-host": "revive.example"}, "127.0.0.1"),
        ({}, "203.0.113.7"),
    ],
)
async def test_others_do_not_come_in_as_this_machine(headers: dict[str, str], client: str) -> None:
    async with door(client=client) as http:
        answer = await http.post("/demo", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "revive keys add" in answer.json()["detail"]


@pytest.mark.parametrize(("scope", "read", "run"), [("read", 404, 403), ("run", 404, 404), ("admin", 404, 404)])
async def test_a_key_opens_what_its_scope_says(scope: Scope, read: int, run: int) -> None:
    bearer = {"authorization": f"Bearer {await made(scope)}"}
    async with door(open_to_loopback=False, client="203.0.113.7") as http:
        assert (await http.get("/results", params={"upload_id": "x"}, headers=bearer)).status_code == read
        assert (await http.post("/process", json={"upload_id": "x"}, headers=bearer)).status_code == run
        assert (await http.get("/results", params={"upload_id": "x"})).status_code == 401


async def test_a_key_that_is_revoked_is_refused_from_the_next_request_on() -> None:
    key = await made("run")
    bearer = {"authorization": f"Bearer {key}"}
    async with door(open_to_loopback=False) as http:
        assert (await http.get("/results", params={"upload_id": "x"}, headers=bearer)).status_code == 404
        async with open_keys(local_environment(read_settings())) as records:
            await revoke_key(records, key.split("_")[1], NOW)
            assert [one.revoked_at for one in await list_keys(records)] == ["2026-11-28T12:00:00+00:00"]
            assert key.split("_", 2)[2] not in (await list_keys(records))[0].model_dump_json()
        assert (await http.get("/results", params={"upload_id": "x"}, headers=bearer)).status_code == 401


@pytest.mark.parametrize("bearer", ["", "x", "rv_000000000000_" + "a" * 43, "rv_" + "é" * 12, "Bearer " * 1000])
async def test_a_key_that_is_none(bearer: str) -> None:
    async with door() as http:
        answer = await http.get(
            "/results", params={"upload_id": "x"}, headers={b"authorization": f"Bearer {bearer}".encode()}
        )
    assert answer.status_code == 401


async def test_a_body_is_counted_before_it_is_read() -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b"a" * (1 << 20)

    async with door() as http:
        declared = await http.post("/upload", content=b"a", headers={"content-length": str(1 << 40)})
        streamed = await http.post("/upload", content=endless())
    for answer in (declared, streamed):
        assert answer.status_code == 413
        assert "201 MB at most" in answer.json()["detail"]


def test_a_client_that_asks_too_often_waits() -> None:
    at = [0.0]
    rate = RateLimit(per_minute=60, burst=3, now=lambda: at[0])
    assert [rate.wait_s("a") for _ in range(4)] == [0, 0, 0, 1]
    assert rate.wait_s("b") == 0
    at[0] = 2.0
    assert [rate.wait_s("a") for _ in range(3)] == [0, 0, 1]


async def test_too_many_requests_say_how_long_to_wait() -> None:
    async with door() as http:
        answers = [await http.get("/results", params={"upload_id": "x"}) for _ in range(70)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    ("method", "path", "asked", "said"),
    [
        ("POST", "/process", {"json": {"upload_id": "x", "source": "/etc/passwd"}}, "body.source: Extra inputs"),
        ("POST", "/process", {"json": {}}, "body.upload_id: Field required"),
        (
            "POST",
            "/process",
            {"content": b"[]", "headers": {"content-type": "application/json"}},
            "body: Input should be a valid dictionary",
        ),
        ("GET", "/results", {"params": {"upload_id": "x", "limit": 0}}, "query.limit"),
    ],
)
async def test_what_is_wrong_is_said_by_field(method: str, path: str, asked: dict[str, object], said: str) -> None:
    async with door() as http:
        answer = await http.request(method, path, **asked)  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


async def test_a_route_that_is_not_there() -> None:
    async with door() as http:
        assert (await http.get("/nowhere")).json()["detail"] == "Not Found"
        assert (await http.put("/upload")).status_code == 405


@pytest.mark.parametrize("body", ["raw", "form"])
async def test_a_file_is_taken_in_once(body: str) -> None:
    async def send(http: httpx.AsyncClient) -> httpx.Response:
        if body == "form":
            return await http.post("/upload", files={"file": ("../../Our Export.csv", ROWS)})
        return await http.post("/upload", content=ROWS, params={"name": "../../Our Export.csv"})

    async with door() as http:
        first, again = await send(http), await send(http)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["customer_count"] == 2
    assert first.json()["upload_id"].startswith("upload-") is False


async def test_a_file_that_cannot_be_used_says_what_the_command_would() -> None:
    async with door() as http:
        empty = await http.post("/upload", content=b"")
        no_csv = await http.post("/upload", content=b"%PDF-1.7 and so on", params={"name": "a.csv"})
        no_file = await http.post("/upload", files={"other": ("a.csv", ROWS)})
    assert (empty.status_code, no_csv.status_code, no_file.status_code) == (400, 400, 400)
    assert no_csv.json()["detail"] == "a.csv is a PDF; export the table as CSV"
    assert no_csv.json()["exit_code"] == 2
    assert no_file.json()["detail"] == "the form has no `file`"


async def test_two_tables_in_a_form_are_joined() -> None:
    events = b"event,account_id,churn_date,reason\ne1,A-1,2026-05-01,too expensive\n"
    accounts = gzip.compress(b"account_id,company,email,plan,mrr\nA-1,Acme,ann@acme.example,Pro,49\n")
    files = {"file": ("churn.csv", events), "join": ("accounts.csv.gz", accounts)}
    async with door() as http:
        answer = await http.post("/upload", files=files, params={"join_on": "account_id"})
        assert (answer.status_code, answer.json()["customer_count"]) == (201, 1)
        answer = await http.post("/upload", files=files)
    assert answer.status_code == 400
    assert "say with --join-on which column joins churn.csv and accounts.csv.gz: both have account_id" in answer.text


async def test_a_workbook_is_taken_in() -> None:
    left = ["customer_id", "email", "company", "plan", "mrr", "churn_date", "reason"]
    book = workbook(
        {"Cover": rows(["x"]), "Left": rows(left, ["c1", "a@a.example", "A", "Pro", 49, "2026-05-01", "x"])}
    )
    async with door() as http:
        answer = await http.post("/upload", content=book, params={"name": "Q3 left.xlsx", "sheet": "left"})
    assert (answer.status_code, answer.json()["customer_count"]) == (201, 1)


async def test_whose_words_a_column_holds_can_be_said_with_the_upload() -> None:
    rows_with_note = ROWS.replace("cancellation_reason", "notes")
    async with door() as http:
        said = {"name": "a.csv", "voice": "notes=customer"}
        theirs = await http.post("/upload", content=rows_with_note, params=said)
        wrong = await http.post("/upload", content=rows_with_note, params={"voice": "notes=nobody"})
    assert (theirs.status_code, theirs.json()["mapping"]["voices"]) == (201, {"notes": "customer"})
    assert (wrong.status_code, "COLUMN=customer or COLUMN=ours" in wrong.json()["detail"]) == (400, True)


async def test_outcomes_of_a_sheet_are_recorded_off_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads, own = list[int](), threading.get_ident()

    async def seen(place: Place, file: SourceFile, asked: Asked) -> Imported:
        threads.append(threading.get_ident())
        return await import_outcomes(place, file, asked)

    monkeypatch.setattr(routes, "import_outcomes", seen)
    book = workbook({"Cover": rows(["x"]), "Replies": rows(["email", "replied_at"], ["a@a.example", "2026-05-20"])})
    async with door() as http:
        assert (await http.post("/upload", content=ROWS, params={"name": "a.csv"})).status_code == 201
        answer = await http.post("/outcomes", content=book, params={"name": "b.xlsx", "sheet": "replies"})
    assert (answer.status_code, answer.json()["matched"]) == (200, 1)
    assert threads != [own]


async def test_a_form_is_one_in_capitals_too() -> None:
    form = b'--XX\r\nContent-Disposition: form-data; name="file"; filename="Ours.csv"\r\n\r\n' + ROWS.encode()
    async with door() as http:
        answer = await http.post(
            "/upload", content=form + b"\r\n--XX--\r\n", headers={"content-type": "Multipart/Form-Data; boundary=XX"}
        )
    assert answer.json()["upload_id"].startswith("ours-")


async def test_a_bug_of_ours_tells_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(*_: object) -> None:
        raise KeyError("ann@acme.example")

    monkeypatch.setattr("web.winback.uploads.read_status", broken)
    async with door() as http:
        answer = await http.get("/results", params={"upload_id": "x"})
    assert answer.status_code == 500
    assert "ann@" not in answer.text
    assert "test-1" in answer.text
    assert "an unexpected KeyError" in caplog.text


async def test_the_page_loads_nothing_and_names_every_route() -> None:
    async with door() as http:
        page = (await http.get("/docs")).text
        described = (await http.get("/openapi.json")).json()
    assert {"/upload", "/process", "/results", "/demo", "/health", "/ready"} <= described["paths"].keys()
    assert all(path in page for path in described["paths"])
    assert "http:" not in page
    assert "https:" not in page


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer rv_unknown"}, {"authorization": "Basic eDp5"}])
async def test_refusals_are_counted_by_address_and_keep_no_key_out(headers: dict[str, str]) -> None:
    key = await made("read")
    async with door(open_to_loopback=False, client="192.0.2.7") as http:
        answers = [await http.get("/results", params={"upload_id": "u"}, headers=headers) for _ in range(32)]
        assert [answer.status_code for answer in answers] == [401] * 30 + [429] * 2
        assert int(answers[-1].headers["retry-after"]) >= 1
        let_in = await http.get("/results", params={"upload_id": "u"}, headers={"authorization": f"Bearer {key}"})
        assert let_in.status_code == 404


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.7", True), ("192.0.2.7", "192.0.2.8", False), ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False), ("nonsense", "nonsense", True),
    ],
)  # fmt: skip
async def test_who_has_one_address_of_a_network_has_all(one: str, other: str, *, same: bool) -> None:
    asked = [Request({"type": "http", "client": (host, 1), "headers": []}) for host in (one, other)]
    assert (address_of(asked[0]) == address_of(asked[1])) is same


def test_of_more_clients_than_it_remembers_the_longest_away_is_forgotten() -> None:
    rate = RateLimit(per_minute=1, burst=1, now=lambda: 0.0)
    assert all(rate.wait_s(f"client {number}") == 0 for number in range(10_001))
    assert rate.wait_s("client 5") == 60
    assert rate.wait_s("client 0") == 0
    assert len(rate._left) == 10_000


async def test_a_system_of_another_package_brings_its_routes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_MODEL", "offline")
    with toy_installed(tmp_path):
        await take_in(tmp_path, "notes", 3)
        await run_toy("notes")
        async with door() as http:
            said = (await http.get("/toy/notes/notes")).json()
            page = (await http.get("/docs")).text
    assert [note["note_id"] for note in said] == ["n0", "n1", "n2"]
    assert "/toy/notes/{upload_id}" in page
    assert "/process" in page
