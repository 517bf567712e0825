"""Pointing an unmodified client at the emulator."""

from typing import Any
from urllib.parse import urlsplit

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


def redirect(session: Any, url: str) -> None:
    """Send what a requests.Session has for Google's hosts to `url` instead."""
    from requests.adapters import HTTPAdapter  # the server itself does without requests

    class Redirecting(HTTPAdapter):
        def send(self, request: Any, *args: Any, **options: Any) -> Any:
            parts = urlsplit(request.url)
            request.url = request.url.replace(f"{parts.scheme}://{parts.netloc}", url, 1)
            return super().send(request, *args, **options)

    for host in HOSTS:
        session.mount(host, Redirecting())


def session(url: str, token: str) -> Any:
    """A requests.Session that is redirected and carries a bearer token."""
    from requests import Session

    made = Session()
    made.headers["Authorization"] = f"Bearer {token}"
    redirect(made, url)
    return made


def service_account(token_uri: str, email: str) -> tuple[dict[str, str], str]:
    """A service account's key as Google hands it out, and its public half as PEM."""
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    account = {
        "type": "service_account",
        "project_id": email.rpartition("@")[2].partition(".")[0],
        "private_key_id": "1",
        "private_key": private,
        "client_email": email,
        "client_id": "1",
        "token_uri": token_uri,
    }
    return account, public
