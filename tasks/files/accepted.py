"""The accepted customers of an upload, as intake stored them."""

from collections.abc import AsyncIterator

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.customer import Customer
from schemas.errors import BadInputError


async def customer_lines(store: ArtifactStore, keys: Upload) -> AsyncIterator[bytes]:
    """Highest mrr first, each as one JSON object. Raises `BadInputError` where one is not as intake wrote it."""
    async for line in store.lines(keys.customers_in):
        if line.startswith(b"{"):
            yield _checked(line.rstrip(b","), store, keys)


def _checked(line: bytes, store: ArtifactStore, keys: Upload) -> bytes:
    try:
        Customer.model_validate_json(line)
    except ValidationError:
        raise BadInputError(
            f"{store.location(keys.customers_in)} is damaged; remove {store.location(keys.status)} "
            "and give the source again: what is done is kept"
        ) from None
    return line
