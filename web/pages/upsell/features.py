"""What is known of one customer, in figures, as of a day."""

from datetime import UTC, datetime, timedelta

from schemas.errors import BadInputError
from schemas.upsell.pages import FeaturesAsked, FeatureShown, FeaturesPage
from tasks.upsell.features.reading import open_features
from tasks.upsell.values import moment
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.upsell.section import UPSELL

_DAY = len("2026-11-20")


@UPSELL.page("/upsell/features")
async def features(asked: Asked) -> Page:
    """As the address asks."""
    said = asked.words(FeaturesAsked)
    reader, at = await open_features(asked.place), _moment(said.as_of)
    data = FeaturesPage(asked=said, as_of=at.isoformat(timespec="seconds"))
    if reader.about is not None:
        data.version, data.customers = reader.about.id, reader.about.customers
        data.built_as_of = reader.about.as_of.isoformat(timespec="seconds")
        found = reader.of_customer(said.customer.strip(), at, at) if said.customer.strip() else None
        if found is not None:
            about = reader.about.set.features
            data.known = True
            data.features = [
                FeatureShown(name=name, value=value, about=about.get(name, ""))
                for name, value in found.served().items()
            ]
    of_whom = f" of {said.customer}" if said.customer else ""
    return Page(f"Upsell: features{of_whom}", "upsell/features.html.jinja", data)


def _moment(said: str) -> datetime:
    """The end of a day that is named, a moment, or now. Raises `BadInputError`."""
    if not said:
        return datetime.now(UTC)
    found = moment(said)
    if found is None:
        raise BadInputError("that is not a date or time; write it like 2026-11-20 or 2026-11-20T18:00:00Z")
    return found + timedelta(days=1, microseconds=-1) if len(said.strip()) == _DAY else found
