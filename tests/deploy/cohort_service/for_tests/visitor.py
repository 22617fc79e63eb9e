"""A browser without screen."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

import httpx
from tornado.httpclient import HTTPRequest


@dataclass
class Visitor:
    """What somebody does with one browser."""

    service: Any
    client: httpx.Client

    def kernel(self) -> str:
        """The kernel of a page that this visitor opens."""
        return kernel_of(self.open().text)

    def open(self, path: str = "lesson/note", **headers: str) -> httpx.Response:
        return self.client.get(self.service.url(path), headers=headers)

    def sign_in(self, name: str, group: str = "nbgrader-demo") -> "Visitor":
        self.client.get(self.service.url(f"sign-in?token={name}:{group}:{uuid.uuid4().hex}"))
        return self

    @property
    def token(self) -> dict[str, str]:
        return {"X-XSRFToken": self.client.cookies.get("_xsrf") or ""}

    @property
    def cookies(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())}

    def socket(self, kernel: str) -> HTTPRequest:
        url = self.service.url(f"api/kernels/{kernel}/channels?session_id=x").replace("http", "ws", 1)
        return HTTPRequest(url, headers=self.cookies)


def kernel_of(page: str) -> str:
    return re.search(r'id="kernel" value="([0-9a-f-]{36})"', page)[1]
