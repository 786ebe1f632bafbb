"""What is told to the one who called, in place of a traceback."""

from __future__ import annotations


class CallError(ValueError):
    """A call that cannot be carried out: the message says what was wrong and how to put it right."""
