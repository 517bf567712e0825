"""The key file and the vault that uses it."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kernel.errors import Unreadable
from kernel.vault import Vault
from storage.keyfile import KeyFile, KeyFileProblem
from storage.vault import SealedVault

LABELS = ["inbox", "question", "a-label-that-is-longer-than-sixteen-bytes"]


def place(folder: Path) -> Path:
    return folder / "keys" / "server.json"


@pytest.fixture
def vault() -> Vault:
    return SealedVault(KeyFile.fresh())


def test_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = KeyFile.load_or_create(place(tmp_path))
    again = KeyFile.load_or_create(place(tmp_path))
    assert (first.vault, first.door) == (again.vault, again.door)
    assert len({first.vault, first.door, KeyFile.fresh().vault}) == 3
    assert stat.S_IMODE(place(tmp_path).stat().st_mode) == 0o600
    assert [path.name for path in place(tmp_path).parent.iterdir()] == ["server.json"]


def test_key_file_made_by_many_at_once_is_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda _: KeyFile.load_or_create(place(tmp_path)).vault, range(64)))
    assert len(set(made)) == 1
    assert [path.name for path in place(tmp_path).parent.iterdir()] == ["server.json"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_key_file_others_may_read_is_refused_with_the_cure(tmp_path: Path, mode: int) -> None:
    KeyFile.load_or_create(place(tmp_path))
    place(tmp_path).chmod(mode)
    with pytest.raises(KeyFileProblem) as problem:
        KeyFile.load_or_create(place(tmp_path))
    cure = f"{place(tmp_path)} may be read by others (mode {mode:03o}); run: chmod 600 {place(tmp_path)}"
    assert str(problem.value) == cure


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        "[]",
        '{"version": 1}',
        '{"version": 1, "keys": {"vault": "!"}}',
        '{"version": 1, "keys": 5}',
        '{"version": 1, "keys": {"vault": 7}}',
    ],
)
def test_damaged_key_file_is_refused_and_not_replaced(tmp_path: Path, body: str) -> None:
    KeyFile.load_or_create(place(tmp_path))
    place(tmp_path).write_text(body)
    with pytest.raises(KeyFileProblem, match="restore it from its own backup"):
        KeyFile.load_or_create(place(tmp_path))
    assert place(tmp_path).read_text() == body


def test_key_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    KeyFile.load_or_create(place(tmp_path))
    body = json.loads(place(tmp_path).read_text()) | {"version": 2}
    place(tmp_path).write_text(json.dumps(body))
    with pytest.raises(KeyFileProblem, match="has version 2, this program reads 1"):
        KeyFile.load(place(tmp_path))


def test_key_file_without_a_key_is_refused(tmp_path: Path) -> None:
    KeyFile.load_or_create(place(tmp_path))
    body = json.loads(place(tmp_path).read_text())
    del body["keys"]["door"]
    place(tmp_path).write_text(json.dumps(body))
    with pytest.raises(KeyFileProblem, match="lacks a key"):
        KeyFile.load(place(tmp_path))


def test_loading_never_makes_a_key_file(tmp_path: Path) -> None:
    with pytest.raises(KeyFileProblem, match="does not exist"):
        KeyFile.load(place(tmp_path))
    assert not place(tmp_path).exists()


def test_keys_hide_themselves_from_tracebacks() -> None:
    keys = KeyFile.fresh()
    assert (repr(keys), repr(SealedVault(keys))) == ("KeyFile(<redacted>)", "SealedVault(<redacted>)")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("plain", [b"", b"a short plain text", "ข้อความ".encode() * 500])
def test_sealed_value_opens_again(vault: Vault, label: str, plain: bytes) -> None:
    sealed = vault.seal(label, "banmai/1", plain)
    assert vault.unseal(label, "banmai/1", sealed) == plain
    assert len(sealed) == len(plain) + 41
    assert len(plain) < 16 or plain not in sealed  # a single byte turns up in random ones by chance


def test_sealing_twice_gives_two_ciphertexts(vault: Vault) -> None:
    assert vault.seal("inbox", "c", b"same") != vault.seal("inbox", "c", b"same")


def test_sealed_value_opens_in_another_process_with_the_same_file(tmp_path: Path) -> None:
    sealed = SealedVault(KeyFile.load_or_create(place(tmp_path))).seal("inbox", "c", b"plain")
    assert SealedVault(KeyFile.load(place(tmp_path))).unseal("inbox", "c", sealed) == b"plain"


ELSEWHERE = [("question", "banmai/1"), ("inbox", "banmai/2"), ("inbox", "nongbua/1")]


@pytest.mark.parametrize(("label", "context"), ELSEWHERE)
def test_sealed_value_opens_nowhere_else(vault: Vault, label: str, context: str) -> None:
    sealed = vault.seal("inbox", "banmai/1", b"plain")
    assert vault.unseal("inbox", "banmai/1", sealed) == b"plain"
    with pytest.raises(Unreadable):
        vault.unseal(label, context, sealed)


def test_sealed_value_does_not_open_with_other_keys(vault: Vault) -> None:
    with pytest.raises(Unreadable):
        SealedVault(KeyFile.fresh()).unseal("inbox", "c", vault.seal("inbox", "c", b"plain"))


@pytest.mark.parametrize("keep", [0, 1, 20, 40, 41])
def test_cut_value_is_unreadable(vault: Vault, keep: int) -> None:
    with pytest.raises(Unreadable):
        vault.unseal("inbox", "c", vault.seal("inbox", "c", b"plain")[:keep])


@pytest.mark.parametrize("place_in", [0, 1, 25, -1])
def test_changed_byte_is_unreadable(vault: Vault, place_in: int) -> None:
    broken = bytearray(vault.seal("inbox", "c", b"plain"))
    broken[place_in] ^= 1
    with pytest.raises(Unreadable):
        vault.unseal("inbox", "c", bytes(broken))


def test_mark_is_equal_for_equal_parts_and_keys(vault: Vault) -> None:
    assert vault.mark("ballot", "banmai", "U1") == vault.mark("ballot", "banmai", "U1")
    assert len(vault.mark("ballot")) == 32


@pytest.mark.parametrize("parts", [("banmaiU", "1"), ("banmai",), ("banmai", "U1", ""), ("U1", "banmai")])
def test_mark_differs_when_parts_are_cut_elsewhere(vault: Vault, parts: tuple[str, ...]) -> None:
    assert vault.mark("ballot", *parts) != vault.mark("ballot", "banmai", "U1")


def test_mark_differs_by_label_and_key(vault: Vault) -> None:
    marks = {vault.mark("ballot", "U1"), vault.mark("event", "U1"), SealedVault(KeyFile.fresh()).mark("ballot", "U1")}
    assert len(marks) == 3


def test_text_that_is_not_valid_unicode_neither_fails_nor_collides(vault: Vault) -> None:
    sealed = vault.seal("inbox", "\ud800", b"plain")
    assert vault.unseal("inbox", "\ud800", sealed) == b"plain"
    assert vault.mark("event", "\ud800") != vault.mark("event", "\ud801")
