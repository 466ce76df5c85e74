"""Every `REVIVE_*` and `OPENAI_*` variable, its meaning and its default. The only module that reads the environment.

| variable | meaning | default |
|---|---|---|
| `REVIVE_HOME` | where `local` keeps everything | `./artifacts` |
| `REVIVE_ARTIFACTS_URL` | where artifacts go instead: `file:///…`, `s3://bucket/prefix` | inside `REVIVE_HOME` |
| `REVIVE_RECORDS_URL` | where the registry is instead: `sqlite:///…`, `dynamodb://prefix` | inside `REVIVE_HOME` |
| `REVIVE_MODEL` | the model of every agent: `offline`, `bedrock:<model id>`, `openai:<model>` | `offline` in `local` |
| `REVIVE_MODEL_TIMEOUT_S` | seconds to wait for one answer | 60 |
| `REVIVE_RETRY_FOR_S` | seconds to go on trying while a model is unavailable | 90 |
| `REVIVE_REAL_MODEL_CALLS` | `forbid` makes a call that leaves this machine an error (tests) | `allow` |
| `REVIVE_ALLOW_PRIVATE_HOSTS` | private hosts that http(s) files may come from, comma-separated; `1`: all | none |
| `REVIVE_SOURCE_ROOTS` | more folders that a deployment may read files from, separated by colons | none |
| `OPENAI_API_KEY` | the key for `openai:<model>` | |
| `OPENAI_BASE_URL` | who answers `openai:<model>` instead of OpenAI: Ollama, vLLM, llama.cpp, a proxy | OpenAI |
"""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.environment import OpenAIIdentity
from schemas.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this process. Empty variables count as not set."""

    home: Path  # REVIVE_HOME
    artifacts_url: str | None  # REVIVE_ARTIFACTS_URL
    records_url: str | None  # REVIVE_RECORDS_URL
    model: str | None  # REVIVE_MODEL
    model_timeout_s: float  # REVIVE_MODEL_TIMEOUT_S
    retry_for_s: float  # REVIVE_RETRY_FOR_S
    real_model_calls: bool  # False where REVIVE_REAL_MODEL_CALLS is `forbid`
    s3_endpoint: str | None  # AWS_ENDPOINT_URL_S3, else AWS_ENDPOINT_URL: an S3 that is not Amazon's
    aws_region: str | None  # AWS_REGION
    openai: OpenAIIdentity  # OPENAI_API_KEY and OPENAI_BASE_URL


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment variables. Raises `BadInputError` if a value cannot be used."""
    values = os.environ if environ is None else environ
    return Settings(
        home=_home(values),
        artifacts_url=values.get("REVIVE_ARTIFACTS_URL") or None,
        records_url=values.get("REVIVE_RECORDS_URL") or None,
        model=values.get("REVIVE_MODEL") or None,
        model_timeout_s=_seconds(values, "REVIVE_MODEL_TIMEOUT_S", 60.0),
        retry_for_s=_seconds(values, "REVIVE_RETRY_FOR_S", 90.0),
        real_model_calls=_allowed(values),
        s3_endpoint=values.get("AWS_ENDPOINT_URL_S3") or values.get("AWS_ENDPOINT_URL") or None,
        # boto knows AWS_DEFAULT_REGION and profiles by itself, but not the name that every other SDK uses.
        aws_region=values.get("AWS_REGION") or None,
        openai=OpenAIIdentity(
            api_key=values.get("OPENAI_API_KEY") or None, base_url=values.get("OPENAI_BASE_URL") or None
        ),
    )


@dataclass(frozen=True, slots=True)
class SourceRules:
    """Where files that somebody names may come from. `hosts` contains `*` if every private host is allowed."""

    hosts: frozenset[str]
    roots: tuple[Path, ...]

    def allows(self, host: str) -> bool:
        """Whether a host may be read from although its address is private."""
        return bool(self.hosts & {"*", host.lower().rstrip(".")})


def read_source_rules(environ: Mapping[str, str] | None = None) -> SourceRules:
    """The rules for sources, from the environment variables."""
    values = os.environ if environ is None else environ
    names = values.get("REVIVE_ALLOW_PRIVATE_HOSTS", "").lower().split(",")
    hosts = frozenset("*" if name.strip() == "1" else name.strip().strip("[]") for name in names if name.strip())
    named = [Path(folder) for folder in values.get("REVIVE_SOURCE_ROOTS", "").split(os.pathsep) if folder]
    return SourceRules(hosts, (Path.cwd(), _home(values), *named))


def login_name() -> str:
    """The name of the user who runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"  # a container's user may have no name


def _home(values: Mapping[str, str]) -> Path:
    try:
        return Path(values.get("REVIVE_HOME") or "artifacts").expanduser().absolute()
    except RuntimeError:
        raise BadInputError(f"REVIVE_HOME={values['REVIVE_HOME']}: there is no such home folder") from None


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    text = values.get(name) or str(default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < 86_400:  # noqa: PLR2004 -- a day
        raise BadInputError(f"{name}={text}: give a number of seconds")
    return seconds


def _allowed(values: Mapping[str, str]) -> bool:
    choice = values.get("REVIVE_REAL_MODEL_CALLS") or "allow"
    if choice not in ("allow", "forbid"):
        raise BadInputError(f"REVIVE_REAL_MODEL_CALLS={choice}: give allow or forbid")
    return choice == "allow"
