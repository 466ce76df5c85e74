"""The local Prefect server where nobody has a home: containers run under user ids that have none."""

from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from blocks.prefect_server import ServerError, is_healthy, prefect_server


@pytest.mark.wire
def test_a_home_that_is_not_there_is_made(tmp_path: Path) -> None:
    home = tmp_path / "nobody" / ".prefect"
    with temporary_settings({PREFECT_HOME: home}, restore_defaults={PREFECT_API_URL}):
        assert not home.exists()  # Prefect itself makes no folder above it
        with prefect_server(tmp_path / "server.log") as url:
            assert is_healthy(url)
    assert home.is_dir()


def test_a_home_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / ".prefect"
    with (
        temporary_settings({PREFECT_HOME: home}, restore_defaults={PREFECT_API_URL}),
        pytest.raises(ServerError, match=r"nowhere to keep its database: .*Not a directory.*set PREFECT_HOME"),
        prefect_server(tmp_path / "server.log"),
    ):
        pytest.fail("no server can have started")
