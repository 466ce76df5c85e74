"""Files that somebody names: regular ones only, and in a deployment only those below its folders."""

import os
from contextvars import copy_context
from pathlib import Path

import pytest

from blocks.local_file import confine_to, read_regular
from schemas.errors import BadInputError

MOST = 1_000


def refusal(path: str | Path, *roots: Path) -> str:
    def read() -> str:
        if roots:
            confine_to(roots)
        with pytest.raises(BadInputError) as error:
            read_regular(Path(path), MOST)
        return str(error.value)

    message: str = copy_context().run(read)
    assert message.isprintable()
    return message


def content(path: Path, *roots: Path) -> bytes:
    def read() -> bytes:
        confine_to(roots)
        return read_regular(path, MOST)

    return copy_context().run(read)


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/dev/null", "/dev/stdin", "/proc/self/environ", "/proc/self/status", "/sys/kernel/mm", "/"]
)
def test_what_is_no_regular_file_is_refused(path: str) -> None:
    assert "is not a regular file" in refusal(path) or "Is a directory" in refusal(path)


def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.csv")
    assert "is not a regular file" in refusal(tmp_path / "fifo.csv")
    (tmp_path / "link.csv").symlink_to(tmp_path / "fifo.csv")
    assert "is not a regular file" in refusal(tmp_path / "link.csv")


def test_a_link_to_what_the_kernel_makes_up_is_refused(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").symlink_to("/proc/self/environ")
    assert "is not a regular file" in refusal(tmp_path / "customers.csv")


def test_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(bytes(MOST + 1))
    assert "is larger than" in refusal(tmp_path / "a.csv")


def test_names_are_shown_printably(tmp_path: Path) -> None:
    for name in ("\x1b[31mred.csv", "a\u202eb.csv", "nul\0.csv", os.fsdecode(b"\xff\xfe.csv"), "x" * 5_000):
        assert "cannot read" in refusal(tmp_path / name)


# In a deployment.


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The folder that may be read, and one that may not."""
    inside, outside = tmp_path / "inside", tmp_path / "inside-not"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.csv").write_bytes(b"a")
    (inside / "link.csv").symlink_to(outside / "a.csv")
    (inside / "folder").symlink_to(outside)
    (inside / "own.csv").symlink_to(inside / "a.csv")
    return inside, outside


def test_what_is_inside_may_be_read(folders: tuple[Path, Path]) -> None:
    inside, outside = folders
    assert content(inside / "a.csv", inside) == content(inside / "own.csv", inside) == b"a"
    assert content(outside / "a.csv", inside, outside) == b"a"
    assert read_regular(outside / "a.csv", MOST) == b"a"  # at a terminal


@pytest.mark.parametrize("name", ["link.csv", "folder/a.csv", "../inside-not/a.csv", "folder/../a.csv"])
def test_what_leads_outside_is_refused(folders: tuple[Path, Path], name: str) -> None:
    inside, _ = folders
    message = refusal(inside / name, inside)
    assert "is outside of what a deployment may read" in message
    assert "REVIVE_SOURCE_ROOTS" in message


@pytest.mark.parametrize("path", ["/etc/shadow", "/etc/passwd", "~/.aws/credentials", "/proc/1/environ", "/nowhere"])
def test_files_of_the_machine_are_refused_alike(folders: tuple[Path, Path], path: str) -> None:
    assert "is outside of what a deployment may read" in refusal(Path(path).expanduser(), folders[0])


def test_the_root_of_the_machine_is_no_folder_to_read_from(folders: tuple[Path, Path]) -> None:
    assert "is outside of what" in refusal("/etc/passwd", Path("/"), folders[0])


def test_a_loop_of_links_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "symbolic links" in refusal(tmp_path / "loop")
    # Up to Python 3.12 a loop is noticed where the folders are compared, from 3.13 on where the file is opened.
    for path in ("loop", "loop/../../secret"):
        assert refusal(tmp_path / path, tmp_path)
