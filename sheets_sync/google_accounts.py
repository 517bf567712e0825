"""Service accounts that are known to this process: each key is read once, each token asked for once.

Reading an RSA key takes as long as a request. Threads that begin together with a cold account wait for one token.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from google.auth import crypt
from google.auth.exceptions import GoogleAuthError, TransportError
from google.oauth2.service_account import Credentials

from sheets_sync.account_names import fingerprint, mark
from sheets_sync.trouble import Parked

_SCOPES = ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.metadata.readonly"]
_NEEDED = ("client_email", "token_uri", "private_key")
_KEPT = 1000


class Account(Credentials):
    """A service account that talks to the token address in its key and to nobody else. Thread-safe."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[no-untyped-call]
        self._one = threading.RLock()

    def before_request(self, request: Any, method: Any, url: Any, headers: Any) -> None:
        """The first of many threads signs in; the others find its token."""
        with self._one:
            super().before_request(request, method, url, headers)  # type: ignore[no-untyped-call]

    def refresh(self, request: Any) -> None:
        with self._one:
            try:
                super().refresh(request)  # type: ignore[no-untyped-call]
            except (TypeError, ValueError) as torn:  # a page in HTML where a token should be
                raise TransportError("the token server's answer is no answer") from torn  # type: ignore[no-untyped-call]

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        # google-auth would show every fresh token to another Google host, in a thread of its own, for a feature of
        # Google Cloud that Sheets does not have; there is no public switch
        return False


class Accounts:
    """The accounts and signers in use, by the fingerprint of their keys. Thread-safe."""

    def __init__(self) -> None:
        self._accounts: OrderedDict[str, Account] = OrderedDict()
        self._signers: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, given: Mapping[str, Any]) -> Account:
        """The account of a key file. Raises Parked("key_shape") when it is none."""
        with self._lock:
            found: Account = _kept(self._accounts, fingerprint(given), lambda: self._opened(given))
            return found

    def _opened(self, given: Mapping[str, Any]) -> Account:
        if not all(isinstance(given.get(name), str) for name in _NEEDED):
            raise Parked("key_shape")
        try:
            signer = _kept(self._signers, mark(given["private_key"]), lambda: _signer(given))
        except (ValueError, GoogleAuthError) as wrong:
            raise Parked("key_shape") from wrong
        made: Account = Account._from_signer_and_info(signer, dict(given), scopes=_SCOPES)  # type: ignore[no-untyped-call]
        return made


ACCOUNTS = Accounts()
"""Those of this process."""


def _signer(given: Mapping[str, Any]) -> Any:
    return crypt.RSASigner.from_service_account_info(dict(given))  # type: ignore[no-untyped-call]


def _kept(where: "OrderedDict[str, Any]", name: str, make: Any) -> Any:
    if name not in where:
        where[name] = make()
        if len(where) > _KEPT:
            where.popitem(last=False)
    where.move_to_end(name)
    return where[name]
