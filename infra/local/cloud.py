"""The local AWS: one ministack on 127.0.0.1 that ends with us."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from infra.local import tethered
from infra.local.options import StackError

REGION = "ap-southeast-1"
START_LIMIT_S = 60.0
MEMORY = Path("/dev/shm")  # noqa: S108  # our folder in it is our own
MEMORY_NEEDED = 512 * 1024 * 1024
# Names that would lead functions or ministack to somebody's real account, or to another Python's packages.
FOREIGN = ("AWS_", "PYTHONPATH", "PYTHONHOME", "LAMBDA_", "DOCKER_", "MINISTACK_", "LOCALSTACK_")


class Cloud:
    """One ministack, its state in memory and its files in a directory of its own.

    With `enforces_roles` functions may do what their roles allow and nothing else. They run under the interpreter that
    runs this code, whatever the template's runtime says.
    """

    def __init__(self, directory: Path, *, enforces_roles: bool = False) -> None:
        self.directory = directory
        self._enforces_roles = enforces_roles
        self._scratch = _scratch(directory)
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._clients: dict[str, Any] = {}
        self._making = threading.Lock()

    @property
    def log(self) -> Path:
        """Everything that ministack says, with the functions' output."""
        return self.directory / "ministack.log"

    def start(self) -> None:
        """Starts ministack; `wait` until it answers."""
        for folder in (self.directory, self._scratch):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and script
                # -P: the script's folder must not shadow the standard library's names.
                [sys.executable, "-P", tethered.__file__],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment(os.environ),
                cwd=self.directory,
                # A group of its own: Ctrl-C is for us, and we end it in order.
                start_new_session=True,
            )

    def wait(self) -> None:
        """Returns when ministack answers."""
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit and self._process and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.endpoint}/_ministack/ready", timeout=2):  # noqa: S310
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise StackError(f"the local AWS did not start: see {self.log}")

    @property
    def is_running(self) -> bool:
        """Whether ministack is still there."""
        return self._process is not None and self._process.poll() is None

    def prepare(self, *services: str) -> None:
        """Makes clients while there is other work to wait for; each takes a tenth of a second."""
        threading.Thread(target=lambda: [self.client(service) for service in services], daemon=True).start()

    def client(self, service: str) -> Any:
        """A boto3 client of this cloud."""
        with self._making:
            if service not in self._clients:
                self._clients[service] = self._make_client(service)
            return self._clients[service]

    def _make_client(self, service: str) -> Any:
        import boto3  # type: ignore[import-untyped]  # it ships no types; loaded while ministack starts
        from botocore.config import Config  # type: ignore[import-untyped]

        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106  # ministack takes any
            config=Config(proxies={}, retries={"max_attempts": 0}, read_timeout=120),
        )

    def stop(self) -> None:
        """Ends ministack and every function that it runs, and removes its files except the log."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=tethered.GRACE_S)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin:
            process.stdin.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _environment(self, inherited: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in inherited.items() if not name.startswith(FOREIGN)}
        return kept | {
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "S3_DATA_DIR": str(self.directory / "s3"),
            "STATE_DIR": str(self.directory / "state"),
            "TMPDIR": str(self._scratch),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "AUTH": str(self._enforces_roles).lower(),
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "NO_PROXY": "127.0.0.1,localhost",
        }


def _scratch(directory: Path) -> Path:
    """Where ministack unpacks 1,300 files for each instance of a function: in memory, where there is room.

    Twenty times faster than some disks. It is named after our directory, so that the next start finds and removes what
    a killed one left, and after us, so that what clears up behind a killed one leaves ours alone.
    """
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED):
        return directory / "tmp"
    ours = f"hotline-{hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]}"
    for left in MEMORY.glob(f"{ours}-*"):
        shutil.rmtree(left, ignore_errors=True)
    return MEMORY / f"{ours}-{os.getpid()}"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
