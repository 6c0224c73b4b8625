"""S3: feeds that a city puts there itself."""

from hotline.errors import BadFeed, Refused
from hotline.storage.aws import Aws


def read(aws: Aws, url: str, etag: str, limit: int) -> tuple[bytes, str] | None:
    """The object at s3://bucket/key and its tag; None while it has `etag`. Raises BadFeed for over `limit` bytes."""
    bucket, _, key = url.removeprefix("s3://").partition("/")
    condition = {"IfNoneMatch": etag} if etag else {}
    try:
        answer = aws("s3", "get_object", Bucket=bucket, Key=key, **condition)
    except Refused as refused:
        if str(refused).endswith(": 304"):
            return None
        raise
    if answer["ContentLength"] > limit:
        raise BadFeed((f"the zip: over {limit >> 20} MB",))
    data: bytes = answer["Body"].read()
    return data, answer["ETag"]
