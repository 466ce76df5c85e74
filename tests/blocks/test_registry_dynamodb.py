"""What AWS can answer to a registry, by a service that answers as told."""

import json
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from fakes.web_server import serving

from blocks.records import aws, dynamodb
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ConflictError, MissingTableError, ReviveError, StoreError
from schemas.registry import Append, Event, PutRelease, ReleaseState

AT = "2026-11-21T12:00:00+00:00"
STATE = ReleaseState(agent="campaign", production="1.0.0", since=AT, by="bob", revision=3)
EVENT = Append(Event(agent="campaign", at=AT, by="ann", what="promoted"))
ENVIRONMENT = EnvironmentSpec(name="x", artifacts_url="file:///x", records_url="dynamodb://revive")
Answer = tuple[int, dict[str, object]]
Script = list[Answer]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """Answers in turn; the last one is given for ever."""
    answers: Script = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            code, content = answers.pop(0) if len(answers) > 1 else answers[0]
            body = json.dumps(content).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with serving(Service) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://{address}")
        monkeypatch.setattr(aws, "ATTEMPTS", 1)
        monkeypatch.setattr(dynamodb, "_PAUSE_S", 0.001)
        yield answers


def refused(code: str, message: str = "said\nby AWS", **more: object) -> Answer:
    return 400, {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": message, "Message": message, **more}


def cancelled(*codes: str) -> Answer:
    return refused("TransactionCanceledException", CancellationReasons=[{"Code": code} for code in codes])


FOUND: Answer = (200, {"Item": {"agent": {"S": "campaign"}, "document": {"S": STATE.model_dump_json()}}})
DONE: Answer = (200, {})


async def told(use: Callable[[RegistryStore], Awaitable[object]]) -> ReviveError:
    async with open_registry(ENVIRONMENT) as registry:
        with pytest.raises(ReviveError) as raised:
            await use(registry)
    assert "\n" not in str(raised.value)
    return raised.value


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("ResourceNotFoundException", MissingTableError, "not there; `revive agents init --environment x` makes them"),
        ("AccessDeniedException", BadInputError, "refuses us (AccessDeniedException): said by AWS"),
        ("UnrecognizedClientException", BadInputError, "refuses us"),
        ("ProvisionedThroughputExceededException", StoreError, "dynamodb://revive in us-east-1: Provisioned"),
        ("ExpiredTokenException", StoreError, "ExpiredTokenException"),
    ],
)
async def test_what_aws_refuses(script: Script, code: str, kind: type[ReviveError], said: str) -> None:
    script.append(refused(code))
    error = await told(lambda registry: registry.release_states())
    assert type(error) is kind
    assert said in str(error)
    assert type(await told(lambda registry: registry.commit(PutRelease(STATE, 3), EVENT))) is kind


async def test_throttling_that_passes_is_not_noticed(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aws, "ATTEMPTS", 2)
    script.extend([refused("ThrottlingException"), FOUND])
    async with open_registry(ENVIRONMENT) as registry:
        assert await registry.release_state("campaign") == STATE


async def test_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9")
    monkeypatch.setattr(aws, "ATTEMPTS", 1)
    error = await told(lambda registry: registry.release_states())
    assert type(error) is StoreError
    assert "Could not connect" in str(error)


async def test_another_transaction_is_at_the_same_record(script: Script) -> None:
    script.extend([cancelled("TransactionConflict", "None"), cancelled("TransactionConflict", "None"), DONE])
    async with open_registry(ENVIRONMENT) as registry:
        await registry.commit(PutRelease(STATE, 3), EVENT)
    script[:] = [cancelled("TransactionConflict", "None"), cancelled("ConditionalCheckFailed", "None"), FOUND]
    error = await told(lambda registry: registry.commit(PutRelease(STATE, 2), EVENT))
    assert type(error) is ConflictError
    assert "bob was faster" in str(error)
    script[:] = [cancelled("TransactionConflict", "None")]
    error = await told(lambda registry: registry.commit(PutRelease(STATE, 3), EVENT))
    assert type(error) is StoreError
    assert "too many write at once (TransactionConflict); try again" in str(error)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({}, "a row of releases cannot be read"),
        ({"agent": {"S": "campaign"}, "document": {"S": "{}"}}, "ReleaseState cannot be read"),
    ],
)
async def test_an_item_that_is_no_record(script: Script, item: dict[str, object], said: str) -> None:
    script.append((200, {"Item": item}))
    assert said in str(await told(lambda registry: registry.release_state("campaign")))
