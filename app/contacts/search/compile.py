"""A search query and the facets of a filter in the query language of each database."""

from collections.abc import Callable, Sequence

from app.contacts.search.query import Phrase, SearchQuery

# No document has it: what an empty choice of facets asks for.
_NOTHING = "_none"


def to_fts5(query: SearchQuery, facets: Sequence[Sequence[str]]) -> str | None:
    """The MATCH expression; of each group of facets one has to be there.

    None where nothing positive is asked for, which FTS5 cannot answer.
    """
    required, excluded = _alternatives(query, facets, _fts5_phrase, _fts5_phrase)
    if not required:
        return None
    positive = " AND ".join(f"({' OR '.join(alternatives)})" for alternatives in required)
    return f"({positive}) NOT ({' OR '.join(excluded)})" if excluded else positive


def to_tsquery(query: SearchQuery, facets: Sequence[Sequence[str]], *, in_order: bool = True) -> str | None:
    """The text of a tsquery of finished lexemes, to be cast and not parsed again; None as for FTS5.

    Unless it is to be in order, a required phrase only asks for its words, and so finds more.
    """
    required, excluded = _alternatives(query, facets, _tsquery_phrase if in_order else _tsquery_words, _tsquery_phrase)
    if not required:
        return None
    positive = " & ".join(f"({' | '.join(alternatives)})" for alternatives in required)
    return f"{positive} & !({' | '.join(excluded)})" if excluded else positive


def _alternatives(
    query: SearchQuery,
    facets: Sequence[Sequence[str]],
    write: Callable[[Phrase], str],
    write_excluded: Callable[[Phrase], str],
) -> tuple[list[list[str]], list[str]]:
    """The groups of which one alternative is required each, and the alternatives that are excluded."""
    required = [[write(Phrase((facet,))) for facet in group or (_NOTHING,)] for group in facets]
    excluded: list[str] = []
    for clause in query.clauses:
        if clause.excluded:
            excluded += map(write_excluded, clause.alternatives)
        else:
            required.append([write(phrase) for phrase in clause.alternatives])
    return required, excluded


def _fts5_phrase(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    return f'"{quoted}" *' if phrase.is_prefix else f'"{quoted}"'


def _tsquery_phrase(phrase: Phrase) -> str:
    return " <-> ".join(_lexemes(phrase))


def _tsquery_words(phrase: Phrase) -> str:
    return " & ".join(_lexemes(phrase))


def _lexemes(phrase: Phrase) -> list[str]:
    lexemes = [_lexeme(token) for token in phrase.tokens]
    if phrase.is_prefix:
        lexemes[-1] += ":*"
    return lexemes


def _lexeme(token: str) -> str:
    escaped = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
