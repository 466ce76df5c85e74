"""Files that were named after the person: what uploads, lists and Prefect's history say of them, and what must stay."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.evaluations import home
from fakes.killed_runs import win_back

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.prefect_history import clean_history
from schemas.bulk import Status
from schemas.winback.run import WinbackParams
from tasks.bulk.place import open_place
from tasks.bulk.status import read_status, write_status
from tasks.outreach.suppress import add_address
from tasks.privacy.erase import erase_person
from tasks.privacy.person import Person

Csv = Callable[[int], Path]
pytestmark = pytest.mark.usefixtures("fake")
ANN = "person0@company0.example"  # the first customer of the file
BOB = "bob@beta.example"
MARK = b"person0"


def left() -> list[str]:
    """Files that still name her: by address, or in a default name of an upload."""
    paths = [path for path in home().rglob("*") if path.is_file() and not path.name.startswith("registry.db")]
    return sorted(str(path.relative_to(home())) for path in paths if MARK in path.read_bytes())


async def named_after_her(customers_csv: Csv, name: str, upload_id: str | None = "u") -> Status:
    """A finished upload of a file with this name, in which she is a customer."""
    path = customers_csv(3).rename(Path.cwd() / name)
    return await win_back(WinbackParams(source=str(path), upload_id=upload_id), gate=False)


@pytest.mark.parametrize("name", [f"{ANN}.csv", f"churn-{ANN.upper()}_2026.csv", "c0000.csv", "export-c0000-2.csv"])
async def test_a_file_named_after_her(
    customers_csv: Csv, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await named_after_her(customers_csv, name)
    erased = await erase_person(ANN, "local")
    assert (erased.uploads, erased.named, left()) == ({"u": 1}, [], [])
    status = await read_status((await open_place("local")).store, "u")
    assert status is not None
    assert "[erased]" in status.source
    report = (home() / "results/u/report.html").read_text("utf-8")
    assert f"from <bdi>{status.source}</bdi>" in report
    assert (await erase_person(ANN, "local")).lines() == ["nothing is kept of this address"]


async def test_a_file_named_after_somebody_who_is_not_in_it(
    customers_csv: Csv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before each write, the report and the status forget the name the next time."""
    monkeypatch.chdir(tmp_path)
    path = customers_csv(2).rename(tmp_path / f"{BOB}.csv")
    status = await win_back(WinbackParams(source=str(path), upload_id="u"), gate=False)
    store, put, writes = (await open_place("local")).store, ArtifactStore.put, 0
    report = store.folder / Upload("u").report if store.folder else Path()
    for allowed in range(20):
        await write_status(store, status)
        report.write_text(f"from {BOB}")

        async def killed(self: ArtifactStore, key: str, data: bytes, most: int = allowed) -> None:
            nonlocal writes
            writes += 1
            if writes > most:
                raise KeyboardInterrupt
            await put(self, key, data)

        writes = 0
        with monkeypatch.context() as patch:
            patch.setattr(ArtifactStore, "put", killed)
            try:
                await erase_person(BOB, "local")
                break
            except KeyboardInterrupt:
                pass
        await erase_person(BOB, "local")
        assert [path for path in home().rglob("*") if path.is_file() and BOB.encode() in path.read_bytes()] == []
    assert allowed >= 1
    assert (await erase_person(BOB, "local")).lines() == ["nothing is kept of this address"]


async def test_refused_files_forget_her_and_when_they_came_stays(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{ANN}.csv").write_bytes(b"\0\1\2")
    place = await open_place("local")
    status = Status(upload_id="r", status="rejected", unread=True, source=f"{ANN}.csv", message=f"{ANN}.csv is no CSV")
    await write_status(place.store, status)
    before = await read_status(place.store, "r")
    erased = await erase_person(ANN, "local")
    after = await read_status(place.store, "r")
    assert after is not None
    assert (after.source, after.message) == ("[erased].csv", "[erased].csv is no CSV")
    assert before is not None
    assert after.updated_at == before.updated_at
    assert len(erased.objects) == 1


@pytest.mark.parametrize("upload_id", [None, ANN, f"x-{ANN}", "c0000"])
async def test_the_name_of_an_upload_stays_and_is_said(
    customers_csv: Csv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upload_id: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    status = await named_after_her(customers_csv, f"{ANN}.csv", upload_id)
    erased = await erase_person(ANN, "local")
    (said,) = erased.named
    keys = Upload(status.upload_id)
    assert said.startswith(f"the name of upload {status.upload_id}, ")
    assert f"remove {home() / keys.results}, " in said
    assert f"  not changed: {said}" in erased.lines()
    assert await read_status((await open_place("local")).store, status.upload_id) is not None


async def test_where_nobody_is_named_nothing_is_said(
    customers_csv: Csv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await named_after_her(customers_csv, f"x.{ANN}.csv", "xperson0-company0-example")
    erased = await erase_person(ANN, "local")
    assert erased.named == []
    status = await read_status((await open_place("local")).store, "xperson0-company0-example")
    assert status is not None
    assert status.source.endswith(f"x.{ANN}.csv")  # that is somebody else's address


async def test_the_standing_list_keeps_everybody_and_names_nobody() -> None:
    await add_address("zed@z.example", f"{ANN} asked for him", "Bo", "local")
    erased = await erase_person(ANN, "local")
    assert left() == []
    (line,) = (home() / "outreach/suppression.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["reason"] == "[erased] asked for him"
    assert str(home() / "outreach/suppression.jsonl") in erased.objects
    assert (await erase_person(ANN, "local")).lines() == ["nothing is kept of this address"]


def test_prefects_history_names_files(tmp_path: Path) -> None:
    """The tables and types of Prefect 3.8, as far as they say what a file was called."""
    path = tmp_path / "prefect.db"
    related = json.dumps(
        [{"prefect.resource.name": f"winback {ANN}.csv"}, {"prefect.resource.name": "winback c0000.csv"}]
    )
    parameters = json.dumps({"params": {"source": f"/in/{ANN}.csv", "upload_id": None}, "environment": "local"})
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE flow_run (id CHAR(36) PRIMARY KEY, name VARCHAR, parameters JSON, tags JSON)")
        database.execute("CREATE TABLE log (id CHAR(36) PRIMARY KEY, level SMALLINT, message TEXT)")
        database.execute("CREATE TABLE events (id CHAR(36) PRIMARY KEY, related JSON, resource_id TEXT)")
        database.execute("CREATE TABLE deployment (id CHAR(36) PRIMARY KEY, parameters JSON)")
        row = ("1", f"winback {ANN}.csv", parameters, json.dumps([f"upload:{ANN}"]))
        database.execute("INSERT INTO flow_run VALUES (?, ?, ?, ?)", row)
        database.execute("INSERT INTO flow_run VALUES ('2', 'winback c00001.csv', '{}', '[]')")
        database.execute("INSERT INTO log VALUES ('1', 30, ?)", (f"{ANN}.csv has no column; c0000 is called so",))
        database.execute("INSERT INTO events VALUES ('1', ?, ?)", (related, f"prefect.tag.upload:{ANN}"))
        database.execute("INSERT INTO deployment VALUES ('1', ?)", (parameters,))
    database.close()
    person = Person(ANN, frozenset({"c0000"}), id_fields=frozenset({"customer_id"}))
    assert clean_history(path, person.without_rows) == 6
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT name FROM flow_run").fetchall() == [
            ("winback [erased].csv",),
            ("winback c00001.csv",),
        ]
        assert database.execute("SELECT message FROM log").fetchall() == [
            ("[erased].csv has no column; c0000 is called so",)
        ]
        (said,) = database.execute("SELECT parameters FROM flow_run").fetchone()
        assert json.loads(said)["params"]["source"] == "/in/[erased].csv"
        names = [
            one["prefect.resource.name"]
            for one in json.loads(database.execute("SELECT related FROM events").fetchone()[0])
        ]
        assert names == ["winback [erased].csv"] * 2
        # What is to be run is a setting, and no history.
        assert database.execute("SELECT parameters FROM deployment").fetchone() == (parameters,)
    database.close()
    assert clean_history(path, person.without_rows) == 0


async def test_what_prefect_is_to_run_again_is_named_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "prefect.db"
    monkeypatch.setattr("tasks.privacy.erase.history_file", lambda: path)
    parameters = json.dumps({"params": {"source": f"/in/{ANN}.csv", "suppress": ["/in/list.csv", f"/in/{ANN}"]}})
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE flow (id CHAR(36) PRIMARY KEY, name VARCHAR)")
        database.execute("CREATE TABLE deployment (id CHAR(36) PRIMARY KEY, name VARCHAR, flow_id, parameters JSON)")
        database.execute(
            "CREATE TABLE deployment_schedule (id CHAR(36), deployment_id CHAR(36), slug, parameters JSON)"
        )
        database.execute("CREATE TABLE automation (id CHAR(36), name VARCHAR, actions JSON)")
        database.execute("INSERT INTO flow VALUES ('f', 'winback')")
        database.execute("INSERT INTO deployment VALUES ('1', 'nightly', 'f', ?)", (parameters,))
        database.execute("INSERT INTO deployment VALUES ('2', 'other', 'f', ?)", (parameters.replace(ANN, f"no{ANN}"),))
        database.execute("INSERT INTO deployment_schedule VALUES ('3', '2', 'x', ?)", (json.dumps({"by": ANN}),))
        database.execute("INSERT INTO automation VALUES ('4', 'again', ?)", (json.dumps([{"parameters": {ANN: 1}}]),))
    database.close()
    before = path.read_bytes()
    erased = await erase_person(ANN, "local")
    assert [line.partition(", which names the person; change it in the Prefect UI")[0] for line in erased.named] == [
        "deployment winback/nightly: parameters.params.source",
        "deployment winback/nightly: parameters.params.suppress[1]",
        "schedule of deployment winback/other: parameters.by",
        "automation again: actions[0].parameters",
    ]
    assert path.read_bytes() == before
    assert erased.lines()[0] == "nothing is kept of this address, but for names"
