from pathlib import Path

import pytest

from blocks.channels.configured import is_begun, is_configured, open_channel
from blocks.channels.ses import SesChannel
from blocks.channels.smtp import SmtpChannel
from blocks.settings import read_settings
from schemas.channels import ChannelKind
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError

ALL = {
    "REVIVE_ACTION_URL": "https://hooks.example/x",
    "REVIVE_SLACK_TOKEN": "xoxb-planted",
    "REVIVE_SLACK_CHANNEL": "#accounts",
    "REVIVE_EMAIL_URL": "ses://eu-west-1",
    "REVIVE_EMAIL_FROM": "revive@acme.example",
    "REVIVE_EMAIL_TO": "team@acme.example",
    "REVIVE_JIRA_URL": "https://acme.example",
    "REVIVE_JIRA_PROJECT": "REV",
    "REVIVE_JIRA_TOKEN": "planted",
}
NAMES: dict[ChannelKind, str] = {
    "webhook": "webhook hooks.example", "slack": "slack #accounts", "email": "email team@acme.example",
    "jira": "jira REV",
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMES)
def test_what_is_set_is_opened_and_what_is_set_in_part_is_noticed(kind: ChannelKind, tmp_path: Path) -> None:
    environment = EnvironmentSpec(name="x", artifacts_url=tmp_path.as_uri())
    assert open_channel(kind, read_settings(ALL), environment).name == NAMES[kind]
    assert not is_begun(kind, read_settings({}))
    with pytest.raises(BadInputError, match="set REVIVE_"):
        open_channel(kind, read_settings({}), environment)
    partly = {name: value for name, value in ALL.items() if name not in {"REVIVE_SLACK_CHANNEL", "REVIVE_EMAIL_TO"}}
    partly.pop("REVIVE_JIRA_TOKEN")
    begun = read_settings(partly)
    assert is_begun(kind, begun)
    assert is_configured(kind, begun) == (kind == "webhook")


def test_an_email_goes_by_ses_or_smtp_and_to_whom_it_is_for(tmp_path: Path) -> None:
    environment = EnvironmentSpec(name="x", artifacts_url=tmp_path.as_uri())
    by_ses = open_channel("email", read_settings(ALL), environment, ["ana@acme.example"])
    assert isinstance(by_ses, SesChannel)
    assert (by_ses.region, by_ses.to) == ("eu-west-1", ("ana@acme.example",))
    moved = read_settings(ALL | {"REVIVE_EMAIL_URL": "smtp://mail.example"})
    assert isinstance(open_channel("email", moved, environment), SmtpChannel)
    with pytest.raises(BadInputError, match="REVIVE_EMAIL_TO: nobody is not an email address"):
        read_settings({"REVIVE_EMAIL_TO": "nobody"})
