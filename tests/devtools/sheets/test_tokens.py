"""The token endpoint, asked by the real google-auth."""

from collections.abc import Iterator
from typing import Any

import gspread
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt
from google.auth.transport.requests import Request

from devtools.sheets import Emulator, Running, serve
from tests.sheets_sync.office import service_account

NOW = 1_800_000_000.0
EMAIL = "desk@project.example"


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def google() -> Iterator[Running]:
    engine = Emulator(auth=True, now=lambda: NOW, check=True)
    engine.add("book")
    with serve(emulator=engine) as running:
        yield running
    assert engine.violations == []


def test_token_of_gspreads_own_service_account_works() -> None:
    with serve(emulator=Emulator(auth=True, check=True)) as now:
        now.emulator.add("book")
        client = gspread.service_account_from_dict(now.service_account("a@p.example"))
        now.redirect(client.http_client.session)
        client.open_by_key("book").sheet1.update([["x"]], "A1")
        assert now.emulator.log[-1].user == "a@p.example"
        client.http_client.session.close()


def ask(google: Running, account: dict[str, str], **claims: Any) -> requests.Response:
    signer = crypt.RSASigner.from_service_account_info(account)
    asked = {"iss": EMAIL, "aud": google.token_uri, "iat": NOW, "exp": NOW + 3600, **claims}
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": jwt.encode(signer, asked)}
    return requests.post(google.token_uri, data=form, timeout=5)


def read(google: Running, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(f"{google.url}/v4/spreadsheets/book", headers=headers, timeout=5).status_code


def test_token_of_a_signed_request_opens_the_door(google: Running, key: rsa.RSAPrivateKey) -> None:
    token = ask(google, service_account(google, key)).json()["access_token"]
    assert (read(google, token), read(google, "another")) == (200, 401)


def test_token_request_signed_with_another_key_is_refused(google: Running, key: rsa.RSAPrivateKey) -> None:
    account = service_account(google, key)
    service_account(google, rsa.generate_private_key(public_exponent=65537, key_size=2048))
    answer = ask(google, account)
    assert (answer.status_code, answer.json()["error_description"]) == (400, "Invalid JWT Signature.")


def test_token_request_of_a_wrong_clock_is_refused(google: Running, key: rsa.RSAPrivateKey) -> None:
    answer = ask(google, service_account(google, key), iat=NOW + 601, exp=NOW + 4201)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert "reasonable timeframe" in answer.json()["error_description"]


def test_token_ends_when_its_account_is_revoked(google: Running, key: rsa.RSAPrivateKey) -> None:
    account = service_account(google, key)
    token = ask(google, account).json()["access_token"]
    google.emulator.tokens.revoke(EMAIL)
    assert (read(google, token), ask(google, account).status_code) == (401, 400)
    google.emulator.tokens.restore(EMAIL)
    assert ask(google, account).status_code == 200


@pytest.mark.parametrize(
    "form",
    [{}, {"grant_type": "password"}, {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "a.b"}],
)
def test_token_request_of_another_kind_is_refused(google: Running, form: dict[str, str]) -> None:
    assert requests.post(google.token_uri, data=form, timeout=5).status_code == 400


def test_token_request_of_real_google_auth_is_understood(key: rsa.RSAPrivateKey) -> None:
    from google.oauth2.service_account import Credentials

    with serve(emulator=Emulator(auth=True)) as running:
        known = Credentials.from_service_account_info(service_account(running, key), scopes=["s"])
        known.refresh(Request())
        assert known.token.startswith("ya29.")
