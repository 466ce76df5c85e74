"""Every file of the corpus, read as its expectation says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.read_customers import read_customers

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
EXPECT: dict[str, dict[str, Any]] = yaml.safe_load((CORPUS / "expect.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 6, 1)


def test_the_corpus_is_whole() -> None:
    assert {path.name for path in (CORPUS / "files").iterdir()} == EXPECT.keys()
    assert len(EXPECT) >= 60


@pytest.mark.parametrize("name", EXPECT)
def test_a_file_is_read_as_expected(name: str) -> None:
    expect = EXPECT[name]
    content = (CORPUS / "files" / name).read_bytes()
    mapping = Mapping.model_validate(expect.get("mapping", {}))
    if "error" in expect:
        with pytest.raises(BadInputError) as refused:
            read_customers(content, name, TODAY, mapping)
        assert expect["error"] in str(refused.value)
        assert "\n" not in str(refused.value)
        assert name in str(refused.value)
        return
    intake = read_customers(content, name, TODAY, mapping)
    counts = (len(intake.customers), len(intake.rejects), intake.skipped)
    assert counts == (expect["accepted"], expect.get("rejected", 0), expect.get("skipped", 0)), intake.rejects
    if "reason" in expect:
        assert intake.rejects[0].reason == expect["reason"]
    found = {customer.customer_id: customer for customer in intake.customers}
    for customer_id, cells in expect.get("cells", {}).items():
        read = found[customer_id].model_dump(mode="json")
        assert {column: read[column] for column in cells} == cells
    for customer_id, cells in expect.get("context", {}).items():
        assert cells.items() <= found[customer_id].context.items()
    again = read_customers(content, name, TODAY, intake.mapping)
    assert again.customers == intake.customers
