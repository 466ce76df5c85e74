"""Documents that an upload keeps by subject id, with their hashes: what people decided about single subjects."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError
from tasks.bulk.kept import read_kept, replace_kept

One = TypeVar("One", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class KeptBySubject(Generic[One]):
    """One such document. A lost, emptied or edited one is an error, never "nobody decided anything"."""

    key: Callable[[Upload], str]  # where it is
    adapter: TypeAdapter[dict[str, One]]
    remedy: str  # what to do if it is lost for good

    async def read(self, store: ArtifactStore, status: Status) -> dict[str, One]:
        """By subject id. Raises `BadInputError` if it is gone or damaged."""
        key = self.key(Upload.of(status))
        content = await read_kept(store, status, key, self.remedy)
        try:
            return {} if content is None else self.adapter.validate_json(content)
        except ValidationError:
            raise BadInputError(f"{store.location(key)} is damaged; mend or remove it") from None

    async def write(self, store: ArtifactStore, status: Status, decided: Mapping[str, One]) -> None:
        """Replace it; a kill at any moment leaves a readable upload. Under the upload's lease."""
        key = self.key(Upload.of(status))
        document = {subject_id: one.model_dump(mode="json") for subject_id, one in decided.items()}
        await replace_kept(store, status, key, await store.get(key), json.dumps(document, indent=2).encode())
