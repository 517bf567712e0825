"""Who is in danger gets the numbers, whatever else the message speaks of; who asks about it beforehand or afterwards
gets an answer.
"""

import pytest

from bot import texts
from qa.routing import Route, classify
from web import ask_texts


@pytest.mark.parametrize(
    "text",
    [
        "แม่หมดสติ โทรอะไร",
        "สามีตีหนู ช่วยด้วย",
        "ลูกกินยาฆ่าหญ้า",
        "ไม่มีเงินเลย อยากตาย",
        "หนี้ท่วม จ่ายเบี้ยประกันไม่ไหว อยากฆ่าตัวตาย",
        "ไม่อยากมีชีวิตอยู่แล้ว",
        "vpkd9kp",
        "I want to die",
    ],
)
def test_danger_is_an_emergency(text):
    assert classify(text) is Route.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "ขอวิทยากรอบรมป้องกันการฆ่าตัวตาย",
        "พ่อจมน้ำเสียชีวิต ขอรับเงินสงเคราะห์",
        "น้ำไม่ไหล ช่วยด้วย",
        "เงินช่วยเหลือฉุกเฉินยื่นด่วนได้ไหม",
        "ไม่อยากตายเพราะถนนพัง",
    ],
)
def test_question_about_danger_is_a_question(text):
    assert classify(text) is Route.QUESTION


@pytest.mark.parametrize("number", ["1669", "191", "199", "1323"])
def test_every_number_is_told_in_the_chat_and_on_the_web(number):
    assert number in texts.EMERGENCY
    assert number in ask_texts.EMERGENCY
