"""What a person reads before saying yes or no."""

from schemas.registry import ReleaseState
from tasks.release.approval import question

AT = "2026-11-21T12:00:00+00:00"
GATE = {
    "evaluation": "e", "report": "/home/e/report.html", "verdict": "better", "cases": 53,
    "passed": {"candidate": 51, "production": 47}, "usd_per_answer": {"candidate": 0.00123, "production": None},
    "scores": {"first_try": {"candidate": 0.9811, "production": 1.0, "verdict": "inconclusive"}},
}  # fmt: skip


def waiting(gate: dict[str, object]) -> ReleaseState:
    return ReleaseState(
        agent="campaign", production="1.1.0", candidate="1.2.0", release_id="campaign-1.2.0-a1",
        stage="approval", since=AT, by="ann", gate=gate,
    )  # fmt: skip


def test_the_figures_are_put_in_words_and_a_table() -> None:
    assert question(waiting(GATE)).splitlines() == [
        "## campaign 1.2.0 instead of 1.1.0?",
        "",
        "**better**: 51 of 53 cases pass, 47 in production; $0.00123 an answer, unknown cost in production.",
        "",
        "Report: `/home/e/report.html`. Release `campaign-1.2.0-a1`.",
        "",
        "| | 1.2.0 | 1.1.0 |",
        "|---|---|---|",
        "| first try | 98.1% | 100.0% |",
    ]


def test_without_figures_it_asks_all_the_same() -> None:
    assert question(waiting({})).endswith("1.1.0?\n\nRelease `campaign-1.2.0-a1`.")
