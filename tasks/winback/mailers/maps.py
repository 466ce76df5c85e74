"""The maps of the mailers that are known, a file each beside this one, and those of one's own."""

from pathlib import Path

from pydantic import ValidationError

from agents.core.yaml_file import MAX_BYTES, parse_yaml
from blocks.layout import safe
from blocks.local_file import read_regular
from schemas.errors import BadInputError, shown
from schemas.winback.mailer import MailerMap

_FOLDER = Path(__file__).resolve().parent


def known_mailers() -> tuple[str, ...]:
    """Their names."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def load_mailer(wanted: str) -> tuple[str, MailerMap]:
    """A mailer by its name, or the map in a YAML file; with the name of the folder that its files go to.

    Raises `BadInputError` in one line: there is no such mailer, or the file is not a map.
    """
    if wanted in known_mailers():
        return wanted, _parsed((_FOLDER / f"{wanted}.yaml").read_bytes(), wanted)
    path = Path(wanted)
    if path.suffix not in (".yaml", ".yml"):
        known = ", ".join(known_mailers())
        raise BadInputError(f"--for {shown(wanted)}: known are {known}, or a map of your own, my-map.yaml")
    return safe(path.stem.lower()), _parsed(read_regular(path, MAX_BYTES), shown(path.name))


def _parsed(content: bytes, where: str) -> MailerMap:
    found = parse_yaml(content, where)
    if not isinstance(found, dict):
        raise BadInputError(f"{where} holds no mapping; known: {', '.join(MailerMap.model_fields)}")
    try:
        return MailerMap.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        known = f"; known: {', '.join(MailerMap.model_fields)}" if first["type"] == "extra_forbidden" else ""
        field = ".".join(str(part) for part in first["loc"] if part != "[key]")
        said = first["msg"].removeprefix("Value error, ")
        raise BadInputError(f"{where}: {f'{field}: ' if field else ''}{said}{known}") from None
