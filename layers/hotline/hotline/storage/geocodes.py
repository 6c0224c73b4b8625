"""Cache: what a map said about addresses, for as long as its terms allow, and whose turn it is to ask it.

key                            part        what
<service>#geocodes#<provider>  <query>     its answer, also that it knows none; nothing says who asked
<service>#geocoder             <provider>  until when nobody may ask
"""

from typing import Any

from hotline.storage.aws import Aws, ConditionFailed

TURN_LIFE_S = 86_400


class Geocodes:
    """The answers of one provider. Times are seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, service: str, provider: str) -> None:
        self._aws = aws
        self._table = table
        self._answers = f"{service}#geocodes#{provider}"
        self._turn = {"key": {"S": f"{service}#geocoder"}, "part": {"S": provider}}

    def read(self, query: str, now: float) -> str | None:
        """What is kept of it; None for nothing. Eventually consistent."""
        item = self._aws("dynamodb", "get_item", TableName=self._table, Key=self._key(query)).get("Item")
        # DynamoDB removes what has expired within days, not at once, and the terms say when it ends.
        return item["answer"]["S"] if item and int(item["expires"]["N"]) > now else None

    def write(self, query: str, answer: str, expires: int) -> None:
        """Keeps it until then."""
        values = {":answer": {"S": answer}, ":end": {"N": str(expires)}}
        self._update(self._key(query), "SET answer = :answer, expires = :end", values)

    def take_turn(self, now: float, until: float) -> bool:
        """Whether it is ours, alone, until then; to the millisecond."""
        values = {
            ":now": {"N": str(round(now * 1000))},
            ":until": {"N": str(round(until * 1000))},
            ":end": {"N": str(int(until) + TURN_LIFE_S)},
        }
        condition = {"ConditionExpression": "attribute_not_exists(free_at) OR free_at <= :now"}
        try:
            self._update(self._turn, "SET free_at = :until, expires = :end", values, condition)
        except ConditionFailed:
            return False
        return True

    def _update(
        self, key: dict[str, Any], expression: str, values: dict[str, Any], condition: dict[str, str] | None = None
    ) -> None:
        self._aws(
            "dynamodb",
            "update_item",
            TableName=self._table,
            Key=key,
            UpdateExpression=expression,
            ExpressionAttributeValues=values,
            **(condition or {}),
        )

    def _key(self, query: str) -> dict[str, Any]:
        return {"key": {"S": self._answers}, "part": {"S": query}}
