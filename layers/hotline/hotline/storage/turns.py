"""Whose turn it is to ask somebody outside: one caller's at a time, by a conditional write."""

from hotline.storage.aws import Aws, ConditionFailed
from hotline.storage.items import ItemKey


def take_turn(aws: Aws, key: ItemKey, now: int, until: int, expires: int) -> bool:
    """Whether it is ours, alone, until then. `now` and `until` are in one unit; `expires` is in seconds since 1970."""
    try:
        aws(
            "dynamodb",
            "update_item",
            TableName=key.table,
            Key=key.to_dynamodb(),
            UpdateExpression="SET free_at = :until, expires = :end",
            ConditionExpression="attribute_not_exists(free_at) OR free_at <= :now",
            ExpressionAttributeValues={
                ":until": {"N": str(until)},
                ":end": {"N": str(expires)},
                ":now": {"N": str(now)},
            },
        )
    except ConditionFailed:
        return False
    return True
