"""SES's own suppression list, page by page; and what it says when we may not read it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from fakes.web_server import serving

from blocks.address_hash import open_address_hash
from blocks.channels.ses_suppressed import suppressed_at_ses
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, ProviderError
from tasks.bulk.place import open_place
from tasks.outreach.standing import read_standing
from tasks.outreach.suppress import import_list

PAGES: dict[str, dict[str, Any]] = {
    "": {
        "SuppressedDestinationSummaries": [{"EmailAddress": "ann@acme.example", "Reason": "BOUNCE"}],
        "NextToken": "2",
    },
    "2": {"SuppressedDestinationSummaries": [{"EmailAddress": "Bob@Acme.example"}, {"EmailAddress": "odd"}]},
}


@pytest.fixture(params=[0])
def ses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """SES v2 on loopback, which refuses with the status of the parameter; the paths that it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            token = "2" if "NextToken=2" in self.path else ""
            body = PAGES[token] if not request.param else {"message": "no"}
            self.send_response(request.param or 200)
            if request.param:
                self.send_header("x-amzn-ErrorType", "AccessDeniedException" if request.param == 403 else "Internal")
            content = json.dumps(body).encode()
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Handler) as host:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", f"http://{host}")
        yield asked


async def test_it_is_read_back_into_the_standing_list(ses: list[str]) -> None:
    said = await import_list("ses://eu-west-1", "", "ann", "local")
    assert said == "2 addresses on SES's list, 2 of them new here; 1 entry is no address"
    assert len(ses) == 2
    store = (await open_place("local")).store
    hashes = await open_address_hash(store)
    listed = await read_standing(store, hashes)
    assert {hashes.of("ann@acme.example"), hashes.of("bob@acme.example")} == listed.keys()
    assert {entry.source for entry in listed.values()} == {"ses://eu-west-1"}


@pytest.mark.wire  # botocore waits between its attempts
@pytest.mark.parametrize(("ses", "kind"), [(403, BadInputError), (500, ProviderError)], indirect=["ses"])
@pytest.mark.usefixtures("ses")
async def test_what_ses_refuses_is_one_line(kind: type[Exception]) -> None:
    with pytest.raises(kind, match="ses: "):
        _ = [one async for one in suppressed_at_ses(AwsIdentity(), "eu-west-1")]
