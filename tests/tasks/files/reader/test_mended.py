"""What a person's editor does to rejects.csv: other separators, other orders of columns, numbers written anew."""

import pytest

from tasks.files.reader.mended import compare

STORED = b"line,column,value,reason,customer_id,email,mrr,company_name\r\n3,mrr,-1,bad,007,a@a.example,-1,'=1+1\r\n"


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"line;column;value;reason;customer_id;email;mrr;company_name\n3;mrr;-1;bad;007;a@a.example;49;'=1+1\n", "49"),
        (b"mrr,line,column,value,reason,customer_id,email,company_name\n49,3,mrr,-1,bad,007,a@a.example,=1+1\n", "49"),
        (b"line,column,value,reason,customer_id,email,mrr,company_name\n3.0,mrr,-1,bad,7,a@a.example,49,=1+1\n", "49"),
        (
            b"line,column,value,reason,customer_id,email,mrr,company_name\n3,mrr,49,bad,007,a@a.example,-1.0,=1+1\n",
            "49",
        ),
    ],
    ids=["semicolons", "another order", "numbers written anew", "value in front"],
)
def test_what_was_mended_is_found(content: bytes, row: str) -> None:
    assert compare(content, "m.csv", STORED).rows == {3: ["007", "a@a.example", row, "=1+1"]}


def test_what_was_only_written_anew_is_no_change() -> None:
    content = b"line,column,value,reason,customer_id,email,mrr,company_name\n3,mrr,-1.00,bad,7,a@a.example,-1,=1+1\n"
    assert compare(content, "m.csv", STORED).unchanged == {3}


def test_the_row_of_another_upload_that_has_the_same_line_is_not_taken_for_this_one() -> None:
    other = b"line,column,value,reason,customer_id,email,mrr,company_name\n3,mrr,x,bad,c9,z@z.example,60,Zed\n"
    found = compare(other, "m.csv", STORED)
    assert (found.rows, found.unchanged, found.not_rejected) == ({}, set(), 1)


def test_cells_that_a_stray_comma_had_moved_may_all_be_put_right() -> None:
    stored = (
        b"line,column,value,reason,customer_id,email,mrr,company_name,extra_cell_1\r\n"
        b"3,,,has too many cells,Acme,Inc,c1,a@a.example,49\r\n"
    )
    header = b"line,column,value,reason,customer_id,email,mrr,company_name,extra_cell_1\n"
    mended = header + b'3,,,x,c1,a@a.example,49,"Acme, Inc",\n'
    assert compare(mended, "m.csv", stored).rows == {3: ["c1", "a@a.example", "49", "Acme, Inc"]}
