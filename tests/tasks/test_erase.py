"""Erasing one person: what cannot be read is named, not passed by."""

import os
from pathlib import Path

import pytest

from schemas.errors import BadInputError
from tasks.erase import erase_person


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"upload_id'])
async def test_a_damaged_status_is_named(damage: str) -> None:
    path = Path(os.environ["REVIVE_HOME"]) / "results/u/status.json"
    path.parent.mkdir(parents=True)
    path.write_text(damage)
    with pytest.raises(BadInputError, match=rf"^{path} is damaged: "):
        await erase_person("ann@acme.example", "local")
