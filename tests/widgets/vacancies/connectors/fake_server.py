"""A server on this machine that records every byte it is sent, and answers as a test wants."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    raw: bytes

    @property
    def line(self) -> list[str]:
        return self.raw.partition(b"\r\n")[0].decode().split()

    @property
    def path(self) -> str:
        return urlsplit(self.line[1]).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.line[1]).query).items()}

    @property
    def headers(self) -> dict[str, str]:
        lines = self.raw.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]


@dataclass
class FakeServer:
    """`reply` writes to the connection what it likes; `over` is set when the test is."""

    reply: Callable[[Request, socket.socket, Event], None]
    requests: list[Request] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    port: int = 0
    tls: ssl.SSLContext | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, listener: socket.socket) -> None:
        while not self.over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection: socket.socket) -> None:
        with connection:
            try:
                if self.tls:
                    connection = self.tls.wrap_socket(connection, server_side=True)
                request = received(connection)
                self.requests.append(request)
                self.reply(request, connection, self.over)
            except OSError:
                pass  # the other side had enough


@contextmanager
def fake_server(
    reply: Callable[[Request, socket.socket, Event], None], tls: ssl.SSLContext | None = None
) -> Iterator[FakeServer]:
    server = FakeServer(reply, tls=tls)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(2)


def received(connection: socket.socket) -> Request:
    content = b""
    while not is_whole(content):
        piece = connection.recv(65536)
        if not piece:
            break
        content += piece
    return Request(content)


def is_whole(content: bytes) -> bool:
    head, end, body = content.partition(b"\r\n\r\n")
    lengths = [
        line.partition(b":")[2] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    ]
    return bool(end) and len(body) >= int(lengths[0] if lengths else 0)


def answer(status: int, content: object = b"", **headers: str) -> bytes:
    """An object goes as JSON; `content_type="text/html"` and the like name headers."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    named = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}\r\n".encode() + body
