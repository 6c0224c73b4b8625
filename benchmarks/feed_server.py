"""The server of one live feed, and the ways in which such servers fail those who ask them."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

BROKEN = {
    "down": "the feed's server is down",
    "name": "its name is looked up for 10 s",
    "slow": "it takes 10 s",
    "headers": "its headers come at a byte a second",
    "body": "its body comes at a byte a second",
    "garbage": "it sends garbage",
    "oversized": "it sends 9 MB",
    "endless": "it never stops sending",
    "heavy": "it sends as much as we read: 8 MB, all of our own trips",
}
SLOW_S = 10
SLOW_NAME = "slow.example"


class FeedServer:
    """Serves from a thread, as it should or in one way of BROKEN; counts how often it is asked."""

    def __init__(self, data: bytes, way: str = "good") -> None:
        self.asked = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked += 1
                head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(data)}\r\n\r\n".encode()
                try:
                    for piece in _pieces(way, head, data):
                        self.wfile.write(piece)
                except OSError:
                    self.close_connection = True  # whoever asked has gone

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        host = SLOW_NAME if way == "name" else "127.0.0.1"
        self.url = f"http://{host}:{9 if way == 'down' else server.server_port}/feed"
        Thread(target=server.serve_forever, daemon=True).start()


def _pieces(way: str, head: bytes, data: bytes) -> Iterator[bytes]:
    """What is sent, and when."""
    if way == "slow":
        time.sleep(SLOW_S)
    if way == "endless":
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield bytes(1 << 16)
    yield from _trickling(head) if way == "headers" else [head]
    yield from _trickling(data) if way == "body" else [data]


def _trickling(data: bytes) -> Iterator[bytes]:
    for byte in data:
        time.sleep(1)
        yield bytes([byte])


@contextmanager
def slow_name() -> Iterator[None]:
    """While SLOW_NAME is being looked up, time goes by."""
    found = socket.getaddrinfo

    def slowly(host: Any, *rest: Any, **more: Any) -> Any:
        if host in (SLOW_NAME, SLOW_NAME.encode()):
            time.sleep(SLOW_S)
            host = "127.0.0.1"
        return found(host, *rest, **more)

    socket.getaddrinfo = slowly
    try:
        yield
    finally:
        socket.getaddrinfo = found
