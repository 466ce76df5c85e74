from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.authority import make_authority
from fakes.saas import Saas, serve

from blocks.connectors.patience import Patience


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def saas(authority: tuple[Path, Path]) -> Iterator[Saas]:
    fake = Saas()
    stop = serve(fake, authority[1])
    yield fake
    stop()


@pytest.fixture
def waited() -> list[float]:
    """How long was waited, in seconds, without waiting."""
    return []


@pytest.fixture
def patience(waited: list[float]) -> Callable[[], Patience]:
    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    return lambda: Patience(sleep=sleep)
