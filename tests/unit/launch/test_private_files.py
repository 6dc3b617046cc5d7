import stat
from pathlib import Path

from app.launch.first_run import make_instance_folder, make_secret_key, write_private_file


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_private_file_is_readable_by_its_owner_alone_even_where_an_open_one_was(tmp_path: Path) -> None:
    file = tmp_path / "passwords"
    file.write_text("open")
    file.chmod(0o644)
    write_private_file(file, "closed")
    assert permissions(file) == 0o600
    assert file.read_text() == "closed"


def test_the_instance_folder_is_closed_to_others(tmp_path: Path) -> None:
    make_instance_folder(tmp_path / "instance")
    assert permissions(tmp_path / "instance") == 0o700


def test_the_secret_key_is_made_once(tmp_path: Path) -> None:
    make_secret_key(tmp_path, {})
    first = (tmp_path / "secret_key").read_text()
    make_secret_key(tmp_path, {})
    assert (tmp_path / "secret_key").read_text() == first
    assert len(first.strip()) >= 48
    assert permissions(tmp_path / "secret_key") == 0o600


def test_no_key_is_made_where_one_is_given(tmp_path: Path) -> None:
    make_secret_key(tmp_path, {"SECRET_KEY": "given"})
    assert not (tmp_path / "secret_key").exists()
