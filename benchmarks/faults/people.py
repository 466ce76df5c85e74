"""What is done to a run at the cost of people: killed before it began, killed while it erases somebody."""

import csv
import io
import json
import random
from time import sleep

from benchmarks.faults.stage import Stage

KILLS = 8
SUPPRESSED = 5


def killed_early(stage: Stage) -> str:
    """Killed eight times before its first call, then resumed as the docs say: what was asked is still what is done."""
    source = str(stage.customers(60))
    suppressed = stage.folder / "suppressed.csv"
    addresses = [f"person{number}@company{number}.example" for number in range(SUPPRESSED)]
    suppressed.write_text("email\n" + "\n".join(addresses) + "\n", encoding="utf-8")
    asked = ("--upload-id", "u", "--sample", "12", "--suppress", str(suppressed), "--max-cost-usd", "5", "--json")
    seed = random.randrange(10_000)
    dice = random.Random(seed)
    for _ in range(KILLS):
        stored = "results/u/status.json" in stage.files()
        command = ("resume", "u", "--json") if stored else ("winback", source, *asked)
        with stage.started(*command) as process:
            sleep(dice.uniform(0.3, 4.0))
            process.kill()
            process.communicate()
        if stage.bedrock.paid:
            break
    stored = "results/u/status.json" in stage.files()
    stage.ended(stage.revive(*(("resume", "u", "--json") if stored else ("winback", source, *asked))), 0)
    files = stage.files()
    status = json.loads(files["results/u/status.json"])
    stage.expect(status["total"] == 12, f"{status['total']} customers instead of the sample of 12")
    written = {row["email"] for row in csv.DictReader(io.StringIO(files["results/u/emails.csv"].decode()))}
    stage.expect(not written & set(addresses), f"suppressed people are written to: {sorted(written & set(addresses))}")
    stage.expect(bool(written), "nobody is written to")
    return f"12 of 60 customers, none of them suppressed (seed {seed})"


def killed_erasure(stage: Stage) -> str:
    """Killed eight times while it erases a person, then done again: nothing is left of her, everybody else is there."""
    stage.ended(stage.revive("winback", str(stage.customers(40)), "--upload-id", "u", "--json"), 0)
    person, erase = "person3@company3.example", ("erase", "--email", "Person3@Company3.example")
    seed = random.randrange(10_000)
    dice = random.Random(seed)
    for _ in range(KILLS):
        with stage.started(*erase) as process:
            sleep(dice.uniform(0.1, 1.2))
            process.kill()
            process.communicate()
    stage.ended(stage.revive(*erase), 0)
    files = stage.files()
    for key, content in files.items():
        stage.expect(person.encode() not in content.lower(), f"{key} still names the person")
        stage.expect(b'"c0003"' not in content, f"{key} still holds the person's record")
    status = json.loads(files["results/u/status.json"])
    stage.expect(status["total"] == 39, f"{status['total']} customers instead of 39")
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    return f"nothing left after {KILLS} kills, 39 others complete (seed {seed})"
