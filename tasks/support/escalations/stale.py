"""Gives conversations that somebody took and then neglected back to everybody, without being asked."""

import logging

from agents.support.duty import read_duty
from blocks.settings import read_settings
from schemas.printable import counted
from tasks.support.escalations.acting import tell_team
from tasks.support.escalations.opening_team import is_told
from tasks.support.escalations.taking import open_escalations
from tasks.support.escalations.telling import NO_CHANNEL

_log = logging.getLogger(__name__)


async def bring_back_stale(environment: str) -> int:
    """Bring them back, and tell the team where a channel is configured; returns how many came back."""
    async with open_escalations(environment) as opened:
        back = await opened.bring_back(read_duty())
    if back:
        _log.warning("%s came back: whoever had taken it did not write", counted(len(back), "conversation"))
    if is_told(read_settings()):
        await tell_team(environment)
    elif back:
        _log.warning(NO_CHANNEL)
    return len(back)
