"""Stored customers that somebody edited: one line that says what to do, never a traceback."""

import json
from pathlib import Path

import pytest

from blocks.layout import Upload
from blocks.stores import open_folder
from schemas.errors import BadInputError
from tasks.bulk.accepted import subject_lines
from tasks.winback.system import WINBACK

GOOD = {"customer_id": "c1", "email": "a@b.example", "company_name": "Acme", "churn_date": "2026-01-31", "mrr": 10.0}
KEYS = Upload("u")


async def read(tmp_path: Path, *lines: str) -> list[bytes]:
    store = open_folder(tmp_path)
    await store.put(KEYS.customers_in, ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8", "surrogatepass"))
    return [line async for line in subject_lines(store, KEYS, WINBACK)]


async def test_what_intake_wrote_is_read_as_it_is(tmp_path: Path) -> None:
    assert await read(tmp_path, json.dumps(GOOD)) == [json.dumps(GOOD).encode()]


@pytest.mark.parametrize(
    "line",
    [
        "{", "{}", '{"customer_id": 1}', "{'customer_id': 'c1'}", '{"a":' * 20_000, json.dumps(GOOD)[:-1],
        json.dumps(GOOD | {"mrr": "many"}), json.dumps(GOOD | {"mrr": -1}), json.dumps(GOOD | {"churn_date": "soon"}),
        json.dumps(GOOD | {"customer_id": ""}), json.dumps(GOOD | {"customer_id": ["c1"]}),
        json.dumps(GOOD | {"customer_id": "x" * 20_000}), json.dumps(GOOD | {"context": {"a": {"b": 1}}}),
        json.dumps(GOOD | {"unknown": 1}), json.dumps(GOOD | {"company_name": "\ud800"}),
        json.dumps(GOOD) + json.dumps(GOOD),
        json.dumps(GOOD).replace("10.0", "1e999"), json.dumps(GOOD).replace("10.0", "NaN"), '{"customer_id": "\udcff"}',
    ],
    ids=lambda line: line[:40].encode("ascii", "backslashreplace").decode(),
)  # fmt: skip
async def test_an_edited_customer_is_refused_in_one_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadInputError) as refused:
        await read(tmp_path, json.dumps(GOOD), line)
    message = str(refused.value)
    assert message.startswith(f"{tmp_path}/uploads/u.json is damaged; remove {tmp_path}/results/u/status.json")
    assert message.isprintable()
