"""Who may ask, and see what: people with tokens, people without, other sites' pages."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fakes.door import bearer, door
from fakes.support_desk import learn_once
from fakes.user_tokens import SECRET, user

from web.support.callers import session_of

QUESTION = {"query": "How do I enlarge an EBS volume?"}
SITE = "https://www.acme.example"
ELSEWHERE = "203.0.113.7"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.setenv("REVIVE_USER_TOKEN_SECRETS", SECRET)
    monkeypatch.setenv("REVIVE_ANONYMOUS", "allow")
    monkeypatch.setenv("REVIVE_ORIGINS", SITE)
    learn_once(monkeypatch, tmp_path_factory.getbasetemp())


async def asked(http: httpx.AsyncClient, who: dict[str, str], **more: str) -> httpx.Response:
    return await http.post("/chat", json={**QUESTION, **more}, headers=who)


async def test_a_person_sees_what_is_theirs_and_of_nothing_else_whether_it_exists() -> None:
    async with door(open_to_loopback=False, client=ELSEWHERE) as http:
        mine = (await asked(http, user("ann"))).json()
        session, interaction = mine["session_id"], mine["interaction_id"]
        assert "session_token" not in mine
        assert (await asked(http, user("ann"), session_id=session)).json()["session_id"] == session
        bob = user("bob")
        for method, path, body in (
            ("GET", "/sessions/{}", None),
            ("DELETE", "/sessions/{}", None),
            ("POST", "/chat", {**QUESTION, "session_id": "{}"}),
            ("POST", "/query", {**QUESTION, "session_id": "{}"}),
        ):
            answers = []
            for there in (session, "nosuchsession"):
                sent = None if body is None else {name: value.format(there) for name, value in body.items()}
                answer = await http.request(method, path.format(there), json=sent, headers=bob)
                answers.append((answer.status_code, {**answer.json(), "request_id": ""}))
            assert answers[0] == answers[1], path
            assert answers[0][0] == 404, path
        rated = {"interaction_id": interaction, "thumbs": "up"}
        assert (await http.post("/feedback", json=rated, headers=bob)).status_code == 404
        assert (await http.post("/feedback", json=rated, headers=user("ann"))).status_code == 201
        there = (await http.get(f"/sessions/{session}", headers=user("ann"))).json()
        assert there["user_id"] == "ann"
        assert {turn["reply"]["cost_usd"] for turn in there["turns"]} == {None}, (
            "what it cost is the company's business"
        )
        assert (await http.delete(f"/sessions/{session}", headers=user("ann"))).status_code == 204
        assert (await http.get(f"/sessions/{session}", headers=user("ann"))).status_code == 404


async def test_nobody_asks_as_somebody_else() -> None:
    async with door(open_to_loopback=False) as http:
        assert (await asked(http, user("ann"), user_id="bob")).status_code == 403
        assert (await asked(http, user("ann", secret="x" * 32))).status_code == 401
        assert (await asked(http, user("ann", seconds=-120))).status_code == 401
        assert (await http.post("/upload", content=b"x", headers=user("ann"))).status_code == 401


async def test_a_token_of_a_session_is_good_for_that_session_alone() -> None:
    async with door(open_to_loopback=False, client=ELSEWHERE) as http:
        first = (await asked(http, {})).json()
        token, session = first["session_token"], first["session_id"]
        assert session == session_of(token)
        assert token not in session
        mine = {"authorization": f"Bearer {token}"}
        again = (await asked(http, mine)).json()
        assert again["session_id"] == session
        assert "session_token" not in again
        other = (await asked(http, {})).json()
        assert other["session_id"] != session
        for there in (other["session_id"], "nosuchsession"):
            assert (await asked(http, mine, session_id=there)).status_code == 404
            assert (await http.get(f"/sessions/{there}", headers=mine)).status_code == 404
        assert (await http.get(f"/sessions/{session}")).status_code == 404, "its id alone lets nobody in"
        assert len((await http.get(f"/sessions/{session}", headers=mine)).json()["turns"]) == 2
        assert (await asked(http, {"authorization": "Bearer rs_guess"})).status_code == 401
        assert (await asked(http, user("ann"), session_id=session)).status_code == 404


async def test_where_it_is_not_allowed_nobody_asks_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_ANONYMOUS", "forbid")
    async with door(open_to_loopback=False) as http:
        assert (await asked(http, {})).status_code == 401
        assert (await asked(http, {"authorization": f"Bearer rs_{'a' * 43}"})).status_code == 401


async def test_a_backend_asks_for_anybody() -> None:
    async with door(open_to_loopback=False) as http:
        key = await bearer("run")
        said = (await asked(http, key, user_id="ann", session_id="a")).json()
        assert (await http.get("/sessions/a", headers=key)).json()["user_id"] == "ann"
        assert (await http.get("/sessions/a", headers=user("ann"))).status_code == 200
        assert said["outcome"] == "answered"


async def test_pages_of_listed_sites_may_ask_and_no_others() -> None:
    preflight = {"access-control-request-method": "POST", "access-control-request-headers": "authorization"}
    async with door(open_to_loopback=True) as http:
        allowed = await http.options("/chat", headers={"origin": SITE, **preflight})
        assert allowed.headers["access-control-allow-origin"] == SITE
        assert "access-control-allow-credentials" not in allowed.headers
        for origin in ("https://evil.example", "null", f"{SITE}.evil.example", "http://www.acme.example"):
            refused = await http.options("/chat", headers={"origin": origin, **preflight})
            assert "access-control-allow-origin" not in refused.headers, origin
        bad = await http.post("/chat", json=QUESTION, headers={"origin": SITE, **user("ann", seconds=-120)})
        assert (bad.status_code, bad.headers["access-control-allow-origin"]) == (401, SITE)
        said = await http.post("/chat", json=QUESTION, headers={"origin": SITE, "sec-fetch-site": "cross-site"})
        assert "session_token" in said.json(), "on this machine, too, another site's page is nobody's backend"


async def test_each_person_may_ask_so_often() -> None:
    async with door(open_to_loopback=False, client=ELSEWHERE) as http:
        codes = [(await http.get("/sessions/x", headers=user("ann"))).status_code for _ in range(22)]
        assert codes[:20] == [404] * 20
        assert codes[-1] == 429
        assert (await http.get("/sessions/x", headers=user("bob"))).status_code == 404


async def test_nobody_fills_the_memory_with_one_question() -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b'{"query": "'
        while True:
            yield b"a" * (1 << 20)

    async with door(open_to_loopback=False, client=ELSEWHERE) as http:
        answer = await http.post("/chat", content=endless(), headers={"content-type": "application/json"})
        assert answer.status_code == 413
        long = await http.post("/chat", json={"query": "word " * 30_000})
        assert long.status_code == 200
        for broken in (b"\xff\xfe\x00", b'{"query": 7}', b"[]", b'{"query": "x", "admin": true}', b""):
            answer = await http.post("/chat", content=broken, headers={"content-type": "application/json"})
            assert answer.status_code in (400, 422), broken
