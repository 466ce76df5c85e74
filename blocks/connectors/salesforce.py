"""Salesforce: deals and the stages they went through, by SOQL over simple-salesforce.

The login is the client credentials flow at the company's own domain (simple-salesforce would ask login.salesforce.com);
a token that expires in the middle is taken anew, once. Fields for the reason of a loss and the competitor are a
company's own: the first of the usual names that the object has.
"""

from collections.abc import AsyncIterator, Callable
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any

from blocks.connectors.deadline import in_thread
from blocks.connectors.moments import day, utc
from blocks.connectors.page import Page, Row, ServiceError, ServiceRefusedError
from blocks.connectors.patience import SERVER, TOO_MANY, BusyError, Patience, retry_after
from blocks.connectors.salesforce_session import bounded_session
from schemas.connections import SalesforceAccess
from schemas.errors import BadInputError, one_line

_LOSS = ("Loss_Reason__c", "Closed_Lost_Reason__c", "Reason_Lost__c", "Lost_Reason__c", "Loss_Reason_Detail__c")
_COMPETITOR = ("MainCompetitors", "Main_Competitor__c", "Competitor__c", "Primary_Competitor__c")
# Salesforce's own stages; a company's own are kept as they are called.
STAGES = {
    "prospecting": "discovery", "qualification": "discovery", "needs analysis": "evaluation",
    "value proposition": "evaluation", "id. decision makers": "evaluation", "perception analysis": "evaluation",
    "proposal/price quote": "proposal", "negotiation/review": "negotiation",
}  # fmt: skip


class Salesforce:
    """Reads deals."""

    name = "salesforce"
    tables: tuple[str, ...] = ("opportunities", "opportunity_stages")

    def __init__(self, access: SalesforceAccess, patience: Patience | None = None) -> None:
        self._access = access
        self._patience = patience or Patience()
        self._session = bounded_session(access.ca_file)
        self._client: Any = None
        _module()

    async def pages(self, since: date | None) -> AsyncIterator[Page]:
        """Deals that changed from a day on, then the stages of the same time."""
        described = await self._asked(lambda client: client.Opportunity.describe())
        fields = {str(one["name"]) for one in described["fields"]}
        loss = next((name for name in _LOSS if name in fields), None)
        competitor = next((name for name in _COMPETITOR if name in fields), None)
        changed = f" WHERE LastModifiedDate >= {since.isoformat()}T00:00:00Z" if since else ""
        own = [name for name in (loss, competitor) if name]
        names = ["Id", self._access.account_field, *_FIELDS, *own]
        # Names are ours, or checked where they are configured; the day is a day.
        query = f"SELECT {', '.join(dict.fromkeys(names))} FROM Opportunity{changed} ORDER BY Id"  # noqa: S608 -- said above
        stages: dict[str, str] = {}  # the last stage of each deal before it was closed
        async for records in self._through(
            _HISTORY + changed.replace("LastModifiedDate", "CreatedDate") + " ORDER BY CreatedDate"
        ):
            rows = [row for one in records if (row := _stage_row(one)) is not None]
            stages |= {row["opportunity_id"]: row["stage"] for row in rows}
            yield Page("opportunity_stages", rows)
        async for records in self._through(query):
            rows = [_row(one, self._access.account_field, loss, competitor, stages) for one in records]
            yield Page("opportunities", rows)

    async def _through(self, query: str) -> AsyncIterator[list[dict[str, Any]]]:
        found = await self._asked(lambda client: client.query(query))
        while True:
            yield list(found["records"])
            if found["done"]:
                return
            more = partial(_more, url=str(found["nextRecordsUrl"]))
            found = await self._asked(more)

    async def _asked(self, what: Callable[[Any], Any]) -> Any:
        """One request; with a new token where the old one has expired."""

        async def call() -> Any:
            if self._client is None:
                self._client = await in_thread(partial(_login, self._access, self._session))
            try:
                return await in_thread(partial(_guarded, what, self._client))
            except _ExpiredError:
                self._client = await in_thread(partial(_login, self._access, self._session))
                try:
                    return await in_thread(partial(_guarded, what, self._client))
                except _ExpiredError:
                    raise ServiceRefusedError("salesforce takes no token of ours; look at the connected app") from None

        return await self._patience(self.name, call)


_FIELDS = ("Type", "StageName", "IsClosed", "IsWon", "Amount", "CreatedDate", "CloseDate", "Owner.Name")
_HISTORY = "SELECT OpportunityId, StageName, CreatedDate FROM OpportunityHistory"


class _ExpiredError(Exception):
    """The token is no longer taken."""


def _more(client: Any, url: str) -> Any:
    return client.query_more(url, identifier_is_url=True)


def _guarded(what: Callable[[Any], Any], client: Any) -> Any:
    """Run it, with what it raises as what is done about it."""
    module = _module()
    import requests  # noqa: PLC0415 -- comes with the extra

    try:
        return what(client)
    except module.SalesforceExpiredSession:
        raise _ExpiredError from None
    except module.SalesforceRefusedRequest as error:
        if "LIMIT_EXCEEDED" in str(error.content):
            raise BusyError("the day's requests are used up") from None
        raise ServiceRefusedError(f"salesforce refuses: {_code(error.content)}") from None
    except module.SalesforceError as error:
        if error.status == TOO_MANY or error.status >= SERVER:
            raise BusyError(f"HTTP {error.status}") from None
        raise ServiceError(f"salesforce does not understand us: {_code(error.content)}") from None
    except (requests.RequestException, ValueError) as error:  # cut, timed out, or half an answer
        raise BusyError(type(error).__name__) from None


def _login(access: SalesforceAccess, session: Any) -> Any:
    import requests  # noqa: PLC0415 -- comes with the extra

    asked = {
        "grant_type": "client_credentials", "client_id": access.client_id,
        "client_secret": access.client_secret.get_secret_value(),
    }  # fmt: skip
    try:
        response = session.post(f"{access.url}/services/oauth2/token", data=asked)
    except requests.RequestException as error:
        raise BusyError(type(error).__name__) from None
    if response.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise ServiceRefusedError(f"salesforce refuses the client's credentials: HTTP {response.status_code}")
    if not response.ok:
        raise BusyError(f"HTTP {response.status_code} at the login", retry_after(response.headers.get("Retry-After")))
    try:
        token = response.json()["access_token"]
    except (ValueError, KeyError):
        raise BusyError("a login without a token") from None
    # Where the login says another instance, the token would go there; it stays with the domain that was configured.
    return _module().Salesforce(instance_url=access.url, session_id=token, session=session)


def _module() -> Any:
    try:
        import simple_salesforce  # noqa: PLC0415 -- an extra
    except ImportError:
        raise BadInputError("reading Salesforce needs simple-salesforce: pip install 'revive[salesforce]'") from None
    return simple_salesforce


def _code(content: Any) -> str:
    first = content[0] if isinstance(content, list) and content else content
    return one_line(first.get("errorCode", first) if isinstance(first, dict) else first)[:120]


def _row(
    record: dict[str, Any], account_field: str, loss: str | None, competitor: str | None, stages: dict[str, str]
) -> Row:
    outcome = "open" if not record.get("IsClosed") else "won" if record.get("IsWon") else "lost"
    identifier = str(record["Id"])
    stage = _stage(str(record.get("StageName") or ""))
    return {
        "opportunity_id": identifier,
        "account_id": _at(record, account_field),
        "kind": "new" if "new" in str(record.get("Type") or "").lower() else "expansion",
        "stage": stage if outcome == "open" else stages.get(identifier, stage),
        "outcome": outcome,
        "amount_usd": record.get("Amount"),
        "opened_on": day(record.get("CreatedDate")),
        "closed_on": day(record.get("CloseDate")) if outcome != "open" else None,
        "loss_reason": _word(record.get(loss)) if loss and outcome == "lost" else None,
        "competitor": record.get(competitor) if competitor else None,
        "owner": _at(record, "Owner.Name"),
    }


def _stage_row(record: dict[str, Any]) -> Row | None:
    """A stage that a deal entered; being closed is an outcome, not a stage."""
    name = str(record.get("StageName") or "")
    if name.lower().startswith("closed"):
        return None
    entered = utc(record.get("CreatedDate"))
    return {"opportunity_id": str(record["OpportunityId"]), "stage": _stage(name), "entered_at": entered}


def _stage(name: str) -> str:
    return STAGES.get(name.lower(), _word(name) or "")


def _word(value: Any) -> str | None:
    """A picklist's value in the form that the warehouse's have: `No Budget` is `no_budget`."""
    return "_".join(str(value).lower().replace("/", " ").split()) if value else None


def _at(record: dict[str, Any], path: str) -> str | None:
    found: Any = record
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return None if found is None else str(found)
