"""The chat page's server, in a thread of its own, so that signals and the deployment have the main one."""

import asyncio
import socket
import threading
from functools import cache

import uvicorn

from infra.local import server
from infra.local.clock import Clock
from infra.local.dossiers import Dossiers
from infra.local.feed import Feed
from infra.local.network import draw
from infra.local.options import Options
from infra.local.realtime import Realtime
from infra.local.vehicles import Vehicles
from infra.local.zalo.platform import Platform

STOP_LIMIT_S = 3.0


class Serving:
    """The platform and the page over one feed and what is live of it."""

    def __init__(self, options: Options, feed: Feed, realtime: Realtime) -> None:
        clock = Clock(options.now)
        self.platform = Platform(options.zalo, clock)
        self._web = server.Stack(
            self.platform,
            feed,
            cache(lambda: draw(feed.fetch())),
            replies_elsewhere=bool(options.api_url),
            realtime=(lambda: read(clock())) if (read := realtime.read) else None,
        )
        self._loop = asyncio.new_event_loop()
        config = uvicorn.Config(
            server.application(self._web),
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    def start(self, listening: socket.socket) -> None:
        """Serves on a bound socket until `stop`."""

        async def serve() -> None:
            await self._server.serve(sockets=[listening])
            await self.platform.close()

        def run() -> None:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(serve())

        self._thread = threading.Thread(target=run, name="server", daemon=True)
        self._thread.start()

    def show_vehicles(self, vehicles: Vehicles) -> None:
        """From now on the page has them."""
        self._web.vehicles = vehicles

    def show_dossiers(self, dossiers: Dossiers) -> None:
        """From now on the page has them."""
        self._web.dossiers = dossiers

    def awaits_lines(self) -> bool:
        """Whether some message's way may still grow."""
        return self.platform.ways.are_awaited

    def lacks_lines(self) -> bool:
        """Whether a line about some message stays out."""
        return self.platform.ways.lack_lines

    def hear(self, function: str, line: str, at: int) -> None:
        """A function wrote a log line; from any thread."""
        self._loop.call_soon_threadsafe(self.platform.ways.logged, function, line, at)

    def stop(self) -> None:
        """Ends the open streams and the server."""
        if self._thread:
            self._loop.call_soon_threadsafe(self._web.end_streams)
            self._server.should_exit = True
            self._thread.join(STOP_LIMIT_S)
