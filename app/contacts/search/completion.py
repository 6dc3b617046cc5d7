"""What the beginning of a word stands for, when the index holds stems only."""

from functools import lru_cache

from app.contacts.search.tokens import stem

# "policie" begins no stem, but with "s" it is a word whose stem is "polici".
_ENDINGS = """
    s es ed er ers ing ings ion ions ation ations ational ational isation isations ization izations ise
    ised ises ising ize ized izes izing ate ated ates ating ator ators ative atives y ies ied ying ly
    ally ily able ably ability abilities ible ibly ibility al als ality alities ive ives ively iveness
    ivity ance ances ence ences ant ants ent ents ency encies ancy ancies ment ments ity ities ness ous
    ously ousness ful fully fulness less lessness ism ist ists istic ic ical ically icity ology ological
    logi e
"""
_SHORTEST = 3


@lru_cache(maxsize=4_096)
def stems_beginning(prefix: str) -> tuple[str, ...]:
    """The stems of words that begin with the prefix, where the stem itself does not."""
    if len(prefix) < _SHORTEST or not prefix.isascii() or not prefix.isalpha():
        return ()
    stems = {stem(word) for word in _likely_words(prefix)}
    return tuple(sorted(found for found in stems if not found.startswith(prefix)))


def _likely_words(prefix: str) -> set[str]:
    """The prefix with each ending that it may have begun already."""
    likely = {prefix}
    for ending in _ENDINGS.split():
        for begun in range(len(ending)):
            if prefix.endswith(ending[:begun]):
                likely.add(prefix + ending[begun:])
    return likely
