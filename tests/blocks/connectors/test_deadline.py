"""A service that sends its answer a byte at a time: the clients' own timeouts never end it, ours does."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from fakes.saas import Saas

from blocks.connectors.deadline import in_thread
from blocks.connectors.gong import Gong
from blocks.connectors.page import Connector, ServiceError, fetch
from blocks.connectors.patience import Patience
from blocks.connectors.salesforce import Salesforce
from blocks.connectors.slack import Slack
from schemas.connections import GongAccess, SalesforceAccess, SlackAccess


def made(name: str, url: str, ca: str) -> Connector:
    patience = Patience(attempts=1, answer_s=0.4)
    at: dict[str, Any] = {"url": url, "ca_file": ca}
    if name == "salesforce":
        word = "planted-salesforce"
        return Salesforce(SalesforceAccess.model_validate(at | {"client_id": "a", "client_secret": word}), patience)
    if name == "gong":
        return Gong(GongAccess.model_validate(at | {"key": "k", "secret": "s"}), patience)
    said = at | {"token": "xoxb-" + "planted", "channels": {"C1": "acc_1"}}
    return Slack(SlackAccess.model_validate(said), patience)


@pytest.mark.wire
@pytest.mark.parametrize("name", ["salesforce", "gong", "slack"])
async def test_an_answer_that_drips_is_ended(name: str, saas: Saas, authority: tuple[Path, Path]) -> None:
    saas.messages, saas.calls = {"C1": []}, [{"metaData": {"id": "1"}}]
    saas.trouble("", drip_s=0.2)
    begun = time.monotonic()
    with pytest.raises(ServiceError, match=r"no whole answer within 0.4 s"):
        await fetch(made(name, saas.url, str(authority[0])), None, 100)
    assert time.monotonic() - begun < 5


async def test_work_in_a_thread_gives_its_value_its_error_and_holds_nobody_up() -> None:
    assert await in_thread(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 // 0)
    assert await in_thread(lambda: threading.current_thread().daemon)
