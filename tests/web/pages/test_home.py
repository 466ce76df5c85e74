"""The first page, and what all pages share: pieces that are polled, errors as pages, times in words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.door import door

from blocks.layout import Upload
from schemas.bulk import Status
from web.pages.times import ago, day, took

HTML = {"accept": "text/html"}


async def test_an_empty_home_says_what_to_do_and_an_unchanged_piece_is_not_sent_again() -> None:
    async with door() as http:
        page = await http.get("/", headers=HTML)
        assert "There is nothing yet" in page.text
        piece = await http.get("/home/now")
        tag = piece.headers["etag"]
        again = await http.get("/home/now", headers={"if-none-match": tag})
    assert tag.strip('"') in piece.text
    assert (again.status_code, again.text) == (304, "")


async def test_an_upload_says_how_many_of_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    for one in (
        Status(upload_id="left", status="complete", total=1),
        Status(upload_id="visits", status="complete", system="upsell", noun="event", total=1_940),
    ):
        file = tmp_path / Upload.of(one).status
        file.parent.mkdir(parents=True)
        file.write_text(one.model_dump_json())
    async with door() as http:
        page = await http.get("/", headers=HTML)
    assert ">1 customer<" in page.text
    assert ">1,940 events<" in page.text


async def test_an_error_is_a_page_for_people_and_a_problem_for_programs() -> None:
    async with door() as http:
        page = await http.get("/winback/nobody", headers=HTML)
        program = await http.get("/winback/nobody.json")
    assert page.status_code == program.status_code == 404
    assert "<h1>Not Found</h1>" in page.text
    assert program.json()["title"] == "Not Found"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-29T11:59:57+00:00", "just now"),
        ("2026-11-29T11:59:01+00:00", "59 seconds ago"),
        ("2026-11-29T11:59:00+00:00", "1 minute ago"),
        ("2026-11-29T09:00:00+00:00", "3 hours ago"),
        ("2026-11-20T12:00:00+00:00", "9 days ago"),
        ("2026-01-03T12:00:00+00:00", "3 January 2026"),
        ("2026-11-29T13:00:00+00:00", "just now"),
    ],
)
def test_how_long_ago(moment: str, said: str) -> None:
    assert f">{said}<" in ago(moment, datetime(2026, 11, 29, 12, tzinfo=UTC))


def test_lengths_and_days_in_words() -> None:
    assert [took(one) for one in (0.2, 1, 65.2, 3_700)] == [
        "under a second",
        "1 second",
        "1 minute 5 seconds",
        "1 hour 1 minute",
    ]
    assert day("2026-03-03T10:00:00+00:00") == "3 March 2026"
