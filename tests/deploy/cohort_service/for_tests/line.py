"""A line between browser and service that a test can cut, or turn into a black hole."""

import selectors
import socket
import threading
import time
from contextlib import suppress


class Line:
    """Forwards TCP; `cut()` breaks connections, `swallow()` lets nothing through, `mend()` undoes both."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._lock = threading.RLock()
        self._state = "open"
        self._ends = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        self._state = "cut"
        with self._lock:
            for end in list(self._pairs):
                self._drop(end)

    def swallow(self) -> None:
        self._state = "swallowing"

    def mend(self) -> None:
        self._state = "open"

    def close(self) -> None:
        self._ends = True
        self._thread.join()
        self.cut()
        self._listener.close()
        self._selector.close()

    def _run(self) -> None:
        while not self._ends:
            for key, _ in self._selector.select(timeout=0.05):
                with self._lock:
                    self._serve(key.fileobj)
            if self._state == "swallowing":
                time.sleep(0.05)

    def _serve(self, end: socket.socket) -> None:
        if end is self._listener:
            self._accept()
        elif end in self._pairs and self._state != "swallowing":
            self._forward(end)

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        if self._state == "cut":
            near.close()
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._target), timeout=5)
        except OSError:
            near.close()
            return
        for one, other in ((near, far), (far, near)):
            one.settimeout(5)
            self._pairs[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _forward(self, end: socket.socket) -> None:
        try:
            data = end.recv(65536)
            if data:
                self._pairs[end].sendall(data)
                return
        except OSError:
            pass
        self._drop(end)

    def _drop(self, end: socket.socket) -> None:
        for one in (end, self._pairs.get(end)):
            if one is not None and self._pairs.pop(one, None) is not None:
                with suppress(KeyError, ValueError):
                    self._selector.unregister(one)
                one.close()
