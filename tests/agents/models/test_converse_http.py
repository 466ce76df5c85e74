"""One Converse call: the request that botocore's client would send, and whatever comes back."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiobotocore.config import AioConfig
from aiobotocore.session import AioSession
from botocore.exceptions import ClientError, HTTPClientError

from agents.models.converse_http import ConverseHttp
from aws.direct_http import DirectSession

ANSWER = b'{"output":{"message":{"role":"assistant","content":[{"text":"ok"}]}},"stopReason":"end_turn"}'
MODELS = [
    "amazon.nova-lite-v1:0",
    "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a b+c~d",
    "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
]
BODY: dict[str, Any] = {
    "messages": [{"role": "user", "content": [{"text": "Wh\u00fd? \U0001f600"}]}],
    "inferenceConfig": {"temperature": 0.5, "maxTokens": 9},
}


class Service:
    """Answers every request alike, and keeps what it was sent."""

    def __init__(self, status: int = 200, body: bytes = ANSWER, headers: str = "") -> None:
        self.status, self.body, self.headers = status, body, headers
        self.heads: list[str] = []
        self.bodies: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")
        )
        self.heads.append(head)
        self.bodies.append(await reader.readexactly(length))
        answer = (
            f"HTTP/1.1 {self.status} X\r\nContent-Length: {len(self.body)}\r\nConnection: close\r\n{self.headers}\r\n"
        )
        writer.write(answer.encode() + self.body)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def opened(service: Service, path: str = "") -> AsyncIterator[Any]:
    """A client of a service on loopback."""
    server = await asyncio.start_server(service, "127.0.0.1", 0)
    async with server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{path}"
        keys = {"aws_access_key_id": "AKIATEST", "aws_secret_access_key": "planted", "aws_session_token": "for-an-hour"}
        where = {"region_name": "eu-west-1", "endpoint_url": url, "config": AioConfig(http_session_cls=DirectSession)}
        async with AioSession().create_client("bedrock-runtime", **where, **keys) as client:
            yield client


def said(head: str) -> dict[str, str]:
    lines = (line.partition(": ") for line in head.splitlines()[1:] if line)
    return {name.lower(): value for name, _, value in lines}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("path", ["", "/proxy/bedrock"])
async def test_the_request_is_the_one_that_the_client_sends(model: str, path: str) -> None:
    service = Service()
    async with opened(service, path) as client:
        assert await ConverseHttp(client, model).ask(BODY)
        assert await client.converse(modelId=model, **BODY)
    (ours, theirs), (first, second) = service.heads, service.bodies
    assert ours.splitlines()[0] == theirs.splitlines()[0]
    assert json.loads(first) == json.loads(second) == BODY
    sent, known = said(ours), said(theirs)
    signature = sent["authorization"]
    assert (
        signature.split("Signature=")[0].split("/")[:4] == known["authorization"].split("Signature=")[0].split("/")[:4]
    )
    assert "content-type;host;x-amz-date;x-amz-security-token" in signature
    assert sent["x-amz-security-token"] == "for-an-hour"
    assert sent["content-type"] == known["content-type"]


async def test_an_api_key_stands_in_for_the_credentials_as_with_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "planted")
    service = Service()
    async with opened(service) as client:
        assert await ConverseHttp(client, MODELS[0]).ask(BODY)
        assert await client.converse(modelId=MODELS[0], **BODY)
    assert [said(head)["authorization"] for head in service.heads] == ["Bearer planted"] * 2


async def test_the_signature_is_of_this_request() -> None:
    """Signed again by botocore at the same instant, it is the same."""
    from botocore.auth import SigV4Auth  # noqa: PLC0415 -- the test's own
    from botocore.awsrequest import AWSRequest  # noqa: PLC0415
    from botocore.credentials import Credentials  # noqa: PLC0415

    service = Service()
    async with opened(service) as client:
        await ConverseHttp(client, MODELS[1]).ask(BODY)
        head = said(service.heads[0])
        path = service.heads[0].split()[1]
        again = AWSRequest("POST", f"http://{head['host']}{path}", headers={"Content-Type": "application/json"})
        again.data = service.bodies[0]
        signed_names = head["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
        for name in signed_names:
            if name not in ("host", "content-type"):
                again.headers[name] = head[name]
        again.context["timestamp"] = head["x-amz-date"]
        auth = SigV4Auth(Credentials("AKIATEST", "planted", "for-an-hour"), "bedrock", "eu-west-1")
        signature = auth.signature(auth.string_to_sign(again, auth.canonical_request(again)), again)
    assert head["authorization"].endswith(f"Signature={signature}")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", None),
        (b"<html>not here</html>", None),
        (b'{"stopReason": ', None),
        (b"\xff\xfe\xff", None),
        (b"[" * 100_000, None),
        (b"[1, 2]", [1, 2]),
        (b'"\\ud83d"', "\ud83d"),
        (b'{"a": 1e400}', {"a": float("inf")}),
    ],
)
async def test_whatever_comes_with_a_200(body: bytes, found: object) -> None:
    service = Service(body=body)
    async with opened(service) as client:
        assert await ConverseHttp(client, MODELS[0]).ask(BODY) == found


def _throttled(error: dict[str, Any]) -> bool:
    return bool(error["Error"] == {"Code": "ThrottlingException", "Message": "slow down"})


@pytest.mark.parametrize(
    ("status", "body", "headers", "holds"),
    [
        (429, b'{"message":"slow down"}', "x-amzn-ErrorType: ThrottlingException:http://x/\r\n", _throttled),
        (400, b'{"__type":"a.b#ThrottlingException","Message":"slow down"}', "", _throttled),
        (503, b"<html>", "Retry-After: 7\r\n", lambda e: e["ResponseMetadata"]["HTTPHeaders"]["retry-after"] == "7"),
        (500, b"", "", lambda e: e["Error"]["Code"] == "500"),
        (403, b"<html>a proxy's page</html>", "", lambda e: e["ResponseMetadata"]["HTTPStatusCode"] == 403),
        (400, b"[1]", "", lambda e: e["Error"]["Code"] == "400"),
        (302, b"", "Location: http://127.0.0.1:9/\r\n", lambda e: e["ResponseMetadata"]["HTTPStatusCode"] == 302),
        (300, b"{}", "", lambda e: e["ResponseMetadata"]["HTTPStatusCode"] == 300),
    ],
)  # fmt: skip
async def test_refusals_say_code_message_status_and_headers(
    status: int, body: bytes, headers: str, holds: Callable[[dict[str, Any]], bool]
) -> None:
    service = Service(status, body, headers)
    async with opened(service) as client:
        with pytest.raises(ClientError) as refused:
            await ConverseHttp(client, MODELS[0]).ask(BODY)
    answer: Any = refused.value.response
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == status
    assert holds(answer)
    assert len(service.heads) == 1  # a redirect is not followed, and nothing is sent twice


async def test_a_connection_that_dies_is_said_in_botocore_s_words() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with opened(hang_up) as client:  # type: ignore[arg-type]  # a server's callback, too
        with pytest.raises(HTTPClientError):
            await ConverseHttp(client, MODELS[0]).ask(BODY)


async def test_half_a_character_is_sent_as_an_escape() -> None:
    service = Service()
    async with opened(service) as client:
        await ConverseHttp(client, MODELS[0]).ask({"system": [{"text": "a\ud83d"}]})
    assert service.bodies == [b'{"system": [{"text": "a\\ud83d"}]}']
