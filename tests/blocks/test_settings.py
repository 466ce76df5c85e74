"""Every variable that is read, its default, and what is said of a value that cannot be used."""

import re
from pathlib import Path

import pytest

from blocks import settings
from blocks.local import local_environment, resolve_environment
from blocks.settings import Settings, read_settings, read_source_rules
from schemas.environment import AwsIdentity, EnvironmentSpec, OpenAIIdentity
from schemas.errors import BadInputError

DEFAULT = Settings(
    home=Path.cwd() / "artifacts",
    artifacts_url=None,
    records_url=None,
    model=None,
    model_timeout_s=60.0,
    retry_for_s=90.0,
    real_model_calls=True,
    s3_endpoint=None,
    aws_region=None,
    openai=OpenAIIdentity(),
)
VARIABLES = {
    "REVIVE_HOME": ("/srv/revive", "home", Path("/srv/revive")),
    "REVIVE_ARTIFACTS_URL": ("s3://bucket/prefix", "artifacts_url", "s3://bucket/prefix"),
    "REVIVE_RECORDS_URL": ("dynamodb://revive", "records_url", "dynamodb://revive"),
    "REVIVE_MODEL": ("bedrock:amazon.nova-lite-v1:0", "model", "bedrock:amazon.nova-lite-v1:0"),
    "REVIVE_MODEL_TIMEOUT_S": ("2.5", "model_timeout_s", 2.5),
    "REVIVE_RETRY_FOR_S": ("7", "retry_for_s", 7.0),
    "REVIVE_REAL_MODEL_CALLS": ("forbid", "real_model_calls", False),
    "AWS_ENDPOINT_URL_S3": ("http://127.0.0.1:1", "s3_endpoint", "http://127.0.0.1:1"),
    "AWS_ENDPOINT_URL": ("http://127.0.0.1:2", "s3_endpoint", "http://127.0.0.1:2"),
    "AWS_REGION": ("eu-west-1", "aws_region", "eu-west-1"),
    "OPENAI_API_KEY": ("sk-planted", "openai", OpenAIIdentity("sk-planted")),
    "OPENAI_BASE_URL": ("http://localhost:11434/v1", "openai", OpenAIIdentity(base_url="http://localhost:11434/v1")),
}


def test_the_defaults() -> None:
    assert read_settings({}) == DEFAULT


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_variable_changes_its_setting_and_no_other(variable: str) -> None:
    value, name, expected = VARIABLES[variable]
    changed = read_settings({variable: value})
    assert {field: getattr(changed, field) for field in Settings.__slots__} == {
        field: expected if field == name else getattr(DEFAULT, field) for field in Settings.__slots__
    }


@pytest.mark.parametrize("variable", VARIABLES)
def test_an_empty_variable_counts_as_not_set(variable: str) -> None:
    assert read_settings({variable: ""}) == DEFAULT


def test_settings_show_no_key() -> None:
    key, _, _ = VARIABLES["OPENAI_API_KEY"]
    assert key not in repr(read_settings({"OPENAI_API_KEY": key}))


def test_the_table_names_every_variable_of_ours() -> None:
    named = set(re.findall(r"(?:REVIVE|OPENAI)_[A-Z_]*[A-Z]", settings.__doc__ or ""))
    of_sources = {"REVIVE_ALLOW_PRIVATE_HOSTS", "REVIVE_SOURCE_ROOTS"}
    assert named == {variable for variable in VARIABLES if not variable.startswith("AWS_")} | of_sources


def test_where_files_may_come_from() -> None:
    rules = read_source_rules({"REVIVE_HOME": "/srv/revive", "REVIVE_SOURCE_ROOTS": "/srv/in:/srv/more"})
    assert rules.roots == (Path.cwd(), Path("/srv/revive"), Path("/srv/in"), Path("/srv/more"))
    assert not rules.allows("intranet")


@pytest.mark.parametrize(
    ("said", "host", "allowed"),
    [
        ("intranet, 10.0.0.7", "INTRANET", True),
        ("intranet,10.0.0.7", "10.0.0.7", True),
        ("intranet", "intranet.", True),
        ("intranet", "other.intranet", False),
        ("[fd00::1]", "fd00::1", True),
        ("1", "anything", True),
        ("", "", False),
    ],
)
def test_private_hosts_are_allowed_by_name(said: str, host: str, allowed: bool) -> None:  # noqa: FBT001 -- a table's column
    assert read_source_rules({"REVIVE_ALLOW_PRIVATE_HOSTS": said}).allows(host) is allowed


def test_the_endpoint_of_s3_counts_before_that_of_all_services() -> None:
    both = {"AWS_ENDPOINT_URL": "http://127.0.0.1:2", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"}
    assert read_settings(both).s3_endpoint == "http://127.0.0.1:1"


def test_home_is_made_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    assert read_settings({"REVIVE_HOME": "~/revive"}).home == Path("/home/ann/revive")
    assert read_settings({"REVIVE_HOME": "here"}).home == Path.cwd() / "here"


def test_the_process_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:x")
    monkeypatch.setenv("REVIVE_HOME", "/srv/revive")
    read = read_settings()
    assert (read.model, read.home, read.real_model_calls) == ("bedrock:x", Path("/srv/revive"), False)


@pytest.mark.parametrize("variable", ["REVIVE_MODEL_TIMEOUT_S", "REVIVE_RETRY_FOR_S"])
@pytest.mark.parametrize("value", ["-1", "0", "nan", "inf", "1e9", "a minute", "60s", " "])
def test_seconds_that_are_none(variable: str, value: str) -> None:
    with pytest.raises(BadInputError) as error:
        read_settings({variable: value})
    assert str(error.value) == f"{variable}={value}: give a number of seconds"


@pytest.mark.parametrize("value", ["0", "no", "ALLOW", "forbidden", "false"])
def test_a_choice_that_is_none(value: str) -> None:
    with pytest.raises(BadInputError, match=f"^REVIVE_REAL_MODEL_CALLS={value}: give allow or forbid$"):
        read_settings({"REVIVE_REAL_MODEL_CALLS": value})


def test_a_home_that_is_nobodys() -> None:
    with pytest.raises(BadInputError, match="REVIVE_HOME"):
        read_settings({"REVIVE_HOME": "~no-such-user-here/revive"})


# The environment that needs no set-up.


def test_local_is_a_folder_and_the_rules() -> None:
    assert local_environment(read_settings({"REVIVE_HOME": "/srv/my revive"})) == EnvironmentSpec(
        name="local",
        artifacts_url="file:///srv/my%20revive",
        records_url="sqlite:///srv/my%20revive/registry.db",
        model="offline",
        aws=AwsIdentity(),
    )


async def test_settings_move_local() -> None:
    moved = {variable: value for variable, (value, _, _) in VARIABLES.items()}
    assert await resolve_environment("local", read_settings(moved)) == EnvironmentSpec(
        name="local",
        artifacts_url="s3://bucket/prefix",
        records_url="dynamodb://revive",
        model="bedrock:amazon.nova-lite-v1:0",
        model_timeout_s=2.5,
        retry_for_s=7.0,
        real_model_calls=False,
        aws=AwsIdentity(region="eu-west-1"),
        openai=OpenAIIdentity(api_key="sk-planted", base_url="http://localhost:11434/v1"),
    )


def test_an_identity_shows_no_secret() -> None:
    identity = AwsIdentity("eu-west-1", "dev", "AKIAKEY", "SECRET", "TOKEN")
    spec = EnvironmentSpec(name="x", artifacts_url="file:///x", aws=identity)
    for shown in (repr(identity), str(identity), repr(spec), str(spec)):
        assert "eu-west-1" in shown
        assert not any(secret in shown for secret in ("AKIAKEY", "SECRET", "TOKEN"))
