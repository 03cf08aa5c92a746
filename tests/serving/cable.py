"""A cable between a browser and a server that can be cut, go silent, and be mended."""

import socket
import threading
from contextlib import suppress

PIECE = 65536


class Cable:
    """Listens at an address of its own and passes everything on to ``port``.

    ``cut``: every connection ends and none comes about. ``silence``: connections stay and nothing
    passes, as when the wireless net is gone. ``mend``: new connections work again; those that went
    silent are lost.
    """

    def __init__(self, port):
        self._port = port
        self._open = []
        self._whole = threading.Event()
        self._whole.set()
        self._refuses = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._threads = []
        self._start(self._accept)

    def cut(self):
        self._refuses = True
        self._end()

    def silence(self):
        self._whole.clear()

    def mend(self):
        self._refuses = False
        self._end()
        self._whole.set()

    def close(self):
        self._refuses = True
        with suppress(OSError):
            # a thread that waits for the next one is woken
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._end()
        self._whole.set()
        for thread in self._threads:
            thread.join()

    def _end(self):
        ended, self._open = self._open, []
        for one in ended:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _start(self, does, *about):
        thread = threading.Thread(target=does, args=about, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        while True:
            try:
                here, _ = self._listening.accept()
            except OSError:
                return
            if self._refuses:
                here.close()
                continue
            there = socket.create_connection(("127.0.0.1", self._port))
            self._open += [here, there]
            self._start(self._connect, here, there)

    def _connect(self, here, there):
        back = threading.Thread(target=self._pass_on, args=(there, here), daemon=True)
        with here, there:
            back.start()
            self._pass_on(here, there)
            back.join()

    def _pass_on(self, source, target):
        with suppress(OSError):
            while piece := source.recv(PIECE):
                # What comes while it is silent is lost with its connection.
                if not self._whole.is_set():
                    self._whole.wait()
                    break
                target.sendall(piece)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
