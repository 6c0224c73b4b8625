"""What a failed call of AWS is called here."""

import pytest
from botocore import exceptions  # type: ignore[import-untyped]
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

from hotline.errors import HotlineError, Refused, Unavailable
from hotline.storage.aws import Aws, ConditionFailed, _translated


def answered(code: str, status: int) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "PutItem")


def cancelled(*reasons: str) -> ClientError:
    """A transaction, with a reason for each of its writes."""
    error = answered("TransactionCanceledException", 400)
    error.response["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (answered("ConditionalCheckFailedException", 400), ConditionFailed),
        (cancelled("None", "ConditionalCheckFailed"), ConditionFailed),
        (cancelled("TransactionConflict", "None"), ConditionFailed),
        (cancelled("None", "ValidationError"), Refused),
        (answered("ProvisionedThroughputExceededException", 400), Unavailable),
        (answered("ThrottlingException", 400), Unavailable),
        (answered("TooManyRequestsException", 429), Unavailable),
        (answered("InternalServerError", 500), Unavailable),
        (answered("SomethingOf2030", 503), Unavailable),
        (answered("AccessDeniedException", 400), Refused),
        (answered("ResourceNotFoundException", 400), Refused),
        (answered("ValidationException", 400), Refused),
        (exceptions.EndpointConnectionError(endpoint_url="https://dynamodb"), Unavailable),
        (exceptions.ReadTimeoutError(endpoint_url="https://dynamodb"), Unavailable),
        (exceptions.NoCredentialsError(), Unavailable),
    ],
)
def test_the_kind_says_whether_a_retry_helps(error: ClientError | BotoCoreError, kind: type[HotlineError]) -> None:
    translated = _translated(error, "PutItem")

    assert type(translated) is kind
    assert "PutItem" in str(translated)


def test_nobody_answers_and_it_is_said_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    aws = Aws()

    with pytest.raises(Unavailable, match="GetItem: EndpointConnectionError"):
        aws("dynamodb", "get_item", TableName="Inbox", Key={"message": {"S": "zalo:m1"}})
    assert str(aws.calls).startswith("GetItem ")
