"""What feedback over a window says, from conversations in real records."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import html5lib
import pytest

from agents.evaluation.cases import load_cases
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, ConflictError
from schemas.support.analysis import FeedbackAnalysis, FeedbackParams
from schemas.support.escalation import Escalation
from schemas.support.feedback import FeedbackGiven
from schemas.support.interaction import Outcome, Reply
from schemas.support.trail import Trail
from tasks.bulk.place import open_place
from tasks.privacy.erase import erase_person
from tasks.support.conversations import Conversations
from tasks.support.feedback import take_feedback
from tasks.support.forgetting import forget_session
from tasks.support.learning.candidates import candidate, decide
from tasks.support.learning.reviewing import reject, take_in, to_review, with_passages
from tasks.support.learning.running import analyse, window_of
from tasks.support.tables import NOBODY, TABLES, Turn

# Rows of ninety days ago are gone, so the past of these tests lies behind today.
END = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Past:
    """Conversations that were had."""

    def __init__(self, conversations: Conversations) -> None:
        self.conversations = conversations
        self._count = 0

    async def ask(
        self,
        session: str,
        hours_ago: float,
        question: str = "How do I enlarge an EBS volume?",
        outcome: Outcome = "answered",
        *,
        intent: str | None = "ec2",
        reason: str = "",
        version: str | None = "1.0.0",
        user: str | None = None,
        rating: int | None = None,
        comment: str = "",
    ) -> str:
        """One question with its reply, and maybe what was said of it; returns its id."""
        self._count += 1
        reply = Reply(
            session_id=session,
            interaction_id=f"i{self._count}",
            outcome=outcome,
            answer="Modify the volume, then extend the file system.",
            intent=intent,
            reason=reason,
            agent_version=version if outcome == "answered" and not reason else None,
            escalation=Escalation(reason=reason) if outcome == "escalated" else None,
        )
        at = END - hours_ago * HOUR
        trail = Trail(
            interaction_id=reply.interaction_id, session_id=session, user_id=user or NOBODY, at=at, until=at + MINUTE
        )
        turn = Turn(question=question, reply=reply, at=at)
        await self.conversations.keep(turn, user, self.conversations.trails.put(trail, 0))
        if rating is not None or comment:
            given = FeedbackGiven(interaction_id=reply.interaction_id, rating=rating, comment=comment)
            await take_feedback(given, self.conversations, at + MINUTE, f"f{self._count}")
        return reply.interaction_id


@pytest.fixture
async def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Past]:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    url = f"sqlite:///{tmp_path / 'registry.db'}"
    async with open_records(url, AwsIdentity(), TABLES, upgrade_registry) as records:
        yield Past(Conversations(records))


async def analysis(hours_before: float = 0) -> FeedbackAnalysis:
    return (await analyse(FeedbackParams(until=END - hours_before * HOUR), "local")).analysis


async def resolutions(hours_before: float = 0) -> dict[str, int]:
    found = await analysis(hours_before)
    assert found.overall is not None
    return {str(name): count for name, count in found.overall.matters.items()}


async def test_quiet_is_assumed_a_good_rating_confirms_and_who_returns_takes_it_back(past: Past) -> None:
    await past.ask("quiet", 30)
    await past.ask("fresh", 5)
    await past.ask("good", 5, rating=5)
    await past.ask("bad", 30, rating=1)
    await past.ask("unknown", 30, outcome="fallback", reason="not_known")
    assert await resolutions() == {"assumed": 1, "confirmed": 1, "open": 1, "unresolved": 2}

    await past.ask("back", 100)
    assert (await resolutions(70)).get("assumed") == 1
    await past.ask("back", 60)
    assert (await resolutions(50)).get("taken_back") == 1  # within 72 hours, and with the same intent
    await past.ask("other", 100, intent="s3")
    await past.ask("other", 60, intent="iam")
    assert (await resolutions(30)).get("taken_back") == 1


async def test_a_user_who_returns_in_another_session_takes_it_back_and_a_stranger_does_not(past: Past) -> None:
    await past.ask("one", 100, user="ann")
    await past.ask("two", 60, user="ann")
    await past.ask("three", 100, user="bob")
    await past.ask("four", 60)
    assert await resolutions() == {"assumed": 3, "taken_back": 1}


async def test_greetings_other_subjects_and_blocked_questions_never_count(past: Past) -> None:
    await past.ask("a", 30, "thanks", reason="greeting")
    await past.ask("a", 29, "who wrote Hamlet?", reason="out_of_scope", intent="out_of_scope")
    await past.ask("a", 28, "", "blocked", reason="credential", intent=None)
    await past.ask("a", 27, "", "clarification", reason="empty", intent=None)
    found = await analysis()
    assert (found.answers, found.overall, found.groups) == (0, None, ())
    assert found.outcomes == {"answered": 2, "blocked": 1, "clarification": 1}


async def test_what_nobody_says_is_a_signal_of_the_answer_before(past: Past) -> None:
    await past.ask("again", 30, "How do I enlarge an EBS volume?")
    await past.ask("again", 29.9, "how do I  enlarge an EBS volume?")
    await past.ask("words", 30, "How do I enlarge an EBS volume?")
    await past.ask("words", 29.8, "How can I make my EBS volume enlarge?")
    await past.ask("person", 30)
    await past.ask("person", 29.9, "a human please", "escalated", reason="wants_person")
    await past.ask("gone", 30, outcome="clarification", reason="vague")
    await past.ask("later", 30)
    await past.ask("later", 20)  # hours later it is no repetition
    found = await analysis()
    assert found.overall is not None
    assert found.overall.implicit == {"abandoned": 1, "asked_again": 1, "escalated": 1, "regenerated": 1}
    kept = {
        one.kind
        for session in ("again", "words", "person", "gone")
        for one in await past.conversations.feedback_on(session)
    }
    assert kept == {"abandoned", "asked_again", "escalated", "regenerated"}
    # Who comes back has not given up; the row of the signal goes with the next analysis.
    await past.ask("gone", 3)
    await analysis()
    assert await past.conversations.feedback_on("gone") == ()


async def test_the_same_window_gives_the_same_bytes_whenever_it_is_analysed(past: Past) -> None:
    for at in range(6):
        await past.ask(f"s{at}", 60 + at, rating=1 + at % 5, comment="the link leads to a 404 page" if at % 2 else "")
    params = FeedbackParams(until=END - 20 * HOUR)
    first = await analyse(params, "local")
    folder = Path(first.report).parent
    bytes_of = {path.name: path.read_bytes() for path in folder.iterdir()}
    await past.ask("s1", 3, rating=1)  # after the window
    await past.ask("new", 2)
    second = await analyse(params, "local")
    assert first.analysis == second.analysis
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == bytes_of
    assert (first.candidates > 0, second.candidates) == (True, 0)


async def test_satisfaction_has_intervals_and_bad_templates_are_flagged(past: Past) -> None:
    for at in range(8):
        await past.ask(f"b{at}", 40 + at, intent="billing", rating=1 if at < 4 else 5)
    for at in range(20):
        await past.ask(f"e{at}", 40 + at, rating=5 if at < 9 else None)
    await past.ask("few", 40, intent="s3", rating=1)
    found = await analysis()
    (flag,) = found.flags
    assert (flag.intent, flag.items, flag.negative) == ("billing", 8, 4)
    ec2 = next(group for group in found.groups if group.intent == "ec2")
    assert (ec2.answers, ec2.rated, ec2.response_rate.value) == (20, 9, 0.45)
    assert ec2.positive is not None
    assert ec2.positive.low < ec2.positive.value == 1.0
    assert ec2.rating is not None
    assert (ec2.rating.value, ec2.rating.n) == (5.0, 9)
    (template,) = [one for one in found.recommendations if one.kind == "template"]
    assert template.effect == 3.2  # 4 of 8, where one in ten of the others is bad
    assert [one.effect for one in found.recommendations] == sorted(
        (r.effect for r in found.recommendations), reverse=True
    )


async def test_complaints_become_themes_and_what_nothing_is_known_of_a_gap(past: Past) -> None:
    said = [
        "the link is a 404",
        "your link leads to a 404 page",
        "404 when I open the link",
        "I got charged for a NAT gateway",
    ]
    for at, comment in enumerate(said):
        await past.ask(f"s{at}", 40 + at, rating=1, comment=comment)
    for at in range(3):
        await past.ask(
            f"g{at}", 50 + at, "How do I rent a satellite antenna?", "fallback", reason="not_known", intent="general"
        )
    found = await analysis()
    (theme,) = found.themes
    assert (theme.complaints, theme.sessions, found.unclustered) == (3, 3, 1)
    assert "404" in theme.label
    assert "intent" not in {one.kind for one in found.recommendations}  # three of three are too few to say so
    (gap,) = found.gaps
    assert (gap.complaints, "satellite" in gap.label) == (3, True)
    assert {"theme", "gap"} <= {one.kind for one in found.recommendations}


async def test_the_page_is_valid_and_shows_hostile_words_as_text(past: Past) -> None:
    hostile = "<script>alert(1)</script> =cmd|' /C calc'!A0 {{ 7*7 }} link 404"
    for at in range(3):
        await past.ask(f"s{at}", 40 + at, rating=1, comment=hostile)
    found = await analyse(FeedbackParams(), "local")
    page = Path(found.report).read_bytes()
    html5lib.HTMLParser(strict=True).parse(page)
    assert b"<script>" not in page
    assert b"{{ 7*7 }}" in page
    assert json.loads(Path(found.report).with_name("analysis.json").read_text())["themes"]


def test_a_window_that_cannot_be_is_refused() -> None:
    with pytest.raises(BadInputError, match="still to come"):
        window_of(FeedbackParams(until=END + 3 * HOUR), END)
    with pytest.raises(BadInputError, match="ends before it begins"):
        window_of(FeedbackParams(since=END, until=END - HOUR), END)


async def test_a_bad_answer_becomes_a_golden_case_once_by_one_person_and_masked(past: Past, tmp_path: Path) -> None:
    await past.ask("s", 41, "How do I enlarge an EBS volume of bob@acme.example?")
    bad = await past.ask("s", 40, "and with XFS?", rating=2, comment="ann@acme.example says: wrong file system")
    worse = await past.ask("t", 40, rating=1)
    await analysis()
    assert [one.candidate_id for one in await to_review("local", "new")] == [bad, worse]
    one, found = await with_passages(bad, "local")
    assert one.follows.startswith("How do I enlarge")
    assert found
    path = tmp_path / "cases.yaml"
    expected = {"action": "answer", "cites": (1,), "must_mention": ("xfs_growfs",)}
    taken, case_id = await take_in(bad, "local", path, expected, "ana", "")
    assert (taken.state, taken.reviewed_by) == ("taken", "ana")
    (case,) = load_cases(path, "support-answer")
    assert (case.id, case.tags) == (case_id, ("from-feedback", "ec2"))
    assert "acme" not in path.read_text()
    with pytest.raises(BadInputError, match="taken by ana already"):
        await take_in(bad, "local", path, expected, "bob", "")
    with pytest.raises(BadInputError, match="--reason"):
        await reject(worse, "local", "bob", " ")
    assert (await reject(worse, "local", "bob", "the answer is right")).reason == "the answer is right"
    await analysis()  # nothing that was decided is proposed again
    assert await to_review("local", "new") == []


async def test_a_case_that_no_evaluation_takes_leaves_the_file_as_it_was(past: Past, tmp_path: Path) -> None:
    bad = await past.ask("s", 40, rating=1)
    await analysis()
    path = tmp_path / "cases.yaml"
    path.write_text("cases: [{id: mine, question: x, expect: {action: answer}, why: w, tags: [a]}]\n")
    with pytest.raises(BadInputError, match=r"cases\.yaml: case feedback"):
        await take_in(bad, "local", path, {"action": "answer", "must_mention": ("x" * 400,)}, "ana", "")
    assert [case.id for case in load_cases(path, "support-answer")] == ["mine"]
    assert [one.state for one in await to_review("local", "new")] == ["new"]
    await take_in(bad, "local", path, {"action": "refuse"}, "ana", "")
    assert len(load_cases(path, "support-answer")) == 2


async def test_two_reviewers_at_once_one_decides(past: Past) -> None:
    bad = await past.ask("s", 40, rating=1)
    await analysis()
    records = past.conversations._records
    assert (await candidate(records, bad)).state == "new"
    await decide(records, bad, "rejected", "ana", END, "right")
    with pytest.raises((BadInputError, ConflictError), match="ana"):
        await decide(records, bad, "taken", "bob", END)


async def test_a_conversation_that_is_removed_takes_the_reports_that_quote_it_along(past: Past) -> None:
    for at in range(3):
        await past.ask(f"s{at}", 40 + at, rating=1, comment="the secret word is xyzzy plugh")
    found = await analyse(FeedbackParams(), "local")
    await forget_session((await open_place("local")).store, past.conversations, "nobody")
    assert Path(found.report).exists()
    await forget_session((await open_place("local")).store, past.conversations, "s1")
    assert not Path(found.report).parent.joinpath("analysis.json").exists()
    assert not Path(found.report).exists()


async def test_an_erasure_takes_signals_candidates_escalations_and_reports_along(past: Past, tmp_path: Path) -> None:
    who = "ann@acme.example"
    for at in range(3):
        await past.ask(f"s{at}", 40 + at, user=who, rating=1, comment="the secret word is xyzzy plugh")
    await past.ask("e", 30, "a human please", "escalated", reason="wants_person", user=who)
    await past.ask("k", 40, user="bob@acme.example", rating=1, comment="the other link is dead")
    found = await analyse(FeedbackParams(), "local")
    assert b"xyzzy" in Path(found.report).read_bytes()
    await erase_person(who, "local")
    assert not Path(found.report).exists()
    assert not any(b"xyzzy" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    again = await analyse(FeedbackParams(), "local")
    assert again.analysis.answers == 1
    assert [one.session_id for one in await to_review("local", "new")] == ["k"]
