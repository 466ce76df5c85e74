"""Every variable that is read, its default, and what is said of a value that cannot be used."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from blocks import settings
from blocks.local import local_environment, resolve_environment
from blocks.settings import Settings, read_door_rules, read_settings, read_source_rules
from schemas.channels import ChannelSettings
from schemas.connections import Connections, GongAccess
from schemas.environment import AwsIdentity, EnvironmentSpec, OpenAIIdentity
from schemas.errors import BadInputError

SIGNING = "whsec_" + "QUJD" * 8
DEFAULT = Settings(
    home=Path.cwd() / "artifacts",
    artifacts_url=None,
    records_url=None,
    queue_url=None,
    worker=None,
    queue_limit=2_000_000,
    webhook_secrets=(),
    action_url=None,
    action_secret=None,
    support_url=None,
    support_secret=None,
    support_channel=None,
    channels=ChannelSettings(),
    alert_url=None,
    alert_secret=None,
    alert_topic=None,
    model=None,
    model_timeout_s=60.0,
    retry_for_s=90.0,
    real_model_calls=True,
    s3_endpoint=None,
    aws_region=None,
    connections=None,
    openai=OpenAIIdentity(),
    live_budget_usd=None,
    live_name="serve",
    metrics="none",
    traced=(),
)
VARIABLES = {
    "REVIVE_HOME": ("/srv/revive", "home", Path("/srv/revive")),
    "REVIVE_ARTIFACTS_URL": ("s3://bucket/prefix", "artifacts_url", "s3://bucket/prefix"),
    "REVIVE_RECORDS_URL": ("dynamodb://revive", "records_url", "dynamodb://revive"),
    "REVIVE_QUEUE_URL": ("sqs://revive", "queue_url", "sqs://revive"),
    "REVIVE_WORKER": ("lambda:chunks", "worker", "lambda:chunks"),
    "REVIVE_QUEUE_LIMIT": ("7", "queue_limit", 7),
    "REVIVE_WEBHOOK_SECRETS": (f" {SIGNING}  {SIGNING}QQ== ", "webhook_secrets", (SIGNING, f"{SIGNING}QQ==")),
    "REVIVE_ACTION_URL": ("https://hooks.example/x", "action_url", "https://hooks.example/x"),
    "REVIVE_ACTION_SECRET": (SIGNING, "action_secret", SIGNING),
    "REVIVE_SUPPORT_URL": ("https://hooks.example/y", "support_url", "https://hooks.example/y"),
    "REVIVE_SUPPORT_SECRET": (SIGNING, "support_secret", SIGNING),
    "REVIVE_SUPPORT_CHANNEL": ("slack", "support_channel", "slack"),
    "REVIVE_SLACK_TOKEN": ("xoxb-planted", "channels", ChannelSettings(slack_token="xoxb-planted")),
    "REVIVE_SLACK_CHANNEL": ("#accounts", "channels", ChannelSettings(slack_channel="#accounts")),
    "REVIVE_EMAIL_URL": ("smtp://mail.example", "channels", ChannelSettings(email_url="smtp://mail.example")),
    "REVIVE_EMAIL_FROM": ("ann@a.example", "channels", ChannelSettings(email_from="ann@a.example")),
    "REVIVE_EMAIL_TO": ("a@b.com, c@b.com", "channels", ChannelSettings(email_to=("a@b.com", "c@b.com"))),
    "REVIVE_JIRA_URL": ("https://a.example", "channels", ChannelSettings(jira_url="https://a.example")),
    "REVIVE_JIRA_PROJECT": ("REV", "channels", ChannelSettings(jira_project="REV")),
    "REVIVE_JIRA_USER": ("ann@a.example", "channels", ChannelSettings(jira_user="ann@a.example")),
    "REVIVE_JIRA_TOKEN": ("planted", "channels", ChannelSettings(jira_token="planted")),
    "REVIVE_JIRA_ISSUE_TYPE": ("Story", "channels", ChannelSettings(jira_issue_type="Story")),
    "REVIVE_ALERT_URL": ("https://hooks.example/z", "alert_url", "https://hooks.example/z"),
    "REVIVE_ALERT_SECRET": (SIGNING, "alert_secret", SIGNING),
    "REVIVE_ALERT_TOPIC": ("arn:aws:sns:eu-west-1:1:a", "alert_topic", "arn:aws:sns:eu-west-1:1:a"),
    "REVIVE_CONNECTIONS": ("/etc/revive.yaml", "connections", Path("/etc/revive.yaml")),
    "REVIVE_MODEL": ("bedrock:amazon.nova-lite-v1:0", "model", "bedrock:amazon.nova-lite-v1:0"),
    "REVIVE_MODEL_TIMEOUT_S": ("2.5", "model_timeout_s", 2.5),
    "REVIVE_RETRY_FOR_S": ("7", "retry_for_s", 7.0),
    "REVIVE_REAL_MODEL_CALLS": ("forbid", "real_model_calls", False),
    "AWS_ENDPOINT_URL_S3": ("http://127.0.0.1:1", "s3_endpoint", "http://127.0.0.1:1"),
    "AWS_ENDPOINT_URL": ("http://127.0.0.1:2", "s3_endpoint", "http://127.0.0.1:2"),
    "AWS_REGION": ("eu-west-1", "aws_region", "eu-west-1"),
    "REVIVE_LIVE_BUDGET_USD": ("2.5", "live_budget_usd", 2.5),
    "REVIVE_METRICS": ("emf", "metrics", "emf"),
    "REVIVE_LIVE_NAME": ("support-2", "live_name", "support-2"),
    "OTEL_EXPORTER_OTLP_ENDPOINT": ("http://127.0.0.1:4318", "traced", ("spans", "metrics")),
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
    shown = repr(read_settings({"OPENAI_API_KEY": key, "REVIVE_WEBHOOK_SECRETS": SIGNING}))
    assert key not in shown
    assert SIGNING not in shown


@pytest.mark.parametrize("wrong", [SIGNING[6:], "whsec_QUJD", "whsec_" + "QUJD" * 22, "whsec_" + "Q!JD" * 8])
def test_a_secret_that_is_none_is_counted_and_not_repeated(wrong: str) -> None:
    with pytest.raises(BadInputError, match="number 2 is not a secret") as refused:
        read_settings({"REVIVE_WEBHOOK_SECRETS": f"{SIGNING} {wrong}"})
    assert wrong not in str(refused.value)


def test_the_table_names_every_variable_of_ours() -> None:
    named = set(re.findall(r"(?:REVIVE|OPENAI)_[A-Z_]*[A-Z]", settings.__doc__ or ""))
    of_sources = {"REVIVE_ALLOW_PRIVATE_HOSTS", "REVIVE_SOURCE_ROOTS"}
    of_the_door = {"REVIVE_USER_TOKEN_SECRETS", "REVIVE_ANONYMOUS", "REVIVE_ORIGINS"}
    of_sign_in = {f"REVIVE_OIDC_{what}" for what in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "CLAIM", "ROLES")}
    ours = {variable for variable in VARIABLES if not variable.startswith(("AWS_", "OTEL_"))}
    assert named == ours | of_sources | of_the_door | of_sign_in


def test_who_may_come_in_beside_those_with_a_key() -> None:
    nobody = read_door_rules({})
    assert (nobody.user_token_secrets, nobody.anonymous, nobody.origins) == ((), False, ())
    secrets = f"{'a' * 32} {'b' * 40}"
    said = {"REVIVE_USER_TOKEN_SECRETS": secrets, "REVIVE_ANONYMOUS": "allow"}
    rules = read_door_rules(said | {"REVIVE_ORIGINS": "https://WWW.acme.example http://127.0.0.1:8080 http://[::1]:1"})
    assert (rules.user_token_secrets, rules.anonymous) == (("a" * 32, "b" * 40), True)
    assert rules.origins == ("https://www.acme.example", "http://127.0.0.1:8080", "http://[::1]:1")
    assert "aaaa" not in repr(rules)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("REVIVE_USER_TOKEN_SECRETS", "short"),
        ("REVIVE_ANONYMOUS", "yes"),
        ("REVIVE_ORIGINS", "*"),
        ("REVIVE_ORIGINS", "https://acme.example/chat"),
        ("REVIVE_ORIGINS", "acme.example"),
        ("REVIVE_ORIGINS", "null"),
    ],
)
def test_rules_of_the_door_that_are_none_are_refused(name: str, wrong: str) -> None:
    with pytest.raises(BadInputError, match=name) as refused:
        read_door_rules({name: wrong})
    assert name != "REVIVE_USER_TOKEN_SECRETS" or wrong not in str(refused.value)


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
        queue_url="sqlite:///srv/my%20revive/queues",
        model="offline",
        aws=AwsIdentity(),
    )


async def test_settings_move_local(tmp_path: Path) -> None:
    file = tmp_path / "connections.yaml"
    file.write_text("gong: {key: someone, secret: planted}\nin_analyses: true\n", encoding="utf-8")
    moved = {variable: value for variable, (value, _, _) in VARIABLES.items()} | {"REVIVE_CONNECTIONS": str(file)}
    assert await resolve_environment("local", read_settings(moved)) == EnvironmentSpec(
        name="local",
        artifacts_url="s3://bucket/prefix",
        records_url="dynamodb://revive",
        queue_url="sqs://revive",
        queue_limit=7,
        worker="lambda:chunks",
        model="bedrock:amazon.nova-lite-v1:0",
        model_timeout_s=2.5,
        retry_for_s=7.0,
        real_model_calls=False,
        aws=AwsIdentity(region="eu-west-1"),
        openai=OpenAIIdentity(api_key="sk-planted", base_url="http://localhost:11434/v1"),
        connections=Connections(gong=GongAccess(key="someone", secret=SecretStr("planted")), in_analyses=True),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("gong: {key: k}", r"gong.secret: Field required"),
        ("gong: {key: k, secret: planted-word, url: 'http://x'}", r"gong.url: .*begins with https://"),
        ("zoom: {}", r"zoom: Extra inputs"),
        ("gong: [", "it is not YAML"),
    ],
)
async def test_connections_that_cannot_be_used_are_said_without_their_values(
    text: str, why: str, tmp_path: Path
) -> None:
    file = tmp_path / "connections.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=why) as refused:
        await resolve_environment("local", read_settings({"REVIVE_CONNECTIONS": str(file)}))
    assert "planted-word" not in str(refused.value)


def test_an_identity_shows_no_secret() -> None:
    identity = AwsIdentity("eu-west-1", "dev", "AKIAKEY", "SECRET", "TOKEN")
    spec = EnvironmentSpec(name="x", artifacts_url="file:///x", aws=identity)
    for shown in (repr(identity), str(identity), repr(spec), str(spec)):
        assert "eu-west-1" in shown
        assert not any(secret in shown for secret in ("AKIAKEY", "SECRET", "TOKEN"))
