"""The column that holds a contact's searchable words in the shape each database indexes."""

from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeEngine

from app.contacts.search.document import SearchDocument


class SearchDocumentColumn(TypeDecorator[SearchDocument]):
    """A tsvector on PostgreSQL; on SQLite the finished tokens, which the FTS5 table indexes by trigger."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: SearchDocument | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.as_tsvector_literal() if dialect.name == "postgresql" else value.as_fts5_text()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return value
