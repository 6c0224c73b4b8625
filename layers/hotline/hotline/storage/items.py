"""Items of any table, read in one call: an answer pays for one way to DynamoDB, however much it is made from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hotline.errors import Unavailable
from hotline.storage.aws import Aws

type Item = dict[str, Any]
"""DynamoDB's form: {"name": {"S": "…"}}."""


@dataclass(frozen=True, slots=True)
class ItemKey:
    """Where an item is: the table, and its key's names and texts in the table's order."""

    table: str
    parts: tuple[tuple[str, str], ...]

    def to_dynamodb(self) -> Item:
        """{"name": {"S": "text"}, …}."""
        return {name: {"S": text} for name, text in self.parts}


type Items = Mapping[ItemKey, Item | None]
"""What was read: None where there is no such item."""


def query_all(aws: Aws, **asked: Any) -> Iterator[Item]:
    """Every item of a Query, page after page."""
    while True:
        answer = aws("dynamodb", "query", **asked)
        yield from answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return
        asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def read_items(aws: Aws, keys: Iterable[ItemKey]) -> dict[ItemKey, Item | None]:
    """All of these, at most 100, each as it is now. Raises Unavailable where not all were read."""
    asked = list(dict.fromkeys(keys))
    tables: dict[str, Any] = {}
    for key in asked:
        tables.setdefault(key.table, {"Keys": [], "ConsistentRead": True})["Keys"].append(key.to_dynamodb())
    answer = aws("dynamodb", "batch_get_item", RequestItems=tables)
    if answer.get("UnprocessedKeys"):
        raise Unavailable("BatchGetItem: not all keys were read")
    found: dict[ItemKey, Item | None] = dict.fromkeys(asked)
    names = {key.table: [name for name, _ in key.parts] for key in asked}
    for table, items in answer["Responses"].items():
        for item in items:
            found[ItemKey(table, tuple((name, item[name]["S"]) for name in names[table]))] = item
    return found
