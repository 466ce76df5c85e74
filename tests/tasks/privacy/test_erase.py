"""Erasing one person: nothing is left, nobody else loses anything, and a kill at any point changes neither."""

import json
import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from conftest import Revive
from fakes.locked_folder import locked

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.prefect_history import clean_history, statements_for
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.errors import BadInputError
from schemas.hold import Hold
from schemas.retention import Erased, RetentionParams
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.run import AnalysisStep, CustomerRecord
from tasks.bulk.place import open_place
from tasks.bulk.status import read_status, write_status
from tasks.privacy.erase import erase_person
from tasks.privacy.person import Person
from tasks.privacy.retention import delete_old

ANN = "ann@acme.example"
HELD = Hold(code="manual", reason="held by hand")
SOURCE = (
    "customer_id,email,company_name,billing,reason\r\n"
    "c1,Ann@Acme.example,Acme,x@x.example,too expensive\r\n"
    'c2,bob@beta.example,Beta,ann@acme.example,"ask ann@acme.example,\r\nshe knows"\r\n'
    "c3,joann@acme.example,Gamma,y@y.example,too slow\r\n"
    'c4,cy@c.example,5" screens,z@z.example,no\r\n'
    "c9,ann@acme.example,Acme two,,rejected row\r\n"
)


def customer(customer_id: str, email: str, reason: str = "too expensive", **context: str) -> Customer:
    return Customer(
        customer_id=customer_id,
        email=email,
        company_name=f"Firm {customer_id}",
        subscription_tier="growth",
        mrr=100,
        churn_date=date(2026, 1, 31),
        cancellation_reason=reason,
        context=context,
    )


CUSTOMERS = (
    customer("c1", "mailto:Ann@Acme.example"),
    customer("c2", "bob@beta.example", "ask ann@acme.example, she knows", billing="ann@acme.example"),
    customer("c3", "joann@acme.example", "too slow"),
)


def record(one: Customer) -> CustomerRecord:
    analysis = ChurnAnalysis(
        category="pricing",
        confidence=50,
        insights=["a", "b", "c"],
        recommendation="Ask.",
        evidence=[one.cancellation_reason],
    )
    paid = {"fingerprint": "f", "version": "1.1.0", "model": "m", "usage": {}, "cost_usd": 0.1, "latency_s": 0.1}
    step = AnalysisStep.model_validate(paid | {"attempts": 1, "output": analysis})
    return CustomerRecord(customer_id=one.customer_id, versions={}, customer=one, analysis=step, hold=HELD)


async def upload() -> tuple[ArtifactStore, Upload]:
    """A finished upload, with everything that can be there, and the leftovers of a take-in that was killed."""
    store, keys = (await open_place("local")).store, Upload("u")
    lines = [one.model_dump_json().encode() for one in CUSTOMERS]
    records = [record(one).model_dump_json().encode() for one in CUSTOMERS]
    files = {
        keys.source: SOURCE.encode("utf-16"),
        keys.customers_in: b"[\n" + b",\n".join(lines) + b"\n]\n",
        keys.manifest(0): b"\n".join(lines) + b"\n",
        keys.part(0): b"\n".join(records) + b"\n",
        keys.rejects: b"line,column,value,reason\r\n7,mrr,ann@acme.example,is no number\r\n",
        keys.rulings: json.dumps({"c1": ruling("ann asked"), "c3": ruling("ann@acme.example asked for her")}).encode(),
        keys.duplicates: json.dumps({"c8": "c1", "c3": "c2"}).encode(),
        keys.data_quality: json.dumps(
            {"success": True, "checks": [], "rows": 3, "suite": ANN, "version": "1"}
        ).encode(),
        keys.report: b"old",
        "answers/cases/campaign/f.json": json.dumps({"given": f"ask {ANN}", "customer_id": "x"}).encode(),
        "labels/campaign/l.json": json.dumps({"why": ANN}).encode(),
        "uploads/killed-1.csv": SOURCE.encode(),
        "uploads/killed-1.json": b"[\n" + lines[0] + b"\n]\n",
        "results/refused-1/rejects.csv": b"line,column,value,reason\r\n2,email,Ann@Acme.example,is odd\r\n",
    }
    for one, line in zip(CUSTOMERS, records, strict=True):
        files[keys.customer(one.customer_id)] = line
    for key, content in files.items():
        await store.put(key, content)
    await write_status(store, Status(upload_id="u", status="complete", total=3, rows_read=3, batches=1, completed=3))
    return store, keys


def ruling(reason: str) -> dict[str, str]:
    return {"action": "hold", "reason": reason, "at": "2026-01-01T00:00:00+00:00"}


def left(store: ArtifactStore) -> list[Path]:
    """The files that still name the person; the key of the hashes is nobody's."""
    assert store.folder is not None
    return [
        path
        for path in store.folder.rglob("*")
        if path.is_file() and names(path.read_bytes().replace(b"\0", b"").lower())
    ]


def names(content: bytes) -> bool:
    return any(mark in content for mark in (b"mailto:ann@", b",ann@", b"ask ann@", b'"ann@', b"firm c1", b'"c1"'))


async def test_nothing_is_left_and_nobody_else_is_touched() -> None:
    store, keys = await upload()
    erased = await erase_person("<ANN@acme.example>", "local")
    assert left(store) == []
    assert erased.uploads == {"killed-1": 1, "u": 1}
    source = (await store.get(keys.source) or b"").decode("utf-16")
    assert source == (
        "customer_id,email,company_name,billing,reason\r\n"
        'c2,bob@beta.example,Beta,[erased],"ask [erased],\r\nshe knows"\r\n'
        "c3,joann@acme.example,Gamma,y@y.example,too slow\r\n"
        'c4,cy@c.example,5" screens,z@z.example,no\r\n'
    )
    kept = json.loads(await store.get(keys.customers_in) or b"")
    assert [one["customer_id"] for one in kept] == ["c2", "c3"]
    assert kept[1] == CUSTOMERS[2].model_dump(mode="json")
    assert await store.get(keys.customer("c3")) == record(CUSTOMERS[2]).model_dump_json().encode()
    assert (await store.get(keys.part(0)) or b"").splitlines()[0] == await store.get(keys.customer("c2"))
    assert json.loads(await store.get(keys.duplicates) or b"") == {"c3": "c2"}
    status = await read_status(store, "u")
    assert status is not None
    assert (status.total, status.rows_read) == (2, 2)
    assert b"Firm c3" in (await store.get(keys.report) or b"")


async def test_a_second_time_there_is_nothing() -> None:
    await upload()
    await erase_person(ANN, "local")
    assert (await erase_person(ANN, "local")).lines() == ["nothing is kept of this address"]


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.wire
@pytest.mark.parametrize("others", [True, False], ids=["named by others", "named by nobody else"])
async def test_killed_anywhere_and_done_again(monkeypatch: pytest.MonkeyPatch, others: bool) -> None:  # noqa: FBT001
    """Before and after each single write: what is left is found by the next erasure."""
    put, delete, writer = ArtifactStore.put, ArtifactStore.delete, ArtifactStore.writer
    writes = budget = 0

    def count() -> None:
        nonlocal writes
        writes += 1
        if writes > budget:
            raise Killed

    async def counted_put(self: ArtifactStore, key: str, data: bytes) -> None:
        count()
        await put(self, key, data)

    async def counted_delete(self: ArtifactStore, key: str) -> None:
        count()
        await delete(self, key)

    def counted_writer(self: ArtifactStore, key: str) -> object:
        count()
        return writer(self, key)

    survived = False
    while not survived:
        store, keys = await upload()
        if not others:
            await store.delete("uploads/killed-1.csv")
        with monkeypatch.context() as patch:
            patch.setattr(ArtifactStore, "put", counted_put)
            patch.setattr(ArtifactStore, "delete", counted_delete)
            patch.setattr(ArtifactStore, "writer", counted_writer)
            writes = 0
            try:
                await erase_person(ANN, "local")
                survived = True
            except Killed:
                pass
        await erase_person(ANN, "local")
        assert left(store) == [], f"killed at write {budget + 1}"
        status = await read_status(store, "u")
        assert status is not None
        assert (status.total, status.rows_read) == (2, 2)
        assert b"Firm c3" in (await store.get(keys.report) or b"")
        budget += 1
    assert budget > 15


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"upload_id'])
async def test_a_damaged_status_is_named_and_keeps_no_other_from_being_reached(damage: str) -> None:
    store, _ = await upload()
    path = Path(os.environ["REVIVE_HOME"]) / "results/a/status.json"
    path.parent.mkdir(parents=True)
    path.write_text(damage)
    erased = await erase_person(ANN, "local")
    assert [one.partition(";")[0] for one in erased.unread] == [f"{path} is not a status that Revive wrote"]
    assert erased.uploads == {"u": 1, "killed-1": 1}
    assert not left(store)
    deleted = await delete_old(RetentionParams(days=1), "local")
    assert len(deleted.unread) == 1


ODD = (b"two words", b"a..b", b"a#1", b"...", b"line\nbreak", b"bell\x07", b"not\xffutf8", "日本 ü".encode())


@pytest.mark.parametrize("name", ODD, ids=repr)
async def test_an_odd_name_keeps_nothing_else_from_being_reached(name: bytes) -> None:
    store, _ = await upload()
    assert store.folder is not None
    folder = os.fsencode(store.folder / "results") + b"/" + name
    os.makedirs(folder)  # noqa: PTH103 -- pathlib knows no bytes
    path = Path(os.fsdecode(folder), "notes.json")
    path.write_text(json.dumps({"note": f"ask {ANN}"}))
    erased = await erase_person(ANN, "local")
    assert erased.uploads == {"u": 1, "killed-1": 1}
    if path.read_text().count(ANN):
        (unread,) = erased.unread
        assert unread.isprintable()
        assert "rename or remove it" in unread
        path.unlink()
    assert not left(store)
    assert (await delete_old(RetentionParams(days=1), "local")).uploads == []


async def test_a_file_where_a_folder_should_be_is_named() -> None:
    store, _ = await upload()
    await store.put("results/killed-1", b"a file")
    await store.put("results/x/status.json/notes", b"{}")
    erased = await erase_person(ANN, "local")
    assert erased.uploads == {"u": 1}
    (unread,) = erased.unread
    assert "results/killed-1" in unread
    assert unread in "\n".join(erased.lines())
    assert {path.stem for path in left(store)} == {"killed-1"}


@pytest.mark.parametrize("place", ["results/notes", "answers/cases", "evaluations/e", "labels/l", "uploads/old"])
async def test_a_folder_that_cannot_be_read_keeps_nothing_else_from_being_reached(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = await upload()
    assert store.folder is not None
    folder = store.folder / place
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, monkeypatch):
        erased = await erase_person(ANN, "local")
        assert f"cannot list {folder}: Permission denied" in erased.unread
        deleted = await delete_old(RetentionParams(days=1), "local")
    assert bool(deleted.unread) == place.startswith(("results", "uploads"))
    assert erased.uploads == {"u": 1, "killed-1": 1}
    assert all(path.is_relative_to(folder) for path in left(store))


@pytest.mark.parametrize("place", ["results/u/customers", "results/u/parts", "contacts"])
async def test_an_upload_that_cannot_be_read_whole_is_left_whole(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passing by records would write the exports anew without them."""
    store, keys = await upload()
    assert store.folder is not None
    folder = store.folder / place
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, monkeypatch):
        erased = await erase_person(ANN, "local")
    assert "u" not in erased.uploads
    assert f"cannot list {folder}: Permission denied" in "\n".join(erased.lines())
    assert b'"c1"' in (await store.get(keys.customers_in) or b"")
    assert (await erase_person(ANN, "local")).uploads["u"] == 1
    assert not left(store)


def test_what_was_not_reached_is_said_and_ends_with_exit_code_1(revive: Revive, tmp_path: Path) -> None:
    path = tmp_path / "revive/results/line\nbreak/status.json"
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    done = revive("erase", "--email", ANN)
    assert done.code == 1
    assert "not reached, the person may still be there" in done.out
    assert len(done.err.splitlines()) == 1
    assert "1 places could not be read" not in done.err
    document = json.loads(revive("erase", "--email", ANN, "--json").out)
    assert len(document["unread"]) == 1


@pytest.mark.parametrize("email", ["", "ann", "@acme.example", "ann@acme", "a b@c.example"])
async def test_only_an_address_is_erased(email: str) -> None:
    with pytest.raises(BadInputError, match="give one address"):
        await erase_person(email, "local")


async def test_a_stray_quote_costs_nobody_their_row() -> None:
    """Read naively, the quote in the first row opens a cell that swallows everybody after it."""
    store = (await open_place("local")).store
    rows = ["customer_id,email,company_name", 'c1,ann@acme.example,5" screens', "c2,b@b.example,B", "c3,c@c.example,C"]
    await store.put("uploads/x.csv", "\n".join(rows).encode())
    await erase_person(ANN, "local")
    assert (await store.get("uploads/x.csv") or b"").decode().splitlines() == [rows[0], *rows[2:]]


async def test_a_cell_of_two_addresses_is_the_first_ones() -> None:
    store = (await open_place("local")).store
    rows = [
        "customer_id,email,company_name",
        "c1,bob@b.example; ann@acme.example,B",
        "c2,ann@acme.example; x@x.example,A",
    ]
    await store.put("uploads/x.csv", "\n".join(rows).encode())
    await erase_person(ANN, "local")
    assert (await store.get("uploads/x.csv") or b"").decode().splitlines() == [rows[0], "c1,bob@b.example; [erased],B"]


async def test_reports_that_were_opened_from_elsewhere_go() -> None:
    copy = Path(os.environ["REVIVE_HOME"]) / "opened/results/u/report.html"
    copy.parent.mkdir(parents=True)
    copy.write_text("<p>Ann")
    await upload()
    await erase_person(ANN, "local")
    assert not copy.exists()


def history(path: Path, *documents: object) -> None:
    """A database as Prefect keeps it, as far as it matters here."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE artifact (id TEXT PRIMARY KEY, data JSON)")
        database.execute("CREATE TABLE events (id TEXT PRIMARY KEY, payload JSON)")
        for number, document in enumerate(documents):
            database.execute("INSERT INTO artifact VALUES (?, ?)", (str(number), json.dumps(document)))
            database.execute("INSERT INTO events VALUES (?, ?)", (str(number), json.dumps({"data": document})))
        # As Prefect's progress bars stand there.
        database.execute("INSERT INTO artifact VALUES ('progress', ?)", (100,))
    database.close()


def test_prefects_own_history_forgets_and_shrinks(tmp_path: Path) -> None:
    rows = [{"customer_id": "c1", "company": "Secretco"}, {"customer_id": "c10", "company": "Other"}]
    path = tmp_path / "prefect.db"
    history(path, json.dumps(rows), f"write to {ANN}", {"progress": 3.0})
    person = Person(ANN, frozenset({"c1"}), id_fields=frozenset({"customer_id"}))
    assert clean_history(path, person.without_rows) == 4
    content = path.read_bytes()
    assert b"Secretco" not in content
    assert b"ann@" not in content
    assert content.count(b"Other") == 2
    assert clean_history(path, person.without_rows) == 0


@pytest.fixture
def prefect_db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this machine's Prefect keeps its history; Prefect itself reads its settings once a process."""
    path = tmp_path / "prefect.db"
    monkeypatch.setattr("tasks.privacy.erase.history_file", lambda: path if path.exists() else None)
    return path


async def test_killed_before_prefects_history_and_done_again(prefect_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows there name ids, and only the upload knows whose they are."""
    await upload()
    path = prefect_db
    history(path, json.dumps([{"customer_id": "c1", "company": "Secretco"}, {"customer_id": "c2", "company": "Beta"}]))

    def killed(*_: object) -> int:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("tasks.privacy.erase.clean_history", killed)
        with pytest.raises(Killed):
            await erase_person(ANN, "local")
    await erase_person(ANN, "local")
    content = path.read_bytes()
    assert b"Secretco" not in content
    assert b"Beta" in content


async def test_a_history_that_cannot_be_cleaned_is_named_and_reached_the_next_time(prefect_db: Path) -> None:
    store, _ = await upload()
    path = prefect_db
    path.write_bytes(b"not a database" * 100)
    erased = await erase_person(ANN, "local")
    assert any(f"cannot clean {path}" in line for line in erased.unread)
    path.unlink()
    assert (await erase_person(ANN, "local")).uploads == {"u": 1, "killed-1": 1}
    assert not left(store)


def test_what_to_do_on_a_server_of_others() -> None:
    said = statements_for("https://prefect.example/api", ["c1", "o'c"], "o'neil+x@b-c.example")
    assert said[0].startswith("On the database of the Prefect server at prefect.example")
    name = "(^|[^a-z0-9.+])o''neil[+]x(@|%40)b-c[.]example"
    in_data = "data::text LIKE '%c1%' OR data::text LIKE '%o''c%'"
    assert f"DELETE FROM artifact WHERE {in_data} OR data::text ~* '{name}';" in said
    assert f"DELETE FROM flow_run WHERE name::text ~* '{name}';" in said
    assert f"SELECT id FROM deployment WHERE parameters::text ~* '{name}';" in said
    assert said[0] in "\n".join(Erased(objects=["x"], elsewhere=said).lines())


async def test_retention_reaches_what_never_became_an_upload() -> None:
    store, _ = await upload()
    assert store.folder is not None
    for path in [*store.folder.rglob("*killed*"), *store.folder.rglob("*refused*/rejects.csv")]:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    deleted = await delete_old(RetentionParams(days=30), "local")
    assert deleted.uploads == ["killed-1", "refused-1"]
    assert await store.get("uploads/killed-1.csv") is None
    assert await store.get("results/refused-1/rejects.csv") is None
    assert await read_status(store, "u") is not None


async def test_a_registry_that_cannot_be_used_keeps_no_upload_from_being_reached() -> None:
    store, _ = await upload()
    assert store.folder is not None
    registry = store.folder / "registry.db"
    registry.write_bytes(b"not a database" * 100)
    erased = await erase_person(ANN, "local")
    assert [line for line in erased.unread if str(registry) in line and "damaged" in line]
    # Exports count what the registry knows, so the upload is not done with, and is known to be hers.
    assert left(store) == [store.folder / "uploads/u.json"]
    registry.unlink()
    assert (await erase_person(ANN, "local")).unread == []
    assert left(store) == []


async def test_a_home_that_may_be_somebody_elses_is_said_once() -> None:
    store, _ = await upload()
    assert store.folder is not None
    store.folder.chmod(0o777)
    erased, deleted = await erase_person(ANN, "local"), await delete_old(RetentionParams(days=1), "local")
    for unread in (erased.unread, deleted.unread):
        (line,) = unread
        assert line.startswith(f"{store.folder} may be somebody else's (everybody may write to it)")
    store.folder.chmod(0o700)
    await erase_person(ANN, "local")
    assert left(store) == []
