"""Nobody may do more than they do."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import botocore.session  # type: ignore[import-untyped]
import pytest
from infra.build.botocore_data import OPERATIONS

from tests.template.processed import ROOT, of_type, resources

Statement = dict[str, Any]

# What has no resource that a policy could name (AWS's service authorization reference says so).
NAMELESS = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}

SERVICE_PREFIX = {
    "dynamodb": "dynamodb",
    "lambda": "lambda",
    "s3": "s3",
    "secretsmanager": "secretsmanager",
    "sqs": "sqs",
}
ACTIONS = {
    "lambda:Invoke": "lambda:InvokeFunction",
    # A transaction is allowed as the writes that it is made of, each of which is made alone, too.
    "dynamodb:TransactWriteItems": "dynamodb:PutItem",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}

# What Lambda does in a function's name when it brings it a queue's messages.
OF_THE_QUEUES_POLLER = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def policies(properties: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in properties.get("Policies", []):
        yield policy["Fn::If"][1] if "Fn::If" in policy else policy
    if "PolicyDocument" in properties:
        yield properties


def statements() -> Iterator[tuple[str, Statement]]:
    for name, resource in resources().items():
        if resource["Type"].startswith("AWS::IAM::"):
            for policy in policies(resource["Properties"]):
                for statement in listed(policy["PolicyDocument"]["Statement"]):
                    yield name, statement


def of_role(role: str) -> set[str]:
    return {action for name, one in statements() if name == role for action in listed(one["Action"])}


def test_every_policy_was_found() -> None:
    assert len(list(statements())) >= 20


@pytest.mark.parametrize(("name", "statement"), list(statements()))
def test_every_statement_names_its_actions_and_its_resources(name: str, statement: Statement) -> None:
    assert statement["Effect"] == "Allow"
    for action in listed(statement["Action"]):
        assert re.fullmatch(r"[a-z0-9]+:[A-Z][A-Za-z]+", action), f"{name}: {action} names no single action"
    if not set(listed(statement["Action"])) <= NAMELESS:
        for resource in listed(statement["Resource"]):
            assert_named(name, resource)


def assert_named(name: str, resource: Any) -> None:
    if isinstance(resource, dict):
        ((how, what),) = resource.items()
        if how in ("Fn::GetAtt", "Ref"):
            return
        assert how == "Fn::Sub"
        resource = what if isinstance(what, str) else what[0]
    # Streams of our own log groups are made as they are needed.
    assert resource == "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/${AWS::StackName}/*" or (
        "*" not in resource and "${" in resource
    ), f"{name}: {resource}"


def test_roles_take_no_policy_of_aws_which_would_name_no_resource() -> None:
    for name, role in of_type("AWS::IAM::Role").items():
        for policy in role.get("ManagedPolicyArns", []):
            assert policy == {"Ref": "WritesLogsAndTraces"}, name


def test_a_role_can_be_taken_by_its_service_alone() -> None:
    for name, role in of_type("AWS::IAM::Role").items():
        (trusted,) = role["AssumeRolePolicyDocument"]["Statement"]
        service = "scheduler" if name == "SchedulerRole" else "lambda"
        assert trusted["Principal"] == {"Service": f"{service}.amazonaws.com"}


def test_each_function_has_a_role_of_its_own() -> None:
    roles = [str(function["Role"]) for function in of_type("AWS::Lambda::Function").values()]

    assert len(set(roles)) == len(roles)


def test_the_api_alone_invokes_functions_from_outside_each_by_its_path() -> None:
    permissions = of_type("AWS::Lambda::Permission").values()

    paths = {"WebhookFunction": "/POST/webhook/zalo'", "DossierIntakeFunction": "/POST/dossiers/exchange'"}
    assert {permission["FunctionName"]["Ref"] for permission in permissions} == set(paths)
    for permission in permissions:
        assert permission["Principal"] == "apigateway.amazonaws.com"
        assert paths[permission["FunctionName"]["Ref"]] in str(permission["SourceArn"])


def calls_of_the_code() -> set[tuple[str, str]]:
    """(service, method) of every `aws("…", "…", …)` in hotline."""
    found = set()
    for path in (ROOT / "layers" / "hotline" / "hotline").rglob("*.py"):
        if path.name == "deployed.py":
            continue  # an operator's own machine asks this, with the operator's rights
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and re.fullmatch(r"(self\._)?aws", ast.unparse(node.func)):
                service, method = node.args[:2]
                assert isinstance(service, ast.Constant), path
                assert isinstance(method, ast.Constant), path
                found.add((str(service.value), str(method.value)))
    return found


def test_what_the_code_calls_is_what_its_build_keeps_and_its_roles_allow() -> None:
    session = botocore.session.Session()
    called = set()
    for service, method in calls_of_the_code():
        client = session.create_client(service, region_name="ap-southeast-1")
        called.add((service, client.meta.method_to_api_mapping[method]))

    assert called == {(service, name) for service, names in OPERATIONS.items() for name in names}
    needed = {ACTIONS.get(f"{service}:{name}", f"{service}:{name}") for service, name in called}
    allowed = {action for role in of_type("AWS::IAM::Role") for action in of_role(role)}
    assert needed == allowed - OF_THE_QUEUES_POLLER


def test_the_webhook_reads_one_item_at_most() -> None:
    assert {action for action in of_role("WebhookRole") if action.startswith("dynamodb")} == {
        "dynamodb:GetItem",  # what a number stands for
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
    }
