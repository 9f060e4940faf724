"""Workers that share the queries of a server: each runs one at a time, the others wait for their turn."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from kg.ask import Request
from kg.serve.settings import Settings
from kg.sparql import QueryError
from kg.worker import Source, Worker


class Pool:
    """As many workers as the settings say; a query that takes too long ends its worker, which then starts anew."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        source = Source(store=str(settings.store), memory=settings.memory)
        self._workers = [Worker(source) for _ in range(settings.workers)]
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(settings.workers, thread_name_prefix="query")
        self._waiting = 0

    async def start(self) -> None:
        """Start the workers; raise GraphError where the store cannot be opened."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._threads, worker.start) for worker in self._workers))
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def ask(self, request: Request) -> tuple[dict[str, Any], bytes]:
        """Return the head and the body of the answer, see :meth:`kg.worker.Worker.ask`.

        :raises QueryError: if there is none, or too many queries wait already.
        """
        if self._waiting >= self._settings.waiting:
            raise QueryError("Too many queries wait for their turn; ask again in a while.", "busy")
        self._waiting += 1
        try:
            worker = await self._idle.get()
        finally:
            self._waiting -= 1
        loop = asyncio.get_running_loop()
        running = loop.run_in_executor(self._threads, worker.ask, request.as_dict(), self._settings.seconds)
        running.add_done_callback(lambda _: self._idle.put_nowait(worker))
        return await asyncio.shield(running)

    def stop(self) -> None:
        """End the workers and whatever they run."""
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
