"""The kernel's websocket protocol, version 1: binary frames, packed as `client.js` packs them."""

import json
import struct
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

PROTOCOL = "v1.kernel.websocket.jupyter.org"


@dataclass(frozen=True)
class Message:
    """What came from a kernel: its kind, the id of the message that it answers, its content."""

    kind: str
    parent: str
    content: dict[str, Any]


def header(kind: str, session: str) -> dict[str, str]:
    now = datetime.now(UTC).isoformat()
    return {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "session": session,
        "username": "",
        "version": "5.3",
        "date": now,
    }


def pack(channel: str, header: dict[str, str], content: dict[str, Any], metadata: dict[str, Any]) -> bytes:
    """Number of offsets, offsets, then channel, header, parent, metadata and content."""
    parts = [channel.encode(), *(json.dumps(part).encode() for part in (header, {}, metadata, content))]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


def unpack(frame: bytes) -> Message:
    (count,) = struct.unpack_from("<Q", frame)
    offsets = struct.unpack_from(f"<{count}Q", frame, 8)

    def part(place: int) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(frame[offsets[place] : offsets[place + 1]])
        return found

    return Message(part(1)["msg_type"], part(2).get("msg_id", ""), part(4))
