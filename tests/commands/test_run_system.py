"""How a run under Prefect ended, as the command says it."""

from pathlib import Path

import pytest
from httpx import ConnectError

import flows.bulk
from blocks.local import local_environment
from blocks.settings import read_settings
from blocks.stores import open_folder
from commands.run_system import _outcome
from schemas.errors import StoreError
from schemas.winback.run import WinbackParams
from tasks.bulk.place import Place
from tasks.bulk.run import told
from tasks.winback.system import WINBACK


async def test_why_a_run_ended_goes_before_what_prefect_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(*_: object, **__: object) -> None:
        tell = told.get()
        assert tell is not None
        tell(StoreError("the disk is full"))
        raise ConnectError("Prefect's database is on that disk, too")

    monkeypatch.setattr(flows.bulk, "flow_of", lambda _system: run)
    place = Place(read_settings(), local_environment(read_settings()), open_folder(tmp_path / "revive"))
    error = await _outcome(WINBACK, WinbackParams(upload_id="u"), place, "u")
    assert str(error) == "the disk is full"
