"""Files on a machine that others use, too: what we write is ours alone, what others may write is not believed."""

import os
from pathlib import Path

import pytest

from blocks.local_file import require_own
from blocks.prefect_server import _open_log
from blocks.stores import open_store
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError
from tasks.outreach.run_request import default_sender


@pytest.mark.parametrize(("file", "folder"), [(0o666, 0o755), (0o644, 0o777), (0o602, 0o700), (0o644, 0o1777)])
async def test_a_planted_sender_profile_is_refused(tmp_path: Path, file: int, folder: int) -> None:
    home = tmp_path / "home"
    store = open_store(home.as_uri(), AwsIdentity(), None)
    (home / "sender.yaml").write_text("company: Evil\n")
    (home / "sender.yaml").chmod(file)
    home.chmod(folder)
    with pytest.raises(BadInputError, match=r"sender\.yaml may be somebody else's: make it and its folder yours"):
        await default_sender(store)


@pytest.mark.parametrize(("file", "folder"), [(0o644, 0o755), (0o600, 0o700), (0o664, 0o775)])
async def test_a_sender_profile_of_ours_is_read(tmp_path: Path, file: int, folder: int) -> None:
    home = tmp_path / "home"
    store = open_store(home.as_uri(), AwsIdentity(), None)
    assert await default_sender(store) is None
    (home / "sender.yaml").write_text("company: Northgate\n")
    (home / "sender.yaml").chmod(file)
    home.chmod(folder)
    found = await default_sender(store)
    assert found is not None
    assert found.company == "Northgate"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sender.yaml").touch()
    os.chown(tmp_path / "sender.yaml", 12_345, -1)
    with pytest.raises(BadInputError, match="may be somebody else's"):
        require_own(tmp_path / "sender.yaml")


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
