"""The line between a service and its zygote: JSON in one packet, open files beside it."""

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

LONGEST = 1 << 18
MOST_FILES = 8

Message = dict[str, Any]


def send(line: socket.socket, message: Message, files: Sequence[int] = ()) -> None:
    """Raises OSError where the other side is gone, or the message is too long for one packet."""
    socket.send_fds(line, [json.dumps(message).encode()], list(files))


def receive(line: socket.socket) -> tuple[Message, list[int]]:
    """The next message and the files that came with it; raises EOFError where the other side is gone."""
    data, files, _, _ = socket.recv_fds(line, LONGEST, MOST_FILES)
    for file in files:
        os.set_inheritable(file, False)
    if not data:
        raise EOFError
    return json.loads(data), files
