"""A TCP port in front of PostgreSQL's socket that can drop everything, as a cut cable does."""
from __future__ import annotations

import select
import socket
import threading
from pathlib import Path

from chaos.cluster import USER


class Proxy:
    """A context. While it is cut, bytes are swallowed both ways and new connections hang; no one is told."""

    def __init__(self, target: Path):
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._whole = threading.Event()
        self._whole.set()
        self._closed = False
        self.port = self._listener.getsockname()[1]

    def __enter__(self) -> Proxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        self._listener.close()

    @property
    def conninfo(self) -> str:
        # Not over TLS: the proxy's connections are local to PostgreSQL.
        return f"host=127.0.0.1 port={self.port} user={USER} dbname=postgres sslmode=disable gssencmode=disable"

    def cut(self) -> None:
        self._whole.clear()

    def restore(self) -> None:
        """New connections work again; those from before the cut have lost bytes and are ended."""
        self._whole.set()

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        if not self._whole.wait(120):
            client.close()
            return
        server = socket.socket(socket.AF_UNIX)
        with client, server:
            try:
                server.connect(str(self._target))
                self._forward(client, server)
            except OSError:
                pass

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while True:
            ready, _, _ = select.select([client, server], [], [], 0.1)
            if not self._whole.is_set():
                # The cable is cut: whoever waits here for an answer waits until it is mended, and in vain.
                self._whole.wait()
                return
            for side in ready:
                bytes_read = side.recv(1 << 16)
                if not bytes_read:
                    return
                (server if side is client else client).sendall(bytes_read)
