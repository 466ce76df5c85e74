"""Pages of an index: every customer once, whichever way and by whatever they are sorted."""

from datetime import date
from pathlib import Path

import pytest

from blocks.layout import Upload
from blocks.stores import open_store
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.environment import AwsIdentity
from schemas.winback.rows import RowsAsked, SortBy
from schemas.winback.run import CustomerRecord
from tasks.winback.row_index import RowIndex
from tasks.winback.rows import read_rows

MANY = 130
STATUS = Status(upload_id="u", status="complete")


def customer(number: int) -> CustomerRecord:
    """Amounts and names repeat, and some amounts are not known, so that an order by them alone decides nothing."""
    given = Customer(
        customer_id=f"c{number}",
        company_name=("alpha", "Beta", "")[number % 3],
        mrr=None if number % 7 == 0 else float(number % 5 + 1),
        churn_date=date(2026, 1, 1 + number % 3),
        cancellation_reason="half a pair: \ud800" if number == 1 else "100% too_expensive",
    )
    return CustomerRecord(customer_id=given.customer_id, versions={}, customer=given)


async def _index(folder: Path) -> None:
    store = open_store(folder.as_uri(), AwsIdentity(), None)
    async with store.writer(Upload("u").index) as writer:
        index = RowIndex(writer, {}, {})
        try:
            for number in range(MANY):
                await index.add(customer(number), edited=False)
            await index.end()
        finally:
            index.close()


@pytest.mark.parametrize("sort", ["mrr", "company", "confidence", "left", "cause"])
@pytest.mark.parametrize("up", [True, False])
async def test_pages_forwards_and_back_again(tmp_path: Path, sort: SortBy, *, up: bool) -> None:
    await _index(tmp_path)
    store = open_store(tmp_path.as_uri(), AwsIdentity(), None)
    pages, after = [], None
    while True:
        shown = await read_rows(store, STATUS, RowsAsked(sort=sort, up=up, after=after))
        pages.append([row.place for row in shown.rows])
        if not shown.has_more:
            break
        after = pages[-1][-1]
    assert [len(page) for page in pages] == [50, 50, 30]
    assert sorted(place for page in pages for place in page) == list(range(MANY))
    back = await read_rows(store, STATUS, RowsAsked(sort=sort, up=up, before=pages[2][0]))
    assert ([row.place for row in back.rows], back.has_less, back.has_more) == (pages[1], True, True)
    first = await read_rows(store, STATUS, RowsAsked(sort=sort, up=up, before=pages[1][0]))
    assert ([row.place for row in first.rows], first.has_less) == (pages[0], False)


async def test_a_search_takes_signs_as_they_are(tmp_path: Path) -> None:
    await _index(tmp_path)
    store = open_store(tmp_path.as_uri(), AwsIdentity(), None)
    counts = {
        words: (await read_rows(store, STATUS, RowsAsked(search=words))).matching
        for words in ("100% EXPENSIVE", "c12", "_x", "%", "'; DROP TABLE rows", "   ")
    }
    assert counts == {"100% EXPENSIVE": 129, "c12": 11, "_x": 0, "%": 129, "'; DROP TABLE rows": 0, "   ": MANY}


async def test_a_damaged_index_shows_what_is_known_without_it(tmp_path: Path) -> None:
    await _index(tmp_path)
    (tmp_path / Upload("u").index).write_bytes(b"no database")
    store = open_store(tmp_path.as_uri(), AwsIdentity(), None)
    shown = await read_rows(store, STATUS, RowsAsked())
    assert (shown.rows, shown.is_whole) == ([], False)
