"""A keep-alive HTTP client that costs little processor time, so that the server is what is measured."""

import socket
import zlib
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode
from uuid import uuid4

_HEAD_END = b"\r\n\r\n"
_RECEIVE = 262_144
_TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """One response. The body is unpacked only when it is read."""

    status: int
    headers: dict[str, list[str]]
    raw_body: bytes

    @property
    def body(self) -> str:
        packed = self.headers.get("content-encoding", [""])[0] == "gzip"
        return (zlib.decompress(self.raw_body, wbits=31) if packed else self.raw_body).decode()

    @property
    def location(self) -> str:
        return self.headers.get("location", [""])[0]


class HttpClient:
    """One browser: a connection kept open, and the cookies it was given."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._address = (host, port)
        self._socket: socket.socket | None = None
        self._cookies: dict[str, str] = {}

    def get(self, path: str, *, accept: str = "text/html") -> Answer:
        return self._exchange(self._request("GET", path, accept).encode() + b"\r\n")

    def post(self, path: str, form: dict[str, str] | list[tuple[str, str]]) -> Answer:
        return self.send(self.prepare_post(path, form))

    def prepare_get(self, path: str) -> bytes:
        """A GET as bytes, for whoever receives its answer otherwise."""
        return self._request("GET", path, "*/*").encode() + b"\r\n"

    def prepare_post(
        self, path: str, form: dict[str, str] | list[tuple[str, str]], *, accept: str = "text/html"
    ) -> bytes:
        """A posted form as bytes, so that making it is not measured."""
        return self.prepare_body(path, urlencode(form).encode(), "application/x-www-form-urlencoded", accept=accept)

    def prepare_body(self, path: str, body: bytes, content_type: str, *, accept: str = "text/html") -> bytes:
        """A POST of anything as bytes."""
        head = self._request("POST", path, accept)
        head += f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body

    def prepare_upload(self, path: str, form: dict[str, str], name: str, content: bytes) -> bytes:
        """One file in the field `files`, as a script sends it."""
        edge = uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            for field, value in form.items()
        ]
        about = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        body = "".join([*parts, about, "Content-Type: application/octet-stream\r\n\r\n"]).encode()
        body += content + f"\r\n--{edge}--\r\n".encode()
        head = self._request("POST", path, "application/json")
        head += f"Content-Type: multipart/form-data; boundary={edge}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body

    def send(self, request: bytes) -> Answer:
        return self._exchange(request)

    def another_connection(self) -> "HttpClient":
        """A second connection of the same browser, with the same cookies."""
        other = HttpClient(self._address[1], self._address[0])
        other._cookies = dict(self._cookies)
        return other

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _request(self, method: str, path: str, accept: str) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {self._address[0]}:{self._address[1]}\r\nAccept: {accept}\r\n"
            f"Accept-Encoding: gzip\r\n{f'Cookie: {cookies}' + chr(13) + chr(10) if cookies else ''}"
        )

    def _exchange(self, request: bytes) -> Answer:
        """Send and receive; once more on a new connection when the server had closed the idle one."""
        is_kept = self._socket is not None
        try:
            return self._exchange_once(request)
        except (ConnectionError, TimeoutError):
            self.close()
            if not is_kept or request.startswith(b"POST"):
                raise
            return self._exchange_once(request)

    def _exchange_once(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=_TIMEOUT_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        received = self._receive_more(b"")
        while (end := received.find(_HEAD_END)) < 0:
            received = self._receive_more(received)
        status, headers = _read_head(received[:end])
        received = received[end + len(_HEAD_END) :]
        length = int(headers["content-length"][0])
        while len(received) < length:
            received = self._receive_more(received)
        self._keep_cookies(headers.get("set-cookie", []))
        if headers.get("connection", [""])[0].lower() == "close":
            self.close()
        return Answer(status, headers, received)

    def _receive_more(self, received: bytes) -> bytes:
        assert self._socket is not None
        more = self._socket.recv(_RECEIVE)
        if not more:
            raise ConnectionError("the server closed the connection before its answer was whole")
        return received + more

    def _keep_cookies(self, lines: list[str]) -> None:
        # The cookie is marked for HTTPS alone; over loopback it is sent all the same, as a proxy would.
        for line in lines:
            name, _, value = line.split(";", 1)[0].partition("=")
            self._cookies[name.strip()] = value


def _read_head(head: bytes) -> tuple[int, dict[str, list[str]]]:
    status_line, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), []).append(value.strip())
    return int(status_line.split(" ", 2)[1]), headers
