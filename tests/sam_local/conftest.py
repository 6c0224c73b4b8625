"""`sam local` on what `sam build` made, with a local AWS beside it.

Run inside `../shared/sam-local/with-engine`, which starts containers without AWS's image: a stand-in with its paths,
its runtime client and CPython, but another base system. What depends on Amazon Linux is not seen here.
"""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
import yaml
from infra.build.packages import working_uv
from infra.local.cloud import REGION, Cloud, free_port
from infra.local.deployment import deploy
from infra.local.packaging import package

from tests.stack.test_stack import SECRETS, Stack, Zalo

ROOT = Path(__file__).parents[2]
BUILT = ROOT / ".aws-sam" / "build"
EVENTS = ROOT / "events"
SAM = "aws-sam-cli==1.170.0"

# Where a container finds this machine: the bridge that the engine makes.
HOST = "172.17.0.1"

# Whom the events in events/ are signed for (events/README.md).
APP_ID, OA_ID = "1022240000000000001", "1022240000000000002"
OA_SECRET_KEY = "sample-oa-secret-key"
PUSH_TOKEN = "sample-push-token"


class ReachableCloud(Cloud):
    """A local AWS that containers can reach, too: in here there is nobody else."""

    def _environment(self, inherited: Mapping[str, str]) -> dict[str, str]:
        return super()._environment(inherited) | {"BIND_HOST": "0.0.0.0"}  # noqa: S104  # a network of its own


class SamLocal:
    """Runs functions in containers, each told where the local AWS is."""

    def __init__(self, template: Path, stack: Stack) -> None:
        self.template = template
        self.stack = stack
        self._sam = [working_uv(), "tool", "run", "--offline", "--from", SAM, "sam", "local"]
        self._options = ["--template", str(template), "--skip-pull-image", "--region", REGION]

    def invoke(self, function: str, event: str | dict[str, Any]) -> Any:
        """The payload that the function answers; `event` is a file of events/, or itself. A failure has errorType."""
        body = (EVENTS / event).read_bytes() if isinstance(event, str) else json.dumps(event).encode()
        command = [*self._sam, "invoke", function, "--event", "-", *self._options]
        done = subprocess.run(command, input=body, capture_output=True, timeout=180)  # noqa: S603
        assert done.returncode == 0, done.stderr.decode()
        payload = json.loads(done.stdout)
        assert not (isinstance(payload, dict) and "errorType" in payload), payload
        return payload

    def start_api(self, log: Path) -> tuple[subprocess.Popen[bytes], str]:
        """Serves the template's HTTP API, and the address of it."""
        port = free_port()
        command = [*self._sam, "start-api", "--port", str(port), *self._options]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
        limit = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < limit:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return process, f"http://127.0.0.1:{port}"
            time.sleep(0.2)
        process.kill()
        pytest.fail(f"start-api did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def engine() -> None:
    """Containers, or no tests."""
    if not os.environ.get("DOCKER_HOST"):
        pytest.skip("no container engine: run ../shared/sam-local/with-engine .venv/bin/python -m pytest -m sam_local")
    if not (BUILT / "template.yaml").exists():
        pytest.fail("nothing is built: run `make build` first, where there is a network")


@pytest.fixture(scope="session")
def sam(engine: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SamLocal]:
    folder = tmp_path_factory.mktemp("sam")
    zalo = Zalo("0.0.0.0")  # noqa: S104
    Thread(target=zalo.serve_forever, daemon=True).start()
    cloud = ReachableCloud(folder / "cloud")
    cloud.start()
    try:
        code = package(ROOT / "template.yaml", folder / "packages")
        cloud.wait()
        zalo_url = f"http://{HOST}:{zalo.server_port}"
        parameters = {
            "Stage": "local",
            "Architecture": "x86_64",
            "FeedUrl": f"{zalo_url}/feed.zip",
            "ZaloAppId": APP_ID,
            "ZaloOaId": OA_ID,
            "ZaloApiUrl": zalo_url,
            "ZaloOauthUrl": zalo_url,
        }
        deployed = deploy(cloud, code, parameters)
        secret = SECRETS | {"oa_secret_key": OA_SECRET_KEY}
        cloud.client("secretsmanager").put_secret_value(
            SecretId=deployed.secrets["ZaloSecret"], SecretString=json.dumps(secret)
        )
        cloud.client("secretsmanager").put_secret_value(
            SecretId=deployed.secrets["DossierPushSecret"], SecretString=json.dumps({"push_token": PUSH_TOKEN})
        )
        stack = Stack(cloud, zalo, deployed)
        yield SamLocal(_told(cloud, stack, parameters, folder / "template.yaml"), stack)
    finally:
        cloud.stop()
        zalo.shutdown()
        zalo.server_close()


def _told(cloud: Cloud, stack: Stack, parameters: dict[str, str], target: Path) -> Path:
    """The built template, its functions told the names of what is deployed, which SAM cannot know."""
    template = yaml.safe_load((BUILT / "template.yaml").read_text(encoding="utf-8"))
    functions = cloud.client("lambda")
    for logical_id, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        for attribute in ("CodeUri", "ContentUri"):
            if attribute in properties:
                properties[attribute] = str(BUILT / properties[attribute])
        if name := stack.deployed.functions.get(logical_id):
            told = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
            here = {"AWS_ENDPOINT_URL": f"http://{HOST}:{cloud.port}"}
            properties["Environment"] = {"Variables": told | here}
    template["Parameters"] = {
        name: parameter | ({"Default": parameters[name]} if name in parameters else {})
        for name, parameter in template["Parameters"].items()
    }
    target.write_text(yaml.safe_dump(template, sort_keys=False), encoding="utf-8")
    return target


def post(address: str, event: str) -> int:
    """Posts the delivery in a file of events/ and returns the status."""
    delivery = json.loads((EVENTS / event).read_text(encoding="utf-8"))
    body = delivery["body"].encode()
    return httpx.post(
        f"{address}{delivery['rawPath']}", content=body, headers=delivery["headers"], timeout=60
    ).status_code
