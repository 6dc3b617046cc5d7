"""Which files are taken and which refused, how fast, and with how much memory."""

import errno
import re
import resource
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.documents.judging import AT_ONCE, TOO_SLOW, Judged, _turn, judge_apart
from app.documents.kinds import FileKind
from app.documents.reading import child
from app.documents.reading.judge import judge as judge_in_process
from app.documents.reading.limits import MEMORY_BYTES, MOST_WORDS
from app.documents.reading.refused import CUT_OFF, MACROS, TWO_KINDS, UNSAFE, Refused
from tests.factories import hostile_contents as hostile
from tests.factories.file_contents import HONEST, mail, office, pdf

MOST_SECONDS_OF_WORK = 4  # which leaves one of five to a machine that has other things to do as well
# Without the application, which takes far longer to load than a file to be judged.
JUDGE_ALONE = """
import resource, runpy, sys
from pathlib import Path
runpy.run_path(sys.argv[2])["leave_the_application_out"]()
from app.documents.judging import judge_apart
from app.documents.reading.refused import Refused
try:
    judge_apart(Path(sys.argv[1]), "flate.pdf")
except Refused as refused:
    print(refused)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def seconds_of_work() -> float:
    """Of the processes that judged, which is what they take of the clock on a machine with nothing else to do."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture
def judge_here(tmp_path: Path):
    """Judges content under a name, in this process."""

    def judge_content(name: str, content: bytes) -> FileKind:
        path = tmp_path / "content"
        path.write_bytes(content)
        with path.open("rb") as file:
            return judge_in_process(file, name)

    return judge_content


@pytest.fixture
def judge(tmp_path: Path):
    """Judges and reads content under a name, as is done with what arrives."""

    def judge_content(name: str, content: bytes) -> Judged:
        path = tmp_path / "content"
        path.write_bytes(content)
        worked_before = seconds_of_work()
        try:
            return judge_apart(path, name)
        finally:
            assert seconds_of_work() - worked_before < MOST_SECONDS_OF_WORK
            assert path.read_bytes() == content

    return judge_content


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken(name, judge_here):
    assert judge_here(name, HONEST[name]).media_type


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", pdf("Safeguarding plan"), "Safeguarding plan"),
        ("a.docx", office(text="First line\nSecond line"), "First line\nSecond line"),
        ("a.txt", "Nodiadau’r cyfarfod".encode(), "Nodiadau’r cyfarfod"),
        ("a.csv", b"name,post", "name,post"),
        ("a.eml", mail("See you on Friday"), "See you on Friday"),
        ("a.xlsx", office("xlsx"), ""),
    ],
)
def test_the_words_of_a_file_are_read(name, content, words, judge):
    found = judge(name, content).words
    assert words in found if words else not found


@pytest.mark.parametrize("name", hostile.WRONG_KIND)
def test_a_file_that_is_not_what_its_name_says_is_refused_with_what_it_looks_like(name, judge_here):
    with pytest.raises(Refused, match=r"looks like|not look like|not plain text"):
        judge_here(name, hostile.WRONG_KIND[name])


@pytest.mark.parametrize("name", hostile.TWO_KINDS)
def test_a_file_that_is_two_at_once_is_refused(name, judge_here):
    with pytest.raises(Refused, match=re.escape(TWO_KINDS)):
        judge_here(name, hostile.TWO_KINDS[name])


@pytest.mark.parametrize("name", hostile.MACROS)
def test_macros_are_refused(name, judge_here):
    with pytest.raises(Refused, match=re.escape(MACROS)):
        judge_here(name, hostile.MACROS[name])


# The two that take as long as they are given are left to the long tests.
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.soak] * (name in {"text.pdf", "pages.pdf"})) for name in hostile.BOMBS],
)
def test_a_bomb_is_refused_within_five_seconds(name, judge):
    with pytest.raises(Refused, match=r"cannot be read safely|damaged"):
        judge(name, hostile.BOMBS[name]())


def test_what_was_judged_took_no_more_memory_than_is_allowed(tmp_path):
    path = tmp_path / "flate.pdf"
    path.write_bytes(hostile.flate_bomb())
    # In a process without other children, whose memory would be counted too.
    command = [sys.executable, "-c", JUDGE_ALONE, path, child.__file__]
    alone = subprocess.run(command, capture_output=True, text=True, check=True)
    said, kilobytes = alone.stdout.rsplit(maxsplit=1)
    assert said == UNSAFE
    assert 1024 < int(kilobytes) * 1024 < MEMORY_BYTES


@pytest.mark.parametrize("name", hostile.HARMLESS)
def test_an_odd_file_that_harms_nobody_is_kept_without_words(name, judge):
    assert not judge(name, hostile.HARMLESS[name]()).words


@pytest.mark.parametrize("name", hostile.WHOLE)
def test_a_file_is_refused_wherever_it_was_cut_off(name, judge_here):
    whole = hostile.WHOLE[name]
    for part in (0.05, 0.3, 0.6, 0.9):
        with pytest.raises(Refused, match=re.escape(CUT_OFF)):
            judge_here(name, whole[: max(12, int(len(whole) * part))])
    with pytest.raises(Refused, match=re.escape(CUT_OFF)):
        judge_here(name, whole[:-8])


def test_a_pdf_for_the_web_is_told_to_be_cut_off_by_the_length_that_it_says(judge_here):
    whole = pdf("A long text\n" * 300)
    linear = whole.replace(b"/Type /Catalog", b"/Linearized 1 /L 99999 /Type /Catalog")
    with pytest.raises(Refused, match=re.escape(CUT_OFF)):
        judge_here("a.pdf", linear)


def test_a_pdf_with_a_password_is_kept_without_words(judge, tmp_path):
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "plain.pdf").write_bytes(pdf("Secret words"))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "plain.pdf"))
    writer.encrypt("a password", algorithm="RC4-128")
    writer.write(tmp_path / "closed.pdf")
    assert judge("a.pdf", (tmp_path / "closed.pdf").read_bytes()).words == ""


def test_a_long_pdf_is_kept_with_as_much_as_there_was_time_to_read(judge):
    words = judge("a.pdf", pdf("An honest report of many pages\n" * 60, pages=4_000)).words
    assert "honest report" in words
    assert len(words) <= MOST_WORDS


def test_a_long_text_is_kept_with_its_beginning(judge):
    assert len(judge("a.txt", b"word " * 100_000).words) == MOST_WORDS


def test_what_no_database_takes_for_text_is_left_out(judge):
    assert "\0" not in judge("a.pdf", pdf(r"zero \000 here")).words


def test_a_process_that_fails_says_that_the_file_cannot_be_read(judge, monkeypatch):
    monkeypatch.setattr("app.documents.judging.sys.executable", "/bin/false")
    with pytest.raises(Refused, match=re.escape(UNSAFE)):
        judge("a.pdf", pdf())


def test_few_files_are_judged_at_once_and_whoever_waits_too_long_is_told_to_try_again(judge, monkeypatch):
    monkeypatch.setattr("app.documents.judging.WAIT_SECONDS", 0.1)
    with ExitStack() as others:
        for _ in range(AT_ONCE):
            others.enter_context(_turn())
        with pytest.raises(Refused, match="Try again in a moment"):
            judge("a.txt", b"Minutes")
    assert judge("a.txt", b"Minutes").words == "Minutes"


def test_a_machine_without_room_for_another_process_asks_to_try_again(judge, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("app.documents.judging.subprocess.Popen", refuse)
    with pytest.raises(Refused, match="Try again in a moment"):
        judge("a.txt", b"Minutes")


@pytest.mark.parametrize("ends_badly", ["refused", "fails"])
def test_a_turn_is_given_back_however_it_ends(ends_badly, judge, monkeypatch):
    if ends_badly == "fails":
        monkeypatch.setattr("app.documents.judging.sys.executable", "/nowhere")
    for _ in range(AT_ONCE + 1):
        with pytest.raises((Refused, FileNotFoundError)) as problem:
            judge("a.pdf", b"nothing of the kind")
        assert TOO_SLOW not in str(problem.value)
