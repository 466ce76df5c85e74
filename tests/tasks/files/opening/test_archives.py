"""Packed files: the table inside counts, whichever way it was packed; bombs and damage end in one line."""

import bz2
import gzip
import io
import lzma
import zipfile
from datetime import date

import pytest
from fakes.workbooks import rows, workbook

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.opening import archives
from tasks.files.reader.read_customers import Intake, read_customers
from tasks.outreach.address_list import parse_address_list

NAMES = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"
ROW = "c1,ann@acme.example,Acme,growth,49,2026-05-01,too expensive"
CSV = f"{NAMES}\n{ROW}\n".encode()


def read(content: bytes, name: str = "left.csv.gz", sheet: str | None = None) -> Intake:
    return read_customers(content, name, date(2026, 6, 1), Mapping(sheet=sheet))


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", how) as packed:
        for name, inside in files.items():
            packed.writestr(name, inside)
    return content.getvalue()


SHEET = workbook({"Left": rows(NAMES.split(","), ROW.split(","))})


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(CSV),
        gzip.compress(CSV[:40]) + gzip.compress(CSV[40:]) + b"\0" * 512,
        bz2.compress(CSV),
        bz2.compress(CSV[:40]) + bz2.compress(CSV[40:]),
        lzma.compress(CSV),
        lzma.compress(CSV[:40]) + b"\0\0\0\0" + lzma.compress(CSV[40:]),
        zipped({"left.csv": CSV}),
        zipped({"left.csv": CSV}, zipfile.ZIP_BZIP2),
        zipped({"left.csv": CSV}, zipfile.ZIP_LZMA),
        zipped({"export/": b"", "export/left.CSV": CSV, "__MACOSX/export/._left.csv": b"\0", "README.txt": b"Hello"}),
        zipped({"left.csv.gz": gzip.compress(CSV)}),
        zipped({"left.xlsx": SHEET}),
        gzip.compress(SHEET),
        zipped({"customers": CSV}),
    ],
    ids=range(14),  # pytest would name them after their bytes, which hold the time
)
def test_the_table_inside_counts(content: bytes) -> None:
    found = read(content)
    assert found.customers == read(CSV, "left.csv").customers
    assert not found.rejects
    assert not found.doubts
    assert found.source is not None
    assert b"ann@acme.example" in found.source


def test_of_several_tables_one_is_asked_for() -> None:
    content = zipped({"a/left.csv": CSV, "b/accounts.csv": b"x", "notes.pdf": b"%PDF"})
    with pytest.raises(BadInputError) as error:
        read(content, "q3.zip")
    said = "q3.zip is a zip with several tables in it: 'a/left.csv', 'b/accounts.csv'; say which with --sheet"
    assert str(error.value).startswith(said)
    found = read(content, "q3.zip", "Left.csv")
    assert found.customers[0].customer_id == "c1"
    assert found.doubts == ("q3.zip, a/left.csv was read; the zip holds 'b/accounts.csv', 'notes.pdf', too",)


def test_a_sheet_of_a_workbook_in_a_zip() -> None:
    book = workbook({"Cover": rows(["Hello"]), "Left": rows(NAMES.split(","), ROW.split(","))})
    assert read(zipped({"q3.xlsx": book}), "q3.zip", "Left").customers[0].customer_id == "c1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(CSV)[:-9], "ends before its packing does"),
        (gzip.compress(CSV)[:20], "ends before its packing does"),
        (gzip.compress(CSV)[:-8] + b"\1" * 8, "is damaged and cannot be unpacked"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 60, "is damaged and cannot be unpacked"),
        (bz2.compress(CSV)[:-9], "ends before its packing does"),
        (lzma.compress(CSV)[:-9], "ends before its packing does"),
        (gzip.compress(b""), "is empty"),
        (gzip.compress(b"%PDF-1.7"), "is a PDF"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(CSV)))), "packed more than 3 times"),
        (zipped({}) or b"PK\x05\x06" + b"\0" * 18, "."),
        (zipped({"__MACOSX/._a.csv": b"x"}), "no table in it"),
        (zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"left.csv": CSV})})})}), "more than 3 times"),
        (zipped({"left.csv": CSV})[:-30], "damaged zip file"),
        (zipped({"left.csv": CSV}).replace(b"PK\x01\x02", b"PK\xff\xff"), "damaged zip file"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 90, "a compressed file"),
    ],
    ids=range(15),
)  # fmt: skip
def test_damage_ends_in_one_line(content: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said) as error:
        read(content)
    assert "\n" not in str(error.value)


def test_a_password_is_said() -> None:
    content = bytearray(zipped({"left.csv": CSV}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + at] |= 1
    with pytest.raises(BadInputError, match=r"left.zip, left.csv has a password"):
        read(bytes(content), "left.zip")


def test_a_part_that_lies_about_its_size_is_damaged() -> None:
    content = bytearray(zipped({"left.csv": CSV}))
    at = content.find(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(BadInputError, match="is damaged and cannot be unpacked"):
        read(bytes(content), "left.zip")


BOMB = CSV + b" " * (30 << 20)


@pytest.mark.parametrize(
    "content",
    [gzip.compress(BOMB), bz2.compress(BOMB), lzma.compress(BOMB), zipped({"left.csv": BOMB})],
    ids=["gzip", "bzip2", "xz", "zip"],
)
def test_a_bomb_ends_in_one_line(content: bytes) -> None:
    with pytest.raises(BadInputError, match="unpacks to more than 200 times its size, as no table does"):
        read(content)


def test_there_is_a_bound_on_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 60)
    with pytest.raises(BadInputError, match=r"left.csv.gz unpacks to more than 0 MB"):
        read(gzip.compress(CSV))


def test_a_list_may_be_packed_and_every_sheet_of_one_counts() -> None:
    assert parse_address_list(gzip.compress(b"ann@acme.example\n"), "stop.gz").addresses == {"ann@acme.example"}
    book = workbook(
        {"A": rows(["Email"], ["ann@acme.example"]), "B": rows(["Email"], ["bob@b.example"]), "C": rows()},
        hidden=["B"],
    )
    found = parse_address_list(book, "stop.xlsx")
    assert found.addresses == {"ann@acme.example", "bob@b.example"}
    assert found.odd == 0
