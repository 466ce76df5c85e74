"""CloudWatch's embedded metric format: a line of JSON on standard output that its log driver makes metrics of.

Specification: "Embedded metric format" in the CloudWatch user guide. No call is made and no right is needed; a line
that is not collected by CloudWatch Logs is a line of a log.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

Unit = Literal["Count", "Seconds", "None"]
_LONGEST = 250  # of a dimension's value; 255 are allowed


def emf_line(
    namespace: str, dimensions: Mapping[str, str], metrics: Mapping[str, tuple[float, Unit]], at: datetime
) -> str:
    """One line: these metrics, by all of these dimensions together and by nothing less.

    Each combination of values is a metric that is billed, so the caller keeps them few.
    """
    about = {
        "Timestamp": int(at.timestamp() * 1000),
        "CloudWatchMetrics": [
            {
                "Namespace": namespace,
                "Dimensions": [list(dimensions)],
                "Metrics": [{"Name": name, "Unit": unit} for name, (_, unit) in metrics.items()],
            }
        ],
    }
    values = {name: _value(value) for name, value in dimensions.items()}
    return json.dumps({"_aws": about} | values | {name: value for name, (value, _) in metrics.items()})


def write_line(line: str) -> None:
    """Whole, and at once: a buffer that is lost with its process is lost with its metrics."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _value(text: str) -> str:
    """Values are printable ASCII, and not empty."""
    return "".join(one if one.isascii() and one.isprintable() else "_" for one in text.strip())[:_LONGEST] or "none"
