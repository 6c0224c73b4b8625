"""S3: feeds and exports that a city puts there itself."""

from dataclasses import dataclass
from datetime import datetime

from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped]

from hotline.errors import BadFeed, Refused, Unavailable
from hotline.storage.aws import Aws


@dataclass(frozen=True, slots=True)
class Object:
    """Its bytes and tag, and when it was put there, aware."""

    data: bytes
    etag: str
    modified: datetime


def read(aws: Aws, url: str, etag: str, limit: int) -> Object | None:
    """The object at s3://bucket/key; None while it has `etag`. Raises BadFeed for over `limit` bytes."""
    bucket, _, key = url.removeprefix("s3://").partition("/")
    condition = {"IfNoneMatch": etag} if etag else {}
    try:
        answer = aws("s3", "get_object", Bucket=bucket, Key=key, **condition)
    except Refused as refused:
        if str(refused).endswith(": 304"):
            return None
        raise
    if answer["ContentLength"] > limit:
        raise BadFeed((f"the object: over {limit >> 20} MB",))
    try:
        data: bytes = answer["Body"].read()
    except BotoCoreError as error:
        raise Unavailable(f"GetObject: {type(error).__name__}") from error
    return Object(data, answer["ETag"], answer["LastModified"])
