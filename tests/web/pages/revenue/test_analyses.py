"""Analyses, sessions, precision and the log at the pages; results are as a night gives them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.door import door
from fakes.revenue import night

from schemas.errors import BadInputError
from schemas.revenue.finding import AnalysisResult
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import open_place
from tasks.bulk.starting import Children
from tasks.revenue.log.precision import Precision
from tasks.revenue.log.writing import log_failure, log_run
from tasks.revenue.sessions import keep
from web.pages.revenue.charts import Point, Span, intervals, line
from web.pages.revenue.schedules import in_words

HTML = {"accept": "text/html"}
OWN = {"sec-fetch-site": "same-origin"}
WEEKS = [{"week": f"2026-09-{day:02}", "daily_units": 100.0 - day} for day in (7, 14, 21, 28)]
EVIDENCE = [{"source": "a1_usage", "row": {"account_id": "a", "before_rate": 100.0, "note": "<i>x"}, "says": "down"}]


async def kept(result: AnalysisResult, **asked: Any) -> None:
    place = await open_place("local")
    request = RevenueRequest.model_validate({"analysis": result.analysis, "warehouse": "/data/w", **asked})
    await keep(place.store, result)
    await log_run(place.environment, request, result, datetime.now(UTC))


async def test_each_analysis_says_when_it_runs_and_how_its_last_run_went() -> None:
    async with door() as http:
        empty = (await http.get("/revenue/analyses", headers=HTML)).text
        assert "none yet" in empty
        assert "Monday to Friday at 05:00 UTC" in empty
        await kept(night("2026-10-14", "a", "b", session="analysis_20261014_050000"))
        shown = (await http.get("/revenue/analyses.json")).json()
        first = shown["analyses"][0]
        assert (first["last"]["status"], first["open_findings"], shown["warehouse"]) == ("complete", 2, "/data/w")
        page = (await http.get("/revenue/analyses", headers=HTML)).text
        assert "/revenue/runs/analysis_20261014_050000" in page


async def test_a_run_is_started_by_a_click_and_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    async def start(_children: object, _session: str, _name: str, arguments: list[str]) -> bool:
        started.append(arguments)
        return True

    async def no_server(*_: object) -> bool:
        return False

    monkeypatch.setattr(Children, "start", start)
    monkeypatch.setattr("web.revenue.runs.start_deployment", no_server)
    monkeypatch.setenv("REVIVE_SOURCE_ROOTS", str(tmp_path))
    async with door() as http:
        path = "/revenue/analyses/A5/start"
        elsewhere = await http.post(path, data={"warehouse": "/etc"}, headers=OWN)
        assert elsewhere.status_code == 400
        assert (await http.post("/revenue/analyses/A9/start", data={"warehouse": "/"}, headers=OWN)).status_code == 400
        done = await http.post(path, data={"warehouse": str(tmp_path), "as_of": "2026-09-30"}, headers=OWN)
        assert (done.status_code, started[0][-1], "2026-09-30" in started[0]) == (303, "A5", True)
        at = done.headers["location"].partition("?")[0]
        waiting = await http.get(at, headers=HTML)
        assert "It looks at the warehouse" in waiting.text
        polled = await http.get(f"{at}/now", headers=HTML)
        same = await http.get(f"{at}/now", headers=HTML | {"if-none-match": polled.headers["etag"]})
        assert (polled.status_code, same.status_code) == (200, 304)
        session = at.rsplit("/", 1)[-1]
        await kept(night("2026-09-30", "a", session=session))
        assert "Show what it found" in (await http.get(f"{at}/now", headers=HTML)).text
        assert (await http.get("/revenue/runs/analysis_20200101_000000", headers=HTML)).status_code == 404
        assert (await http.get("/revenue/runs/nobody", headers=HTML)).status_code == 404


async def test_a_session_says_what_it_found_what_is_missing_and_why_it_failed() -> None:
    result = night("2026-10-14", "a", session="analysis_20261014_050000", partial=("there is no table <calls>",),
                   status="partial", dropped={"may_be_chance": 3}, looked_at=175)  # fmt: skip
    async with door() as http:
        await kept(result)
        page = (await http.get("/revenue/runs/analysis_20261014_050000", headers=HTML)).text
        assert "Partial: there is no table &lt;calls&gt;" in page
        assert "3: may be chance" in page
        assert "Company a" in page
        data = (await http.get("/revenue/runs/analysis_20261014_050000.json")).json()
        assert (data["now"]["state"], data["by_kind"][0]["findings"]) == ("partial", 1)
        place = await open_place("local")
        request = RevenueRequest(analysis="A2", warehouse="/none")
        error = BadInputError("no such <folder>")
        await log_failure(place.environment, request, "analysis_20261014_060000", error, datetime.now(UTC))
        failed = (await http.get("/revenue/runs/analysis_20261014_060000", headers=HTML)).text
        assert "It failed: no such &lt;folder&gt;" in failed


async def test_a_finding_shows_its_rows_and_its_chart() -> None:
    result = night("2026-10-14", "a", session="s1", finding={"weekly": WEEKS, "evidence": EVIDENCE})
    async with door() as http:
        await kept(result)
        path = f"/revenue/found/{result.findings[0].finding_id}"
        page = (await http.get(path, headers=HTML)).text
        assert '<svg class="chart" role="img"' in page
        assert "style=" not in page
        assert "&lt;i&gt;x" in page
        assert "/revenue/runs/s1" in page
        assert len((await http.get(f"{path}.json")).json()["weekly"]) == 4


async def test_the_log_is_read_page_by_page_and_filtered() -> None:
    async with door() as http:
        assert "No run fits" in (await http.get("/revenue/log", headers=HTML)).text
        for number in range(53):
            await kept(night("2026-10-14", session=f"s{number:02}"))
        first = (await http.get("/revenue/log.json?analysis=A1")).json()
        assert (len(first["runs"]), first["total"], first["runs"][0]["execution_id"]) == (50, 53, "s52")
        rest = (await http.get("/revenue/log.json", params={"after": first["next"]})).json()
        assert ([one["execution_id"] for one in rest["runs"]], rest["next"]) == (["s02", "s01", "s00"], None)
        assert "Older runs" in (await http.get("/revenue/log", headers=HTML)).text
        assert (await http.get("/revenue/log.json?status=failed")).json()["total"] == 0
        assert (await http.get("/revenue/log.json?status=odd")).status_code == 400


async def test_precision_says_what_to_do_where_there_is_nothing_to_judge() -> None:
    async with door() as http:
        assert "No A1 has run yet" in (await http.get("/revenue/precision", headers=HTML)).text
        assert (await http.get("/revenue/precision?warehouse=/etc/none", headers=HTML)).status_code == 400


async def test_precision_by_severity_over_a_warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    some = {"share": 0.5, "low": 0.2, "high": 0.8}
    counted = {"warnings": 8, "churned": 2, "contracted": 1, "kept": 3, "not_yet": 2}
    found = Precision.model_validate(
        {"as_of": "2026-10-14", "all": {"severity": None, **counted, **some},
         "by_severity": [{"severity": "high", **counted, **some}, {"severity": "low", "warnings": 1, "not_yet": 1}]}
    )  # fmt: skip

    async def judged(_records: object, _warehouse: str) -> Precision:
        return found

    monkeypatch.setattr("web.pages.revenue.precision.judged", judged)
    async with door() as http:
        page = (await http.get("/revenue/precision?warehouse=firebolt://", headers=HTML)).text
    assert "50% (20% to 80%)" in page
    assert "none can be judged" in page
    assert "high 50%, 20% to 80%" in page  # the chart in words


@pytest.mark.parametrize(
    ("cron", "said"),
    [
        ("0 5 * * 1-5", "Monday to Friday at 05:00 UTC"),
        ("30 6 * * 1", "every Monday at 06:30 UTC"),
        ("0 4 * * *", "every day at 04:00 UTC"),
        ("0 4 * * 7", "every Sunday at 04:00 UTC"),
        ("*/5 * * * *", "*/5 * * * * (UTC)"),
        ("0 4 1 * *", "0 4 1 * * (UTC)"),
    ],
)
def test_schedules_in_words(cron: str, said: str) -> None:
    assert in_words(cron, "UTC") == said


def test_charts_say_what_they_show_and_escape_it() -> None:
    assert line([Point("2026-01-05", 3)], "Usage", "units") == ""
    drawn = line([Point("2026-01-05", 1_500), Point("2026-01-12", -2)], 'Usage of "<b>"', "units a day")
    assert "Usage of &#34;&lt;b&gt;&#34;: 1.5k units a day in the week of 2026-01-05" in drawn
    assert drawn.count("<circle") == 2
    assert "nan" not in line([Point("2026-01-05", 0), Point("2026-01-12", 0)], "t", "u")
    shares = intervals([Span("high", 0.5, 0.2, 0.8)], "True")
    assert "True: high 50%, 20% to 80%" in shares
    assert intervals([], "True") == ""
