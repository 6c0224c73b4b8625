"""What an operator's own machine asks AWS: what a stack is made of, and who is asking. No function does."""

from hotline.errors import Refused
from hotline.storage.aws import Aws


def stack(aws: Aws, name: str) -> dict[str, str]:
    """The outputs and the parameters of a deployed stack. Raises Refused where there is none of this name."""
    (found,) = aws("cloudformation", "describe_stacks", StackName=name)["Stacks"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())}
    parameters = {one["ParameterKey"]: one.get("ParameterValue", "") for one in found.get("Parameters", ())}
    if "NoticesTable" not in outputs:
        raise Refused(f"the stack {name} has no notices: deploy this version first")
    return parameters | outputs


def caller(aws: Aws) -> str:
    """Who is asking, as AWS knows them: "assumed-role/Officer/an.nguyen", "user/binh.tran"."""
    arn: str = aws("sts", "get_caller_identity")["Arn"]
    return arn.split(":", 5)[5]
