"""An identity's sessions against moto over HTTP: keys, a role that is assumed and renewed, an endpoint of its own."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes.aws_emulator import serve_aws
from prefect_aws import AwsCredentials
from pydantic import SecretStr

from aws.session import aio_session, sync_session
from blocks.environment import Environment, _identity
from blocks.records.aws import open_client
from blocks.stores import open_store
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError

ROLE = "arn:aws:iam::123456789012:role/revive"


@pytest.fixture(scope="module")
def aws() -> Iterator[str]:
    with serve_aws() as url:
        yield url


@pytest.fixture
def identity(aws: str, monkeypatch: pytest.MonkeyPatch) -> AwsIdentity:
    """As an `AwsCredentials` block says it: a role, and an endpoint that no variable names."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", aws)
    block = AwsCredentials(
        aws_access_key_id="AKIAFROMTHEBLOCK0000",
        aws_secret_access_key=SecretStr("planted-secret-of-the-block"),
        region_name="eu-west-1",
        assume_role_arn=ROLE,
        assume_role_kwargs={"RoleSessionName": "revive", "ExternalId": "planted-external-id"},
        aws_client_parameters={"endpoint_url": aws, "verify": False, "config": {"read_timeout": 7}},
    )
    found = _identity(Environment(artifacts_url="s3://b", aws_credentials=block).aws_credentials, "us-east-1")
    assert (found.region, found.endpoint_url, found.verify, found.config) == (
        "eu-west-1",
        aws,
        False,
        {"read_timeout": 7},
    )
    assert "planted" not in repr(found)
    return found


async def test_both_kinds_of_session_act_as_the_role(identity: AwsIdentity) -> None:
    of_aio = await (await (await aio_session(identity, "x")).get_credentials()).get_frozen_credentials()
    of_boto = sync_session(identity, "x").get_credentials().get_frozen_credentials()
    for keys in (of_aio, of_boto):
        assert keys.access_key.startswith("ASIA")  # temporary
        assert keys.token


async def test_what_a_role_gave_is_renewed_before_it_runs_out(identity: AwsIdentity) -> None:
    for seconds, renewed in ((3600, False), (900, True)):  # botocore renews in the last 15 minutes
        short = replace(identity, role_arguments={"RoleSessionName": "revive", "DurationSeconds": seconds})
        credentials = await (await aio_session(short, "x")).get_credentials()
        keys = [(await credentials.get_frozen_credentials()).access_key for _ in range(2)]
        assert (keys[0] != keys[1]) == renewed


async def test_dynamodb_and_s3_are_asked_at_the_endpoint_as_the_role(identity: AwsIdentity, aws: str) -> None:
    async with open_client("revive", identity) as client:
        assert (await client.list_tables())["TableNames"] == []
        assert client.meta.endpoint_url == aws
        assert client.meta.config.connect_timeout == 5  # what Revive rests on goes before what a block says
    sync_session(identity, "x").create_client("s3", endpoint_url=aws).create_bucket(
        Bucket="role-bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    store = open_store("s3://role-bucket/a", identity, None)
    await store.put("key", b"said")
    assert await store.get("key") == b"said"


async def test_a_role_that_cannot_be_assumed_is_one_line_before_anything_is_paid(
    identity: AwsIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")  # botocore's own: its waits between four more are not what is tested
    with pytest.raises(BadInputError, match=f"^x: the role {ROLE} cannot be assumed: .*127") as error:
        await aio_session(identity, "x")
    assert "\n" not in str(error.value)
    with pytest.raises(BadInputError, match=f"^s3://b: the role {ROLE} cannot be assumed"):
        open_store("s3://b", identity, None)
