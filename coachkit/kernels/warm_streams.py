"""What a kernel prints: waited for where something was printed, and not where nothing was."""

from typing import Any

from ipykernel import iostream

_Stream: Any = iostream.OutStream


class ReadyStream(_Stream):  # type: ignore[misc]  # ipykernel says nothing of its types
    """ipykernel's stream. It flushes four times a cell, and each time two threads change places."""

    def flush(self) -> None:
        """Send what has been printed; nothing if there is nothing, or it is on its way."""
        printed = any(text.tell() for text in list(self._buffers.values()))
        if printed or self._flush_pending or self.echo is not None:
            super().flush()
