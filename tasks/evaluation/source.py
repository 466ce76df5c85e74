"""Where the cases of an evaluation come from: golden ones, a team's own, past customers, or labels."""

from pathlib import Path

from agents.core.kit import PROMPTS, folder_of, judged
from agents.evaluation.cases import load_cases, with_tags
from agents.evaluation.judge import AGENT as JUDGE_AGENT
from agents.evaluation.references import load_references
from blocks.local_file import permitted
from schemas.case import Case
from schemas.errors import BadInputError
from tasks.bulk.place import Place
from tasks.evaluation.contenders import Params
from tasks.evaluation.labels import read_labels
from tasks.evaluation.sampling import past_subjects


async def cases_of(params: Params, place: Place) -> tuple[tuple[Case, ...], str]:
    """The cases, and where they came from in words."""
    if params.upload_id is not None:
        if params.agent == JUDGE_AGENT.name:
            raise BadInputError("the judge is measured on labelled answers, not on customers")
        cases = await past_subjects(place, params.upload_id, params.agent, params.sample)
        return cases, f"{len(cases)} past customers of upload {params.upload_id}"
    if params.agent == JUDGE_AGENT.name:
        if params.cases is not None:
            raise BadInputError("the judge is measured on labels: add yours with `revive agents label`")
        found = [case for task in judged() for case in load_references(PROMPTS, task)]
        found += [case for task in judged() for case in await read_labels(place.store, task)]
        return with_tags(tuple(found), params.tags), "labelled answers"
    return _files(params)


def _files(params: Params) -> tuple[tuple[Case, ...], str]:
    where = permitted(Path(params.cases).expanduser()) if params.cases else PROMPTS / folder_of(params.agent) / "cases"
    cases = with_tags(load_cases(where, params.agent), params.tags)
    tagged = f", tagged {' or '.join(params.tags)}" if params.tags else ""
    return cases, ("golden cases" if params.cases is None else f"cases in {where.name}") + tagged
