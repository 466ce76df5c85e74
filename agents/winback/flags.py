"""Customers whose text addresses an AI. It stays data; the flag only tells a person to look."""

from agents.checks.injection import speaks_to_ai
from schemas.customer import Customer

INJECTION = "injection"


def flags(customer: Customer) -> tuple[str, ...]:
    """`injection` if the id, the company, the reason, a header or a context cell addresses an AI."""
    texts = (customer.customer_id, customer.company_name, customer.cancellation_reason)
    context = customer.context
    speaks = (
        any(map(speaks_to_ai, texts)) or any(map(speaks_to_ai, context)) or any(map(speaks_to_ai, context.values()))
    )
    return (INJECTION,) if speaks else ()
