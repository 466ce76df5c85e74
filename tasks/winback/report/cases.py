"""Customers and answers as a report of an evaluation shows them."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from agents.winback.campaign import AGENT as CAMPAIGN
from schemas.customer import Customer
from tasks.bulk.page import on_page, templates
from tasks.winback.report.charts import CATEGORIES


def show_customer(customer: Customer) -> Markup:
    """Who it is, why they left, and every other column, as rows of a list."""
    rows: Markup = _macros().given(customer)
    return rows


def show_answer(agent: str, output: Any) -> Markup:
    """Emails or an analysis."""
    macros = _macros()
    shown: Markup = macros.campaign(output) if agent == CAMPAIGN.name else macros.analysis(output)
    return shown


@cache
def _macros() -> Any:
    jinja = templates(Path(__file__).resolve().parent)
    jinja.filters |= {"shown": on_page}
    jinja.globals |= {"CATEGORIES": CATEGORIES}
    template: Template = jinja.get_template("cases.html.jinja")
    return template.module
