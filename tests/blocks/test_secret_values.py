"""An environment's secret in Secrets Manager (moto): what it fills in, and that no error repeats it."""

import json
from collections.abc import Iterator

import pytest
from fakes.aws_emulator import serve_aws
from prefect_aws import AwsCredentials, AwsSecret
from pydantic import SecretStr

from aws.session import sync_session
from blocks.environment import Environment, spec_of
from blocks.environment_file import EnvironmentSaid, block_of
from blocks.secret_values import SecretValues, secret_values
from blocks.settings import read_settings
from schemas.environment import AwsIdentity, RoleStep
from schemas.errors import BadInputError

KEY, OWN = "planted-key-of-the-secret", "its-own"
NAME = "revive/prod/environment"
ROLE = "arn:aws:iam::123456789012:role/reads"


@pytest.fixture(scope="module")
def aws() -> Iterator[str]:
    with serve_aws() as url:
        yield url


@pytest.fixture
def identity(aws: str) -> AwsIdentity:
    return AwsIdentity(region="eu-west-1", endpoint_url=aws)


def kept(identity: AwsIdentity, name: str, text: str) -> str:
    client = sync_session(identity, "x").create_client(
        "secretsmanager", region_name="eu-west-1", endpoint_url=identity.endpoint_url
    )
    client.create_secret(Name=name, SecretString=text)
    return name


async def test_what_stands_in_a_secret(identity: AwsIdentity) -> None:
    name = kept(identity, "revive/dev/environment", json.dumps({"openai_api_key": KEY, "connections": {}}))
    assert await secret_values(name, identity, "dev") == SecretValues(openai_api_key=KEY, connections={})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{{"openai_api_kye": "{KEY}"}}', "openai_api_kye: Extra inputs are not permitted"),
        (f'{{"openai_api_key": ["{KEY}"]}}', "openai_api_key: Input should be a valid string"),
        (KEY, "it: Invalid JSON"),
        ("", "it: Invalid JSON"),
    ],
)
async def test_one_that_cannot_be_used_is_one_line_without_it(identity: AwsIdentity, text: str, said: str) -> None:
    name = kept(identity, f"odd-{abs(hash(text))}", text or " ")
    with pytest.raises(BadInputError, match=said) as error:
        await secret_values(name, identity, "dev")
    assert KEY not in str(error.value)
    assert "\n" not in str(error.value)


async def test_one_that_is_not_there_is_one_line(identity: AwsIdentity) -> None:
    with pytest.raises(
        BadInputError, match=r"^environment dev: secret nowhere cannot be read: ResourceNotFoundException"
    ):
        await secret_values("nowhere", identity, "dev")


async def test_a_block_takes_from_its_secret_what_it_does_not_say(identity: AwsIdentity, aws: str) -> None:
    name = kept(identity, "of-block", json.dumps({"openai_api_key": KEY}))
    reader = AwsCredentials(region_name="eu-west-1", aws_client_parameters={"endpoint_url": aws})
    block = Environment(artifacts_url="s3://b", secret=AwsSecret(aws_credentials=reader, secret_name=name))
    spec = await spec_of("dev", block, read_settings())
    assert (spec.openai.api_key, KEY in repr(spec)) == (KEY, False)
    own = block.model_copy(update={"openai_api_key": SecretStr(OWN)})
    assert (await spec_of("dev", own, read_settings())).openai.api_key == OWN


def test_a_file_names_the_secret_and_the_roles_and_holds_neither() -> None:
    said = EnvironmentSaid.model_validate(
        {
            "name": "prod",
            "artifacts_url": "s3://b",
            "secret": NAME,
            "aws": {"region": "eu-west-1", "role_arn": ROLE, "then": [{"role_arn": f"{ROLE}-2", "external_id": "e"}]},
        }
    )
    block = block_of(None, said)
    assert block.secret is not None
    assert (block.secret.secret_name, block.secret.aws_credentials.assume_role_arn) == (NAME, ROLE)
    assert block.further_roles == [RoleStep(role_arn=f"{ROLE}-2", external_id="e")]
    again = block_of(block, said)
    assert again.secret == block.secret
