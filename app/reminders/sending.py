"""Handing emails to the mail server, one connection for a run."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

SECONDS = 30


class NotAccepted(Exception):
    """The server did not accept this email; others it may. The text says why."""


class MailServerDown(Exception):
    """The server cannot be reached, or does not let us in. The text says why."""


@dataclass(frozen=True)
class MailServer:
    """Where it is, and how Liaison signs in to it."""

    host: str
    port: int
    user: str
    password: str
    tls: Literal["starttls", "tls", "off"]


class Postman:
    """Connects when the first email is handed over, and again after the server has hung up."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> "Postman":
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def send(self, message: EmailMessage) -> None:
        """Raises NotAccepted and MailServerDown."""
        connection = self._connection if self._connection and self._connection.sock else self._connect()
        try:
            connection.send_message(message)
        except (smtplib.SMTPNotSupportedError, ValueError) as problem:
            raise NotAccepted("the mail server takes no address of such characters") from problem
        except smtplib.SMTPRecipientsRefused as refused:
            [(code, words)] = refused.recipients.values()
            raise NotAccepted(f"the mail server refused the address: {_said(code, words)}") from refused
        except smtplib.SMTPResponseException as refused:
            self._hang_up()
            raise NotAccepted(f"the mail server answered {_said(refused.smtp_code, refused.smtp_error)}") from refused
        except (smtplib.SMTPException, OSError) as lost:
            self._hang_up()
            raise NotAccepted(f"the mail server hung up: {lost}") from lost

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        try:
            if server.tls == "tls":
                context = ssl.create_default_context()
                self._connection = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
            else:
                self._connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
            if server.tls == "starttls":
                self._connection.starttls(context=ssl.create_default_context())
            if server.user:
                self._connection.login(server.user, server.password)
        except (smtplib.SMTPException, OSError) as problem:
            self._hang_up()
            raise MailServerDown(f"{server.host}, port {server.port}: {problem}") from problem
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            try:
                self._connection.quit()
            except (smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection = None


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
