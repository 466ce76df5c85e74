"""Events of API Gateway become requests, and answers what API Gateway takes; nothing in one is trusted to be there."""

import base64
import json
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from web.gateway_events import MAX_ANSWER, NotAnEventError, answered, body_of, scope_of


def event(**changed: Any) -> dict[str, Any]:
    context = {"requestId": "r-1", "stage": "$default", "http": {"method": "post", "sourceIp": "203.0.113.7"}}
    return {"rawPath": "/upload", "rawQueryString": "", "headers": {}, "requestContext": context, **changed}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Says in JSON what it was asked, with two cookies and a header that comes twice."""
    body = (await receive())["body"]
    headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
    said = {
        "path": scope["path"],
        "query": scope["query_string"].decode(),
        "method": scope["method"],
        "headers": headers,
    }
    said |= {"client": scope["client"][0], "body": base64.b64encode(body).decode()}
    answer = [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2"), (b"vary", b"accept"), (b"Vary", b"cookie")]
    await send({"type": "http.response.start", "status": 201, "headers": answer})
    await send({"type": "http.response.body", "body": json.dumps(said).encode(), "more_body": True})
    await send({"type": "http.response.body"})


async def test_a_request_arrives_as_it_was_sent() -> None:
    asked = event(
        rawPath="/sessions/a%2Fb%20c%C3%A9",
        rawQueryString="name=a%26b.csv&x=1&x=2",
        headers={"Content-Type": "text/csv", "X-Forwarded-For": "127.0.0.1"},
        cookies=["one=1", "two=2"],
        body=base64.b64encode(b"\xff\x00\r\n").decode(),
        isBase64Encoded=True,
    )
    answer = await answered(echo, asked)
    said = json.loads(answer["body"])
    assert (said["path"], said["query"], said["method"]) == ("/sessions/a/b cé", "name=a%26b.csv&x=1&x=2", "POST")
    assert said["headers"]["cookie"] == "one=1; two=2"
    assert said["headers"]["x-request-id"] == "r-1"
    assert said["client"] == "203.0.113.7"  # the gateway's word, not the header's
    assert base64.b64decode(said["body"]) == b"\xff\x00\r\n"


async def test_an_answer_leaves_as_the_gateway_takes_it() -> None:
    answer = await answered(echo, event(body="ü"))
    assert answer["statusCode"] == 201
    assert answer["cookies"] == ["a=1", "b=2"]
    assert answer["headers"] == {"vary": "accept, cookie"}
    assert base64.b64decode(json.loads(answer["body"])["body"]) == "ü".encode()


async def test_bytes_go_in_base64_and_what_is_too_large_is_said() -> None:
    async def give(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _piece in range(pieces):
            await send({"type": "http.response.body", "body": b"\xff" * 1_000_000, "more_body": True})

    pieces = 1
    answer = await answered(give, event())
    assert answer["isBase64Encoded"]
    assert base64.b64decode(answer["body"]) == b"\xff" * 1_000_000
    pieces = MAX_ANSWER // 1_000_000 + 1
    answer = await answered(give, event())
    assert answer["statusCode"] == 500
    assert "larger than a function may give" in json.loads(answer["body"])["detail"]


def test_a_stage_is_not_part_of_the_path() -> None:
    asked = event(rawPath="/live/health")
    asked["requestContext"] = {**asked["requestContext"], "stage": "live"}
    assert scope_of(asked)["path"] == "/health"
    asked["rawPath"] = "/live"
    assert scope_of(asked)["path"] == "/"


@pytest.mark.parametrize(
    "odd",
    [{}, {"Records": []}, {"rawPath": "/", "requestContext": {}}, {"rawPath": "/", "requestContext": None}],
)
def test_what_is_no_such_event_is_refused(odd: dict[str, Any]) -> None:
    with pytest.raises(NotAnEventError, match=r"payload format 2\.0"):
        scope_of(odd)


def test_a_body_that_is_no_base64_is_refused() -> None:
    with pytest.raises(NotAnEventError, match="base64"):
        body_of(event(body="%%%", isBase64Encoded=True))


def test_odd_headers_do_no_harm() -> None:
    headers = dict(scope_of(event(headers={"X-Odd": "日本\r\nx", "A": None}))["headers"])
    assert headers[b"a"] == b"None"
    assert scope_of(event(headers=None, cookies=None))["headers"] == [(b"x-request-id", b"r-1")]
