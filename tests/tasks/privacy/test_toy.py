"""The toy in an erasure: a person goes out of another system's uploads, evaluations and exports, in the same order."""

import json
from pathlib import Path

import pytest
from fakes.evaluations import evaluate, home
from fakes.toy.runs import run_toy, take_in
from fakes.toy.system import TOY

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from tasks.bulk.place import open_place
from tasks.bulk.status import require_status
from tasks.evaluation.evaluate import evaluate_version
from tasks.privacy.erase import erase_person

pytestmark = pytest.mark.usefixtures("toy")
ANN, KEYS = "ann@acme.example", Upload("notes", "toy")


async def notes(folder: Path) -> None:
    await take_in(folder, "notes", 4)
    await run_toy("notes")


def left() -> list[Path]:
    """What still names Ann, or holds her note."""
    files = [path for path in home().rglob("*") if path.is_file() and "secrets" not in path.parts]
    return [path for path in files if b"ann@" in path.read_bytes() or b"Ann's" in path.read_bytes()]


@pytest.mark.usefixtures("fake")
async def test_a_person_is_erased_from_its_uploads(tmp_path: Path) -> None:
    await notes(tmp_path)
    await evaluate_version(evaluate(agent="shorten", version="1.0.0", upload_id="notes"), "local")
    assert left()
    erased = await erase_person("<Ann@acme.example>", "local")
    assert (left(), erased.uploads, erased.unread) == ([], {"notes": 1}, [])
    store = (await open_place("local")).store
    exported = json.loads(await store.get(TOY.artifacts(KEYS)["notes"]) or b"")
    assert [note["note_id"] for note in exported] == ["n1", "n2", "n3"]
    status = await require_status(store, "notes")
    assert (status.total, status.completed, status.system) == (3, 3, "toy")
    assert (await erase_person(ANN, "local")).lines() == ["nothing is kept of this address"]


@pytest.mark.usefixtures("fake")
async def test_an_erasure_that_is_killed_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await notes(tmp_path)
    put = ArtifactStore.put

    async def killed(self: ArtifactStore, key: str, data: bytes) -> None:
        if key == KEYS.customers_in:
            raise KeyboardInterrupt
        await put(self, key, data)

    with monkeypatch.context() as patch:
        patch.setattr(ArtifactStore, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            await erase_person(ANN, "local")
    assert [path.name for path in left()] == ["notes.json"]  # the source of truth goes last
    store = (await open_place("local")).store
    await store.put(TOY.artifacts(KEYS)["notes"], b"as it was before")
    await erase_person(ANN, "local")
    assert left() == []
    assert len(json.loads(await store.get(TOY.artifacts(KEYS)["notes"]) or b"")) == 3


async def test_an_upload_of_a_system_that_is_gone_is_named(tmp_path: Path) -> None:
    await take_in(tmp_path, "notes", 2)
    path = home() / KEYS.status
    path.write_text(path.read_text().replace('"system": "toy"', '"system": "gone"'))
    (unread,) = (await erase_person(ANN, "local")).unread
    assert unread.startswith("no system gone is installed; those that are: ")
