"""The folder of files: whole, private, once each, and nothing left of what was not kept."""

import hashlib
import io
import os
import stat
import time

import pytest

from app.documents.storage import FolderStorage, TooLarge
from tests.factories.files import files_in

CONTENT = b"Minutes of the meeting"
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path / "files")


def receive(storage, content=CONTENT, most_bytes=1000):
    return storage.receive(io.BytesIO(content), most_bytes=most_bytes)


def test_content_is_found_by_its_hash_once_it_is_kept(storage):
    incoming = receive(storage)
    assert (incoming.sha256, incoming.size) == (HASH, len(CONTENT))
    assert not storage.exists(HASH)
    incoming.keep()
    with storage.open(HASH) as file:
        assert file.read() == CONTENT


def test_the_same_content_twice_is_there_once(storage, tmp_path):
    for _ in range(2):
        receive(storage).keep()
    assert files_in(tmp_path / "files") == [f"{HASH[:2]}/{HASH[2:]}"]


def test_nobody_else_on_the_machine_reads_it(storage, tmp_path):
    receive(storage).keep()
    for path in [tmp_path / "files", *(tmp_path / "files").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_what_is_too_large_leaves_nothing(storage, tmp_path):
    with pytest.raises(TooLarge):
        receive(storage, most_bytes=3)
    assert files_in(tmp_path / "files") == []


def test_a_stream_that_breaks_off_leaves_nothing(storage, tmp_path):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        storage.receive(Broken(), most_bytes=1000)
    assert files_in(tmp_path / "files") == []


def test_what_is_given_up_is_gone_and_what_is_kept_stays(storage):
    kept = receive(storage)
    kept.keep()
    kept.discard()
    receive(storage).discard()
    assert storage.exists(HASH)
    assert list(storage.kept()) == [HASH]


def test_content_is_removed_only_when_it_was_kept_long_ago(storage, tmp_path):
    receive(storage).keep()
    assert not storage.remove(HASH, unused_for=60)
    path = tmp_path / "files" / HASH[:2] / HASH[2:]
    os.utime(path, (time.time() - 100, time.time() - 100))
    receive(storage).keep()  # the same again, which makes it new
    assert not storage.remove(HASH, unused_for=60)
    os.utime(path, (time.time() - 100, time.time() - 100))
    assert storage.remove(HASH, unused_for=60)
    assert not storage.exists(HASH)
    assert not storage.remove(HASH, unused_for=60)


def test_what_broke_off_long_ago_is_removed(storage, tmp_path):
    old, new = receive(storage), receive(storage)
    os.utime(old.path, (time.time() - 100, time.time() - 100))
    assert storage.remove_unfinished(older_than=60) == 1
    assert files_in(tmp_path / "files") == [f"unfinished/{new.path.name}"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "AB" * 32, HASH[:-1]])
def test_only_a_hash_leads_anywhere(name, storage):
    with pytest.raises(ValueError, match="no hash"):
        storage.open(name)
