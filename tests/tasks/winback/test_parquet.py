"""`results.parquet`, as an analyst reads it."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import HEADER
from fakes.killed_runs import win_back

from schemas.customer import COLUMNS
from schemas.winback.campaign import Email
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.run import WinbackParams

ROWS = (
    "c0,ann@a.example,Company A,growth,90,2026-03-01,I was charged after cancelling",
    "c1,bob@b.example,Company B,growth,80,2026-03-01,Too expensive",
)


@pytest.mark.usefixtures("in_process")
async def test_an_analysis_with_a_topic_and_one_without_stand_in_one_table(tmp_path: Path) -> None:
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    status = await win_back(WinbackParams(source=str(source), upload_id="u"), gate=False)
    table = pq.read_table(status.artifacts["parquet"], columns=["customer_id", "topic"])
    assert table.to_pydict() == {"customer_id": ["c0", "c1"], "topic": ["billing", None]}


@pytest.mark.usefixtures("in_process")
async def test_whatever_a_customer_an_analysis_and_an_email_can_say_has_its_column(tmp_path: Path) -> None:
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    status = await win_back(WinbackParams(source=str(source), upload_id="u"), gate=False)
    table = pq.read_table(status.artifacts["parquet"])
    said = {*ChurnAnalysis.model_fields, *COLUMNS, "context"}
    assert said <= set(table.column_names)
    assert {field.name for field in table.schema.field("emails").type.value_type} == set(Email.model_fields)
