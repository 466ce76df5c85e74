"""`report.html`: what a win-back upload found, for the manager of a customer-success team. One file, nothing loaded."""

from tasks.winback.report.collect import Collector
from tasks.winback.report.render import Facts, load_template, render

__all__ = ["Collector", "Facts", "load_template", "render"]
