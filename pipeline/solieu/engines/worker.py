"""The other end of the pipe: what a worker process does."""

from __future__ import annotations

import logging
import signal
import warnings
from multiprocessing.connection import Connection

from solieu.engines import Work
from solieu.engines.limits import shut_in


def serve(handle: int) -> None:
    """Work on batches until the pipe closes.

    Hears first how to get warm (`Start`), then a list of payloads at a time; says `ready`, `begin` with an
    item's position, `done` with what the work returned, or `broken` when results could not be written.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shut_in()
    # What libraries remark about bent files is for their makers; what matters to the reader is in the tables.
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    connection = Connection(handle)
    try:
        work: Work = connection.recv()()
        connection.send(("ready", None))
        while True:
            payloads = connection.recv()
            connection.send(_outcome(work, payloads, connection))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _outcome(work: Work, payloads: list[object], connection: Connection) -> tuple[str, object]:
    try:
        return "done", work(payloads, lambda position: connection.send(("begin", position)))
    except OSError as error:
        if isinstance(error, ConnectionError):
            raise
        return "broken", f"results cannot be written: {error}"
