"""In which language a company writes: that of its catalogue. The rules of `offline` write English only."""

from agents.checks.language import evident
from schemas.errors import BadInputError
from schemas.sender import Language
from schemas.upsell.catalogue import Catalogue
from tasks.bulk.place import Place

OFFLINE = "offline"  # the model of an environment whose answers rules write
_NAMES: dict[Language, str] = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch",
}  # fmt: skip


def language_of(catalogue: Catalogue) -> Language:
    """Of all that it lists, as one item alone may be too short to tell; English where that does not decide it."""
    texts = (
        text
        for item in catalogue.items
        for text in (item.summary, *item.benefits, *(trigger.because for trigger in item.triggers))
    )
    return evident("\n".join(texts)) or "en"


def require_writable(place: Place, catalogue: Catalogue) -> None:
    """Raise `BadInputError` where nobody could write what the catalogue needs: each event would fail, one by one."""
    language = language_of(catalogue)
    if place.environment.model == OFFLINE and language != "en":
        raise BadInputError(
            f"the catalogue {catalogue.name!r} is in {_NAMES[language]}, and without a model messages are written in "
            "English only; set REVIVE_MODEL to a model (docs/models.md)"
        )
