"""What the feature set is: its names, and the code that computes them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from schemas.upsell import features
from schemas.upsell.features import Features, FeatureSet
from tasks.upsell.features import many, one, timeline


@lru_cache(maxsize=1)
def feature_set() -> FeatureSet:
    """The set as this code computes it."""
    digest = hashlib.sha256()
    for module in (features, timeline, one, many):
        digest.update(Path(str(module.__file__)).read_bytes())
    sources = {
        name: str((field.json_schema_extra or {}).get("from", ""))  # type: ignore[union-attr]  # it is a dict here
        for name, field in Features.model_fields.items()
    }
    return FeatureSet(code_hash=digest.hexdigest()[:16], features=sources)
