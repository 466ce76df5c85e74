"""Role by role: each is assumed as the one before it, with its own external id and name, and renewed in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

import pytest
from fakes.web_server import serving
from pydantic import ValidationError

from aws.session import aio_session, sync_session
from schemas.environment import AwsIdentity, RoleStep
from schemas.errors import BadInputError

FIRST, SECOND, THIRD = (f"arn:aws:iam::{number * 12}:role/r" for number in ("1", "2", "3"))
_ANSWER = """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
<Expiration>{until}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"""
_REFUSED = """<ErrorResponse><Error><Code>AccessDenied</Code><Message>not as {who}</Message></Error></ErrorResponse>"""


class Sts:
    """Gives `ASIA` and a number; keeps who asked for which role, with what."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str | None, str]] = []  # by which key, role, external id, name
        self.until = "2099-01-01T00:00:00Z"
        self.refuses = ""

    def answer(self, said: dict[str, list[str]], by: str) -> tuple[int, str]:
        role = said["RoleArn"][0]
        self.asked.append((by, role, said.get("ExternalId", [None])[0], said["RoleSessionName"][0]))
        if role == self.refuses:
            return 403, _REFUSED.format(who=by)
        return 200, _ANSWER.format(key=f"ASIA{len(self.asked)}", until=self.until)


@pytest.fixture
def sts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sts]:
    found = Sts()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            by = self.headers["Authorization"].partition("Credential=")[2].partition("/")[0]
            status, text = found.answer(parse_qs(body), by)
            self.send_response(status)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Handler) as host:
        monkeypatch.setenv("AWS_ENDPOINT_URL_STS", f"http://{host}")
        yield found


IDENTITY = AwsIdentity(
    region="eu-west-1",
    access_key_id="of-the-block",
    secret_access_key="s",
    role_arn=FIRST,
    role_arguments={"RoleSessionName": "first", "ExternalId": "e1"},
    then=(RoleStep(role_arn=SECOND, external_id="e2"), RoleStep(role_arn=THIRD, session_name="third")),
)
CHAIN = [
    ("of-the-block", FIRST, "e1", "first"),
    ("ASIA1", SECOND, "e2", "revive"),
    ("ASIA2", THIRD, None, "third"),
]


async def test_each_role_is_assumed_as_the_one_before(sts: Sts) -> None:
    keys = await (await (await aio_session(IDENTITY, "x")).get_credentials()).get_frozen_credentials()
    assert (keys.access_key, sts.asked) == ("ASIA3", CHAIN)
    sts.asked.clear()
    assert sync_session(IDENTITY, "x").get_credentials().get_frozen_credentials().access_key == "ASIA3"
    assert sts.asked == CHAIN


async def test_the_whole_chain_is_renewed_before_it_runs_out(sts: Sts) -> None:
    sts.until = f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"
    session = await aio_session(IDENTITY, "x")
    credentials = await session.get_credentials()
    sts.until = "2099-01-01T00:00:00Z"
    before = len(sts.asked)
    await credentials.get_frozen_credentials()
    assert [role for _, role, _, _ in sts.asked[before:]] == [FIRST, SECOND, THIRD]
    await credentials.get_frozen_credentials()
    assert len(sts.asked) == before + 3


async def test_the_role_that_is_refused_is_named(sts: Sts) -> None:
    sts.refuses = SECOND
    with pytest.raises(BadInputError, match=f"^x: the role {SECOND} cannot be assumed: .*AccessDenied"):
        await aio_session(IDENTITY, "x")
    with pytest.raises(BadInputError, match=f"^x: the role {SECOND} cannot be assumed"):
        sync_session(IDENTITY, "x")


def test_without_a_first_role_there_is_no_second(sts: Sts) -> None:
    sync_session(replace(IDENTITY, role_arn=None), "x")
    assert [role for _, role, _, _ in sts.asked] == [SECOND, THIRD]


@pytest.mark.parametrize("said", [{"role_arn": "r"}, {"role_arn": SECOND, "duration": 1}, {"role_arn": SECOND, "x": 1}])
def test_a_step_is_a_role(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RoleStep.model_validate(said)
