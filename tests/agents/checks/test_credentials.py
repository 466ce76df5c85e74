from time import process_time

import pytest

from agents.checks.credentials import REMOVED, credentials, without_credentials

ID = "AK" + "IA" + "IOSFODNN7EXAMPLE"
LONG = "wJalrXUtnF" + "EMI/K7MDE" + "NG/bPxRfi" + "CYEXAMPLEKEY"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"my key is {ID}", "aws_key"),
        (f"aws_secret_access_key = {LONG}", "aws_key"),
        (f"export AWS_SECRET_ACCESS_KEY={LONG}", "aws_key"),
        (" ".join(ID), "aws_key"),
        ("\u200b".join(ID), "aws_key"),
        ("-----BEGIN RSA PRIVATE" + " KEY-----\nMIIEpAIBAAKCAQEA", "private_key"),
        ("postgres://admin:" + "s3cr3t@db.example:5432/app", "connection_string"),
        ("Server=db;User Id=sa;Password=" + "Welcome1;", "connection_string"),
        ("gh" + "p_a1B2c3D4e5F6" + "g7H8i9J0k1L2" + "m3N4o5P6q7R8", "provider_token"),
        ("the root password is " + "hunter2, why?", "password"),
        ("my password is " + "swordfish", "password"),
        ("I use " + "Sommer2024! as my root password", "password"),
        ("la password è " + "dragon658, non va", "password"),
        ("mysql -u root -p" + "MyS3cret -h db", "password"),
    ],
)
def test_credentials_are_found_in_whatever_spelling(text: str, kind: str) -> None:
    assert [found.kind for found in credentials(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "my password is wrong",
        "the token is 3600 seconds",
        "password: how do I reset it",
        "password: ${DB_PASSWORD}",
        "postgres://user:password@host/db",  # pragma: allowlist secret
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 fails",  # pragma: allowlist secret
        "arn:aws:sns:us-east-1:123456789012:" + "my-very-long-topic-name-for-production-alerts",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf",
        "com/amazonaws/services/lambda/runtime/events/S3Event",
        "Where is BEGIN RSA " + "PRIVATE KEY in my pem?",
        "my account is 123456789012",
    ],
)
def test_what_is_said_about_credentials_is_none(text: str) -> None:
    assert credentials(text) == []


def test_a_credential_is_taken_out_and_the_rest_stays() -> None:
    assert without_credentials(f"the key {ID} is old") == f"the key {REMOVED} is old"


@pytest.mark.parametrize("sign", ["é", "バ", "0f", "1", "A1", "-"])
def test_a_long_word_is_read_in_a_moment(sign: str) -> None:
    """No other question is answered meanwhile: a regular expression lets go of nothing until it has ended."""
    text = (sign * 8_000)[:8_000]
    began = process_time()
    assert credentials(text) == []
    assert process_time() - began < 1  # it was 3 s; a tenth of a second now
