"""From the link in an export to silence, and from an event of SES to the same."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.small_uploads import small_upload

from blocks.address_hash import open_address_hash
from blocks.layout import Upload
from blocks.source import SourceFile
from tasks.bulk.place import open_place
from tasks.outreach.one_click import unsubscribe
from tasks.outreach.suppress import summary
from tasks.winback.outcome_import import Asked, import_outcomes

pytestmark = pytest.mark.usefixtures("in_process", "fake")
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"
ROWS = [
    "c1,ann@acme.example,Acme,growth,120,2026-11-20,It was too expensive for us",
    "c2,bob@bolt.example,Bolt,growth,90,2026-11-20,The app crashed every day",
]
LINK = "https://revive.example/unsubscribe/"


async def rows(key: str) -> dict[str, dict[str, str]]:
    content = await (await open_place("local")).store.get(key)
    return {row["email"]: row for row in csv.DictReader(io.StringIO((content or b"").decode()))}


async def test_each_recipient_has_a_link_of_their_own_and_events_of_ses_are_outcomes(tmp_path: Path) -> None:
    store = (await open_place("local")).store
    await store.put("sender.yaml", f"company: Northwind\nunsubscribe_link: {LINK}{{token}}\n".encode())
    await small_upload(tmp_path, HEADER, ROWS)
    for key in (Upload("u").emails, Upload("u").contact_rows):
        links = [row["unsubscribe_link"] for row in (await rows(key)).values()]
        assert len({*links}) == len(links) == 2
        assert all(link.startswith(LINK) and "{" not in link for link in links)
    emails = await rows(Upload("u").emails)
    assert emails["ann@acme.example"]["unsubscribe_link"] in emails["ann@acme.example"]["text"]

    token = emails["ann@acme.example"]["unsubscribe_link"].removeprefix(LINK)
    assert await unsubscribe(store, await open_address_hash(store), token, datetime.now(UTC))
    bounced = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": "bob@bolt.example"}]}
    event = {"detail": {"eventType": "Bounce", "mail": {}, "bounce": bounced | {"timestamp": "2026-11-21T08:00:00Z"}}}
    told = await import_outcomes(
        await open_place("local"), SourceFile("events.json", json.dumps(event).encode()), Asked("ann")
    )
    assert (told.shape, told.matched, told.suppressed) == ("events", 1, 1)
    assert (await summary("local")).addresses == 2
    assert await rows(Upload("u").emails) == {}  # the import wrote the exports anew: nobody is left
