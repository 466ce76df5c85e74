"""What the Prefect UI shows of an upload: nobody reads "complete" and believes that everybody is written to."""

from schemas.bulk import Status
from tasks.bulk.results_page import page


def test_all_on_hold_is_said_beside_complete_with_the_codes() -> None:
    status = Status(
        upload_id="it's u", status="complete", total=120, completed=120, held=120, rejected=3, cost_usd=1.5, model="m",
        artifacts={"report": "/home/r/report.html"}, warnings=("look *here*",),
        params={"environment": "prod"},
    )  # fmt: skip
    shown = page(status, "prod", [("hold: suppressed", "100"), ("hold: contacted", "20")])
    assert shown.startswith("## complete: 0 ready to send, 120 on hold, 0 failed of 120 customers\n")
    for said in (
        r"Environment prod. \$1.5000, m.", "- hold: suppressed: 100", "- 3 rows rejected", r"Warning: look \*here\*",
        """`revive open 'it'"'"'s u' --environment prod`""", "- report: `/home/r/report.html`",
    ):  # fmt: skip
        assert said in shown
