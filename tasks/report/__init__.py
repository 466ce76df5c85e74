"""`report.html`: what a win-back upload found, for the manager of a customer-success team. One file, nothing loaded."""

from tasks.report.collect import Collector
from tasks.report.render import Facts, render

__all__ = ["Collector", "Facts", "render"]
