"""The template as CloudFormation gets it: AWS's own translator, without AWS."""

from functools import cache
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
from infra.local.packaging import read_template
from samtranslator.parser.parser import Parser  # type: ignore[import-untyped]
from samtranslator.translator.translator import Translator  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]


@cache
def source() -> dict[str, Any]:
    """The template as written, its short forms written out."""
    return read_template(ROOT / "template.yaml")


@cache
def resources() -> dict[str, dict[str, Any]]:
    """All resources that it becomes, by logical id."""
    template = read_template(ROOT / "template.yaml")
    for resource in template["Resources"].values():
        for attribute in ("CodeUri", "ContentUri"):
            if attribute in resource.get("Properties", {}):
                resource["Properties"][attribute] = "s3://bucket/key"
    # No managed policies: the template names none of AWS's.
    translator = Translator({}, Parser(), boto_session=boto3.session.Session(region_name="ap-southeast-1"))
    translated: dict[str, dict[str, Any]] = translator.translate(template, {})["Resources"]
    return translated


def of_type(kind: str) -> dict[str, dict[str, Any]]:
    """Properties of the resources of one type."""
    return {name: resource["Properties"] for name, resource in resources().items() if resource["Type"] == kind}


def function_name(logical_id: str) -> str:
    """The folder of a function: BusLookupFunction → bus_lookup."""
    handler: str = of_type("AWS::Lambda::Function")[logical_id]["Handler"]
    return handler.removesuffix(".handler.lambda_handler")
