"""What a run names beside its events: catalogue, brand and suppression list. All of it is kept with the upload."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from agents.core.yaml_file import model_in
from blocks.artifacts import ArtifactStore
from blocks.layout import BRAND, CATALOGUE, Upload
from blocks.source import read_file
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.upsell.brand import Brand
from schemas.upsell.catalogue import Catalogue
from schemas.upsell.run import UpsellParams
from tasks.bulk.asked import kept_params, resumed_params
from tasks.bulk.intake import Settle
from tasks.bulk.kept import read_kept
from tasks.bulk.place import Place
from tasks.outreach.run_request import Request, read_request, sealed, settle_list
from tasks.upsell.language import OFFLINE, require_writable

_log = logging.getLogger(__name__)
_DEMO = Path(__file__).resolve().parents[2] / "demo"
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a run was given, or would be given; `None` for what it was not."""

    request: Request
    catalogue: Catalogue | None = None
    brand: Brand | None = None


async def read_beside(place: Place, params: UpsellParams) -> Beside:
    """The files that a run names, each by path or URL. Raises `BadInputError` if one cannot be used."""
    request = await read_request(None, params.suppress, place.environment, place.settings.s3_endpoint)
    return Beside(request, await _named(place, params.catalogue, Catalogue), await _named(place, params.brand, Brand))


async def _named(place: Place, source: str | None, kind: type[Model]) -> Model | None:
    if source is None:
        return None
    file = await read_file(source, place.environment.aws, place.settings.s3_endpoint)
    return model_in(file.content, file.name, kind)


async def settling(place: Place, params: UpsellParams) -> Settle:
    """Reads them at once; what is returned notes them in the upload's status."""
    beside = await read_beside(place, params)
    if params.source is not None or params.drain:
        await _warn_of_demo(place, beside)

    async def settle(status: Status) -> dict[str, bytes]:
        store, keys = place.store, Upload.of(status)
        status.params = kept_params(resumed_params(params, status), place.environment.name)
        fresh = params.source is not None or params.drain
        catalogue = beside.catalogue or await _kept_or_default(store, status, Catalogue, fresh=fresh)
        brand = beside.brand or await _kept_or_default(store, status, Brand, fresh=fresh)
        require_writable(place, catalogue)
        files = {
            keys.catalogue: catalogue.model_dump_json(indent=2).encode(),
            keys.brand: brand.model_dump_json(indent=2).encode(),
        }
        return await sealed(files | await settle_list(beside.request, store, status), store, status)

    return settle


async def _kept_or_default(store: ArtifactStore, status: Status, kind: type[Model], *, fresh: bool) -> Model:
    """Of a run that goes on, what the upload has; of any other, what is there now."""
    kept = None if fresh else await read_kept_model(store, status, kind)
    return await default(store, kind) if kept is None else kept


async def default(store: ArtifactStore, kind: type[Model]) -> Model:
    """What runs that are given none use: the file beside the artifacts, else the demo's."""
    key, demo = (CATALOGUE, "upsell_catalogue.yaml") if kind is Catalogue else (BRAND, "upsell_brand.yaml")
    content = await store.get(key)
    if content is not None:
        return model_in(content, store.location(key), kind)
    return model_in((_DEMO / demo).read_bytes(), f"demo/{demo}", kind)


async def _warn_of_demo(place: Place, beside: Beside) -> None:
    """Rules of `offline` may try the demo's; what a model writes is meant to be sent."""
    if place.environment.model == OFFLINE:
        return
    for given, key, option in ((beside.catalogue, CATALOGUE, "catalogue"), (beside.brand, BRAND, "brand")):
        if given is None and not await place.store.exists(key):
            _log.warning(
                "no %s was given, so the one of the demo company is used; give --%s FILE, or put %s there",
                option, option, place.store.location(key),
            )  # fmt: skip


async def read_kept_model(store: ArtifactStore, status: Status, kind: type[Model]) -> Model | None:
    """What an upload was asked to offer, or as whom; None before its first run."""
    keys = Upload.of(status)
    key, option = (keys.catalogue, "--catalogue") if kind is Catalogue else (keys.brand, "--brand")
    content = await read_kept(store, status, key, f"give {option} again")
    if content is None:
        return None
    try:
        return kind.model_validate_json(content)
    except ValidationError:
        raise BadInputError(f"{store.location(key)} is damaged; give {option} again") from None
