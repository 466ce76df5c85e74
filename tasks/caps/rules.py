"""The caps of an environment, from `deployments/caps/`; a file that changes holds from the next look on."""

import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from pydantic import ValidationError

from agents.core.layered_yaml import read_layered
from schemas.caps import CapRules
from schemas.errors import BadInputError

FOLDER = Path(__file__).resolve().parents[2] / "deployments" / "caps"
_LOOK_EVERY_S = 5.0
_log = logging.getLogger(__name__)
_Stamp = tuple[int, ...]


def load_caps(environment: str, folder: Path | None = None) -> CapRules:
    """The caps. Raises `BadInputError` naming file and field."""
    path, said = read_layered(folder or FOLDER, environment)
    try:
        return CapRules.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise BadInputError(f"{path}: {field}: {first['msg']}") from None


class CapFile:
    """The caps as the files say them now. While they cannot be read, what they said last holds."""

    def __init__(self, environment: str, folder: Path | None = None, now: Callable[[], float] = monotonic) -> None:
        self.name = f"deployments/caps/{environment}.yaml"
        self._environment, self._folder, self._now = environment, folder or FOLDER, now
        self._stamp, self._looked = self._stamped(), now()
        self._rules = load_caps(environment, folder)

    def read(self) -> CapRules:
        """What holds now; the files are looked at every five seconds at most."""
        if self._now() - self._looked >= _LOOK_EVERY_S:
            self._looked, stamp = self._now(), self._stamped()
            if stamp != self._stamp:
                self._stamp = stamp
                self._reload()
        return self._rules

    def _reload(self) -> None:
        try:
            self._rules = load_caps(self._environment, self._folder)
        except BadInputError as error:
            _log.error("the caps cannot be read, so those that held before go on: %s", error)

    def _stamped(self) -> _Stamp:
        """Changes with either file."""
        stamps: list[int] = []
        for name in ("default", self._environment):
            try:
                found = (self._folder / f"{name}.yaml").stat()
            except OSError:
                stamps.append(0)
            else:
                stamps += [found.st_mtime_ns, found.st_size]
        return tuple(stamps)
