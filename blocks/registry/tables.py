"""The DynamoDB tables of the registry: on demand, one prefix for the four of an environment.

`versions`      agent, version            index by_status: status, agent
`releases`      agent                     one item per agent, so that the pointer moves in one write
`history`       agent, place              place = seq * 1000 + part
`observations`  arm, key                  arm = agent@version; index by_time: arm, at (local: read consistently)
"""

from typing import Any

PARTS = 1000


def tables(prefix: str) -> dict[str, dict[str, Any]]:
    """By table name: what `create_table` is to be told."""
    return {
        f"{prefix}-versions": _table(
            {"agent": "S", "version": "S", "status": "S"},
            ("agent", "version"),
            GlobalSecondaryIndexes=[_index("by_status", ("status", "agent"))],
        ),
        f"{prefix}-releases": _table({"agent": "S"}, ("agent",)),
        f"{prefix}-history": _table({"agent": "S", "place": "N"}, ("agent", "place")),
        f"{prefix}-observations": _table(
            {"arm": "S", "key": "S", "at": "S"},
            ("arm", "key"),
            LocalSecondaryIndexes=[_index("by_time", ("arm", "at"))],
        ),
    }


def _table(types: dict[str, str], key: tuple[str, ...], **indexes: Any) -> dict[str, Any]:
    return {
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": kind} for name, kind in types.items()],
        "KeySchema": _key(key),
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": True,
        **indexes,
    }


def _index(name: str, key: tuple[str, ...]) -> dict[str, Any]:
    return {"IndexName": name, "KeySchema": _key(key), "Projection": {"ProjectionType": "ALL"}}


def _key(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"), strict=False)]
