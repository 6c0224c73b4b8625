"""Dossiers for benchmarks: an export of a large city's size, published to the stub, and one that an office answered."""

from dataclasses import replace
from datetime import UTC, datetime

from benchmarks import aws_stub
from hotline.cli.exports import kept
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.storage.aws import Aws
from hotline.storage.dossier_exports import DossierExports
from hotline.storage.dossiers import DossierItems

COUNT = 50_000
"""About 200 in the bucket that an answer reads."""

CODE = "H17.19-261008-0975"
TABLE = aws_stub.environment(0)["CACHE_TABLE"]
ASKED = {"DOSSIER_SOURCE": "danang", "DOSSIER_URL": "http://127.0.0.1:9"}
"""An office's system that is asked; here it never is."""


def publish() -> None:
    """Publishes to the AWS of the environment."""
    now = datetime.now(UTC)
    sample = kept(None, now).dossiers
    aws = Aws().prepare("dynamodb")
    DossierExports(aws, TABLE).publish(_many(list(sample.values())), now, "", "", None)
    DossierItems(aws, TABLE).keep_answer(CODE, Found(sample[CODE], now))


def _many(sample: list[Dossier]) -> dict[str, Dossier]:
    made = {dossier.code: dossier for dossier in sample}
    for number in range(COUNT - len(sample)):
        code = f"H17.{number % 80 + 10}-26{number // 4_000 % 12 + 1:02}{number % 28 + 1:02}-{number:05}"
        made[code] = replace(sample[number % len(sample)], code=code)
    return made
