"""QR patrol: the decoded text decides, host first; what is due; bounds for a stranger's picture."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from benchmarks import proofs_patrol
from kernel.agency import Purpose
from kernel.codes import check_symbol
from kernel.errors import Refused
from qr import codes, links, patrol_texts, photographs
from qr.inspections import next_reminder, overdue
from qr.patrol import Finding, Sheet, Signs, Verdict, judge, judge_all
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER

BASE = "https://banmai.go.th"
REPRINT, OTHERS = "K2M" + check_symbol("K2M"), "N4P" + check_symbol("N4P")
OURS = replace(BAN_MAI, official_eit_url="https://itas.nacc.go.th/go/eit/abc")
SIGNS = Signs(
    BASE,
    OURS,
    {
        TAX_COUNTER.code: replace(TAX_COUNTER, retired_on=date(2026, 11, 1)),
        REPRINT: replace(TAX_COUNTER, sign=REPRINT),
        WELFARE_COUNTER.code: WELFARE_COUNTER,
    },
    {NONG_BUA.code: NONG_BUA.spoken_name},
    {OTHERS: NONG_BUA.code}.get,
    "@banmai",
)
GENUINE = Finding(Verdict.GENUINE, Sheet.POINT, point=WELFARE_COUNTER.code)
FOREIGN, UNISSUED = Verdict.FOREIGN, Verdict.UNISSUED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (links.landing(BASE, WELFARE_COUNTER.code), GENUINE),
        (links.landing(BASE, WELFARE_COUNTER.code).lower(), GENUINE),
        (links.landing(BASE, REPRINT), Finding(Verdict.GENUINE, Sheet.POINT, point=TAX_COUNTER.code)),
        (links.landing(BASE, TAX_COUNTER.code), Finding(Verdict.RETIRED, Sheet.POINT, point=TAX_COUNTER.code)),
        (links.fraud_poster(BASE, BAN_MAI), Finding(Verdict.GENUINE, Sheet.FRAUD)),
        (links.landing(BASE, OTHERS), Finding(Verdict.NEIGHBOUR, owner=NONG_BUA.spoken_name)),
        (links.fraud_poster(BASE, NONG_BUA), Finding(Verdict.NEIGHBOUR, owner=NONG_BUA.spoken_name)),
        (OURS.official_eit_url, Finding(Verdict.GENUINE, Sheet.OFFICIAL)),
        (links.official_poster(BASE, BAN_MAI), Finding(Verdict.GENUINE, Sheet.OFFICIAL)),
        (links.official_poster(BASE, NONG_BUA), Finding(Verdict.NEIGHBOUR, owner=NONG_BUA.spoken_name)),
        ("https://line.me/R/ti/p/%40banmai", Finding(Verdict.GENUINE, Sheet.LINE)),
        ("https://line.me/R/ti/p/%40other", Finding(FOREIGN, host="line.me")),
        (f"{BASE}/q/ZZZZ", Finding(UNISSUED)),
        (f"{BASE}/q/{WELFARE_COUNTER.code}?next=evil", Finding(UNISSUED)),
        (f"{BASE}/a/banmai", Finding(Verdict.GENUINE, Sheet.PAGE)),
        (f"{BASE}/anything", Finding(UNISSUED)),
        (f"http://banmai.go.th/q/{WELFARE_COUNTER.code}", Finding(FOREIGN, host="banmai.go.th")),
        (f"https://banmai.go.th:8443/q/{WELFARE_COUNTER.code}", Finding(FOREIGN, host="banmai.go.th")),
        (f"https://banmai.go.th@evil.example/q/{WELFARE_COUNTER.code}", Finding(FOREIGN, host="evil.example")),
        ("https://banmai.go.th.evil.example/q/EA7", Finding(FOREIGN, host="banmai.go.th.evil.example")),
        (f"https://bаnmai.go.th/q/{WELFARE_COUNTER.code}", Finding(FOREIGN, host="xn--bnmai-4ve.go.th")),
        ("https://[::1/q", Finding(FOREIGN)),
        ("00020101021129370016A0000006770", Finding(FOREIGN)),
        ("javascript:alert(1)", Finding(FOREIGN)),
        ("", Finding(FOREIGN)),
    ],
)  # fmt: skip
def test_text_decides_host_first(text: str, found: Finding) -> None:
    assert judge(text, SIGNS) == found


def test_photograph_tells_each_thing_once_the_most_alarming_first() -> None:
    twice = [links.landing(BASE, WELFARE_COUNTER.code)] * 2
    assert judge_all(twice, SIGNS) == (GENUINE,)
    assert judge_all([*twice, "https://bit.ly/x"], SIGNS) == (Finding(FOREIGN, host="bit.ly"), GENUINE)
    assert judge_all([], SIGNS) == (Finding(Verdict.UNREADABLE),)


def test_every_verdict_has_its_sentence_and_no_foreign_address_becomes_a_link() -> None:
    sheets = [sheet for sheet in Sheet if sheet is not Sheet.NONE]
    every = [Finding(one, host="bit.ly", owner="อบต.อื่น") for one in Verdict if one is not Verdict.GENUINE]
    said = [patrol_texts.verdict(one, lambda _code: "จุด") for one in every]
    said += [patrol_texts.verdict(Finding(Verdict.GENUINE, one), lambda _code: "จุด") for one in sheets]
    assert len(set(said)) == len(every) + len(sheets)
    assert not any("bit.ly" in one for one in said)


def test_point_is_due_a_week_after_it_was_last_in_order() -> None:
    today, noon = date(2026, 11, 21), datetime(2026, 11, 21, 5, tzinfo=UTC)
    new = replace(WELFARE_COUNTER, code="NEW1", opened_on=today - timedelta(days=6))
    retired = replace(WELFARE_COUNTER, code="OLD1", retired_on=today)
    fraud = replace(WELFARE_COUNTER, code="FRD1", purpose=Purpose.FRAUD)
    every = [TAX_COUNTER, WELFARE_COUNTER, new, retired, fraud]
    seen = {TAX_COUNTER.code: noon - timedelta(days=7), WELFARE_COUNTER.code: noon - timedelta(days=6)}
    assert overdue(every, seen, today) == [TAX_COUNTER]
    assert overdue(every, {}, today) == [TAX_COUNTER, WELFARE_COUNTER]


def test_reminder_is_due_on_mondays_at_nine_in_bangkok() -> None:
    monday = datetime(2026, 11, 23, 2, tzinfo=UTC)
    for before in (timedelta(0), timedelta(hours=2, minutes=5), timedelta(days=6, hours=23)):
        assert next_reminder(monday - before) == monday
    assert next_reminder(monday + timedelta(seconds=1)) == monday + timedelta(days=7)


def test_picture_over_the_bounds_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused, match="picture_large"):
        photographs.texts_in(bytes(photographs.MAX_BYTES + 1))
    with pytest.raises(Refused, match="picture_unreadable"):
        photographs.texts_in(codes.png(links.landing(BASE, REPRINT))[:200])


def test_chat_quality_photographs_are_read_right() -> None:
    """The whole sample, 40 of each, is `make prove ONLY=patrol`."""
    found = proofs_patrol.tried(proofs_patrol.genuine(3)) + proofs_patrol.tried(proofs_patrol.pasted(3))
    assert found == {"right": 6}
