"""Takes the dossiers that the national exchange sends."""

from hotline import settings
from hotline.entrypoints.http import serving
from hotline.entrypoints.intake import BODY_LIMIT, PATH, Intake
from hotline.entrypoints.secret import Secret
from hotline.storage import secrets
from hotline.storage.aws import Aws
from hotline.storage.dossiers import DossierItems

told = settings.dossier_intake()
aws = Aws().prepare("dynamodb", "secretsmanager")
secret = Secret(lambda: secrets.read(aws, told.secret, "push_token")).prepare()

lambda_handler = serving({PATH: Intake(secret, DossierItems(aws, told.cache), told.clock, aws.calls)}, BODY_LIMIT)
