"""The records of a watch, and a channel that notes what it was told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fakes.places import place_of

from blocks.channels.delivery import Delivery
from blocks.records.interface import Records
from blocks.stores import open_store
from schemas.environment import AwsIdentity, EnvironmentSpec
from schemas.outbox import Content
from tasks.bulk.place import Place
from tasks.monitoring.tables import open_watch


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """`local`, with its records in a file."""
    url = f"sqlite:///{tmp_path / 'records.db'}"
    spec = EnvironmentSpec(name="local", artifacts_url=tmp_path.as_uri(), records_url=url)
    return place_of(open_store(tmp_path.as_uri(), AwsIdentity(), None), spec)


@pytest.fixture
async def records(place: Place) -> AsyncIterator[Records]:
    """The watch's tables."""
    async with open_watch(place.environment) as opened:
        yield opened


@dataclass
class Pager:
    """A channel in this process, which says what the test wants."""

    name: str = "webhook pager.example"
    says: Delivery = field(default_factory=lambda: Delivery("sent"))
    got: list[Content] = field(default_factory=list)

    async def send(self, message_id: str, content: Content) -> Delivery:
        assert message_id.startswith("msg_")
        self.got.append(content)
        return self.says


@pytest.fixture
def pager() -> Pager:
    """Somebody who is told."""
    return Pager()
