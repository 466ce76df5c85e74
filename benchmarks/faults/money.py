"""Money: kills against a budget, a provider that refuses settings, answers that nobody can use."""

import json

from benchmarks.faults.checks import check_end, check_whole
from benchmarks.faults.stage import Stage

KILLS, LIMIT_USD = 7, 0.01
STUBBORN = "The model returned the following errors: temperature is not supported by this model."


def killed(stage: Stage) -> str:
    """SIGKILL as soon as something more is paid, until the budget is used up or seven times."""
    source = str(stage.customers(100))
    stage.bedrock.faults(latency=0.15)
    command: tuple[str, ...] = (
        "winback", source, "--upload-id", "u", "--max-cost-usd", str(LIMIT_USD),
    )  # fmt: skip
    kills = 0
    while kills < KILLS:
        paid = stage.bedrock.paid
        with stage.started(*command, "--json") as process:
            while process.poll() is None and stage.bedrock.paid == paid:
                pass
            process.kill()
            if process.wait() == 4:
                break
        kills, command = kills + 1, ("resume", "u")
    spent = stage.bedrock.spent_usd
    stage.expect(spent <= LIMIT_USD, f"${spent:.4f} of ${LIMIT_USD} were spent")
    files = stage.files()
    check_whole(stage, files)
    state = json.loads(files["results/u/budget.json"])
    counted = sum(state[name] for name in ("recorded_usd", "lost_usd", "open_usd"))
    stage.expect(spent <= counted <= LIMIT_USD * 1.000001, f"${counted:.4f} are accounted for, ${spent:.4f} were spent")
    stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json"), 0)
    check_end(stage, 100, lost=stage.bedrock.paid)
    return (
        f"{kills} kills: ${spent:.4f} of ${LIMIT_USD} spent, ${counted:.4f} accounted for; without a budget, complete"
    )


def refusing_settings(stage: Stage) -> str:
    """A model that takes no temperature and no forced tool; then one that refuses every request with these words."""
    source = str(stage.customers(30))
    stage.bedrock.faults(stubborn=STUBBORN)
    stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json"), 2, STUBBORN)
    stage.expect(stage.bedrock.paid == 0, f"{stage.bedrock.paid} answers were paid for")
    refused = stage.bedrock.stats["calls"]
    stage.bedrock.faults(stubborn="", refuse=["temperature", "toolChoice"])
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 30)
    return f"one line with the provider's words after {refused} calls, nothing paid; without the settings, complete"


def unreadable(stage: Stage) -> str:
    """Answers that are blocked, then of another shape, then with 2^63 tokens and half a character in each text."""
    source = str(stage.customers(20))
    stage.bedrock.faults(stop="content_filtered")
    stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json"), 3, "content_filtered")
    stage.bedrock.faults(stop="", message={"role": "assistant", "content": "words"})
    stage.ended(stage.revive("resume", "u", "--json"), 3, "broke the rules")
    wasted = stage.bedrock.paid
    stage.bedrock.faults(message=None, usage={"inputTokens": 2**63, "outputTokens": -1}, surrogates=True)
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 20, lost=wasted)
    return f"{wasted} answers that held nothing, each on its record; then complete"
