"""From a source's name to its connector."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from blocks.connectors.firebolt import Firebolt
from blocks.connectors.gong import Gong
from blocks.connectors.page import Connector, TableShape
from blocks.connectors.patience import Patience
from blocks.connectors.salesforce import Salesforce
from blocks.connectors.slack import Slack
from schemas.connections import Connections
from schemas.errors import BadInputError, shown


def connector(
    name: str,
    connections: Connections,
    patience: Callable[[], Patience] = Patience,
    *,
    tables: Mapping[str, TableShape] = MappingProxyType({}),
) -> Connector:
    """The connector of a source; `tables` are what a source that holds a whole warehouse is to bring.

    Raises `BadInputError` if it is not connected here, or its extra is missing.
    """
    if name == "salesforce" and connections.salesforce is not None:
        return Salesforce(connections.salesforce, patience())
    if name == "gong" and connections.gong is not None:
        return Gong(connections.gong, patience())
    if name == "slack" and connections.slack is not None:
        return Slack(connections.slack, patience())
    if name == "firebolt" and connections.firebolt is not None:
        return Firebolt(connections.firebolt, tables, patience())
    there = ", ".join(connections.sources) or "none"
    raise BadInputError(f"{shown(name)} is not connected here ({there} is): see docs/revenue.md, Connectors")
