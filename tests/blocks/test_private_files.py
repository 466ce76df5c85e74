"""Files on a machine that others use, too: what we write is ours alone, what others may write is not believed."""

import os
from pathlib import Path

import pytest
from conftest import Revive

from blocks.artifacts import ArtifactStore
from blocks.prefect_files import require_own_prefect_files
from blocks.prefect_server import _open_log
from blocks.records.sqlite import SqliteRecords
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.registry.tables import TABLES
from blocks.stores import open_store
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError
from tasks.outreach.run_request import default_sender

# What steers a run and stands in its home, by key.
STEERING = (
    "sender.yaml",
    "outreach/suppression.jsonl",
    "secrets/addresses.key",
    "secrets/outreach.json",
    "uploads/u.json",
    "results/u/status.json",
    "results/u/rulings.json",
    "results/u/customers/c1.json",
    "contacts/u.jsonl",
    "environments/prod.json",
    "prompts/campaign/1.0.0.json",
)
OTHER = 12_345
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


def planted(home: Path, key: str) -> Path:
    path = home / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("company: Evil\n")
    path.chmod(0o644)
    return path


def store_at(home: Path) -> ArtifactStore:
    return open_store(home.as_uri(), AwsIdentity(), None)


async def refused(home: Path, key: str, why: str) -> None:
    """However it is read, and only said of the place that is at fault."""
    store = store_at(home)
    for read in (store.get(key), store.get_tagged(key), store.exists(key), _lines(store, key)):
        with pytest.raises(BadInputError, match=rf"may be somebody else's \({why}\) and is not read") as error:
            await read
        assert str(home) in str(error.value)
        assert len(str(error.value).splitlines()) == 1


async def _lines(store: ArtifactStore, key: str) -> list[bytes]:
    return [line async for line in store.lines(key)]


@pytest.mark.parametrize("key", STEERING)
@pytest.mark.parametrize("mode", [0o666, 0o602])
async def test_a_file_that_everybody_may_write_to_is_not_read(tmp_path: Path, key: str, mode: int) -> None:
    planted(tmp_path / "home", key).chmod(mode)
    await refused(tmp_path / "home", key, "everybody may write to it")


@pytest.mark.parametrize("key", STEERING)
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o773])
async def test_a_file_in_a_folder_that_everybody_may_write_to_is_not_read(tmp_path: Path, key: str, mode: int) -> None:
    path, home = planted(tmp_path / "home", key), tmp_path / "home"
    for folder in [one for one in path.parents if one.is_relative_to(home)]:
        folder.chmod(mode)
        await refused(home, key, "everybody may write to it")
        folder.chmod(0o755)
    assert await store_at(home).get(key) == b"company: Evil\n"


@as_root
@pytest.mark.parametrize("key", STEERING)
async def test_what_belongs_to_another_user_is_not_read(tmp_path: Path, key: str) -> None:
    home = tmp_path / "home"
    path = planted(home, key)
    for place in [path, *(one for one in path.parents if one.is_relative_to(home))]:
        os.chown(place, OTHER, -1)
        await refused(home, key, "it belongs to another user")
        os.chown(place, 0, -1)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert await store_at(home).get(key) is not None  # a link of ours to a file of ours
    os.chown(path, OTHER, -1, follow_symlinks=False)
    await refused(home, key, "the link belongs to another user")
    os.chown(path, 0, -1, follow_symlinks=False)
    os.chown(tmp_path / "elsewhere", OTHER, -1)
    await refused(home, key, "it belongs to another user")


async def test_a_link_to_what_everybody_may_write_to_is_not_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    planted(tmp_path, "elsewhere/sender.yaml").chmod(0o666)
    store_at(home)
    (home / "sender.yaml").symlink_to(tmp_path / "elsewhere/sender.yaml")
    await refused(home, "sender.yaml", "everybody may write to it")
    with pytest.raises(BadInputError, match="may be somebody else's"):
        await default_sender(store_at(home))


async def test_a_registry_that_everybody_may_write_to_is_not_read(tmp_path: Path) -> None:
    path = planted(tmp_path / "home", "registry.db")
    records = SqliteRecords(path, TABLES, upgrade_registry)
    for place in (path, path.parent):
        before = place.stat().st_mode
        place.chmod(before | 0o002)
        with pytest.raises(BadInputError, match="may be somebody else's"):
            await records.scan(TABLES[0])
        place.chmod(before)


@pytest.mark.parametrize(("file", "folder"), [(0o644, 0o755), (0o600, 0o700), (0o664, 0o775)])
async def test_a_sender_profile_of_ours_is_read(tmp_path: Path, file: int, folder: int) -> None:
    home = tmp_path / "home"
    store = store_at(home)
    assert await default_sender(store) is None
    (home / "sender.yaml").write_text("company: Northgate\n")
    (home / "sender.yaml").chmod(file)
    home.chmod(folder)
    found = await default_sender(store)
    assert found is not None
    assert found.company == "Northgate"


PREFECT_FILES = {
    ".env": "OTHER=1\nPREFECT_API_URL=http://evil.example/api\n",
    "prefect.toml": '[api]\nurl = "http://evil.example/api"\n',
    "pyproject.toml": '[tool.prefect.api]\nurl = "http://evil.example/api"\n',
}


@pytest.mark.parametrize("name", PREFECT_FILES)
def test_a_planted_file_of_prefects_settings_ends_a_command(revive: Revive, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PREFECT_FILES[name])
    require_own_prefect_files(tmp_path)
    (tmp_path / name).chmod(0o666)
    done = revive("uploads")
    assert done.code == 2
    assert f"{name} may be somebody else's (everybody may write to it)" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", PREFECT_FILES)
def test_files_without_any_setting_of_prefects_may_be_anybodys(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("OTHER=1\n[tool.ruff]\n")
    (tmp_path / name).chmod(0o666)
    if name != "prefect.toml":
        require_own_prefect_files(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    require_own_prefect_files(tmp_path)


def test_a_log_is_never_written_through_a_link(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("kept")
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "prefect-server.log").symlink_to(target)
    with _open_log(tmp_path / "logs" / "prefect-server.log") as log:
        log.write(b"overwritten")
    assert target.read_text() == "kept"


def test_a_log_is_never_written_into_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "logs").symlink_to(tmp_path / "elsewhere")
    with _open_log(tmp_path / "logs" / "prefect-server.log") as log:
        log.write(b"x")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_fifo_in_the_place_of_a_log_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "prefect-server.log")
    _open_log(tmp_path / "prefect-server.log").close()


def test_logs_are_for_their_owner(tmp_path: Path) -> None:
    previous = os.umask(0o022)
    try:
        log = tmp_path / "home" / "logs" / "prefect-server.log"
        _open_log(log).close()
        log.chmod(0o644)  # as an earlier Revive made it
        _open_log(log).close()
        assert log.stat().st_mode & 0o777 == 0o600
        assert log.parent.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(previous)


def test_with_artifacts_on_s3_what_is_written_here_is_for_its_owner_too(tmp_path: Path) -> None:
    previous = os.umask(0o022)
    try:
        open_store("s3://bucket/prefix", AwsIdentity(region="us-east-1"), "http://127.0.0.1:9")
        (tmp_path / "file").touch()
        assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(previous)
