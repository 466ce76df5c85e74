"""The questions of a message, each with what it is about."""

from agents.support.intents.reader import IntentReader
from agents.support.several import questions_in
from schemas.support.run import QueryPart

GUESSES = 2  # intents that are kept of a question: the question back names so many


async def parts_of(text: str, reader: IntentReader, products: tuple[str, ...]) -> tuple[QueryPart, ...]:
    """Nothing where the message asks but one thing."""
    asked = questions_in(text, products)
    if len(asked) == 1:
        return ()
    return tuple([QueryPart(text=one, guesses=(await reader.read(one))[:GUESSES]) for one in asked])
