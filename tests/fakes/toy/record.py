"""What the toy works on, what it keeps of it, and what its runs are asked."""

from fakes.toy.data import Answered, Shortened
from pydantic import BaseModel

from schemas.agent import Draft
from schemas.bulk import RunParams
from schemas.paid import Failure, PaidStep, Spend, ToolTurns
from schemas.registry import Assignment


class ToyParams(RunParams):
    """What one of its runs is asked: nothing of its own."""

    system = "toy"


class Note(BaseModel):
    """What the toy works on."""

    note_id: str
    text: str
    author: str = ""

    @property
    def asks(self) -> bool:
        return self.text.endswith("?")


class ShortStep(PaidStep):
    """A paid answer."""

    output: Shortened


class AnswerStep(PaidStep):
    """A paid answer to a note that asks something."""

    output: Answered


class NoteRecord(BaseModel):
    """The ledger's entry for one note."""

    note_id: str
    versions: dict[str, str] = {}
    assigned: dict[str, Assignment] = {}
    note: Note
    turns: tuple[ShortStep, ...] = ()
    answer: AnswerStep | None = None
    loop: ToolTurns | None = None
    drafts_of: str | None = None
    drafts: tuple[Draft, ...] = ()
    spent: Spend = Spend()
    error: Failure | None = None

    @property
    def subject_id(self) -> str:
        return self.note_id

    @property
    def subject(self) -> Note:
        return self.note

    @property
    def held(self) -> bool:
        return False

    @property
    def waits(self) -> bool:
        return False

    @property
    def complete(self) -> bool:
        return len(self.turns) == 2 and (self.answer is not None or not self.note.asks)
