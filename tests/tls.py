"""A web server with https before the Hub, as nginx or Caddy are: it ends TLS and says who asks."""

import asyncio
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

END_OF_HEAD = b"\r\n\r\n"


def self_signed(folder: Path) -> Path:
    """A certificate for this machine, with its key, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "certificate.pem"
    file.write_bytes(key.private_bytes(*form) + certificate.public_bytes(serialization.Encoding.PEM))
    return file


class WebServer:
    """Forwards https to a port of this machine, websockets too; every visitor comes from `visitor`."""

    def __init__(self, target: int, certificate: Path, visitor: str) -> None:
        self._target, self._visitor = target, visitor
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)
        self._loop = asyncio.new_event_loop()
        self._conversations: set[asyncio.Task[None]] = set()
        self._server = self._loop.run_until_complete(
            asyncio.start_server(self._converse, "127.0.0.1", 0, ssl=self._tls)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        for conversation in list(self._conversations):
            conversation.cancel()
        await asyncio.gather(*self._conversations, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._conversations.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._forward(reader, writer)
        finally:
            self._conversations.discard(task)
            writer.close()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request for each connection; an upgraded one lasts as long as both sides want."""
        head = await reader.readuntil(END_OF_HEAD)
        there, here = await asyncio.open_connection("127.0.0.1", self._target)
        try:
            here.write(self._with_what_a_web_server_says(head))
            up, down = asyncio.ensure_future(pour(reader, here)), asyncio.ensure_future(pour(there, writer))
            await asyncio.wait([up, down], return_when=asyncio.FIRST_COMPLETED)
            if up.done():  # the browser sends no more, but still listens
                await down
            up.cancel()
        finally:
            here.close()

    def _with_what_a_web_server_says(self, head: bytes) -> bytes:
        """Its own word on the protocol; the visitor's address behind what the visitor says herself."""
        first, *lines = head.removesuffix(END_OF_HEAD).decode("latin-1").split("\r\n")
        fields = [line.split(": ", 1) for line in lines]
        said = [value for name, value in fields if name.lower() == "x-forwarded-for"]
        kept = [(name, value) for name, value in fields if not name.lower().startswith("x-forwarded-")]
        if not any(name.lower() == "upgrade" for name, _ in kept):
            kept = [(name, value) for name, value in kept if name.lower() != "connection"]
            kept.append(("Connection", "close"))
        kept += [("X-Forwarded-For", ", ".join([*said, self._visitor])), ("X-Forwarded-Proto", "https")]
        return (
            "\r\n".join([first, *(f"{name}: {value}" for name, value in kept)]).encode("latin-1")
            + END_OF_HEAD
        )


async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
