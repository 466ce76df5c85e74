"""Causes from a billing system's list: the code is the whole reason, and it has one meaning.

Based on the feedback options of Stripe's cancellation page (`too_expensive`, `customer_service`, `low_quality`) and the
lists of Chargebee, Recurly, Paddle, ProfitWell and Baremetrics. Codes that name no cause (`other`,
`cancellation_requested`) are not here.
"""

from agents.checks.folding import folded
from schemas.customer import Category

_LONGEST = 60
_CODES: dict[Category, str] = {
    "pricing": """
        too_expensive expensive price pricing price_too_high cost costs too_costly price_increase budget
        budget_cut budget_cuts budget_constraints cost_cutting cost_savings not_enough_value not_worth_it no_roi
        low_roi cannot_afford cant_afford financial_reasons
    """,
    "features": """
        missing_feature missing_features missing_functionality lack_of_features lacking_features feature_missing
        feature_gap needed_features low_quality poor_quality product_quality bugs buggy bugs_or_errors
        technical_issue technical_issues technical_problems performance reliability missing_integration
        missing_integrations integration_missing product_issues
    """,
    "onboarding": """
        customer_service bad_customer_service poor_customer_service customer_support poor_support bad_support
        support support_issues too_complex too_complicated complex complexity too_difficult hard_to_use
        difficult_to_use not_easy_to_use ease_of_use usability confusing onboarding setup_too_hard unused
        not_used not_using_it never_used lack_of_adoption low_adoption low_usage not_enough_usage
    """,
    "competition": """
        switched_service switched_services switching_service competitor competition switched_to_competitor
        moved_to_competitor lost_to_competitor found_alternative found_better_alternative better_alternative
        alternative_found using_competitor switched_provider
    """,
    "business_closure": """
        business_closed business_closing business_closure out_of_business closed_business company_closed
        project_ended project_over project_completed
    """,
}


def _joined(text: str) -> str:
    return "".join(character for character in folded(text) if character.isalnum())


_CAUSES = {_joined(code): category for category, codes in _CODES.items() for code in codes.split()}


def cause_of_code(reason: str) -> Category | None:
    """The cause that a code names, in any spelling (`TooExpensive`, `MISSING FEATURE`); None if it is not a code."""
    return _CAUSES.get(_joined(reason)) if len(reason) <= _LONGEST else None
