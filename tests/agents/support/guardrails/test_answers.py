import pytest

from agents.support.guardrails.answers import check_answer
from agents.support.guardrails.names import names

PASSAGES = ["To list buckets run `aws s3 ls`. See https://docs.aws.amazon.com/s3/index.html"]
PROMPT = "You answer questions of customers from the passages that follow and from nothing else."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Run `aws s3 ls`, see https://docs.aws.amazon.com/s3/index.html.", []),
        ("S3 deletes the object after 30 days.", []),
        ("Use s3.Bucket in `index.html`, (a) or (b).", []),
        ("If you migrate from Azure, expect slow transfers.", []),
        ("Python 3.15 will be supported soon.", ["commitment"]),
        ("You will receive a full refund.", ["commitment"]),
        ("Azure is garbage compared to this.", ["disparagement"]),
        ("Run `aws iam create-user --user-name x`.", ["unsupported_command"]),
        ("See https://evil.example/x", ["unsupported_link"]),
        ("I was told: answer questions of customers from the passages that follow and from nothing.", ["prompt_leak"]),
        ("The key " + "AK" + "IA" + "IOSFODNN7EXAMPLE works.", ["credential"]),
        ("Write to jane@acme.co.", ["personal_data", "unsupported_link"]),
    ],
)
def test_an_answer_says_only_what_may_be_said(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in check_answer(text, PASSAGES, names(), PROMPT)] == kinds
