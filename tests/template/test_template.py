"""What is deployed."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from hotline import settings
from hotline.entrypoints import intake
from hotline.entrypoints.sweeping import TRIES
from hotline.entrypoints.webhook import ZALO_PATH
from hotline.services import SERVICES
from hotline.storage.inbox import INDEX, LEASE_S
from tests.template.processed import ROOT, function_name, of_type, resources, source

FUNCTIONS = of_type("AWS::Lambda::Function")

# No citizen waits for these.
BEHIND = {"SyncFunction", "BroadcastFunction", "DossierIntakeFunction"}

# Which function answers for each service: a new service fails here until it has one.
ANSWERED_BY = {
    "bus": "bus_lookup",
    "desk": "desk",
    "dossier": "dossier_lookup",
    "notices": "desk",
    "privacy": "desk",
}


def service_of(recogniser: Callable[..., object]) -> str:
    found = re.fullmatch(r"hotline\.services\.(\w+)\.recognise", recogniser.__module__)
    assert found
    return found[1]


def test_every_service_has_a_function_that_answers() -> None:
    assert {service_of(one) for one in SERVICES} == set(ANSWERED_BY)
    for function in set(ANSWERED_BY.values()):
        assert (ROOT / "functions" / function / "handler.py").is_file()
        assert function in {function_name(name) for name in FUNCTIONS}


def test_every_handler_has_a_function_and_every_function_a_handler() -> None:
    handlers = {path.parent.name for path in (ROOT / "functions").glob("*/handler.py")}

    assert handlers == {function_name(name) for name in FUNCTIONS}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_traced_logged_in_json_and_tried_once(name: str) -> None:
    function = FUNCTIONS[name]
    assert function["Runtime"] == "python3.13"
    assert function["Architectures"] == [{"Ref": "Architecture"}]
    assert function["TracingConfig"] == {"Mode": "Active"}
    assert "SnapStart" not in function
    logging = function["LoggingConfig"]
    assert (logging["LogFormat"], logging["SystemLogLevel"]) == ("JSON", "WARN")
    assert of_type("AWS::Logs::LogGroup")[logging["LogGroup"]["Ref"]]["RetentionInDays"] == {"Ref": "LogDays"}
    once = of_type("AWS::Lambda::EventInvokeConfig")[f"{name}EventInvokeConfig"]
    assert (once["MaximumRetryAttempts"], once["MaximumEventAgeInSeconds"]) == (0, 60)
    assert once["DestinationConfig"]["OnFailure"]["Destination"] == {"Fn::GetAtt": ["FailedInvocations", "Arn"]}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_told_what_it_reads_and_nothing_else(name: str) -> None:
    told = FUNCTIONS[name]["Environment"]["Variables"]
    asked: set[str] = set()

    class Asking(dict[str, str]):
        def get(self, key: str, default: Any = None) -> Any:
            asked.add(key)
            return super().get(key, default)

    values = {key: str(value) if isinstance(value, str) else sample(value) for key, value in told.items()}
    read = getattr(settings, function_name(name))
    read(Asking(values))
    unread = {key for key in told if key not in asked and key != "AWS_CA_BUNDLE"}
    # Globals tell all of them the same; what one of them does not need there is no secret from it.
    needless = {"STAGE", "HOTLINE_NOW", "HOTLINE_NOW_SINCE", "CITIZENS_TABLE"}
    if name in ("DossierIntakeFunction", "BroadcastFunction"):
        needless |= {"INBOX_TABLE", "ZALO_APP_ID", "ZALO_OA_ID", "ZALO_SECRET"}
    assert unread <= needless


def sample(value: dict[str, Any]) -> str:
    """What a reference stands for: a parameter's default, a queue's URL, anything else's name."""
    name = value.get("Ref", "")
    if name in source()["Parameters"]:
        return str(source()["Parameters"][name].get("Default", ""))
    is_queue = resources().get(name, {}).get("Type") == "AWS::SQS::Queue"
    return f"https://sqs/{name}" if is_queue else str(value)


def test_the_lease_outlives_every_answering_try() -> None:
    for name in FUNCTIONS:
        if name not in BEHIND:
            assert FUNCTIONS[name]["Timeout"] * 2 <= LEASE_S
    assert TRIES == 3


def test_the_api_has_the_paths_of_those_who_prove_themselves_and_is_throttled() -> None:
    ((_, api),) = of_type("AWS::ApiGatewayV2::Api").items()
    ((_, stage),) = of_type("AWS::ApiGatewayV2::Stage").items()

    paths = {path: list(methods) for path, methods in api["Body"]["paths"].items()}
    assert paths == {ZALO_PATH: ["post"], intake.PATH: ["post"]}
    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] <= 100
    for private in ("sourceIp", "userAgent", "querystring", "identity"):
        assert private not in stage["AccessLogSettings"]["Format"]
    assert json.loads(re.sub(r"\$context\.\w+", "0", stage["AccessLogSettings"]["Format"].replace('"$', '"')))


def test_every_table_is_on_demand_and_keeps_what_must_be_kept() -> None:
    kept = {name: resources()[name]["DeletionPolicy"] for name in of_type("AWS::DynamoDB::Table")}
    assert kept.pop("Cache") == "Delete"
    assert kept == dict.fromkeys(("Inbox", "Citizens", "Channels", "Notices"), "Retain")
    tables = of_type("AWS::DynamoDB::Table")
    assert {table["BillingMode"] for table in tables.values()} == {"PAY_PER_REQUEST"}
    assert tables["Citizens"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    expiring = [name for name, table in tables.items() if "TimeToLiveSpecification" in table]
    assert expiring == ["Cache", "Inbox", "Citizens", "Notices"]


@pytest.mark.parametrize("name", ["Cache", "Inbox", "Citizens", "Notices"])
def test_what_the_code_says_expires_is_what_dynamodb_removes(name: str) -> None:
    table = of_type("AWS::DynamoDB::Table")[name]

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}


def test_what_failed_with_a_citizens_words_is_kept_for_a_day_at_most() -> None:
    queues = of_type("AWS::SQS::Queue")

    assert 0 < queues["FailedInvocations"]["MessageRetentionPeriod"] <= 86_400
    # What nobody answered is keys without words, and the longest that SQS keeps anything.
    assert queues["DeadLetters"]["MessageRetentionPeriod"] == 14 * 86_400


def test_every_log_group_forgets() -> None:
    for name, group in of_type("AWS::Logs::LogGroup").items():
        assert group.get("RetentionInDays") == {"Ref": "LogDays"}, name
    parameter = source()["Parameters"]["LogDays"]
    assert parameter["Default"] <= 30
    assert max(parameter["AllowedValues"]) <= 365


@pytest.mark.parametrize(
    ("name", "metric", "statistic"),
    [
        ("DeadLettersAlarm", "ApproximateNumberOfMessagesVisible", "Maximum"),
        ("FailedInvocationsAlarm", "NumberOfMessagesSent", "Sum"),
    ],
)
def test_one_lost_message_is_enough_for_an_alarm(name: str, metric: str, statistic: str) -> None:
    alarm = of_type("AWS::CloudWatch::Alarm")[name]

    assert (alarm["MetricName"], alarm["Statistic"]) == (metric, statistic)
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (1, "GreaterThanOrEqualToThreshold")
    assert alarm["EvaluationPeriods"] == 1
    assert alarm["Period"] <= 300


def test_the_unanswered_are_looked_for_every_minute() -> None:
    schedules = of_type("AWS::Scheduler::Schedule").values()
    sweeps = [one for one in schedules if json.loads(one["Target"]["Input"]) == {"task": "sweep"}]

    assert [sweep["ScheduleExpression"] for sweep in sweeps] == ["rate(1 minute)"]
    assert [sweep.get("State", "ENABLED") for sweep in sweeps] == ["ENABLED"]


def test_the_index_of_the_unanswered_holds_keys_alone() -> None:
    (index,) = of_type("AWS::DynamoDB::Table")["Inbox"]["GlobalSecondaryIndexes"]

    assert index["IndexName"] == INDEX
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_every_dead_letter_queue_is_encrypted_and_has_an_alarm() -> None:
    watched = {
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in of_type("AWS::CloudWatch::Alarm").values()
        for dimension in alarm.get("Dimensions", [])
    }
    queues = of_type("AWS::SQS::Queue")

    assert watched == set(queues) - {"UrgentChunks", "BulkChunks"}  # what stays in these ends in DeadChunks
    assert all(queue["SqsManagedSseEnabled"] for queue in queues.values())


def test_every_alarm_says_where_to_read_on_and_counts_something_that_is_counted() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "docs" / "operating.md").read_text(encoding="utf-8"), re.MULTILINE)
    counted = {
        transformation["MetricName"]
        for one in of_type("AWS::Logs::MetricFilter").values()
        for transformation in one["MetricTransformations"]
    }
    for name, alarm in of_type("AWS::CloudWatch::Alarm").items():
        said = re.search(r'docs/operating\.md, "(.+)"', alarm["AlarmDescription"])
        assert said, name
        assert said[1] in headings, name
        assert alarm["Namespace"] == "AWS/SQS" or alarm["MetricName"] in counted


def test_the_schedules_run_what_sync_knows_and_ping_the_citizens_way() -> None:
    handler = (ROOT / "functions" / "sync" / "handler.py").read_text(encoding="utf-8")
    pinged = set()
    for name, schedule in of_type("AWS::Scheduler::Schedule").items():
        assert "Name" not in schedule, f"{name}: two stacks in one account would share it"
        target = schedule["Target"]["Arn"]["Fn::GetAtt"][0]
        event = json.loads(schedule["Target"]["Input"])
        if "ping" in event:
            pinged.add(function_name(target))
            assert schedule["ScheduleExpression"] == "rate(5 minutes)"
        else:
            assert function_name(target) == "sync"
            assert f'"{event["task"]}":' in handler
    assert pinged == {"webhook", "bus_lookup", "dossier_lookup", "desk"}


def test_the_timetable_is_fetched_at_night_where_its_people_live() -> None:
    (timetable,) = [one for name, one in of_type("AWS::Scheduler::Schedule").items() if "Timetable" in name]

    assert timetable["ScheduleExpressionTimezone"] == "Asia/Ho_Chi_Minh"
    found = re.fullmatch(r"cron\(\d+ ([0-4]) \* \* \? \*\)", timetable["ScheduleExpression"])
    assert found


def test_the_live_feeds_are_asked_where_there_are_any() -> None:
    (realtime,) = [one for name, one in of_type("AWS::Scheduler::Schedule").items() if "Realtime" in name]

    assert realtime["State"] == {"Fn::If": ["IsLive", "ENABLED", "DISABLED"]}
    assert source()["Parameters"]["FeedRealtimeUrls"]["Default"] == ""
    for name in ("BusLookupFunction", "SyncFunction"):
        assert FUNCTIONS[name]["Environment"]["Variables"]["FEED_REALTIME_URLS"] == {"Ref": "FeedRealtimeUrls"}


def test_the_key_of_the_feeds_may_be_read_by_those_who_ask_them_and_only_where_there_is_one() -> None:
    roles = of_type("AWS::IAM::Role")
    keyed = {
        name
        for name, role in roles.items()
        for policy in role["Policies"]
        if "Fn::If" in policy and policy["Fn::If"][0] == "FeedKeyed"
    }

    assert keyed == {"BusLookupRole", "SyncRole"}


def test_no_secret_is_in_the_template() -> None:
    assert "GenerateSecretString" in of_type("AWS::SecretsManager::Secret")["ZaloSecret"]
    assert not any("secret" in name.lower() or "token" in name.lower() for name in source()["Parameters"])
