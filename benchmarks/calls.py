"""CPU of this process per structured, validated call: `run_agent` against bare loops over boto3 and aiobotocore.

`python -m benchmarks.calls ours|boto3|aiobotocore URL` prints CPU milliseconds per call; the endpoint is a process of
its own and not counted. The bare loops do the least that is useful: a tool schema in, JSON through pydantic out.
"""

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import process_time
from typing import Any

from benchmarks.measure import ROOT, Figure

CALLS, IN_FLIGHT, WARM_UP = 3_000, 32, 200
_MODEL = "amazon.nova-lite-v1:0"


def _inputs() -> tuple[Any, Any]:
    from agents.versions.versions import Versions
    from schemas.winback.churn_analysis import ChurnAnalysisInput, CustomerView

    view = CustomerView(company_name="Acme", mrr=49.0, cancellation_reason="Too expensive for what we use it for")
    return Versions().choose("churn-analysis", ""), ChurnAnalysisInput(customer=view)


def _converse() -> dict[str, Any]:
    from agents.core.prompt import render

    version, inputs = _inputs()
    tool = {"name": "ChurnAnalysis", "inputSchema": {"json": version.output_schema}}
    return {
        "modelId": _MODEL,
        "system": [{"text": render(version.system, inputs)}],
        "messages": [{"role": "user", "content": [{"text": render(version.user, inputs)}]}],
        "inferenceConfig": {"maxTokens": 1024, "temperature": 0.3},
        "toolConfig": {"tools": [{"toolSpec": tool}], "toolChoice": {"tool": {"name": "ChurnAnalysis"}}},
    }


def _validated(response: Any) -> None:
    from schemas.winback.churn_analysis import ChurnAnalysis

    blocks = response["output"]["message"]["content"]
    ChurnAnalysis.model_validate(next(block["toolUse"]["input"] for block in blocks if "toolUse" in block))


async def _ours(calls: int) -> None:
    from agents.core.limiter import Limiter, Quota
    from agents.running.opening import open_models
    from agents.running.run import run_agent
    from agents.running.runtime import Runtime
    from agents.winback.churn_analysis import AGENT
    from schemas.environment import EnvironmentSpec

    version, inputs = _inputs()
    spec = EnvironmentSpec(name="bench", artifacts_url="file:///tmp", model=f"bedrock:{_MODEL}")

    async def saved(_: object) -> None: ...

    async with open_models(spec, IN_FLIGHT) as models:
        runtime = Runtime(models, Limiter(Quota(IN_FLIGHT)))
        left = iter(range(calls))

        async def worker() -> None:
            for _ in left:
                await run_agent(AGENT, version, inputs, runtime, saved)

        await asyncio.gather(*(worker() for _ in range(IN_FLIGHT)))


async def _aiobotocore(calls: int) -> None:
    from aiobotocore.config import AioConfig
    from aiobotocore.session import AioSession

    request, left = _converse(), iter(range(calls))
    config = AioConfig(max_pool_connections=IN_FLIGHT)
    async with AioSession().create_client("bedrock-runtime", config=config) as client:

        async def worker() -> None:
            for _ in left:
                _validated(await client.converse(**request))

        await asyncio.gather(*(worker() for _ in range(IN_FLIGHT)))


async def _boto3(calls: int) -> None:
    import boto3
    from botocore.config import Config

    client, request = boto3.client("bedrock-runtime", config=Config(max_pool_connections=IN_FLIGHT)), _converse()
    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        for _ in pool.map(lambda _: _validated(client.converse(**request)), range(calls)):
            pass


def main(which: str) -> None:
    """Print CPU milliseconds per call, after a warm-up in the same process."""
    loop = {"ours": _ours, "boto3": _boto3, "aiobotocore": _aiobotocore}[which]
    asyncio.run(loop(WARM_UP))
    before = process_time()
    asyncio.run(loop(CALLS))
    print(1_000 * (process_time() - before) / CALLS)


def figures() -> list[Figure]:
    """Medians of three, the loops taking turns, as ratios."""
    from fakes.bedrock import start_process

    measured: dict[str, list[float]] = {"ours": [], "boto3": [], "aiobotocore": []}
    with start_process() as url:
        environment = os.environ | {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": url, "PYTHONPATH": str(ROOT)}
        for _ in range(3):
            for which, values in measured.items():
                done = subprocess.run(
                    [sys.executable, "-m", "benchmarks.calls", which],
                    cwd=ROOT,
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=True,
                )
                values.append(float(done.stdout))
    ms = {which: sorted(values)[1] for which, values in measured.items()}
    return [
        Figure.at_most(
            f"CPU per validated call, against {name}", ms["ours"] / ms[which], aim, " x", 2,
            f"{ms['ours']:.2f} ms against {ms[which]:.2f} ms",
        )
        for which, name, aim in (("boto3", "a bare boto3 loop", 0.7), ("aiobotocore", "bare aiobotocore", 1.25))
    ]  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
