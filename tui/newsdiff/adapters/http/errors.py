"""Errors of an exchange, in plain words."""

from __future__ import annotations

import errno
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING

from newsdiff.text_format import hour_and_day, local_now

if TYPE_CHECKING:
    from datetime import timedelta


class FetchFault(Exception):  # noqa: N818  # it never leaves this package; outside it is a FetchError
    """Why an address failed: the rest of a sentence that begins with the address, without the full stop."""

    def __init__(self, words: str, *, status: int | None = None, retry_after: timedelta | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.retry_after = retry_after


class PrivateAddress(OSError):  # noqa: N818  # an OSError by need only: it is what aiohttp lets pass from a resolver
    """A name resolves to private IP addresses only, and the user did not type it."""


PRIVATE = "lies in a private network, and newsdiff goes there only when you type the address yourself"

_CONNECTION = {
    errno.ECONNREFUSED: "refused the connection",
    errno.ECONNRESET: "broke off the connection",
    errno.EPIPE: "broke off the connection",
    errno.ENETUNREACH: "cannot be reached from here; check the network",
    errno.EHOSTUNREACH: "cannot be reached from here; check the network",
    errno.ETIMEDOUT: "did not answer",
    errno.EMFILE: "could not be asked, since this system has too many files and connections open",
}


def megabytes(size: int) -> str:
    """A number of bytes, rounded, for showing."""
    return f"{size / 2**20:.0f} MB" if size >= 2**20 else f"{size / 2**10:.0f} KB"


def answered(status: int, retry_after: timedelta | None = None) -> FetchFault:
    """The fault of a response that is not a success. The server's reason phrase is not repeated, as it may be
    anything."""
    try:
        words = f"answered {status} {HTTPStatus(status).phrase}"
    except ValueError:
        words = f"answered {status}"
    if status in (401, 407):
        words += ": it needs a login"
    elif status in (403, 406):
        words += ": it may refuse programs; a browser's user agent may help (--user-agent)"
    elif retry_after:
        words += f": it asks to be left alone until {hour_and_day(local_now() + retry_after)}"
    return FetchFault(words, status=status, retry_after=retry_after)


def out_of_time(seconds: float) -> FetchFault:
    """The fault of an exchange that timed out."""
    return FetchFault(f"gave no complete answer within {seconds:g} seconds")


def fault(error: Exception) -> FetchFault:
    """The fault that corresponds to a `ClientError` of aiohttp, or to an `OSError` that it did not wrap."""
    # Called only when aiohttp is imported already; importing it at module level would slow every start by 0.2 s.
    import aiohttp

    match error:
        case aiohttp.ClientConnectorCertificateError():
            return FetchFault(f"cannot be trusted: {_certificate(error.certificate_error)}")
        case aiohttp.ClientConnectorSSLError():
            return FetchFault("could not agree with newsdiff on a secure connection")
        case aiohttp.ClientConnectorDNSError():
            return _lookup(error.os_error)
        case aiohttp.ClientHttpProxyError():
            return FetchFault(f"was not reached: the proxy answered {error.status}")
        case aiohttp.ClientProxyConnectionError():
            return FetchFault(
                "was not reached: the proxy does not answer; check the settings http_proxy and https_proxy"
            )
        case aiohttp.ServerDisconnectedError():
            return FetchFault("closed the connection without an answer")
        case aiohttp.ClientPayloadError():
            return FetchFault("stopped in the middle of its answer")
        case OSError():
            return FetchFault(_CONNECTION.get(error.errno or 0, "could not be connected to"))
        case aiohttp.ClientResponseError():
            return FetchFault("sent an answer that is not valid HTTP, or has too long a header")
    return FetchFault("could not be fetched")


def _lookup(error: OSError) -> FetchFault:
    if isinstance(error, PrivateAddress):
        return FetchFault(PRIVATE)
    if error.errno == socket.EAI_AGAIN:
        return FetchFault("could not be looked up; check the network")
    return FetchFault("names a host that does not exist")


def _certificate(error: Exception) -> str:
    """The reason in the words of OpenSSL, which contain nothing sent by the server; a host name in them is the one
    requested."""
    reason = str(getattr(error, "verify_message", "")).rstrip(".")
    return f"its certificate is not accepted ({reason})" if reason else "its certificate is not accepted"
