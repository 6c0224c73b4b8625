"""The template, deployed to the local AWS through CloudFormation."""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.local.cloud import Cloud
from infra.local.options import StackError
from infra.local.packaging import BUCKET, Package

STACK = "hotline"
DEPLOY_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Deployment:
    """What the stack is made of here: physical ids by the template's logical ids, and where its HTTP API answers."""

    functions: dict[str, str]
    tables: dict[str, str]
    queues: dict[str, str]
    secrets: dict[str, str]
    parameters: dict[str, str]
    outputs: dict[str, str]
    api_url: str


def deploy(cloud: Cloud, package: Package, parameters: Mapping[str, str]) -> Deployment:
    """Creates the stack and returns what it consists of; `StackError` says which resource failed."""
    _upload(cloud, package)
    formation = cloud.client("cloudformation")
    declared = package.template.get("Parameters", {})
    used = {name: value for name, value in parameters.items() if name in declared}
    formation.create_stack(
        StackName=STACK,
        TemplateBody=json.dumps(_with_split_conditions(package.template, used)),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in used.items()],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    stack = _settled(formation)
    if stack["StackStatus"] != "CREATE_COMPLETE":
        raise StackError(f"the template was not deployed: {_first_failure(formation) or stack['StackStatus']}")
    ids = _physical_ids(formation)
    return Deployment(
        functions=ids.get("AWS::Lambda::Function", {}),
        tables=ids.get("AWS::DynamoDB::Table", {}),
        queues=ids.get("AWS::SQS::Queue", {}),
        secrets=ids.get("AWS::SecretsManager::Secret", {}),
        parameters=ids.get("AWS::SSM::Parameter", {}),
        outputs={output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", ())},
        api_url=_open_routes(cloud, ids),
    )


def _with_split_conditions(template: dict[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The template, with each `Fn::Split` of a parameter in its conditions done already.

    ministack 1.5.33 evaluates conditions without that function and fails on them.
    """

    def split(part: Any) -> Any:
        match part:
            case {"Fn::Split": [separator, {"Ref": name}]}:
                return values.get(name, str(template["Parameters"][name].get("Default", ""))).split(separator)
            case dict():
                return {key: split(value) for key, value in part.items()}
            case list():
                return [split(value) for value in part]
        return part

    return {**template, "Conditions": split(template.get("Conditions", {}))}


def _upload(cloud: Cloud, package: Package) -> None:
    storage = cloud.client("s3")
    storage.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": storage.meta.region_name})
    for key, path in package.zips.items():
        storage.put_object(Bucket=BUCKET, Key=key, Body=path.read_bytes())


def _settled(formation: Any) -> dict[str, Any]:
    limit = time.monotonic() + DEPLOY_LIMIT_S
    while True:
        stack: dict[str, Any] = formation.describe_stacks(StackName=STACK)["Stacks"][0]
        if not stack["StackStatus"].endswith("_IN_PROGRESS"):
            return stack
        if time.monotonic() > limit:
            raise StackError(f"the template was not deployed within {DEPLOY_LIMIT_S:.0f} s")
        time.sleep(0.05)


def _first_failure(formation: Any) -> str:
    events = formation.describe_stack_events(StackName=STACK)["StackEvents"]
    failures = [event for event in reversed(events) if event["ResourceStatus"].endswith("_FAILED")]
    return f"{failures[0]['LogicalResourceId']}: {failures[0].get('ResourceStatusReason', '')}" if failures else ""


def _physical_ids(formation: Any) -> dict[str, dict[str, str]]:
    ids: dict[str, dict[str, str]] = {}
    for resource in formation.describe_stack_resources(StackName=STACK)["StackResources"]:
        ids.setdefault(resource["ResourceType"], {})[resource["LogicalResourceId"]] = resource["PhysicalResourceId"]
    return ids


def _open_routes(cloud: Cloud, ids: Mapping[str, Mapping[str, str]]) -> str:
    """Makes the routes that the template's HTTP API says.

    SAM writes them into the API's OpenAPI body, which ministack 1.5.33 reads over: the API is there and answers 404.
    """
    processed = cloud.client("cloudformation").get_template(StackName=STACK, TemplateStage="Processed")["TemplateBody"]
    resources = (json.loads(processed) if isinstance(processed, str) else processed)["Resources"]
    names = {logical: physical for kind in ids.values() for logical, physical in kind.items()}
    gateway = cloud.client("apigatewayv2")
    (logical, api_id), *_ = ids["AWS::ApiGatewayV2::Api"].items()
    for path, methods in resources[logical]["Properties"]["Body"]["paths"].items():
        for method, operation in methods.items():
            integration = operation["x-amazon-apigateway-integration"]
            target = gateway.create_integration(
                ApiId=api_id,
                IntegrationType="AWS_PROXY",
                IntegrationUri=_function_of(integration["uri"], names),
                PayloadFormatVersion=integration.get("payloadFormatVersion", "2.0"),
            )["IntegrationId"]
            verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
            gateway.create_route(ApiId=api_id, RouteKey=f"{verb} {path}", Target=f"integrations/{target}")
    return f"{cloud.endpoint}/_aws/execute-api/{api_id}"


def _function_of(uri: Any, names: Mapping[str, str]) -> str:
    """The function or alias that an integration's `Fn::Sub` names, by its physical id."""
    found = re.search(r"functions/\$\{(\w+)(?:\.\w+)?\}", json.dumps(uri))
    if not found:
        raise StackError(f"the template's HTTP API names no function: {uri}")
    return names[found.group(1)]
