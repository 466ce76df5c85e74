"""`make audit`: known vulnerabilities of what requirements.lock pins, asked of the advisory database by pip-audit.

Exit code 1 where it knows one. Without a network, or behind an index that has no advisories, it says so and goes on:
`make check` works on a machine that reaches nothing.
"""

import json
import subprocess
import sys
from typing import Any

_COMMAND = ("-m", "pip_audit", "--disable-pip", "--require-hashes", "-r", "requirements.lock", "-f", "json")


def main() -> int:
    """Print one line, and one per vulnerability."""
    done = subprocess.run(
        [sys.executable, *_COMMAND, "--progress-spinner", "off", "--timeout", "5"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        print(f"audit: no advisory database within reach, nothing was audited ({last[:160]})")
        return 0
    audited = [package for package in packages if "vulns" in package]
    found = [(package, known) for package in audited for known in package["vulns"]]
    for package, known in found:
        fixed = ", ".join(known["fix_versions"]) or "no version yet"
        print(f"audit: {package['name']} {package['version']}: {known['id']}, fixed in {fixed}")
    print(f"audit: {len(audited)} of {len(packages)} packages audited, {len(found)} known vulnerabilities")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
