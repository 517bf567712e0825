"""The token endpoint: a service account's signed request in, a bearer token out."""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME_S = 3600
SKEW_S = 300


class GrantRefused(Exception):  # noqa: N818 - it reads as a sentence
    """The token endpoint answers 400."""

    @property
    def body(self) -> dict[str, str]:
        """As Google's token endpoint words it."""
        return {"error": "invalid_grant", "error_description": str(self)}


class Tokens:
    """Issues tokens and knows which are good. `strict` refuses any other bearer.

    A signature is checked when the account's public key is known (`know`); an unknown account is taken at its word.
    """

    def __init__(self, now: Callable[[], float], *, strict: bool = False) -> None:
        self._now = now
        self.strict = strict
        self._keys: dict[str, rsa.RSAPublicKey] = {}
        self._revoked: set[str] = set()
        self._issued: dict[str, tuple[str, float]] = {}

    def know(self, email: str, public_pem: str) -> None:
        """Check this account's signatures from now on."""
        key = load_pem_public_key(public_pem.encode())
        if not isinstance(key, rsa.RSAPublicKey):
            raise ValueError("a service account's key is RSA")
        self._keys[email] = key

    def revoke(self, email: str) -> None:
        """Its key was deleted: no new tokens, and the old ones end."""
        self._revoked.add(email)
        self._issued = {
            token: (owner, 0.0 if owner == email else ends) for token, (owner, ends) in self._issued.items()
        }

    def restore(self, email: str) -> None:
        """Undo `revoke`."""
        self._revoked.discard(email)

    def issue(self, form: dict[str, str]) -> dict[str, Any]:
        """The answer to a token request. Raises GrantRefused."""
        if form.get("grant_type") != GRANT:
            raise GrantRefused("Unsupported grant type")
        claims, signed, signature = _opened(form.get("assertion", ""))
        email = str(claims.get("iss", ""))
        if email in self._revoked or not self._signed_by(email, signed, signature):
            raise GrantRefused("Invalid JWT Signature.")
        self._check_times(claims)
        token = f"ya29.{secrets.token_urlsafe(24)}"
        self._issued[token] = (email, self._now() + LIFETIME_S)
        return {"access_token": token, "expires_in": LIFETIME_S, "token_type": "Bearer"}

    def _signed_by(self, email: str, signed: bytes, signature: bytes) -> bool:
        key = self._keys.get(email)
        if key is None:
            return True
        try:
            key.verify(signature, signed, padding.PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True

    def _check_times(self, claims: dict[str, Any]) -> None:
        begun, ends, now = float(claims.get("iat", 0)), float(claims.get("exp", 0)), self._now()
        if begun > now + SKEW_S or ends < now - SKEW_S or ends - begun > LIFETIME_S + SKEW_S:
            raise GrantRefused(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim."
            )

    def accepts(self, header: str | None) -> bool:
        """Whether a request with this Authorization header may pass."""
        return self.who(header) is not None

    def who(self, header: str | None) -> str | None:
        """Whose request it is; None: nobody's. A token from elsewhere is a person of its own."""
        token = (header or "").removeprefix("Bearer ").strip()
        if not token or not (header or "").startswith("Bearer "):
            return None
        email, ends = self._issued.get(token, ("", 0.0))
        if self.strict or email:
            return email if ends > self._now() else None
        return f"bearer-{hashlib.sha256(token.encode()).hexdigest()[:8]}@anybody.example"


def _opened(assertion: str) -> tuple[dict[str, Any], bytes, bytes]:
    head, _, rest = assertion.partition(".")
    body, _, signature = rest.partition(".")
    try:
        claims = json.loads(_decoded(body))
        found = _decoded(signature)
    except ValueError as wrong:
        raise GrantRefused("Invalid JWT: not three base64 parts") from wrong
    if not isinstance(claims, dict):
        raise GrantRefused("Invalid JWT: no claims")
    return claims, f"{head}.{body}".encode(), found


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
