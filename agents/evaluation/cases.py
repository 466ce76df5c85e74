"""Reading golden cases: `prompts/<system>/<agent>/cases/*.yaml`, or a team's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from agents.core.kit import evaluated
from agents.core.yaml_file import read_yaml
from schemas.case import Case, CaseId
from schemas.errors import BadInputError, shown

_ID = TypeAdapter(CaseId)


def load_cases(where: Path, agent: str) -> tuple[Case, ...]:
    """The cases of a file, or of every .yaml file in a folder, in the order of their names.

    Raises `BadInputError` that names the file, the case and the field at fault.
    """
    kind = evaluated(agent).case
    found: dict[str, Case] = {}
    for path in _files(where):
        for case in _of_file(path, agent, kind.given_class().merged):
            if case.id in found:
                raise BadInputError(f"{path}: case {case.id}: there is another case of this id")
            found[case.id] = case
    return tuple(found.values())


def with_tags(cases: tuple[Case, ...], tags: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases that have one of these tags, or all if no tags are given; `BadInputError` if no case is left."""
    kept = tuple(case for case in cases if not tags or set(tags) & set(case.tags))
    if not kept:
        known = sorted({tag for case in cases for tag in case.tags})
        raise BadInputError(f"no case is tagged {', '.join(tags)}; tags: {', '.join(known)}")
    return kept


def _files(where: Path) -> list[Path]:
    if where.is_file():
        return [where]
    files = sorted(where.glob("*.yaml"))
    if not files:
        raise BadInputError(f"{where} holds no cases: give a .yaml file, or a folder of them")
    return files


def _of_file(path: Path, agent: str, merged: tuple[str, ...]) -> Iterator[Case]:
    content = read_yaml(path)
    if unknown := sorted(str(key) for key in content.keys() - {"defaults", "cases"}):
        raise BadInputError(f"{path}: unknown {shown(unknown[0])}; a file of cases has defaults and cases")
    defaults, cases = content.get("defaults") or {}, content.get("cases")
    if not isinstance(defaults, dict):
        raise BadInputError(f"{path}: defaults holds no mapping")
    if not isinstance(cases, list) or not cases:
        raise BadInputError(f"{path}: cases holds no list")
    for number, given in enumerate(cases, start=1):
        if not isinstance(given, dict):
            raise BadInputError(f"{path}: case {number}: holds no mapping")
        whole = _over(defaults, given, merged)
        yield _parsed(whole, agent, f"{path}: case {shown(str(whole.get('id', number)))}")


def _parsed(given: dict[str, Any], agent: str, where: str) -> Case:
    """One case from plain data; `where` begins the message of its `BadInputError`."""
    kind: type[Case] = evaluated(agent).case
    try:
        _ID.validate_python(given.get("id"))
        case = kind.model_validate(kind.given_class().completed(given, str(given.get("id"))))
    except ValidationError as error:
        raise BadInputError(f"{where}: {_first(error, kind)}") from None
    _check(case, agent, where)
    return case


def _over(defaults: dict[str, Any], given: dict[str, Any], merged: tuple[str, ...]) -> dict[str, Any]:
    """A case laid over its file's defaults: field by field where a field is merged, else as a whole."""
    whole = {**defaults, **given}
    for name in merged:
        below, above = defaults.get(name), given.get(name)
        if isinstance(below, dict) and isinstance(above, dict):
            whole[name] = {**below, **above}
    return whole


def _first(error: ValidationError, kind: type[Case]) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    where = first["loc"][1:] if first["loc"][:1] == ("given",) else first["loc"]
    field = ".".join(str(part) for part in where) or "id"
    if first["type"] == "extra_forbidden":
        expected = where[0] == "expect"
        known = kind.expectation_class().model_fields if expected else kind.names()
        nested = len(where) > (2 if expected else 1)
        return f"{field}: is not known" + ("" if nested else f"; known: {', '.join(known)}")
    return f"{field}: {first['msg'].removeprefix('Value error, ')}"


def _check(case: Case, agent: str, where: str) -> None:
    """Checks that depend on the agent."""
    kit, expected = evaluated(agent), case.expect.model_fields_set
    if foreign := sorted(expected - kit.expectations):
        known = ", ".join(sorted(kit.expectations)) or "none"
        raise BadInputError(f"{where}: expect.{foreign[0]}: says nothing of {agent}; expectations there: {known}")
    if not expected:
        raise BadInputError(f"{where}: expect: nothing is expected, so nothing can fail")
    if case.judged is not None:
        raise BadInputError(f"{where}: judged: labels stand in prompts/judge/cases, or in the store")
    if lacks := kit.lacks(case) or next(kit.dialogue(case).problems(), ""):
        raise BadInputError(f"{where}: {lacks}")
