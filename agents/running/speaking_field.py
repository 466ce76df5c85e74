"""Streams one text of a structured answer to somebody who waits, before a deadline.

It is released in whole sentences, and only if nothing is wrong with them: what a check stops is never shown. The answer
as a whole is checked, too, and repaired like any other, as long as nothing of it was heard.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from functools import partial
from typing import Any

from agents.core.agent import Inputs, Output
from agents.core.deadline import Deadline, ending_at
from agents.running.aloud import Aloud, FieldListener
from agents.running.books import Books, unsaved
from agents.running.held_text import Objection
from agents.running.question import Question
from agents.running.run import AgentResult
from agents.running.service import Service
from agents.running.speaking import Speech, heard_until_left
from agents.running.tool_loop import run_question


def speaking_field(
    question: Question[Inputs, Output],
    field: str,
    objects: Objection,
    service: Service,
    deadline: Deadline,
    save: Callable[[Any], Awaitable[None]] = unsaved,
) -> AbstractAsyncContextManager[Speech[AgentResult[Output]]]:
    """The text `field` of the answer as it comes, and at the end the whole answer, as `Speech.spoken`.

    `objects` is given the text up to the end of each sentence and says what is wrong with it. Before the first sentence
    was heard such an answer is asked for again, with the reason; after it the iteration raises `HeldBackError`, or
    `StreamBrokenError` where the stream broke. Tools are used as in `answer`, and `save` gets every paid turn. Raises
    `ValueError` if the agent's output has no such text.
    """
    books = Books(service, save)
    speech = Speech[AgentResult[Output]](books)
    aloud = Aloud(FieldListener(field, objects, speech.say), service.models)
    checked = replace(question, agent=aloud.agent(question.agent))
    return heard_until_left(speech, _answered(checked, aloud, deadline, books))


async def _answered(
    question: Question[Inputs, Output], aloud: Aloud, deadline: Deadline, books: Books
) -> AgentResult[Output]:
    async with ending_at(deadline):
        runtime = aloud.runtime(await books.open(question.version.model, deadline))
        return await run_question(question, runtime, partial(aloud.keep, books.keep))
