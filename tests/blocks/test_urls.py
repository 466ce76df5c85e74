"""URLs that people give: shown without a secret, refused in one line that repeats none."""

import pytest

from blocks.urls import redacted, split_url
from schemas.errors import BadInputError


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (
            "https://ann:PASSWORD@host.example:8443/a/b.csv?X-Amz-Signature=SECRET#x",
            "https://host.example:8443/a/b.csv",
        ),
        ("https://SECRET@host.example", "https://host.example"),
        ("https://ann:p@SECRET@host.example/x", "https://host.example/x"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("s3://KEY:SECRET@bucket/in/a.csv?versionId=SECRET", "s3://bucket/in/a.csv"),
        ("s3://bucket/in/a.csv", "s3://bucket/in/a.csv"),
        ("file:///in/a.csv", "file:///in/a.csv"),
        ("/in/a@b.csv", "/in/a@b.csv"),
        ("in/a?b=c.csv", "in/a?b=c.csv"),
    ],
)
def test_a_url_is_shown_without_its_secrets(name: str, shown: str) -> None:
    assert redacted(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "http://ann:SECRET@host.example:port/x?X-Amz-Signature=SECRET",
        "http://ann:SECRET@host.example:99999/x",
        "http://ann:SECRET@[::1/x",
        "s3://[SECRET",
    ],
)
def test_what_is_no_url_is_not_repeated(name: str) -> None:
    for use in (split_url, redacted):
        with pytest.raises(BadInputError) as error:
            use(name)
        message = str(error.value)
        assert len(message.splitlines()) == 1
        assert "SECRET" not in message


def test_a_url_is_split() -> None:
    parts = split_url("s3://bucket/a/b.csv")
    assert (parts.scheme, parts.netloc, parts.path) == ("s3", "bucket", "/a/b.csv")
