"""What a person reads before saying yes or no."""

from schemas.catalogue import VersionDiff
from schemas.registry import ReleaseState
from tasks.release.question import AskedRelease, release_question

AT = "2026-11-21T12:00:00+00:00"
SCORE = {"candidate": 0.9811, "production": 1.0, "verdict": "inconclusive"}
GATE = {
    "evaluation": "e", "report": "/home/e/report.html", "verdict": "better", "cases": 53, "won": 6, "lost": 2,
    "passed": {"candidate": 51, "production": 47}, "usd_per_answer": {"candidate": 0.00123, "production": None},
    "scores": {"first_try": SCORE | {"low": -0.0561, "high": 0.0183, "level": 0.95}},
}  # fmt: skip
CASES = "51 of 53 cases pass, 47 in production (6 won, 2 lost)"
DIFF = VersionDiff(
    before="campaign@1.1.0", after="campaign@1.2.0", why="Shorter *subjects*.",
    changes={"settings.temperature": {"before": 0.7, "after": 0.5}},
    prompts={"system": ["@@ -1 +1 @@", "-Write long.", "+Write short.", "+```", "+</details># no heading"]},
)  # fmt: skip


def waiting(gate: dict[str, object], diff: VersionDiff = DIFF) -> AskedRelease:
    state = ReleaseState(
        agent="campaign", production="1.1.0", candidate="1.2.0", release_id="campaign-1.2.0-a1",
        stage="approval", since=AT, by="advance-releases", gate=gate,
    )  # fmt: skip
    return AskedRelease(state, "prod", "ann", diff)


def test_it_says_who_asks_where_and_why_on_which_figures_and_what_changes() -> None:
    assert release_question(waiting(GATE)).splitlines() == [
        "## campaign 1.2.0 instead of 1.1.0, in prod?",
        "",
        r"Asked for by ann: Shorter \*subjects\*. Release `campaign-1.2.0-a1`.",
        "",
        f"**better**: {CASES}; $0.00123 an answer, unknown cost in production.",
        "",
        "Report: `/home/e/report.html`.",
        "",
        "| | 1.2.0 | 1.1.0 | difference | |",
        "|---|---|---|---|---|",
        "| first try | 98.1% | 100.0% | -5.6 to +1.8 points (95%) | inconclusive |",
        "",
        "### What changes",
        "",
        "    settings.temperature: 0.7 → 0.5",
        "    @@ -1 +1 @@",
        "    -Write long.",
        "    +Write short.",
        "    +```",
        "    +</details># no heading",
    ]


def test_a_release_begun_before_these_figures_were_kept_is_asked_about_all_the_same() -> None:
    old = {name: value for name, value in GATE.items() if name not in ("won", "lost")} | {
        "scores": {"first_try": SCORE}
    }
    asked = release_question(waiting(old))
    assert "47 in production; $0.00123" in asked
    assert "| first try | 98.1% | 100.0% |  | inconclusive |" in asked
    assert "cases pass" not in release_question(waiting({}))


def test_a_long_diff_is_cut_and_says_where_the_rest_is() -> None:
    long = DIFF.model_copy(update={"prompts": {"system": [f"+line {number}" for number in range(500)]}})
    assert release_question(waiting(GATE, long)).endswith(
        "301 lines more: revive agents diff campaign@1.1.0 campaign@1.2.0 --environment prod"
    )
    same = DIFF.model_copy(update={"changes": {}, "prompts": {}})
    assert release_question(waiting(GATE, same)).endswith("Nothing: both versions say the same.")
