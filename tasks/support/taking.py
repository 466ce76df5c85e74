"""Questions as they come to questions as they are stored: screened and masked before anything is kept of them."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field

from agents.checks.credentials import without_credentials
from agents.checks.personal_data import masked
from agents.support.guardrails.guard import Guard, open_guard
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.reader import IntentReader, open_intents
from agents.support.intents.scope import read_scope
from schemas.messages import Message
from schemas.printable import counted
from schemas.support.guardrails import Screened
from schemas.support.run import Query
from tasks.files.csv_rows import csv_row
from tasks.support.deciding import follows
from tasks.support.desk import embedder
from tasks.support.parts import GUESSES, parts_of
from tasks.support.question_file import Read

MOST_TOGETHER = 50  # questions of one conversation, which are one record; what comes after begins one anew


@dataclass(frozen=True, slots=True)
class Screen:
    """What reads a question before it is stored."""

    guard: Guard
    reader: IntentReader

    async def query(self, read: Read, earlier: Sequence[str] = ()) -> Query:
        """The question as it is stored; of one that is blocked, only what it is blocked for.

        `earlier`: what was asked before it in its session.
        """
        asked, screened = read.asked, await self.guard.screen(read.asked.question)
        who = {"user_id": asked.user_id or "", "session_id": asked.session_id or ""}
        if screened.blocked is not None:
            blocked = f"blocked-{read.line}"
            return Query(interaction_id=blocked, line=read.line, question="", findings=screened.findings, **who)
        history = tuple([one async for one in self._before(read.history)])
        query = Query(
            interaction_id="",
            line=read.line,
            question=screened.text,
            findings=screened.findings,
            history=history,
            guesses=(await self.reader.read(_in_context(screened, history, earlier)))[:GUESSES],
            parts=await parts_of(screened.text, self.reader, names().products),
            **who,
        )
        return query.model_copy(update={"interaction_id": _id_of(query)})

    async def _before(self, history: Iterable[Message]) -> AsyncIterator[Message]:
        """What was said before, without what is blocked: a person's words are screened, an assistant's masked."""
        dropped = False
        for one in history:
            text = masked(without_credentials(one.text))[0]
            if one.role == "user":
                screened = await self.guard.screen(one.text)
                dropped, text = screened.blocked is not None, screened.text
            if not dropped and text.strip():
                yield Message(role=one.role, text=text)


async def open_screen() -> Screen:
    """Learned anew, in about a second. Raises `BadInputError` if a file that it learns from cannot be used."""
    vectors, intents = embedder(), read_intents()
    return Screen(
        await open_guard(names(), intents, vectors), await open_intents(intents, read_scope(), names(), vectors)
    )


@dataclass(slots=True)
class Taking:
    """The questions of a file: each as it is stored, and the lines that are none.

    Questions of one session and user are one conversation, in the order of the file; a question that says what was
    said before it begins one anew.
    """

    asked: list[list[Query]] = field(default_factory=list)  # conversations, most of a single question
    questions: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)  # the line, and why
    findings: Counter[str] = field(default_factory=Counter)  # kinds
    _ids: Counter[str] = field(default_factory=Counter)
    _sessions: dict[tuple[str, str], list[Query]] = field(default_factory=dict)  # by session and user

    async def take(self, read: Iterable[Read], screen: Screen) -> None:
        """Take all of them, in their order. The same question again is another subject of its own."""
        for one in read:
            if one.refused:
                self.refused.append((one.line, one.refused))
                continue
            together = self._together(one)
            query = await screen.query(one, [earlier.question for earlier in together])
            self._ids[query.interaction_id] += 1
            if (times := self._ids[query.interaction_id]) > 1:
                query = query.model_copy(update={"interaction_id": f"{query.interaction_id}-{times}"})
            self.findings.update({finding.kind for finding in query.findings})
            self.questions += 1
            together.append(query)

    def _together(self, read: Read) -> list[Query]:
        """The conversation that a question goes on with, or a new one."""
        asked, new = read.asked, list[Query]()
        at = (asked.session_id or "", asked.user_id or "")
        known = self._sessions.get(at) if asked.session_id and not read.history else None
        if known is not None and len(known) < MOST_TOGETHER:
            return known
        self.asked.append(new)
        self._sessions[at] = new
        return new

    @property
    def doubts(self) -> tuple[str, ...]:
        """What guardrails found, for whoever starts the run."""
        return tuple(
            f"{kind.replace('_', ' ')}: {counted(count, 'question')}" for kind, count in sorted(self.findings.items())
        )

    def stored(self) -> bytes:
        """A JSON array, one conversation a line."""
        lines = (first.model_copy(update={"then": tuple(then)}) for first, *then in self.asked)
        return b"[\n" + b",\n".join(one.model_dump_json(exclude_defaults=True).encode() for one in lines) + b"\n]\n"

    def rejects(self) -> bytes:
        """`rejects.csv`: which lines, and why; nothing of what is in them."""
        return csv_row(["line", "reason"]) + b"".join(csv_row([str(line), why]) for line, why in self.refused)


def _in_context(screened: Screened, history: Iterable[Message], before: Sequence[str]) -> str:
    earlier = [*(one.text for one in history if one.role == "user"), *before]
    return f"{follows(screened.text, earlier)} {screened.text}".strip()


def _id_of(query: Query) -> str:
    said = "\0".join((query.question, query.user_id, *(one.model_dump_json() for one in query.history)))
    return f"q-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
