"""The registry's four tables, as data.

`versions`      agent, version            index by_status: status, agent
`releases`      agent                     one row per agent, so that the pointer moves in one write
`history`       agent, place              place = seq * 1000 + part
`observations`  arm, key                  arm = agent@version; index by_time: arm, at (read consistently)
"""

from blocks.layout import safe
from blocks.records.table import Index, Row, Table
from schemas.registry import Event, Observation, ReleaseState, VersionRecord

PARTS = 1000  # the most events that one change of a release state may come with
VERSIONS = Table("versions", "agent", "version", indexes=(Index("by_status", "status", "agent"),))
RELEASES = Table("releases", "agent")
HISTORY = Table("history", "agent", "place", numbers=frozenset({"place"}))
OBSERVATIONS = Table("observations", "arm", "key", indexes=(Index("by_time", "arm", "at"),))
TABLES = (VERSIONS, RELEASES, HISTORY, OBSERVATIONS)


def version_row(record: VersionRecord) -> Row:
    """A version as a row."""
    found_by = {"agent": record.agent, "version": record.version, "status": record.status}
    return Row(found_by, record.model_dump_json(), record.revision)


def release_row(state: ReleaseState) -> Row:
    """A release state as a row."""
    return Row({"agent": state.agent}, state.model_dump_json(), state.revision)


def event_row(event: Event) -> Row:
    """An event as a row, at its place in the history."""
    return Row({"agent": event.agent, "place": event.seq * PARTS + event.part}, event.model_dump_json())


def observation_row(one: Observation) -> Row:
    """What one upload observed of a version, as a row; it replaces what the same upload observed before."""
    upload_id, release_id, share = one.key
    key = f"{safe(upload_id)} {release_id} {share}"
    return Row({"arm": arm(one.agent, one.version), "key": key, "at": one.at}, one.model_dump_json())


def arm(agent: str, version: str) -> str:
    """The key of one side of a comparison."""
    return f"{agent}@{version}"
