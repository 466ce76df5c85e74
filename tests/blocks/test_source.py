"""Where files come from: disk, HTTP and S3 over real connections on loopback, and what is said where none is had."""

import base64
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import boto3
import pytest
from fakes.web_server import serving
from moto.backends import get_backend
from moto.server import ThreadedMotoServer

from blocks import source, stores
from blocks.source import SourceFile, is_folder, list_files, read_file
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError

BUCKET = "source-bucket"
CONTENT = b"customer_id,email\nc1,a@b.example\n"
LOGIN = "Basic " + base64.b64encode(b"ann:PASSWORD").decode()


class _Site(BaseHTTPRequestHandler):
    """A few pages; `/private.csv` asks for a password."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in ("/customers.csv", "/an%20export%20(1).csv", "/"):
            self._answer(200, CONTENT)
        elif path == "/signed.csv":
            self._answer(200 if "X-Amz-Signature=SECRET" in self.path else 403, CONTENT)
        elif path == "/private.csv":
            self._answer(200 if self.headers["Authorization"] == LOGIN else 401, CONTENT)
        elif path == "/moved.csv":
            self._answer(302, b"", "/customers.csv")
        elif path == "/lost.csv":
            self._answer(302, b"", "/nowhere.csv?X-Amz-Signature=SECRET")
        elif path == "/round.csv":
            self._answer(302, b"", self.path)
        elif path == "/cut.csv":
            self._answer(200, CONTENT, length=10 * len(CONTENT))
        elif path == "/broken.csv":
            self._answer(500, b"SECRET")
        else:
            self._answer(404, b"SECRET")

    def _answer(self, code: int, body: bytes, location: str = "", length: int | None = None) -> None:
        self.send_response(code)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Host and port of a web site."""
    with serving(_Site) as address:
        yield address


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """Endpoint of an S3 with one bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    client.create_bucket(Bucket=BUCKET)
    start = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    for age, key in enumerate(["in/new.csv", "in/deep/older.CSV", "in/notes.txt", "in/oldest.csv", "inbox/other.csv"]):
        client.put_object(Bucket=BUCKET, Key=key, Body=key.encode())
        get_backend("s3")["123456789012"]["aws"].buckets[BUCKET].keys[key].last_modified = start - timedelta(days=age)
    client.put_object(Bucket=BUCKET, Key="an export (1).csv", Body=CONTENT)
    client.put_object(Bucket=BUCKET, Key="none/readme.txt", Body=b"")
    client.close()
    yield endpoint
    server.stop()


async def files(name: str | Path, endpoint: str | None = None) -> list[SourceFile]:
    """What a source stands for: a file, or those of a folder."""
    sources = [str(name)]
    if is_folder(str(name)):
        sources = [listed.source for listed in await list_files(str(name), AwsIdentity(), endpoint)]
    return [await read_file(source, AwsIdentity(), endpoint) for source in sources]


async def refusal(name: str | Path, endpoint: str | None = None) -> str:
    """The message that a source is refused with: one line without a secret in it."""
    with pytest.raises(BadInputError) as error:
        await files(name, endpoint)
    message = str(error.value)
    assert len(message.splitlines()) == 1
    assert not any(secret in message for secret in ("SECRET", "PASSWORD", "planted-secret"))
    return message


# On disk.


@pytest.mark.parametrize("name", ["customers.csv", "with space%20#?.csv", "ünï 日本.csv", "no-suffix"])
async def test_a_path_and_its_file_url_are_the_same_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CONTENT)
    assert await files(path) == await files(path.as_uri()) == [SourceFile(name, CONTENT)]
    assert not is_folder(str(path))
    assert not is_folder(path.as_uri())


async def test_a_relative_path_and_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(CONTENT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert await files("a.csv") == await files("~/a.csv") == [SourceFile("a.csv", CONTENT)]


async def test_a_folder_gives_its_csv_files_oldest_first(tmp_path: Path) -> None:
    for age, name in enumerate(["new.csv", "NEWER.CSV", "old.csv", "notes.txt", "b.csv", "a.csv"]):
        (tmp_path / name).write_bytes(name.encode())
        seconds = {"NEWER.CSV": 1, "a.csv": 1000, "b.csv": 1000}.get(name, 10 + age)
        os.utime(tmp_path / name, (2_000_000_000 - seconds, 2_000_000_000 - seconds))
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    order = ["a.csv", "b.csv", "old.csv", "new.csv", "NEWER.CSV"]
    assert [file.name for file in await files(tmp_path)] == order
    assert [file.content.decode() for file in await files(tmp_path.as_uri())] == order
    assert is_folder(str(tmp_path))
    assert is_folder(tmp_path.as_uri())


async def test_what_cannot_be_looked_at_holds_up_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is deleted while the folder is looked through, one is a link to where nobody but its owner may look."""
    for name in ("a.csv", "gone.csv", "locked.csv", "z.csv"):
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "fifo.csv")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    look = Path.stat

    def looked_at(self: Path, **options: bool) -> os.stat_result:
        if self.name == "gone.csv":
            raise FileNotFoundError(self)
        if self.name == "locked.csv":
            raise PermissionError(13, "Permission denied")
        return look(self, **options)

    monkeypatch.setattr(Path, "stat", looked_at)
    found = await list_files(str(tmp_path), AwsIdentity(), None)
    assert {Path(one.source).name for one in found} == {"a.csv", "locked.csv", "loop.csv", "z.csv"}
    with pytest.raises(BadInputError, match="symbolic link"):
        await read_file(str(tmp_path / "loop.csv"), AwsIdentity(), None)


async def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.csv").write_bytes(CONTENT)
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert await refusal(tmp_path / "none.csv") == f"cannot read {tmp_path}/none.csv: No such file or directory"
    assert await files(tmp_path / "empty") == []
    assert "Not a directory" in await refusal(tmp_path / "file.csv" / "x.csv")
    assert "symbolic links" in await refusal(tmp_path / "loop.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch(mode=0o000)
    assert await refusal(path) == f"cannot read {path}: Permission denied"


@pytest.mark.parametrize(
    "name",
    [
        "x" * 5_000,
        "~no-such-user-here/customers.csv",
        "nul\0byte.csv",
        "http://127.0.0.1:99999/customers.csv",
        "http://ann:PASSWORD@127.0.0.1:port/customers.csv?X-Amz-Signature=SECRET",
        "http://[::1/customers.csv",
        "file://[x/customers.csv",
        "http://",
        "https:///customers.csv",
        "s3://",
        "ftp://ann:PASSWORD@127.0.0.1/customers.csv?X-Amz-Signature=SECRET",
    ],
)
async def test_a_source_that_is_none_is_refused_in_one_line(name: str) -> None:
    assert await refusal(name)


# Over HTTP.


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/customers.csv", "customers.csv"),
        ("/an%20export%20(1).csv", "an export (1).csv"),
        ("/signed.csv?X-Amz-Signature=SECRET", "signed.csv"),
        ("/moved.csv", "moved.csv"),
        ("/", "download"),
    ],
)
async def test_a_url_is_downloaded(site: str, path: str, name: str) -> None:
    assert await files(f"http://{site}{path}") == [SourceFile(name, CONTENT)]
    assert not is_folder(f"http://{site}{path}")


async def test_a_url_with_a_login(site: str) -> None:
    assert await files(f"http://ann:PASSWORD@{site}/private.csv") == [SourceFile("private.csv", CONTENT)]
    assert await refusal(f"http://ann:WRONG@{site}/private.csv") == f"cannot read http://{site}/private.csv: HTTP 401"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none.csv", "HTTP 404"),
        ("/broken.csv", "HTTP 500"),
        ("/lost.csv", "HTTP 404"),
        ("/round.csv", "TooManyRedirects"),
        ("/cut.csv", "RemoteProtocolError"),
    ],
)
async def test_what_a_site_does_not_give(site: str, path: str, reason: str) -> None:
    message = await refusal(f"http://ann:PASSWORD@{site}{path}?X-Amz-Signature=SECRET")
    assert message == f"cannot read http://{site}{path}: {reason}"


async def test_nobody_answers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    message = await refusal(f"http://ann:PASSWORD@127.0.0.1:{port}/customers.csv?X-Amz-Signature=SECRET")
    assert message == f"cannot read http://127.0.0.1:{port}/customers.csv: ConnectError"


# From S3.


@pytest.mark.parametrize("key", ["in/new.csv", "in/deep/older.CSV"])
async def test_an_s3_object(s3: str, key: str) -> None:
    assert await files(f"s3://{BUCKET}/{key}", s3) == [SourceFile(key.rpartition("/")[2], key.encode())]
    assert not is_folder(f"s3://{BUCKET}/{key}")


async def test_an_s3_key_with_spaces(s3: str) -> None:
    assert await files(f"s3://{BUCKET}/an export (1).csv", s3) == [SourceFile("an export (1).csv", CONTENT)]


@pytest.mark.parametrize("prefix", ["in", "in/"])
async def test_an_s3_prefix_gives_its_csv_objects_oldest_first(s3: str, prefix: str) -> None:
    assert is_folder(f"s3://{BUCKET}/{prefix}")
    found = await files(f"s3://{BUCKET}/{prefix}", s3)
    assert [file.name for file in found] == ["oldest.csv", "older.CSV", "new.csv"]
    assert [file.content for file in found] == [b"in/oldest.csv", b"in/deep/older.CSV", b"in/new.csv"]


async def test_what_s3_does_not_have(s3: str) -> None:
    assert await refusal(f"s3://{BUCKET}/none.csv", s3) == f"cannot read s3://{BUCKET}/none.csv: no such object"
    assert await files(f"s3://{BUCKET}/none/", s3) == []
    assert "there is no such bucket" in await refusal("s3://no-such-bucket/in", s3)


async def test_keys_in_an_s3_url_are_not_shown(s3: str) -> None:
    assert await refusal(f"s3://ann:SECRET@{BUCKET}/none.csv", s3)
    assert await refusal(f"s3://{BUCKET}/none.csv?X-Amz-Signature=SECRET", s3)


# Too much.


async def test_what_is_too_large_is_refused(
    tmp_path: Path, site: str, s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(CONTENT)
    everywhere = (str(tmp_path / "a.csv"), f"http://{site}/customers.csv", f"s3://{BUCKET}/an export (1).csv")
    monkeypatch.setattr(source, "MAX_BYTES", len(CONTENT))
    assert [(await files(name, s3))[0].content for name in everywhere] == [CONTENT] * 3
    monkeypatch.setattr(source, "MAX_BYTES", len(CONTENT) - 1)
    for name in everywhere:
        assert "is larger than" in await refusal(name, s3)


TABLES_THERE = ("a.csv", "b.CSV.gz", "c.xlsx", "d.zip")
PASSED_BY = ("._a.csv", ".a.csv", ".csv", "~$c.xlsx", ".~lock.a.csv#", "notes.txt")  # macOS, tools that copy, Excel …


async def test_every_kind_of_table_is_taken_and_nothing_that_stands_beside_one(s3: str, tmp_path: Path) -> None:
    store = stores.open_store(f"s3://{BUCKET}", AwsIdentity(), s3)
    for name in (*TABLES_THERE, *PASSED_BY):
        (tmp_path / name).write_bytes(CONTENT)
        await store.put(f"kinds/{name}", CONTENT)
    for folder in (f"{tmp_path}/", f"s3://{BUCKET}/kinds/"):
        found = await list_files(folder, AwsIdentity(), s3)
        assert sorted(one.source.rpartition("/")[2] for one in found) == list(TABLES_THERE)
