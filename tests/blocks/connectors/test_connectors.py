"""Each connector against its service over TLS: pages, limits, expired tokens, faults, and what maps to the tables."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.saas import Saas

from blocks.connectors.gong import Gong
from blocks.connectors.page import Connector, Fetched, ServiceError, ServiceRefusedError, fetch
from blocks.connectors.patience import Patience
from blocks.connectors.salesforce import Salesforce
from blocks.connectors.slack import Slack
from schemas.connections import GongAccess, SalesforceAccess, SlackAccess

Patient = Callable[[], Patience]
MOST = 10_000


def deal(number: int, **said: Any) -> dict[str, Any]:
    closed = {"IsClosed": True, "IsWon": False, "StageName": "Closed Lost", "Loss_Reason__c": "No Budget"}
    return {
        "Id": f"006{number:03}", "AccountId": "0011", "Type": "Existing Business", "Amount": 1200.5,
        "CreatedDate": "2026-05-01T23:30:00.000-0700", "CloseDate": "2026-09-30", "Owner": {"Name": "Ana"},
        "MainCompetitors": "Northbeam", **closed, **said,
    }  # fmt: skip


def stage(number: int, name: str) -> dict[str, Any]:
    return {"OpportunityId": f"006{number:03}", "StageName": name, "CreatedDate": "2026-05-02T10:00:00.000+0000"}


def call(number: int, **said: Any) -> dict[str, Any]:
    about = {"id": str(number), "started": "2026-09-30T23:30:00-07:00", "duration": 1810}
    objects = [{"objectType": "Account", "objectId": "0011", "fields": [{"name": "Ext__c", "value": "acc_00011"}]}]
    return {"metaData": about, "context": [{"system": "Salesforce", "objects": objects}], **said}


def message(number: int, **said: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "ts": f"17601{number:05}.000100", "text": f"text {number}", **said}


def salesforce(saas: Saas, ca: Path, patience: Patience) -> Salesforce:
    word = "planted-salesforce"
    access = SalesforceAccess.model_validate(
        {"url": saas.url, "client_id": "app", "client_secret": word, "ca_file": str(ca)}
    )
    return Salesforce(access, patience)


def gong(saas: Saas, ca: Path, patience: Patience, **said: Any) -> Gong:
    return Gong(
        GongAccess.model_validate({"url": saas.url, "key": "k", "secret": "s", "ca_file": str(ca), **said}), patience
    )


def slack(saas: Saas, ca: Path, patience: Patience, token: str = "xoxb-" + "planted") -> Slack:
    asked = {"url": saas.url, "token": token, "channels": {"C1": "acc_00001", "C2": "acc_00002"}, "ca_file": str(ca)}
    return Slack(SlackAccess.model_validate(asked), patience)


def made(name: str, saas: Saas, ca: Path, patience: Patience) -> Connector:
    saas.deals, saas.stages = (
        [deal(number) for number in range(5)],
        [stage(1, "Proposal/Price Quote"), stage(1, "Closed Lost")],
    )
    saas.calls, saas.said = (
        [call(number) for number in range(5)],
        {"1": ["We look elsewhere.", "Send the contract back."]},
    )
    saas.messages = {"C1": [message(number) for number in range(5)], "C2": []}
    kinds: dict[str, Callable[..., Connector]] = {"salesforce": salesforce, "gong": gong, "slack": slack}
    return kinds[name](saas, ca, patience)


NAMES = ("salesforce", "gong", "slack")
PATHS = {"salesforce": "/query", "gong": "/calls/extensive", "slack": "conversations.history"}
FIRST = {"salesforce": "opportunities", "gong": "calls", "slack": "messages"}


async def test_deals_map_to_the_tables(saas: Saas, authority: tuple[Path, Path], patience: Patient) -> None:
    found = await fetch(made("salesforce", saas, authority[0], patience()), date(2026, 1, 1), MOST)
    assert not found.partial
    assert [row["opportunity_id"] for row in found.rows["opportunities"]] == [f"006{number:03}" for number in range(5)]
    assert found.rows["opportunities"][1] == {
        "opportunity_id": "006001", "account_id": "0011", "kind": "expansion", "stage": "proposal", "outcome": "lost",
        "amount_usd": 1200.5, "opened_on": date(2026, 5, 2), "closed_on": date(2026, 9, 30),
        "loss_reason": "no_budget", "competitor": "Northbeam", "owner": "Ana",
    }  # fmt: skip
    assert [row["stage"] for row in found.rows["opportunity_stages"]] == ["proposal"]
    assert any("LastModifiedDate" in path and "2026-01-01T00" in path for path, _ in saas.asked)


async def test_calls_map_to_the_table_in_utc(saas: Saas, authority: tuple[Path, Path], patience: Patient) -> None:
    made("gong", saas, authority[0], patience())
    found = await fetch(gong(saas, authority[0], patience(), account_field="Ext__c"), None, MOST)
    assert len(found.rows["calls"]) == 5
    # The last evening of September in California is October in UTC, which is what the warehouse has.
    assert found.rows["calls"][1] == {
        "call_id": "1", "account_id": "acc_00011", "opportunity_id": None,
        "held_at": datetime.fromisoformat("2026-10-01T06:30"),
        "duration_min": 30, "sentiment": None, "transcript": "We look elsewhere. Send the contract back.",
    }  # fmt: skip
    saas.calls = []
    assert (await fetch(gong(saas, authority[0], patience()), None, MOST)).rows == {"calls": []}


async def test_messages_come_with_their_threads(saas: Saas, authority: tuple[Path, Path], patience: Patient) -> None:
    thread = message(7, reply_count=2)
    replies = [message(8, thread_ts=thread["ts"]), message(9, thread_ts=thread["ts"])]
    connector = made("slack", saas, authority[0], patience())
    saas.messages = {"C1": [message(1, subtype="channel_join"), thread, *replies], "C2": [message(2)]}
    found = await fetch(connector, None, MOST)
    assert [(row["account_id"], row["text"]) for row in found.rows["messages"]] == [
        ("acc_00001", "text 7"), ("acc_00001", "text 8"), ("acc_00001", "text 9"), ("acc_00002", "text 2")
    ]  # fmt: skip
    assert len({row["message_id"] for row in found.rows["messages"]}) == 4


@pytest.mark.parametrize("name", NAMES)
async def test_what_passes_is_waited_for_as_the_service_says(
    name: str, saas: Saas, authority: tuple[Path, Path], patience: Patient, waited: list[float]
) -> None:
    connector = made(name, saas, authority[0], patience())
    limited = b'{"ok": false, "error": "ratelimited"}'
    saas.trouble(PATHS[name], status=429, headers={"Retry-After": "7"}, body=limited)
    saas.trouble(PATHS[name], status=502, body=b"<html>bad gateway</html>")
    saas.trouble(PATHS[name], status=200, body=b'{"half": ', cut=True)
    found = await fetch(connector, None, MOST)
    assert (len(found.rows[FIRST[name]]), found.partial) == (5, "")
    assert len(waited) == 3
    assert name == "salesforce" or waited[0] == 7.0  # simple-salesforce keeps the headers of an error to itself


@pytest.mark.parametrize("name", NAMES)
async def test_a_service_that_fails_in_the_middle_leaves_a_part(
    name: str, saas: Saas, authority: tuple[Path, Path], patience: Patient
) -> None:
    connector = made(name, saas, authority[0], patience())
    pages, failing = connector.pages(None), Fetched({table: [] for table in connector.tables})
    async for page in pages:
        failing.rows[page.table] += page.rows
        if failing.rows[FIRST[name]]:
            break
    await pages.aclose()  # type: ignore[attr-defined]

    class Breaking:
        tables = connector.tables

        def __init__(self) -> None:
            self.name = name

        async def pages(self, since: date | None) -> Any:
            async for page in connector.pages(since):
                yield page
                if page.rows:
                    for _ in range(5):
                        saas.trouble("/", status=503)

    found = await fetch(Breaking(), None, MOST)
    assert found.partial.startswith(f"{name}: ")
    assert "does not answer: HTTP 503" in found.partial or "service_unavailable" in found.partial
    assert 0 < sum(len(rows) for rows in found.rows.values()) < 7


@pytest.mark.parametrize("name", NAMES)
async def test_a_service_that_stays_away_is_one_clear_line(
    name: str, saas: Saas, authority: tuple[Path, Path], patience: Patient
) -> None:
    connector = made(name, saas, authority[0], patience())
    for _ in range(5):
        saas.trouble("/", status=503)
    with pytest.raises(ServiceError, match=f"{name} does not answer: .*5 attempts"):
        await fetch(connector, None, MOST)


async def test_a_token_that_expires_is_taken_anew(saas: Saas, authority: tuple[Path, Path], patience: Patient) -> None:
    connector = made("salesforce", saas, authority[0], patience())
    saas.expires_after = 3
    found = await fetch(connector, None, MOST)
    assert (len(found.rows["opportunities"]), found.partial, saas.logins) == (5, "", 2)
    saas.expires_after = 0
    with pytest.raises(ServiceRefusedError, match="takes no token of ours"):
        await fetch(salesforce(saas, authority[0], patience()), None, MOST)


async def test_refused_credentials_are_not_tried_again_and_not_said(
    saas: Saas, authority: tuple[Path, Path], patience: Patient, waited: list[float]
) -> None:
    word = "wrong-word"
    refused = SalesforceAccess.model_validate(
        {"url": saas.url, "client_id": "app", "client_secret": word, "ca_file": str(authority[0])}
    )
    saas.trouble("/v2", status=403)
    others: tuple[Connector, ...] = (
        gong(saas, authority[0], patience()),
        slack(saas, authority[0], patience(), "xoxb-other"),
    )
    for connector in (Salesforce(refused, patience()), *others):
        with pytest.raises(ServiceRefusedError, match="refuses") as error:
            await fetch(connector, None, MOST)
        assert word not in str(error.value)
    assert waited == []


async def test_an_unknown_authority_and_plain_http_are_not_talked_to(saas: Saas, patience: Patient) -> None:
    access = GongAccess(url=saas.url, key="k", secret="s")
    with pytest.raises(ServiceError, match="gong does not answer: ConnectError"):
        await fetch(Gong(access, patience()), None, MOST)
    assert saas.asked == []
    with pytest.raises(ValueError, match="begins with https"):
        GongAccess(url="http://127.0.0.1", key="k", secret="s")


async def test_no_more_rows_are_read_than_wanted(saas: Saas, authority: tuple[Path, Path], patience: Patient) -> None:
    found = await fetch(made("gong", saas, authority[0], patience()), None, 3)
    assert "more than 3 rows" in found.partial
    assert len(found.rows["calls"]) == 4
