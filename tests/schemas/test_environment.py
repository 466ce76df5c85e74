import pytest
from pydantic import ValidationError

from schemas.environment import AwsIdentity, EnvironmentSpec, OpenAIIdentity


def test_secrets_stay_out_of_what_is_shown() -> None:
    identity = AwsIdentity("eu-west-1", "sales", "AKIAPLANTED", "planted-secret", "planted-token")
    openai = OpenAIIdentity("sk-planted", "https://proxy.example/v1")
    spec = EnvironmentSpec(name="prod", artifacts_url="s3://bucket", aws=identity, openai=openai)
    for shown in (repr(identity), str(identity), repr(openai), str(openai), repr(spec), str(spec)):
        assert "PLANTED" not in shown
        assert "planted" not in shown
    assert "sales" in repr(spec)
    assert "proxy.example" in repr(spec)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        (None, True),
        ("https://api.openai.com/v1", True),
        ("https://api.openai.com.proxy.example/v1", False),
        ("https://api.openai.com@proxy.example/v1", False),
        ("http://localhost:11434/v1", False),
        ("http://[", False),
    ],
)
def test_only_openai_is_openai(url: str | None, own: bool) -> None:  # noqa: FBT001 -- a parameter of the table above
    assert OpenAIIdentity("sk-planted", url).at_openai == own


def test_no_quota_is_known_unless_it_is_said() -> None:
    spec = EnvironmentSpec(name="local", artifacts_url="file:///tmp")
    assert (spec.requests_per_minute, spec.tokens_per_minute, spec.model) == (None, None, None)
    assert spec.real_model_calls


@pytest.mark.parametrize(
    "field", [{"requests_per_minute": 0}, {"tokens_per_minute": -1}, {"model_timeout_s": 0}, {"retry_for_s": -1}]
)
def test_quotas_and_times_are_amounts(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(field))):
        EnvironmentSpec.model_validate({"name": "x", "artifacts_url": "file:///tmp", **field})
