"""What is vendored is what its README says."""

import hashlib
import re
from pathlib import Path

VENDORED = Path(__file__).resolve().parents[3] / "web/static/vendor/htmx"


def test_htmx_is_the_file_that_was_published() -> None:
    said = "".join(re.findall(r"\b[0-9a-f]{8}\b", (VENDORED / "README.md").read_text()))
    assert hashlib.sha256((VENDORED / "htmx.min.js").read_bytes()).hexdigest() == said
