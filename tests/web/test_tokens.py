"""Form tokens."""

import pytest

from kernel.errors import Refused
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from web.tokens import Forms


@pytest.fixture
def forms(clock: FrozenClock) -> Forms:
    return Forms(GlassVault(), clock)


def reason(forms: Forms, token: str, *purpose: str) -> str:
    with pytest.raises(Refused) as refused:
        forms.read(token, *purpose)
    return refused.value.reason


def test_read_gives_each_form_its_own_number(forms: Forms):
    first, second = forms.issue("survey", "banmai"), forms.issue("survey", "banmai")
    assert forms.read(first, "survey", "banmai") == forms.read(first, "survey", "banmai")
    assert forms.read(first, "survey", "banmai") != forms.read(second, "survey", "banmai")


def test_read_refuses_another_purpose(forms: Forms):
    token = forms.issue("survey", "banmai")
    assert reason(forms, token, "survey", "nongbua") == "form_invalid"


def test_read_refuses_a_longer_life(forms: Forms):
    nonce, expires, mark = forms.issue("fraud", "banmai").split(".")
    assert reason(forms, f"{nonce}.{int(expires) + 1}.{mark}", "fraud", "banmai") == "form_invalid"


def test_read_refuses_after_expiry(forms: Forms, clock: FrozenClock):
    token = forms.issue("fraud", "banmai")
    clock.pass_time(hours=12)
    assert forms.read(token, "fraud", "banmai")
    clock.pass_time(seconds=1)
    assert reason(forms, token, "fraud", "banmai") == "form_expired"


def test_token_of_a_clock_ten_years_ahead_expires_no_page_by_surprise(forms: Forms, clock: FrozenClock):
    clock.pass_time(days=3650)
    token = forms.issue("fraud", "banmai")
    assert forms.read(token, "fraud", "banmai")
