"""What an account costs a month while nobody uses it, counted from what its templates would make."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from deployments.aws.template import Rendered

_PRICES = Path(__file__).resolve().parent / "prices.yaml"
Line = tuple[str, float]  # what, and dollars a month


def monthly(stacks: Mapping[str, Rendered]) -> list[Line]:
    """Dollars a month by what they are paid for, the dearest first."""
    prices: dict[str, Any] = yaml.safe_load(_PRICES.read_text(encoding="utf-8"))
    totals: dict[str, float] = {}
    for stack in stacks.values():
        resources = stack.resources()
        for resource in resources.values():
            for what, dollars in _standing(resource, resources, prices):
                totals[what] = totals.get(what, 0.0) + dollars
    return sorted(totals.items(), key=lambda line: -line[1])


def _standing(resource: Mapping[str, Any], beside: Mapping[str, Any], prices: Mapping[str, Any]) -> Iterator[Line]:
    kind, properties, hours = resource["Type"], resource.get("Properties", {}), prices["hours_a_month"]
    if kind == "AWS::ECS::Service":
        task = _task(properties["TaskDefinition"], beside)
        vcpu, memory = int(task["Cpu"]) / 1024, int(task["Memory"]) / 1024
        each = vcpu * prices["fargate_vcpu_hour"] + memory * prices["fargate_gb_hour"]
        yield "Fargate services", int(properties["DesiredCount"]) * each * hours
    elif kind == "AWS::EC2::VPCEndpoint" and properties["VpcEndpointType"] == "Interface":
        yield "endpoints of AWS services", len(properties["SubnetIds"]) * prices["interface_endpoint_zone_hour"] * hours
    elif kind == "AWS::ElasticLoadBalancingV2::LoadBalancer":
        yield "load balancers", prices["load_balancer_hour"] * hours
        if properties["Scheme"] == "internet-facing":
            yield "public addresses", len(properties["Subnets"]) * prices["public_address_hour"] * hours
    elif kind == "AWS::EC2::NatGateway":
        yield "NAT gateway", prices["nat_gateway_hour"] * hours
    elif kind == "AWS::EC2::EIP":
        yield "public addresses", prices["public_address_hour"] * hours
    elif kind == "AWS::RDS::DBInstance":
        zones = 2 if properties["MultiAZ"] else 1
        space = int(properties["AllocatedStorage"]) * prices["database_gb_month"]
        yield "Prefect's database", zones * (prices["database_hour"][properties["DBInstanceClass"]] * hours + space)
    elif kind == "AWS::SecretsManager::Secret":
        yield "secrets", prices["secret_month"]
    elif kind == "AWS::CloudWatch::Alarm":
        yield "alarms", prices["alarm_month"]


def _task(name: str, beside: Mapping[str, Any]) -> Mapping[str, Any]:
    """The task definition that a service of the same stack runs."""
    found: Mapping[str, Any] = next(
        one["Properties"]
        for logical, one in beside.items()
        if one["Type"] == "AWS::ECS::TaskDefinition" and f"-{logical}-" in name
    )
    return found
