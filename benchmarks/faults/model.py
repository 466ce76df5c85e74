"""The model: throttled, away, silent, refusing, misconfigured."""

import socket
from time import monotonic, sleep

from benchmarks.faults.checks import check_end
from benchmarks.faults.stage import WRONG_KEY_ID, Stage, Variables

OUTAGE_S = 40


def throttled(stage: Stage) -> str:
    """30% throttled, 5% 503, 3% cut, 5% garbage."""
    stage.bedrock.faults(latency=0.1, throttle=0.3, unavailable=0.05, cut=0.03, garbage=0.05)
    done = stage.revive("winback", str(stage.customers(100)), "--json")
    stage.ended(done, 0)
    stage.expect(done.seconds <= 180, f"it took {done.seconds:.0f} s, 180 s are allowed")
    check_end(stage, 100, failed=2)
    stats = stage.bedrock.stats
    return (
        f"{stats['throttled']} throttled, {stats['unavailable']} times 503, {stats['cut']} answers cut, "
        f"{stats['garbage']} unusable, of {stats['calls']} calls; the run took {done.seconds:.0f} s"
    )


def outage(stage: Stage) -> str:
    """The model is away for 40 s in the middle of a run."""
    stage.bedrock.faults(latency=0.2)
    with stage.started("winback", str(stage.customers(100)), "--json") as process:
        stage.bedrock.wait_for_paid(80)
        stage.bedrock.faults(down=True)
        sleep(OUTAGE_S)
        back = monotonic()
        stage.bedrock.faults(down=False)
        done = stage.end(process)
    stage.ended(done, 0)
    check_end(stage, 100)
    return f"{stage.bedrock.stats['unavailable']} times 503; complete {monotonic() - back:.0f} s after its return"


def silent(stage: Stage) -> str:
    """The endpoint accepts and never answers."""
    stage.bedrock.faults(hang=True)
    source = str(stage.customers(100))
    done = stage.revive(
        "winback", source, "--upload-id", "u", "--json",
        variables={"REVIVE_MODEL_TIMEOUT_S": "1", "REVIVE_RETRY_FOR_S": "3"},
    )  # fmt: skip
    stage.ended(done, 3, "the model is not available")
    stage.expect(done.seconds < 60, f"it took {done.seconds:.0f} s to give up")
    asked = stage.bedrock.stats["calls"]
    stage.bedrock.faults(hang=False)
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 100)
    return f"{asked} calls went unanswered, the run gave up after {done.seconds:.0f} s; resumed, complete"


def refusing(stage: Stage) -> str:
    """Nobody listens at the endpoint."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        source = str(stage.customers(100))
        done = stage.revive(
            "winback", source, "--upload-id", "u", "--json",
            variables={"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": url, "REVIVE_RETRY_FOR_S": "3"},
        )  # fmt: skip
    stage.ended(done, 3, "the model is not available")
    stage.expect(done.seconds < 60, f"it took {done.seconds:.0f} s to give up")
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 100)
    return f"the run gave up after {done.seconds:.0f} s; resumed, complete"


WRONG: tuple[tuple[Variables, str], ...] = (
    ({"AWS_ACCESS_KEY_ID": WRONG_KEY_ID}, "UnrecognizedClientException"),
    ({"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}, "no AWS credentials found"),
    ({"REVIVE_MODEL": "bedrock:amazon.no-such-v1:0"}, "check the model id"),
    ({"REVIVE_MODEL": "bedrok:x"}, "unknown model"),
    ({"AWS_REGION": None, "AWS_DEFAULT_REGION": None}, "set AWS_REGION"),
    ({"AWS_REGION": "", "AWS_DEFAULT_REGION": ""}, "set AWS_REGION"),
)


def misconfigured(stage: Stage) -> str:
    """Wrong credentials, none, unknown model and provider, no region."""
    source = str(stage.customers(30))
    for variables, phrase in WRONG:
        stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json", variables=variables), 2, phrase)
    stage.expect(stage.bedrock.paid == 0, f"{stage.bedrock.paid} answers were paid for")
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 30)
    return f"{len(WRONG)} mistakes, one line and exit code 2 each, nothing paid; mended, complete"
