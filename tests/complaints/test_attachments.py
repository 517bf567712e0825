"""Evidence on its way: sealed in pieces, opened by its officer, found in no file, and noticed when touched."""

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from complaints.envelope import FILE_SIZES, padded_size
from complaints.evidence import CleanFile, clean
from kernel.codes import new_id
from kernel.errors import Refused, Unreadable
from storage.sealed.tables import case_chunks
from tests.cast import BAN_MAI
from tests.complaints import pictures
from tests.complaints.traces import found_in, shapes
from tests.fakes.complaints import PLOY, REPORT, Staffed

NAME = "ภาพลับ-canary-7f3a.jpg"
LARGE = CleanFile(NAME, "jpeg", b"canary-bytes-7f3a" * 20_000, cleaned=True)
"""More than five pieces."""


def file_with(banmai: Staffed, *files: CleanFile) -> str:
    banmai.room.file(BAN_MAI, REPORT, new_id(), files)
    return banmai.references()[0]


def test_officer_gets_each_file_byte_for_byte(banmai: Staffed) -> None:
    small = clean("a.png", pictures.png())
    reader, reference = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]), file_with(banmai, LARGE, small)
    facts = reader.open(reference).files
    assert [(fact.name, fact.kind, fact.cleaned) for fact in facts] == [(NAME, "jpeg", True), ("a.png", "png", True)]
    assert [reader.file(reference, fact.id).data for fact in facts] == [LARGE.data, small.data]
    with pytest.raises(Refused, match=r"^no_such_file$"):
        reader.file(reference, new_id())


def test_no_file_of_the_store_knows_name_or_bytes(banmai: Staffed, tmp_path: Path) -> None:
    file_with(banmai, LARGE)
    (tmp_path / "leak").write_bytes(b"xx" + LARGE.data[:40])
    assert found_in(tmp_path, [*shapes(NAME), b"canary-bytes-7f3a"]) == ["leak"]


def test_same_form_with_the_same_files_is_one_case_and_with_others_is_refused(banmai: Staffed) -> None:
    form = new_id()
    first, again = (banmai.room.file(BAN_MAI, REPORT, form, [LARGE]) for _ in range(2))
    assert (first == again, len(banmai.references())) == (True, 1)
    with pytest.raises(Refused, match=r"^already_filed$"):
        banmai.room.file(BAN_MAI, REPORT, form, [])


@pytest.mark.parametrize("change", ["drop last", "drop middle", "swap", "flip"])
def test_touched_pieces_do_not_open(banmai: Staffed, change: str) -> None:
    reader, reference = banmai.room.reader(BAN_MAI, banmai.keys[PLOY]), file_with(banmai, LARGE)
    (fact,) = reader.open(reference).files
    c = case_chunks.c
    with banmai.room.store.begin() as work:
        pieces = work.threads.chunks(BAN_MAI, reference, fact.id)
        drop = {"drop last": len(pieces) - 1, "drop middle": 1}.get(change)
        if drop is not None:
            work.connection.execute(delete(case_chunks).where(c.n == drop))
        elif change == "swap":
            for n, other in ((1, pieces[2]), (2, pieces[1])):
                work.connection.execute(update(case_chunks).where(c.n == n).values(sealed=other))
        else:
            broken = pieces[1][:50] + bytes([pieces[1][50] ^ 1]) + pieces[1][51:]
            work.connection.execute(update(case_chunks).where(c.n == 1).values(sealed=broken))
    with pytest.raises(Unreadable):
        reader.file(reference, fact.id)


def test_files_of_70_and_200_kilobytes_look_alike(banmai: Staffed) -> None:
    for size in (70_000, 200_000):
        file_with(banmai, CleanFile("a", "pdf", b"x" * size, cleaned=False))
    with banmai.room.store.read() as work:
        sizes = func.sum(func.length(case_chunks.c.sealed))
        totals = set(work.connection.execute(select(sizes).group_by(case_chunks.c.file)).scalars())
    assert len(totals) == 1
    assert padded_size(FILE_SIZES[0]) == FILE_SIZES[1]
    with pytest.raises(ValueError, match="too large"):
        padded_size(FILE_SIZES[-1])
