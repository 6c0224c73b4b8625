"""Clients of AWS: made once for each function, with time limits that suit somebody who waits.

botocore and not boto3: boto3 brings s3transfer, multiprocessing and resources that nothing here uses.
"""

import encodings.idna  # noqa: F401  # or the first connection imports it, while a citizen waits
from typing import Any

import botocore.session  # type: ignore[import-untyped]  # botocore ships no types
from botocore.client import Config  # type: ignore[import-untyped]
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

from hotline.errors import HotlineError, Refused, Unavailable
from hotline.observability import Calls

# The webhook must be done in 2 s. A call that takes longer than the first limit has failed as a rule, and its second
# try is answered by another machine.
_PATIENCE = {"connect_timeout": 0.5, "read_timeout": 1.5, "retries": {"mode": "standard", "total_max_attempts": 2}}

# Behind the citizen's way: what waits there is a worker, and its failure costs more than its time.
_PATIENT = {"connect_timeout": 2, "read_timeout": 10, "retries": {"mode": "standard", "total_max_attempts": 4}}

# botocore checks each call against its model, and writes its own name and the machine's, twice: a sixth of what a call
# costs. DynamoDB checks it too, and our calls are tested against one.
_PLAIN = {"parameter_validation": False, "user_agent": "hotline"}

# Codes after which the same call may succeed.
_PASSING = frozenset(
    {
        "InternalServerError",
        "InternalFailure",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "ServiceException",
        "ServiceUnavailable",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflictException",
    }
)


class Aws:
    """One session's clients. `calls` holds what they have been asked since it was last cleared.

    `patient` is for whom nobody waits.
    """

    def __init__(self, *, patient: bool = False) -> None:
        self.calls = Calls()
        self._patience = _PATIENT if patient else _PATIENCE
        self._session = botocore.session.Session()
        self._clients: dict[str, Any] = {}

    def prepare(self, *services: str) -> "Aws":
        """Makes these clients now: in init, where the processor is not throttled."""
        for service in services:
            self._client(service)
        return self

    def __call__(self, service: str, operation: str, **parameters: object) -> dict[str, Any]:
        """One call: ("dynamodb", "put_item", …).

        Raises Unavailable where the same call may succeed later, Refused where it will not, and ConditionFailed.
        """
        client = self._client(service)
        name = client.meta.method_to_api_mapping[operation]
        try:
            with self.calls.timed(name):
                answer: dict[str, Any] = getattr(client, operation)(**parameters)
        except (ClientError, BotoCoreError) as error:
            raise _translated(error, name) from error
        return answer

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self._session.create_client(service, config=Config(**self._patience, **_PLAIN))
        return self._clients[service]


class ConditionFailed(Refused):
    """Somebody else was first: the write's condition did not hold, and nothing was written.

    `reasons` has one code for each write of a transaction, "None" for one that did not stand in its way.
    """

    def __init__(self, message: str = "", reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons


def _translated(error: ClientError | BotoCoreError, operation: str) -> HotlineError:
    if not isinstance(error, ClientError):
        return Unavailable(f"{operation}: {type(error).__name__}")
    code = error.response["Error"]["Code"]
    reasons = tuple(str(reason.get("Code")) for reason in error.response.get("CancellationReasons", ()))
    # A conflict is somebody else's write that is about to be made.
    if code == "ConditionalCheckFailedException" or {"ConditionalCheckFailed", "TransactionConflict"} & set(reasons):
        return ConditionFailed(operation, reasons)
    status = error.response["ResponseMetadata"].get("HTTPStatusCode", 0)
    return (Unavailable if code in _PASSING or status >= 500 else Refused)(f"{operation}: {code}")
