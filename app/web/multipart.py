"""Reading a form that brings files. What is no file is held in memory, and so is the beginning of each that is one."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MOST_FILES = 200  # more than a contact can be set to hold; each takes a descriptor
HELD_IN_MEMORY = 64 * 1024  # bytes of a file; of a larger one nothing
MULTIPART = "multipart/form-data"

Parsed = tuple[IO[bytes], "MultiDict[str, str]", "MultiDict[str, FileStorage]"]


class FormParser(FormDataParser):
    """Werkzeug limits each text of such a form by itself; this one their sum."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Parsed:
        """Raises RequestEntityTooLarge."""
        if mimetype != MULTIPART or self.max_form_memory_size is None:
            return super().parse(stream, mimetype, content_length, options)
        counted: Any = _Counted(stream, self.max_form_memory_size)
        self.stream_factory = counted.new_file
        _, texts, files = super().parse(counted, mimetype, content_length, options)
        return stream, texts, files


class FormRequest(Request):
    """A request whose forms are read so."""

    form_data_parser_class = FormParser


class _Counted:
    """A form as it is read: all of it that did not go into a file counts."""

    def __init__(self, stream: IO[bytes], most_bytes: int) -> None:
        self._stream = stream
        self._left = most_bytes
        self._files = 0

    def read(self, size: int = -1) -> bytes:
        if self._left < 0:
            raise RequestEntityTooLarge
        data = self._stream.read(size)
        self._left -= len(data)
        return data

    def new_file(self, **_about: Any) -> IO[bytes]:
        self._files += 1
        if self._files > MOST_FILES:
            raise RequestEntityTooLarge
        return _FileOfForm(self._went_into_a_file)

    def _went_into_a_file(self, size: int) -> None:
        self._left += size


class _FileOfForm(SpooledTemporaryFile[bytes]):
    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__(max_size=HELD_IN_MEMORY)
        self._tell = tell

    def write(self, data: "ReadableBuffer") -> int:
        written = super().write(data)
        self._tell(written)
        return written
