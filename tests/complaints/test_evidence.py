"""Evidence files: what they hide goes, what they show stays, and what is not whole is refused."""

import struct
from collections.abc import Callable

import pytest

from complaints.evidence import MAX_FILE, MAX_FILES, CleanFile, check_all, clean
from kernel.errors import Refused
from tests.complaints import pictures
from tests.complaints.pictures import SECRET, chunk, pixels


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("jpeg", pictures.jpeg()),
        ("jpeg", pictures.jpeg(progressive=True)),
        ("png", pictures.png()),
        ("webp", pictures.webp()),
    ],
    ids=["jpeg", "jpeg-progressive", "png", "webp"],
)
def test_picture_loses_what_it_hides_and_nothing_else(kind: str, data: bytes) -> None:
    assert SECRET in data
    found = clean("IMG_1.JPG", data)
    assert (found.kind, found.cleaned, found.orientation) == (kind, True, 6)
    assert SECRET not in found.data
    assert pixels(found.data) == pixels(data)
    assert clean("again", found.data).data == found.data


@pytest.mark.parametrize("marker", [0xC8, 0xDE, 0xDF, 0xF0, 0xF7, 0xFD])
def test_jpeg_keeps_only_segments_that_a_decoder_needs(marker: int) -> None:
    data = pictures.jpeg()
    found = clean("a", data[:2] + struct.pack(">BBH", 0xFF, marker, 2 + len(SECRET)) + SECRET + data[2:])
    assert found.data == clean("a", data).data


def test_thumbnail_is_emptied() -> None:
    data = pictures.jpeg()
    assert data[4 + 2 + 12 : 4 + 2 + 14] == b"\x02\x01"
    assert clean("a", data).data[4 + 2 + 12 : 4 + 2 + 14] == b"\0\0"


def test_original_stays_as_it_was_when_its_author_wants_that() -> None:
    found = clean("a", pictures.jpeg(), original=True)
    assert (found.data, found.cleaned, found.original) == (pictures.jpeg(), False, True)


def test_pdf_is_kept_and_said_not_to_be_cleaned() -> None:
    found = clean("a.pdf", pictures.pdf())
    assert (found.kind, found.cleaned, found.data) == ("pdf", False, pictures.pdf())


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp, pictures.pdf])
def test_file_cut_off_anywhere_is_refused(make: Callable[[], bytes]) -> None:
    whole = make()
    body = clean("a", whole).data
    for length in (len(body) - 1, len(body) - 5, len(body) // 2, 40):
        with pytest.raises(Refused, match=r"^file_(damaged|kind)$"):
            clean("a", body[:length].rstrip(b"\n%EOF") if make is pictures.pdf else body[:length])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "file_empty"),
        (b"MZ\x90\0" + bytes(100), "file_kind"),
        (b"PK\x03\x04" + pictures.jpeg(), "file_kind"),
        (b"<html>" + pictures.pdf(), "file_kind"),
        (b"<svg onload=alert(1)>", "file_kind"),
        (b"\xff\xd8\xff" + bytes(200), "file_damaged"),
        (b"\xff\xd8\xff\xd9", "file_damaged"),
        (pictures.png().replace(b"IDAT", b"IDAU", 1), "file_damaged"),
        (b"RIFF\xff\xff\xff\xffWEBP" + bytes(50), "file_damaged"),
        (b"RIFF\x04\0\0\0WEBP", "file_damaged"),
        (b"%PDF-1.7\n" + b"x" * 3000, "file_damaged"),
        (b"x" * (MAX_FILE + 1), "file_large"),
    ],
)
def test_hostile_file_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$"):
        clean("a", data)


def test_picture_that_claims_to_be_enormous_is_refused() -> None:
    body = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", body) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    with pytest.raises(Refused, match=r"^file_pixels$"):
        clean("a", bomb)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("C:\\Users\\somchai\\a.jpg", "a.jpg"), ("../../etc/passwd", "passwd"), ("a\r\nX: y\u202egpj.exe", "aX: ygpj.exe"),
     ("", "-"), ("ภาพ" * 100, ("ภาพ" * 100)[:100])],
)  # fmt: skip
def test_name_keeps_its_last_part_without_what_steers(typed: str, kept: str) -> None:
    assert clean(typed, pictures.pdf()).name == kept


def test_too_many_files_are_refused() -> None:
    one = clean("a", pictures.pdf())
    check_all([one] * MAX_FILES)
    with pytest.raises(Refused, match=r"^files_many$"):
        check_all([one] * (MAX_FILES + 1))


def test_file_hides_itself_from_tracebacks() -> None:
    assert repr(CleanFile("ชื่อลับ", "pdf", SECRET, cleaned=False)) == "CleanFile(<redacted>)"
