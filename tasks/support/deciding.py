"""Decides replies, as pure functions: the same for live questions and for questions from a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.checks.needs_person import need_in
from agents.support.asks_for_person import asks_for_person
from agents.support.intents.file import asked_back
from agents.support.intents.scope import OurNames
from agents.support.intents.vague import is_vague
from schemas.support.guardrails import Kind
from schemas.support.intents import Guess, Intents
from schemas.support.interaction import Interaction, Said
from schemas.support.replies import Replies
from tasks.support.chain import best

FOLLOWS_UP = 6  # words: a shorter question is read together with the one before


@dataclass(frozen=True, slots=True)
class Wordings:
    """What is said where no model answers, and of what."""

    replies: Replies
    intents: Intents
    products: tuple[str, ...]  # what makes a question say something, however short it is
    names: OurNames  # what makes a question ours, whatever intent it has


def follows(text: str, earlier: Sequence[str]) -> str:
    """The question before, if this one is too short to stand alone: "and in Frankfurt?" is about that."""
    if len(text.split()) >= FOLLOWS_UP:
        return ""
    return next((question for question in reversed(earlier) if question), "")


def early(text: str, guesses: Sequence[Guess], wordings: Wordings, *, begins: bool) -> Iterator[Said]:
    """A reply that needs no passages. The first that applies counts, or the next if nobody takes over any more.

    `begins`: nothing was said before the question.
    """
    said, replies = text.strip(), wordings.replies
    if not said:
        yield Said(outcome="clarification", answer=replies.empty, reason="empty")
    elif said.casefold().strip(" .,!?") in replies.greetings:
        yield Said(outcome="answered", answer=replies.greeting, reason="greeting")
    else:
        need = need_in(said) or ("wants_person" if asks_for_person(said) else None)
        if need is not None and need != "never_again":
            yield Said(outcome="escalated", answer=replies.escalated, reason=need)
        if begins and is_vague(said, wordings.products):
            yield Said(outcome="clarification", answer=replies.vague, reason="vague")
        yield from _by_intent(said, guesses, wordings)


def blocked(kind: Kind, replies: Replies) -> Said:
    """A question that a guardrail stopped."""
    return Said(outcome="blocked", answer=replies.blocked.get(kind, replies.failed), reason=kind)


def not_known(replies: Replies, attempt: int | None = None) -> Said:
    """No passage holds an answer."""
    return Said(outcome="fallback", answer=replies.not_known, reason="not_known", attempt=attempt)


def answered(record: Interaction, replies: Replies) -> Said | None:
    """The reply made of the best attempt; None if no attempt may be shown."""
    at = best(record)
    if at is None:
        return None
    answer = record.attempts[at].answer
    if answer.action == "hand_over":
        return Said(outcome="escalated", answer=answer.text, reason="asked_by_agent", attempt=at)
    if answer.action == "clarify":
        return Said(outcome="clarification", answer=answer.text, reason=answer.reason, attempt=at)
    if answer.action == "refuse" and answer.reason == "not_known":
        return not_known(replies, at)
    cited = tuple(int(one.removeprefix("p")) - 1 for one in answer.citations)
    return Said(outcome="answered", answer=answer.text, reason=answer.reason, attempt=at, cited=cited)


def _by_intent(text: str, guesses: Sequence[Guess], wordings: Wordings) -> Iterator[Said]:
    likeliest, intents, replies = guesses[0], wordings.intents, wordings.replies
    if likeliest.intent == intents.out_of_scope and likeliest.confidence < wordings.names.sure_from:
        yield Said(outcome="clarification", answer=replies.perhaps_out_of_scope, reason="unsure")
    elif likeliest.intent == intents.out_of_scope:
        yield Said(outcome="answered", answer=replies.out_of_scope, reason="out_of_scope")
    elif likeliest.confidence < intents.ask_below and not wordings.names.are_in(text):
        yield Said(outcome="clarification", answer=_asked_back(guesses, wordings), reason="unsure")
    elif likeliest.confidence >= intents.ask_below and intents.named(likeliest.intent).escalate:
        yield Said(outcome="escalated", answer=replies.escalated, reason=likeliest.intent)


def _asked_back(guesses: Sequence[Guess], wordings: Wordings) -> str:
    """Which of the two likeliest it is; where even both are unlikely, naming them would only mislead."""
    if sum(guess.confidence for guess in guesses[:2]) < wordings.intents.ask_below:
        return wordings.replies.vague
    return asked_back(wordings.intents, tuple(guesses))
