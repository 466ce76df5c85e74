"""The accepted customers of an upload, as intake stored them."""

from collections.abc import AsyncIterator

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload


async def customer_lines(store: ArtifactStore, keys: Upload) -> AsyncIterator[bytes]:
    """Highest mrr first, each as one JSON object."""
    async for line in store.lines(keys.customers_in):
        if line.startswith(b"{"):
            yield line.rstrip(b",")
