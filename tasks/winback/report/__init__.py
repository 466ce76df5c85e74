"""`report.html`: what a win-back upload found, for a customer-success manager. One file that loads nothing else."""

from tasks.winback.report.collect import Collector
from tasks.winback.report.render import Facts, load_template, render_anonymous, render_report

__all__ = ["Collector", "Facts", "load_template", "render_anonymous", "render_report"]
