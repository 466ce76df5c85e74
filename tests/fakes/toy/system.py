"""The toy as the machinery sees it: what `tasks.bulk.system` asks of a system, and nothing else."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from fakes.toy.agent import AGENT, LOOK_UP
from fakes.toy.case import NoteCase, NoteGiven
from fakes.toy.data import Answered, LookUpInput, Shortened, ShortenInput
from fakes.toy.glossary import GLOSSARY
from fakes.toy.question import BOUNDS, QuestionCase, QuestionGiven
from fakes.toy.record import AnswerStep, Note, NoteRecord, ShortStep, ToyParams
from markupsafe import Markup

from agents.core.agent import Agent
from agents.core.failures import AgentFailedError
from agents.core.fingerprint import conversation_part, fingerprint
from agents.core.step import Chosen, Resolved, Step, ToolLoop
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Estimate, RunParams, Status
from schemas.case import Case
from schemas.messages import Message
from schemas.paid import Failure, PaidStep, ToolTurns
from tasks.bulk.estimate import open_forecast, select
from tasks.bulk.intake import FileKind, Taken, take_in
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.page import facts
from tasks.bulk.picking import Pick, pick
from tasks.bulk.place import Place
from tasks.bulk.results_page import show_page
from tasks.bulk.run import Run
from tasks.bulk.sinks import JsonArray, write_records
from tasks.bulk.system import Rows


@dataclass(slots=True)
class NoDuplicates:
    """No two notes are one person's."""

    found: dict[str, str] = field(default_factory=dict)

    def add(self, subject: Mapping[str, Any]) -> None:
        assert subject["note_id"]


class Toy:
    name = "toy"
    agents = (AGENT, LOOK_UP)
    params = ToyParams
    filters = "nothing"
    id_field = "note_id"
    address_field = "author"
    gated = False

    def owns(self, upload: Status) -> bool:
        return upload.system == self.name

    async def subjects(self, place: Place, params: RunParams) -> Status:
        return await take_in(FileKind(_read), place, params)

    async def estimate(self, place: Place, params: RunParams) -> Estimate:
        found = await pick(place, params)
        forecast = await open_forecast(self, None, place, params)
        for note in select(self, _stored(_notes(found)), params).subjects:
            await forecast.add(note)
        return forecast.estimate(found.upload_id)

    def read_subject(self, line: bytes) -> Note:
        return Note.model_validate_json(line)

    def read_record(self, content: bytes) -> NoteRecord:
        return NoteRecord.model_validate_json(content)

    def subject_id(self, note: Note) -> str:
        return note.note_id

    def replace_subject(self, record: NoteRecord, note: Note) -> None:
        record.note = note

    async def context(self, _place: Place, _params: RunParams, _upload: Status) -> None:
        return None

    def wants(self, _note: Mapping[str, Any], _params: RunParams) -> bool:
        return True

    def same_as(self) -> NoDuplicates:
        return NoDuplicates()

    def knowing(self, context: None, _same_as: Mapping[str, str]) -> None:
        return context

    def begin(self, note: Note, _context: None) -> NoteRecord:
        return NoteRecord(note_id=note.note_id, note=note)

    def settle(self, _record: NoteRecord, _context: None) -> bool:
        return False

    def next_step(self, record: NoteRecord, _context: None, versions: Resolved) -> Step[NoteRecord] | None:
        """The note in fewer words, then that once more, each turn from the one before; then what it asks."""
        earlier, after = "", int(record.note.asks)
        for turn in range(2):
            inputs = ShortenInput(note=record.note.text, earlier=earlier)
            chosen = versions[AGENT.name]
            asked = fingerprint(inputs.model_dump_json(), chosen.version.content_hash, chosen.model, str(turn))
            if len(record.turns) <= turn or record.turns[turn].fingerprint != asked:
                return Step(AGENT, turn, inputs, asked, 1 - turn + after, partial(_keep, turn), partial(_failed, AGENT))
            earlier = record.turns[turn].output.text
        return self._look_up(record, versions[LOOK_UP.name], earlier) if after else None

    def _look_up(self, record: NoteRecord, chosen: Chosen, short: str) -> Step[NoteRecord] | None:
        """With the shortening as what was said before, and with a glossary."""
        inputs = LookUpInput(note=record.note.text)
        history = _said_before(short)
        conversation = conversation_part(history, [GLOSSARY])
        asked = fingerprint(inputs.model_dump_json(), chosen.version.content_hash, chosen.model, conversation)
        if record.answer is not None and record.answer.fingerprint == asked:
            return None
        loop = ToolLoop((GLOSSARY,), lambda of: of.loop, _keep_loop, BOUNDS)
        return Step(LOOK_UP, 0, inputs, asked, 0, _keep_answer, partial(_failed, LOOK_UP), history, loop)

    def steps(self, record: NoteRecord) -> Iterator[tuple[str, PaidStep]]:
        yield from ((AGENT.name, step) for step in record.turns)
        yield from ((LOOK_UP.name, step) for step in (record.answer,) if step is not None)

    def quality(self, _record: NoteRecord, _agent: str, context: None) -> float | None:  # noqa: ARG002
        return None

    def rests_on(self, _context: None) -> Iterator[str]:
        yield "notes"

    def artifacts(self, keys: Upload) -> dict[str, str]:
        return {"notes": f"{keys.results}/notes.json"}

    def load(self) -> None:
        pass

    async def export(self, run: Run, observer: Observer, _now: datetime) -> None:
        where = self.artifacts(run.keys)["notes"]
        await write_records(run, observer, {where: lambda writer: JsonArray(writer, _short)})

    async def figures(self, _store: ArtifactStore, upload_id: str) -> tuple[Rows, ...]:
        return ([("notes of", upload_id)],)

    async def present(self, run: Run) -> None:
        await show_page(run)

    def by_subject(self, _keys: Upload) -> tuple[str, ...]:
        return ()

    async def forget(self, place: Place, upload: Status, ledger: Ledger[Note, NoteRecord], _now: datetime) -> list[str]:
        store = place.store
        where = self.artifacts(Upload.of(upload))["notes"]
        if not await store.exists(where):
            return []
        said = [_short(one) async for one in ledger.all_records(range(upload.batches))]
        await store.put(where, json.dumps(said).encode())
        return [where]

    def case_of(self, record: NoteRecord, agent: str, _context: None) -> NoteCase | QuestionCase | None:
        if not record.complete:
            return None
        note = {"note_id": record.note_id, "note": record.note.text}
        if agent == AGENT.name:
            return NoteCase(id=record.note_id, given=NoteGiven.model_validate(note))
        if not record.note.asks:
            return None
        asked = QuestionGiven(**note, history=_said_before(record.turns[-1].output.text))
        return QuestionCase(id=record.note_id, given=asked)

    def show_case(self, case: Case) -> Markup:
        return facts(case.given.model_dump(mode="json"))

    def show_answer(self, agent: str, output: Any) -> Markup:
        kind = Shortened if agent == AGENT.name else Answered
        return facts(kind.model_validate(output).model_dump(mode="json"))


TOY = Toy()


async def _read(_place: Place, _params: RunParams, found: Pick) -> Taken:
    notes = _notes(found)
    return Taken(_stored(notes), {"system": "toy", "total": len(notes), "rows_read": len(notes)})


def _notes(found: Pick) -> list[Note]:
    """A line of the file is a note; whose, may stand before a `|`."""
    lines = [line.rpartition("|") for line in found.file.content.decode().splitlines()]
    return [Note(note_id=f"n{number}", text=text, author=author) for number, (author, _, text) in enumerate(lines)]


def _stored(notes: list[Note]) -> bytes:
    return b"[\n" + b",\n".join(note.model_dump_json().encode() for note in notes) + b"\n]\n"


def _short(record: NoteRecord) -> dict[str, Any]:
    said = {"note_id": record.note_id, "said": [step.output.text for step in record.turns]}
    return said if record.answer is None else said | {"answer": record.answer.output.answer}


def _said_before(short: str) -> tuple[Message, ...]:
    return Message(role="user", text="Say it in fewer words."), Message(role="assistant", text=short)


def _keep(turn: int, record: NoteRecord, output: Shortened, paid: PaidStep) -> None:
    record.turns = (*record.turns[:turn], ShortStep(output=output, **dict(paid)))


def _keep_answer(record: NoteRecord, output: Answered, paid: PaidStep) -> None:
    record.answer = AnswerStep(output=output, **dict(paid))


def _keep_loop(record: NoteRecord, turns: ToolTurns | None) -> None:
    record.loop = turns


def _failed(agent: Agent[Any, Any], record: NoteRecord, failure: AgentFailedError) -> None:
    record.error = Failure(step=agent.name, message=str(failure), guardrail=failure.guardrail)
