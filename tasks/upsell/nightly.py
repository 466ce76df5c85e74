"""What is built every night: the features of all customers, and the comparable cases."""

from datetime import UTC, datetime

from schemas.upsell.features import FeaturesParams, FeatureVersion
from tasks.bulk.place import open_place
from tasks.upsell.features.build import build_features
from tasks.upsell.similar.building import CasesAbout, build_cases
from tasks.upsell.similar.gathering import past_cases


async def build_night(params: FeaturesParams, environment: str) -> tuple[FeatureVersion, CasesAbout]:
    """Safe to repeat: every build is a new version. Raises `AlreadyRunningError` while another one builds."""
    place, now = await open_place(environment), datetime.now(UTC)
    features = await build_features(place, params.as_of or now, now)
    return features, await build_cases(place, await past_cases(place), now)
