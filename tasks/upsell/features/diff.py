"""How two versions of the features differ: who was added, and what is said otherwise of those that both know."""

import asyncio
from pathlib import Path
from typing import get_args

from schemas.upsell.features import FeatureChange, FeatureDiff, Features
from tasks.bulk.place import Place
from tasks.upsell.features.build import feature_bundles, read_about
from tasks.upsell.features.table import PARQUET, engine

_COUNTS = """
select count(*) filter (before.customer is null), count(*) filter (after.customer is null),
    count(*) filter (before.customer is not null and after.customer is not null)
from before full join after using (customer)
"""
_ONE = """
select count(*) filter (before.{name} is distinct from after.{name}), count(before.{name}), count(after.{name}),
    {before}, {after}
from before join after using (customer)
"""


async def diff_features(place: Place, first: str, second: str) -> FeatureDiff:
    """Compare two versions. Raises `BadInputError` where there is none of an id."""
    bundles = feature_bundles(place)
    before, after = await read_about(bundles, first), await read_about(bundles, second)
    tables = (await bundles.folder(first) / PARQUET, await bundles.folder(second) / PARQUET)
    # A feature that only one of them has is compared with nothing.
    both = [name for name in before.set.features if name in after.set.features and name in Features.model_fields]
    with bundles.room() as room:
        (added, removed, in_both), features = await asyncio.to_thread(_compared, room, *tables, both)
    return FeatureDiff(before=before, after=after, added=added, removed=removed, in_both=in_both, features=features)


def _compared(
    room: Path, before: Path, after: Path, names: list[str]
) -> tuple[tuple[int, int, int], dict[str, FeatureChange]]:
    with engine(room) as connection:
        connection.register("before", connection.read_parquet(str(before)))
        connection.register("after", connection.read_parquet(str(after)))
        counts = connection.execute(_COUNTS).fetchone()
        assert counts is not None
        changes = dict[str, FeatureChange]()
        for name in names:
            means = {side: f"avg({side}.{name})" if _is_number(name) else "null" for side in ("before", "after")}
            row = connection.execute(_ONE.format(name=name, **means)).fetchone()
            assert row is not None
            changes[name] = FeatureChange(
                changed=row[0], known_before=row[1], known_after=row[2], mean_before=row[3], mean_after=row[4]
            )
    return (counts[0], counts[1], counts[2]), changes


def _is_number(name: str) -> bool:
    return not {int, float}.isdisjoint(get_args(Features.model_fields[name].annotation))
