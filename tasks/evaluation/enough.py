"""Checks that there are enough cases for what is asked, before anything is paid for."""

from collections.abc import Sequence

from agents.statistics.power import fewest_to_rule_out
from schemas.case import Case
from schemas.errors import BadInputError
from schemas.evaluation_params import CompareParams
from tasks.evaluation.contenders import Params


def require_enough(params: Params, cases: Sequence[Case]) -> None:
    """Raise `BadInputError` if the cases are too few to rule out a loss even for an equal version."""
    if not isinstance(params, CompareParams) or not params.rule_out_loss:
        return
    there, needed = len({case.cluster for case in cases}), fewest_to_rule_out(params.margin)
    if there < needed:
        raise BadInputError(
            f"a loss of {params.margin:.0%} cannot be ruled out on {there} cases, even if not one of them changes "
            f"sides: it takes {needed} at least, and more where some do; give --cases or --upload with more, or a "
            "larger --margin"
        )
