"""Analyses support's feedback every hour, and tells the team of customers who wait."""

from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from blocks.settings import read_settings
from schemas.errors import ReviveError
from schemas.support.analysis import FeedbackParams
from tasks.bulk.deployed import confine_deployed
from tasks.support.escalations.acting import tell_team
from tasks.support.escalations.opening_team import is_told
from tasks.support.escalations.telling import NO_CHANNEL
from tasks.support.learning.feedback_ui import show_analysis
from tasks.support.learning.running import analyse

analyse_window = task(name="analyze-window", cache_policy=NO_CACHE)(analyse)
tell_all = task(name="tell-team", cache_policy=NO_CACHE)(tell_team)


@flow(
    name="analyze-feedback",
    flow_run_name="analyze-feedback {environment}",
    description="How content customers are, what was resolved, and what to do about the rest.",
)
async def analyze_feedback(params: FeedbackParams, environment: str = "local") -> State[Any]:
    """Safe to repeat: the same window is the same result."""
    confine_deployed()
    try:
        found = await analyse_window(params, environment)
        await show_analysis(found)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    analysis = found.analysis
    first = analysis.recommendations[0].what if analysis.recommendations else "nothing stands out"
    said = f"{analysis.answers} questions, {len(analysis.themes)} themes, {found.candidates} new candidates; {first}"
    return Completed(message=said, data={"report": found.report, "answers": analysis.answers})


@flow(
    name="tell-escalations",
    flow_run_name="tell-escalations {environment}",
    description="Tell the team of customers who wait for a person and of whom nobody was told yet.",
)
async def tell_escalations(environment: str = "local") -> State[Any]:
    """Safe to repeat: nothing is told twice."""
    if not is_told(read_settings()):
        return Completed(message=NO_CHANNEL)
    try:
        told = await tell_all(environment)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    return Completed(message=f"{len(told)} told", data=told)
