"""The smoke test of a deployment: five made-up customers through its doors, from upload to results."""

import time
from typing import Any

import httpx

from schemas.errors import ReviveError

_CUSTOMERS = (
    "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason\n"
    "smoke-1,one@example.com,Smoke One,starter,49,2025-09-01,too expensive for what we use\n"
    "smoke-2,two@example.com,Smoke Two,growth,199,2025-09-02,missing an export to our warehouse\n"
    "smoke-3,three@example.com,Smoke Three,growth,249,2025-09-03,we moved to a competitor\n"
    "smoke-4,four@example.com,Smoke Four,enterprise,1999,2025-09-04,onboarding took too long\n"
    "smoke-5,five@example.com,Smoke Five,starter,59,2025-09-05,\n"
)
_ENDED = ("complete", "failed", "stopped_budget", "interrupted", "rejected")
_MOST_USD = 0.25


def smoke(url: str, key: str, within_s: float = 900.0, poll_s: float = 5.0) -> dict[str, Any]:
    """The results of the five. Raises `ReviveError` if a step does not answer as it should."""
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=url, headers=headers, timeout=35.0) as client:
        _expect(client.get("/ready"), 200)
        name = f"smoke-{int(time.time())}.csv"  # a new upload every time: what is complete would do nothing
        content = _CUSTOMERS.replace("smoke-", f"smoke-{int(time.time())}-")
        taken = _expect(client.post("/upload", params={"name": name}, content=content.encode()), 201)
        asked = {"upload_id": taken["upload_id"], "max_cost_usd": _MOST_USD}
        _expect(client.post("/process", json=asked), 202)
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            found = _expect(client.get("/results", params={"upload_id": taken["upload_id"]}), 200)
            if found["status"] in _ENDED:
                break
            time.sleep(poll_s)
    if found["status"] != "complete" or found["completed"] != 5:  # noqa: PLR2004 -- as many as above
        raise ReviveError(
            f"smoke test: upload {taken['upload_id']} is {found['status']} with {found['completed']} of 5 after "
            f"{within_s:.0f} s: {found.get('message') or 'is a worker running?'}"
        )
    return found


def _expect(answer: httpx.Response, status: int) -> dict[str, Any]:
    if answer.status_code != status:
        request = f"{answer.request.method} {answer.request.url.path}"
        raise ReviveError(f"smoke test: {request} answered {answer.status_code}: {answer.text[:200]}")
    found: dict[str, Any] = answer.json()
    return found
