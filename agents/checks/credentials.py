"""Credentials in a text: keys, tokens, passwords and connection strings, with where they stand.

The named detectors of detect-secrets, without its plugins that measure entropy, which flag every ordinary sentence;
shapes of ours in `credential_shapes`, passwords that somebody tells in words in `passwords`.
"""

import re
from base64 import b64decode
from binascii import Error as BrokenBase64
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from agents.checks.credential_shapes import SHAPES, is_placeholder
from agents.checks.passwords import told_passwords
from schemas.plain_text import plain

REMOVED = "[credential removed]"
# Private keys and passwords have rules of ours: a mention of how one begins is no key, and `KeywordDetector` takes
# every "password is" for one.
_DETECTORS = (
    ("aws", "AWSKeyDetector", "aws_key"),
    ("artifactory", "ArtifactoryDetector", "provider_token"),
    ("azure_storage_key", "AzureStorageKeyDetector", "connection_string"),
    ("basic_auth", "BasicAuthDetector", "connection_string"),
    ("cloudant", "CloudantDetector", "provider_token"),
    ("discord", "DiscordBotTokenDetector", "provider_token"),
    ("github_token", "GitHubTokenDetector", "provider_token"),
    ("gitlab_token", "GitLabTokenDetector", "provider_token"),
    ("ibm_cloud_iam", "IbmCloudIamDetector", "provider_token"),
    ("ibm_cos_hmac", "IbmCosHmacDetector", "provider_token"),
    ("jwt", "JwtTokenDetector", "provider_token"),
    ("mailchimp", "MailchimpDetector", "provider_token"),
    ("npm", "NpmDetector", "provider_token"),
    ("openai", "OpenAIDetector", "provider_token"),
    ("pypi_token", "PypiTokenDetector", "provider_token"),
    ("sendgrid", "SendGridDetector", "provider_token"),
    ("slack", "SlackDetector", "provider_token"),
    ("softlayer", "SoftlayerDetector", "provider_token"),
    ("square_oauth", "SquareOAuthDetector", "provider_token"),
    ("stripe", "StripeDetector", "provider_token"),
    ("telegram_token", "TelegramBotTokenDetector", "provider_token"),
    ("twilio", "TwilioKeyDetector", "provider_token"),
)
_SHORTEST = 8
_SPELLED = re.compile(r"(?<!\S)(?:[A-Za-z0-9/+] ){15,}[A-Za-z0-9/+](?!\S)")
_GROUPED = re.compile(r"\b(?:AKIA|ASIA)(?:[ \n-]{1,2}[0-9A-Z]{2,8}){2,8}\b")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,400}={0,2}")
_MOST_DECODED = 8
_USER_AND_PASSWORD = re.compile(r"://(?:user(?:name)?|\w+):(?P<said>[^@\s]{1,200})@", re.IGNORECASE)


class Credential(NamedTuple):
    """What kind of credential it is, and where in the plain text."""

    kind: str  # aws_key, private_key, password, connection_string, provider_token
    start: int
    end: int


def credentials(text: str) -> list[Credential]:
    """The credentials of a text, in its plain form (`schemas.plain_text.plain`), in order and without overlaps."""
    text = plain(text)
    return _apart([*_open(text), *_hidden(text)]) if len(text) >= _SHORTEST else []


def without_credentials(text: str) -> str:
    """The plain text with each credential replaced by a mark."""
    text = plain(text)
    for found in reversed(credentials(text)):
        text = text[: found.start] + REMOVED + text[found.end :]
    return text


def _open(text: str) -> Iterator[Credential]:
    """Those that stand there as they are."""
    for kind, patterns in _named():
        for pattern in patterns:
            yield from (Credential(kind, *at.span()) for at in pattern.finditer(text) if _is_one(at, text))
    for shape in SHAPES:
        yield from (Credential(shape.kind, *at.span()) for at in shape.pattern.finditer(text) if shape.holds(at))
    yield from (Credential("password", *span) for span in told_passwords(text))


def _hidden(text: str) -> Iterator[Credential]:
    """Those that are spelled, in groups or in base64; the whole disguise is one credential."""
    for pattern in (_SPELLED, _GROUPED):
        for run in pattern.finditer(text):
            kinds = [found.kind for found in _open(re.sub(r"[ \n-]", "", run[0]))]
            yield from (Credential(kind, *run.span()) for kind in kinds[:1])
    for run in list(_BASE64.finditer(text))[:_MOST_DECODED]:
        kinds = [found.kind for found in _open(_decoded(run[0]))]
        yield from (Credential(kind, *run.span()) for kind in kinds[:1])


def _decoded(code: str) -> str:
    bare = code.rstrip("=")
    try:
        said = b64decode(bare + "=" * (-len(bare) % 4)).decode("ascii")
    except (BrokenBase64, UnicodeDecodeError, ValueError):
        return ""
    return said if said.isprintable() or "\n" in said else ""


def _is_one(found: re.Match[str], text: str) -> bool:
    """Whether a detector's match is no placeholder and no part of something longer, such as an account's number."""
    if found.start() and found[0][0].isalnum() and text[found.start() - 1].isalnum():
        return False
    told = _USER_AND_PASSWORD.search(text, found.start(), found.end())
    if told is not None:
        named_as_such = (
            told["said"].casefold() in {"password", "pass", "pwd", "passwd"} and "://user" in told[0].casefold()
        )
        return not (is_placeholder(told["said"]) or named_as_such)
    return any(sign.isdigit() for sign in found[0])


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """The patterns of the named detectors; importing them takes a tenth of a second, so only when first asked."""
    return tuple(
        (kind, tuple(getattr(import_module(f"detect_secrets.plugins.{module}"), name)().denylist))
        for module, name, kind in _DETECTORS
    )


def _apart(found: Iterable[Credential]) -> list[Credential]:
    """In order; of two that overlap the one that begins first, and its end reaches as far as either."""
    apart: list[Credential] = []
    for one in sorted(found, key=lambda credential: (credential.start, -credential.end)):
        if apart and one.start < apart[-1].end:
            apart[-1] = apart[-1]._replace(end=max(apart[-1].end, one.end))
        else:
            apart.append(one)
    return apart
