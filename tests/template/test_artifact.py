"""What `sam build` makes, as Lambda loads it."""

import json
import sys
import tomllib
from typing import Any

import pytest
from benchmarks import aws_stub
from benchmarks.artifact import Artifact
from infra.build.botocore_data import OPERATIONS
from infra.build.roots import FILE

from tests.template.processed import ROOT, of_type

HANDLERS = ("webhook", "bus_lookup", "dossier_lookup", "dossier_intake", "desk", "broadcast", "sync")

# Nothing answers there, and nothing has to: AWS is asked in init and its silence survived.
TOLD = aws_stub.environment(9) | {"DEAD_LETTERS_QUEUE": "http://127.0.0.1:9/dead", "FEED_URL": ""}


@pytest.fixture(scope="module")
def artifact(tmp_path_factory: pytest.TempPathFactory) -> Artifact:
    return Artifact.built(tmp_path_factory.mktemp("built"))


@pytest.mark.parametrize("handler", HANDLERS)
def test_nothing_is_compiled_at_a_cold_start(artifact: Artifact, handler: str) -> None:
    assert artifact.compilations(f"{handler}.handler", TOLD) == []


def test_a_source_without_bytecode_would_be_seen(artifact: Artifact) -> None:
    (artifact.folder / "task" / "uncompiled.py").write_text("import decimal\n", encoding="utf-8")

    assert artifact.compilations("uncompiled", TOLD) == [str(artifact.folder / "task" / "uncompiled.py")]


def test_the_webhook_loads_what_takes_a_message_and_nothing_that_answers_one(artifact: Artifact) -> None:
    loaded = set(artifact.modules("webhook.handler", TOLD)) - set(artifact.modules("", TOLD))

    ours = {name for name in loaded if name.startswith("hotline.")}
    packages = {name.partition(".")[0] for name in loaded} - {name.partition(".")[0] for name in stdlib(loaded)}
    assert packages == {
        "aws_lambda_powertools",
        "botocore",
        "certifi",
        "dateutil",
        "hotline",
        "jmespath",
        "mangum",
        "six",
        "typing_extensions",
        "urllib3",
        "webhook",
    }
    assert {name for name in ours if name.count(".") == 1} == {
        "hotline.channels",
        "hotline.entrypoints",
        "hotline.errors",
        "hotline.expressions",
        "hotline.lexicon",
        "hotline.mending",
        "hotline.messages",
        "hotline.numerals",
        "hotline.observability",
        "hotline.phrases",
        "hotline.reading",
        "hotline.recognition",
        "hotline.routing",
        "hotline.services",
        "hotline.settings",
        "hotline.storage",
        "hotline.text",
    }
    answering = ("service", "timetable", "gazetteer", "compiling", "wording", "boards", "feed", "upstream", "snapshot")
    assert [name for name in ours if name.rpartition(".")[2] in answering] == []
    assert {name for name in ours if name.startswith("hotline.storage.")} == {
        f"hotline.storage.{name}" for name in ("aws", "citizens", "functions", "inbox", "items", "secrets")
    }


def stdlib(loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.partition(".")[0] in sys.stdlib_module_names}


def test_a_lookup_loads_no_feed_reader(artifact: Artifact) -> None:
    loaded = artifact.modules("bus_lookup.handler", TOLD)

    for heavy in ("hotline.services.bus.compiling", "hotline.services.bus.feed", "hotline.services.bus.upstream"):
        assert heavy not in loaded


def test_of_the_systems_that_keep_dossiers_the_one_that_is_chosen_is_loaded(artifact: Artifact) -> None:
    def loaded(source: str) -> set[str]:
        told = TOLD | {"DOSSIER_SOURCE": source, "DOSSIER_URL": "http://127.0.0.1:9/{code}"}
        modules = set(artifact.modules("dossier_lookup.handler", told))
        assert not any(name.partition(".")[0] in ("pydantic", "csv", "mangum") for name in modules)
        return {name.rpartition(".")[2] for name in modules if ".dossier.upstream." in name} - {"sessions", "times"}

    reads = {"transport", "fields"}
    assert loaded("file") == loaded("pushed") == set()
    assert loaded("danang") == reads | {"danang"}
    assert loaded("exchange") == reads | {"exchange", "exchange_rows"}
    assert loaded("igate") == reads | {"igate"}


def test_what_asks_a_map_is_loaded_where_one_is_chosen_and_of_the_maps_that_one_alone(artifact: Artifact) -> None:
    def loaded(told: dict[str, str]) -> set[str]:
        return {name for name in artifact.modules("bus_lookup.handler", TOLD | told) if _asks_a_map(name)}

    assert loaded({}) == set()
    upstream = "hotline.services.bus.upstream.geocoding"
    chosen = loaded({"GEOCODER": "nominatim", "GEOCODER_CONTACT": "it@city.example"})
    assert {"pybreaker", "hotline.entrypoints.geocoding", f"{upstream}.nominatim"} <= chosen
    assert not chosen & {f"{upstream}.{other}" for other in ("goong", "vietmap", "google")}


def _asks_a_map(name: str) -> bool:
    return name in ("pybreaker", "hotline.breaking") or name.rpartition(".")[2] == "geocodes" or "geocoding" in name


def test_the_libraries_of_both_architectures_lie_side_by_side(artifact: Artifact) -> None:
    libraries = {path.name for path in (artifact.folder / "opt" / "python").rglob("*.so*")}

    assert libraries == {f"_message.cpython-313-{machine}-linux-gnu.so" for machine in ("x86_64", "aarch64")}


def test_protobuf_is_read_by_its_library_and_loaded_by_what_reads_a_live_feed_alone(artifact: Artifact) -> None:
    (artifact.folder / "task" / "reads_live.py").write_text(
        "from google.protobuf.internal.api_implementation import Type\n"
        "from google.transit.gtfs_realtime_pb2 import FeedMessage\n"
        "assert Type() == 'upb', Type()\n",
        encoding="utf-8",
    )

    assert "google._upb._message" in artifact.modules("reads_live", TOLD)
    for handler in HANDLERS:
        assert not any(name.partition(".")[0] == "google" for name in artifact.modules(f"{handler}.handler", TOLD))


def test_botocore_knows_the_operations_that_we_call_and_no_other(artifact: Artifact) -> None:
    data = artifact.folder / "opt" / "python" / "botocore" / "data"

    services = {path.name for path in data.iterdir() if path.is_dir()}
    assert services == {"dynamodb", "lambda", "s3", "secretsmanager", "sqs"}
    (model,) = (data / "dynamodb").glob("*/service-2.json")
    assert "PutItem" in json.loads(model.read_text())["operations"]
    assert sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) < 400_000


ASKED: dict[str, dict[str, dict[str, Any]]] = {
    "dynamodb": {
        "batch_get_item": {"RequestItems": {"Inbox": {"Keys": [{"message": {"S": "a"}}]}}},
        "batch_write_item": {"RequestItems": {"Notices": [{"PutRequest": {"Item": {"notice": {"S": "a"}}}}]}},
        "delete_item": {"TableName": "Citizens", "Key": {"citizen": {"S": "a"}, "item": {"S": "a"}}},
        "get_item": {"TableName": "Inbox", "Key": {"message": {"S": "a"}}},
        "put_item": {"TableName": "Inbox", "Item": {"message": {"S": "a"}, "data": {"B": "a"}}},
        "query": {"TableName": "Inbox", "IndexName": "unanswered", "KeyConditionExpression": "a = :a"},
        "transact_write_items": {"TransactItems": [{"Delete": {"TableName": "Inbox", "Key": {"message": {"S": "a"}}}}]},
        "update_item": {"TableName": "Inbox", "Key": {"message": {"S": "a"}}, "UpdateExpression": "REMOVE a"},
    },
    "lambda": {"invoke": {"FunctionName": "desk", "InvocationType": "Event", "Payload": "{}"}},
    "s3": {"get_object": {"Bucket": "city", "Key": "feed.zip", "IfNoneMatch": "a"}},
    "secretsmanager": {"get_secret_value": {"SecretId": "zalo"}},
    "sqs": {
        "change_message_visibility": {
            "QueueUrl": "http://127.0.0.1:9/bulk",
            "ReceiptHandle": "a",
            "VisibilityTimeout": 3,
        },
        "send_message": {"QueueUrl": "http://127.0.0.1:9/dead", "MessageBody": "{}"},
        "send_message_batch": {
            "QueueUrl": "http://127.0.0.1:9/bulk",
            "Entries": [{"Id": "0", "MessageBody": "[]", "MessageGroupId": "n1"}],
        },
    },
}

CALLS_ALL = f"""
from hotline.errors import Unavailable
from hotline.storage.aws import Aws

aws = Aws()
for service, operations in {ASKED!r}.items():
    for operation, parameters in operations.items():
        try:
            aws(service, operation, **parameters)
        except Unavailable as error:
            assert str(error).endswith("EndpointConnectionError"), error
        else:
            raise AssertionError(operation)
"""


def test_every_operation_works_with_what_is_left_of_botocore(artifact: Artifact) -> None:
    (artifact.folder / "task" / "calls_all.py").write_text(CALLS_ALL, encoding="utf-8")
    asked = {(service, xform(operation)) for service, operations in ASKED.items() for operation in operations}
    assert asked == {(service, name) for service, names in OPERATIONS.items() for name in names}

    artifact.modules("calls_all", TOLD)


def xform(method: str) -> str:
    return "".join(word.capitalize() for word in method.split("_"))


def test_the_roots_that_the_template_names_are_there(artifact: Artifact) -> None:
    named = of_type("AWS::Lambda::Function")["WebhookFunction"]["Environment"]["Variables"]["AWS_CA_BUNDLE"]

    assert named == f"/opt/python/{FILE}"
    roots = (artifact.folder / "opt" / "python" / FILE).read_text(encoding="ascii")
    assert roots.count("BEGIN CERTIFICATE") == 5


def test_the_licences_of_other_peoples_code_travel_with_it(artifact: Artifact) -> None:
    python = artifact.folder / "opt" / "python"

    for package in python.glob("*.dist-info"):
        assert list(package.rglob("LICEN*")), package.name


def test_the_requirements_are_what_is_locked() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    versions = {package["name"]: package["version"] for package in lock["package"]}
    needed = {package["name"]: [one["name"] for one in package.get("dependencies", [])] for package in lock["package"]}
    wanted: set[str] = set()
    waiting = list(needed["hotline"])
    while waiting:
        if (name := waiting.pop()) not in wanted:
            wanted.add(name)
            waiting.extend(needed[name])
    requirements = (ROOT / "layers" / "dependencies" / "requirements.txt").read_text(encoding="utf-8")
    listed = dict(line.split(" ")[0].split("==") for line in requirements.splitlines() if "==" in line)

    assert listed == {name: versions[name] for name in wanted}
