"""Who gets at the pages, in this process: sessions, roles, other sites, and what is written down of each change."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fakes.door import NOW, door

from blocks.local import local_environment
from blocks.settings import read_settings
from schemas.scopes import Role
from tasks.access.audit import recent_changes
from tasks.access.keys import invite, open_keys, revoke_key
from tasks.access.sessions import begin_session, find_session

HTML = {"accept": "text/html"}
OURS = {"sec-fetch-site": "same-origin", **HTML}
ELSEWHERE = "203.0.113.7"


async def key_of(role: Role) -> str:
    """A person's key."""
    async with open_keys(local_environment(read_settings())) as records:
        return await invite(records, "Ann", role, "test", NOW)


async def sign_in(http: httpx.AsyncClient, role: Role) -> str:
    """Sign in as somebody with this role; returns the key."""
    key = await key_of(role)
    answer = await http.post("/sign-in", data={"key": key, "then": "/audit"}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/audit")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert key not in cookie
    # httpx would not send a cookie for TLS over this transport.
    http.headers["cookie"] = cookie.partition(";")[0]
    return key


async def test_this_machine_needs_no_sign_in_and_a_page_loads_nothing_from_elsewhere() -> None:
    async with door() as http:
        page = await http.get("/", headers=HTML)
        assert page.status_code == 200
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        for loaded in re.findall(r'(?:src|href)="([^"]+)"', page.text):
            assert loaded.startswith(("/", "#"))
            if loaded.startswith("/static/"):
                file = await http.get(loaded)
                assert file.status_code == 200
                assert "immutable" in file.headers["cache-control"]
        assert (await http.get("/static/../app.py")).status_code == 404
        assert (await http.get("/.json")).json()["environment"] == "local"


@pytest.mark.parametrize("path", ["/", "/audit", "/winback"])
async def test_others_are_sent_to_the_form_and_programs_get_401(path: str) -> None:
    async with door(client=ELSEWHERE) as http:
        page = await http.get(f"{path}?a=b", headers=HTML)
        assert page.status_code == 303
        assert page.headers["location"].startswith("/sign-in?then=%2F")
        program = await http.get(f"{path}.json")
    assert (program.status_code, program.headers["content-type"]) == (401, "application/problem+json")


async def test_a_session_ends_with_its_key_with_time_and_by_signing_out() -> None:
    async with door(client=ELSEWHERE) as http:
        key = await sign_in(http, "admin")
        assert (await http.get("/audit", headers=HTML)).status_code == 200
        token = http.headers["cookie"].partition("=")[2]
        async with open_keys(local_environment(read_settings())) as records:
            assert (await find_session(records, token)) is not None
            await revoke_key(records, key.split("_")[1], NOW)
            assert (await find_session(records, token)) is None
            old = await begin_session(records, "Old", "admin", datetime.now(UTC) - timedelta(hours=13))
            assert (await find_session(records, old)) is None
        assert (await http.get("/audit", headers=HTML)).status_code == 303
        await sign_in(http, "admin")
        assert (await http.post("/sign-out", headers=OURS)).status_code == 303
        assert (await http.get("/audit", headers=HTML)).status_code == 303


async def test_sign_ins_are_throttled_and_lead_only_to_our_own_pages() -> None:
    async with door(client=ELSEWHERE) as http:
        tries = [await http.post("/sign-in", data={"key": "rv_no"}, headers=OURS) for _ in range(12)]
        assert [answer.status_code for answer in tries] == [401] * 10 + [429] * 2
        assert "not known" in tries[0].text
        for there in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
            form = await http.get("/sign-in", params={"then": there}, headers=HTML)
            assert 'name="then" value="/"' in form.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"origin": "http://127.0.0.1"}, 404),
        ({"sec-fetch-site": "same-origin"}, 404),
    ],
)
async def test_a_change_comes_from_a_page_of_ours(headers: dict[str, str], status: int) -> None:
    async with door(client=ELSEWHERE) as http:
        await sign_in(http, "approver")
        answer = await http.post("/winback/nobody/approve", headers=headers | HTML)
    assert answer.status_code == status


async def test_who_may_and_what_is_written_down_of_it() -> None:
    async with door(client=ELSEWHERE) as http:
        await sign_in(http, "viewer")
        assert (await http.get("/winback", headers=HTML)).status_code == 200
        assert (await http.get("/audit", headers=HTML)).status_code == 403
        refused = await http.post("/winback/nobody/approve", headers=OURS)
        assert refused.status_code == 403
        assert "needs the role approver" in refused.text
        await sign_in(http, "approver")
        assert (await http.post("/winback/nobody/approve", headers=OURS)).status_code == 404
        shown = await http.get("/audit.json")
    async with open_keys(local_environment(read_settings())) as records:
        kept = await recent_changes(records, 10, datetime.now(UTC))
    assert [(one.what, one.role, one.outcome) for one in kept] == [
        ("approve emails", "approver", "refused (NotFoundError)")
    ]
    assert kept[0].who.startswith("Ann (key ")
    assert shown.json()["changes"] == [one.model_dump() for one in kept]


async def test_a_persons_key_opens_to_programs_only_what_its_role_may() -> None:
    async with door(client=ELSEWHERE) as http:
        bearer = {"authorization": f"Bearer {await key_of('editor')}"}
        assert (await http.post("/process", json={"upload_id": "x"}, headers=bearer)).status_code == 403
        assert (await http.get("/winback.json", headers=bearer)).json() == {"uploads": [], "can_run": True}
