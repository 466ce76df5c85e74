"""prefect.yaml as an environment of AWS deploys it: its own pool, its own name, its inbox in S3.

Names of deployments stay, because runs find their shards by them; so each environment has a Prefect server, or a
workspace of Prefect Cloud, of its own, and no concurrency limit of one cancels a run of another.
"""

from collections.abc import Mapping
from typing import Any

_HERE = "./"  # what prefect.yaml has in the folder of a laptop: ./inbox/, ./warehouse …


def deployed_flows(declared: Mapping[str, Any], environment: str, pool: str, inbox: str) -> dict[str, Any]:
    """The file for one environment; `inbox` is the folder that holds what prefect.yaml has beside the project."""
    deployments = [_deployment(one, environment, pool, inbox) for one in declared["deployments"]]
    # No pull step: one that is left out would have every run look for the folder in which this was deployed.
    return {**{key: declared[key] for key in ("name", "prefect-version", "pull")}, "deployments": deployments}


def _deployment(said: Mapping[str, Any], environment: str, pool: str, inbox: str) -> dict[str, Any]:
    one = {**said, "work_pool": {"name": pool}}
    parameters = dict(said.get("parameters", {}))
    if parameters.get("environment") == "local":
        parameters["environment"] = environment
    params = {name: _moved(value, inbox) for name, value in parameters.get("params", {}).items()}
    if params:
        parameters["params"] = params
    return {**one, "parameters": parameters} if parameters else one


def _moved(value: Any, inbox: str) -> Any:
    is_here = isinstance(value, str) and value.startswith(_HERE)
    return f"{inbox}{value.removeprefix(_HERE)}" if is_here else value
