"""What a visit weighs on its way: every byte that comes in, by request and by line."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page


class Weight:
    """Bytes that a page has received. ``hosts``: whom it asked; ``session``: the browser's own."""

    def __init__(self, page: Page) -> None:
        self.total = 0.0
        self.hosts: set[str] = set()
        self.session = page.context.new_cdp_session(page)
        self.session.on("Network.requestWillBeSent", self._ask)
        self.session.on("Network.loadingFinished", self._take)
        self.session.on("Network.webSocketFrameReceived", self._hear)
        self.session.send("Network.enable")

    def _ask(self, event: Any) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme not in {"data", "blob"}:
            self.hosts.add(address.netloc)

    def _take(self, event: Any) -> None:
        self.total += event["encodedDataLength"]

    def _hear(self, event: Any) -> None:
        frame = event["response"]
        # what is binary is told in base64
        self.total += len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)
