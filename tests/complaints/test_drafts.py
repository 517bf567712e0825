"""A report typed into a chat: sealed before it is stored, sent once, taken back, gone when left lying."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from complaints.drafts import IDLE, QUESTIONS, Chat
from complaints.evidence import clean
from complaints.keys import InformerKey
from kernel.codes import new_id
from kernel.errors import Refused
from storage.sealed.short_memory import ShortMemory
from storage.sealed.tables import case_drafts, case_messages, cases, unsend_marks
from tests.cast import BAN_MAI, NONG_BUA
from tests.complaints import pictures
from tests.complaints.telling import MALEE, TOLD, tell
from tests.complaints.traces import found_in, shapes
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import PLOY, Staffed, WatchedCrypto, WatchedStore, cheap_room


@pytest.fixture
def chat(banmai: Staffed) -> Chat:
    return banmai.room.chat


def test_told_report_reaches_the_officer_question_by_question(banmai: Staffed, chat: Chat, clock: FrozenClock) -> None:
    draft = tell(chat, *TOLD)
    assert (draft.question, draft.answered[:3], draft.review) == ("when", (True, True, False), False)
    assert chat.skip(BAN_MAI, MALEE, "e8").question == "where"
    chat.want(BAN_MAI, MALEE, "m9", "e9")
    chat.attach(BAN_MAI, MALEE, clean("p.jpg", pictures.jpeg()), "m9")
    receipt = chat.send(BAN_MAI, MALEE)
    reader = banmai.room.reader(BAN_MAI, banmai.keys[PLOY])
    (reference,) = banmai.references()
    opened = reader.open(reference)
    assert (opened.report.what, opened.report.who, opened.report.when) == (*TOLD, "")
    assert opened.header.thin == (len(TOLD[0]) < 30)
    assert pictures.pixels(reader.file(reference, opened.files[0].id).data) == pictures.pixels(pictures.jpeg())
    assert banmai.room.follow(BAN_MAI, receipt.digits).files[0].kind == "jpeg"
    assert chat.draft(BAN_MAI, MALEE) is None
    assert chat.send(BAN_MAI, MALEE) == receipt  # a second tap, or the answer was lost
    assert banmai.references() == [reference]
    clock.pass_time(minutes=15)
    with pytest.raises(Refused, match=r"^no_draft$"):
        chat.send(BAN_MAI, MALEE)


def test_no_copy_of_the_disk_holds_text_person_or_message_id(banmai: Staffed, chat: Chat, tmp_path: Path) -> None:
    message_id = "468789577898262530"
    chat.begin(BAN_MAI, MALEE)
    chat.answer(BAN_MAI, MALEE, TOLD[0], message_id, "01HEVENTCANARY")
    needles = [*shapes(TOLD[0]), MALEE.encode(), message_id.encode(), b"01HEVENTCANARY"]
    assert found_in(tmp_path, needles) == []
    chat.send(BAN_MAI, MALEE)
    assert found_in(tmp_path, needles) == []
    with banmai.room.store.read() as work:
        assert work.connection.execute(select(case_drafts)).all() == []


def test_draft_and_case_share_no_byte_and_no_id(banmai: Staffed, chat: Chat) -> None:
    tell(chat, *TOLD)
    with banmai.room.store.read() as work:
        (draft,) = work.connection.execute(select(case_drafts)).all()
    chat.send(BAN_MAI, MALEE)
    with banmai.room.store.read() as work:
        rows = [*work.connection.execute(select(cases)), *work.connection.execute(select(case_messages))]
    values = {value for row in rows for value in row if isinstance(value, (str, bytes)) and value != "banmai"}
    assert values.isdisjoint({draft.mark, draft.sealed, draft.sealed[24:56]})


def test_draft_survives_a_killed_process_and_not_a_reboot(
    banmai: Staffed, chat: Chat, tmp_path: Path, clock: FrozenClock
) -> None:
    tell(chat, *TOLD)
    again = cheap_room(f"sqlite:///{tmp_path}/sealed.db", clock)
    found = again.chat.draft(BAN_MAI, MALEE)
    assert found is not None and found.answered[:2] == (True, True)
    shutil.rmtree(tmp_path / "short")
    assert again.chat.draft(BAN_MAI, MALEE) is None
    again.close()


def test_draft_left_lying_is_erased_but_its_shadow_stays(banmai: Staffed, chat: Chat, clock: FrozenClock) -> None:
    tell(chat, TOLD[0])
    clock.pass_time(seconds=int(IDLE.total_seconds()))
    assert chat.draft(BAN_MAI, MALEE) is None
    assert (chat.shadow(BAN_MAI, MALEE), chat.shadow(BAN_MAI, "U" + "00" * 16)) == (True, False)
    banmai.room.tidy_drafts(BAN_MAI)
    with banmai.room.store.read() as work:
        assert work.connection.execute(select(case_drafts)).all() == []
    clock.pass_time(hours=1)
    assert not chat.shadow(BAN_MAI, MALEE)


def test_draft_goes_on_after_midnight(chat: Chat, clock: FrozenClock) -> None:
    clock.moment = clock.moment.replace(hour=16, minute=55)  # five to midnight in Thailand
    tell(chat, TOLD[0])
    clock.pass_time(minutes=10)
    assert chat.answer(BAN_MAI, MALEE, TOLD[1], "m1", "e1").answered[:2] == (True, True)
    assert chat.shadow(BAN_MAI, MALEE)


def test_event_delivered_again_changes_nothing(chat: Chat) -> None:
    draft = tell(chat, TOLD[0])
    assert chat.answer(BAN_MAI, MALEE, TOLD[0], "m0", "e0") == draft
    assert (chat.seen(BAN_MAI, "e0"), chat.seen(BAN_MAI, "e1"), chat.seen(NONG_BUA, "e0")) == (True, False, False)
    assert [chat.note_event(BAN_MAI, "e5") for _ in range(2)] == [True, False]


def test_back_asks_again_and_forgets_what_was_said(banmai: Staffed, chat: Chat) -> None:
    tell(chat, "ผิด", "คนผิด")
    assert [chat.back(BAN_MAI, MALEE, event).question for event in ("b1", "b2", "b3")] == ["who", "what", "what"]
    chat.answer(BAN_MAI, MALEE, TOLD[0], "m7", "e7")
    chat.send(BAN_MAI, MALEE)
    (reference,) = banmai.references()
    assert banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(reference).report.what == TOLD[0]


@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_message_taken_back_is_gone_and_the_rest_still_holds(banmai: Staffed, chat: Chat, when: str) -> None:
    chat.begin(BAN_MAI, MALEE)
    if when == "before":
        chat.unsend(BAN_MAI, MALEE, "m1")
    for number, text in enumerate([*TOLD, "เมื่อวาน"]):
        chat.answer(BAN_MAI, MALEE, text, f"m{number}", f"e{number}")
    if when == "during":
        assert chat.unsend(BAN_MAI, MALEE, "m1")
    receipt = chat.send(BAN_MAI, MALEE)
    if when == "after":
        assert [chat.unsend(BAN_MAI, MALEE, "m1") for _ in range(2)] == [True, False]
        assert [one.taken_back for one in banmai.room.follow(BAN_MAI, receipt.digits).messages] == [True]
    (reference,) = banmai.references()
    report = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(reference).report
    who = "เมื่อวาน" if when == "before" else ""  # the question was still open
    assert (report.what, report.who) == (TOLD[0], who)
    assert banmai.room.examine(BAN_MAI) == ()


def test_what_is_said_or_taken_back_while_it_is_filed_counts(banmai: Staffed, chat: Chat) -> None:
    class Slow(WatchedCrypto):
        """The person goes on while the receipt is derived."""

        def informer(self, secret: str, salt: bytes, *, filing: bool = False) -> InformerKey:
            if not self.salts:
                chat.unsend(BAN_MAI, MALEE, "m1")
                chat.answer(BAN_MAI, MALEE, "เมื่อวาน", "m2", "e2")
            return super().informer(secret, salt, filing=filing)

    tell(chat, *TOLD)
    crypto = Slow(WatchedStore(banmai.room.store))
    Chat(replace(chat.desk, crypto=crypto)).send(BAN_MAI, MALEE)
    (reference,) = banmai.references()
    report = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]).open(reference).report
    assert (report.what, report.who, report.when) == (TOLD[0], "", "เมื่อวาน")
    assert (len(crypto.salts), chat.draft(BAN_MAI, MALEE)) == (2, None)


def test_mark_for_taking_back_tells_no_day_and_dies(banmai: Staffed, chat: Chat, clock: FrozenClock) -> None:
    tell(chat, TOLD[0])
    chat.send(BAN_MAI, MALEE)
    with banmai.room.store.read() as work:
        (mark,) = work.connection.execute(select(unsend_marks)).all()
    assert (mark.day.weekday(), "m0" in mark.mark) == (0, False)
    for _ in range(2):
        clock.pass_time(days=30)
        banmai.room.tidy(BAN_MAI)
    assert not chat.unsend(BAN_MAI, MALEE, "m0")


@pytest.mark.parametrize("texts", [(), ("  ",)])
def test_nothing_told_is_not_sent(chat: Chat, texts: tuple[str, ...]) -> None:
    chat.begin(BAN_MAI, MALEE)
    for text in texts:
        chat.answer(BAN_MAI, MALEE, text, new_id(), new_id())
    with pytest.raises(Refused, match=r"^empty_report$"):
        chat.send(BAN_MAI, MALEE)


def test_closed_door_takes_no_draft(banmai: Staffed, chat: Chat) -> None:
    with pytest.raises(Refused, match=r"^intake_closed$"):
        chat.begin(NONG_BUA, MALEE)
    tell(chat, TOLD[0])
    assert banmai.room.erase_drafts(BAN_MAI) == 1
    assert chat.draft(BAN_MAI, MALEE) is None


def test_review_comes_after_the_last_question(chat: Chat) -> None:
    draft = chat.begin(BAN_MAI, MALEE)
    for number in range(len(QUESTIONS)):
        draft = chat.skip(BAN_MAI, MALEE, f"s{number}")
    assert (draft.review, draft.question, draft.step) == (True, "", draft.steps)
    assert replace(draft, step=0).question == QUESTIONS[0]


def test_memory_leaves_alone_what_is_being_written(tmp_path: Path, clock: FrozenClock) -> None:
    memory = ShortMemory(tmp_path / "short")
    memory.put("over", b"", clock.now())
    (tmp_path / "short" / "draft-begun").write_bytes(b"")
    memory.tidy(clock.now())
    assert [path.name for path in (tmp_path / "short").iterdir()] == ["draft-begun"]


def test_folder_that_others_may_read_is_refused(tmp_path: Path, clock: FrozenClock) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    with pytest.raises(PermissionError):
        ShortMemory(tmp_path / "open").put("a", b"b", clock.now())
