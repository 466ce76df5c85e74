"""The options of a run that every system knows, and those of runs that write to people."""

import click

max_cost = click.option(
    "--max-cost-usd", type=click.FloatRange(min=0, min_open=True), help="Stop before spending more; it can be resumed."
)
max_failures = click.option(
    "--max-failure-rate", type=click.FloatRange(0, 1), help="Stop if a larger share of customers fails.  [default: 0.1]"
)
sender = click.option("--sender", help="The sender profile: a YAML file.  [default: sender.yaml beside the artifacts]")
suppress = click.option("--suppress", help="Addresses never to write to: one a line, or a CSV; @domain for a domain.")
shards = click.option(
    "--shards",
    type=click.IntRange(1, 100),
    help="How many runs on the work pool to split the work into.  [default: 1]",
)
concurrency = click.option("--concurrency", type=click.IntRange(1, 1000), help="Model calls in flight.  [default: 8]")
deadline = click.option(
    "--deadline", metavar="TIME", help="Done in 90m, 12h or 2d at the latest: cheaper calls, if there is time for them."
)
