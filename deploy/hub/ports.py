"""Ports of this machine: free ones, and whether one is taken."""

import socket
from contextlib import ExitStack


def free_ports(count: int) -> list[int]:
    """So many ports that nobody listens on, all different."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def next_free(host: str, port: int) -> int:
    """The first free port above this one."""
    return next(candidate for candidate in range(port + 1, 65536) if not is_taken(host, candidate))
