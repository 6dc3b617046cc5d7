"""The words that notes are made of: a Zipf vocabulary, and reserved words whose frequency the searches rely on."""

from itertools import accumulate, product
from random import Random

# Each is in that part of all notes, drawn independently.
COMMON_WORDS = {"sharing": 0.39, "children": 0.33, "guidance": 0.27}

# Both words are in many notes; side by side in few.
PHRASES = (("safeguarding", "partnership"), ("lawful", "basis"), ("privacy", "notice"), ("toolkit", "pilot"))
PHRASE_SHARE = 0.025
PHRASE_WORD_SHARE = 0.10

# Each is in this many contacts, whatever the size, so that both sizes show equally long results.
RARE_OCCURRENCES = 12
_RARE_BEGINNINGS = ("quorv", "zylth", "brembl", "ostwig", "farnd", "jexin")
_RARE_ENDINGS = ("ambrook", "odun", "ixter", "ewold")
RARE_WORDS = tuple(beginning + ending for beginning, ending in product(_RARE_BEGINNINGS, _RARE_ENDINGS))

# In no contact.
_ABSENT_BEGINNINGS = ("vrixal", "nolquim", "hudzep")
ABSENT_WORDS = tuple(beginning + ending for beginning, ending in product(_ABSENT_BEGINNINGS, _RARE_ENDINGS))


def _words(listed: str) -> list[str]:
    return listed.split()


_EVERYDAY = _words(
    "the to and of a in that is for it on we they with be was at as by this have not are but from had will which or an "
    "were their been has would there what if can all her about up who one when more out do so said some into them then "
    "could should may must also our your his its how than other only after new because two these any before between "
    "through over each where both under still need needs meeting agreed asked noted concern concerns data code team "
    "council police school schools health care officer officers director record records risk risks protection social "
    "sector national local regional committee report evidence session response draft review training template plan "
    "plans work week month next case cases study studies barrier barriers culture legal consent duty advice question "
    "answer point points letter call email follow action owner date deadline group forum network practitioner "
    "practitioners families hospital trust board service services public access request requests audit system systems "
    "supplier contract agreement impact assessment transfer purpose necessary proportionate safe secure update "
    "progress commitment workstream output milestone feedback support resource capacity priority scrutiny inquiry"
)
_SYLLABLES = _words(
    "al ber cor dan el fen gar hol im jor kel lin mar nor ol pen ran sel tor ul ver wen yar ash bram cold dor esk fal "
    "gren hart ing keld lor mere nid orm pell"
)
MADE_UP_WORDS = 6000


def _made_up(random: Random, wanted: int) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < wanted:
        words["".join(random.choices(_SYLLABLES, k=random.choice((2, 3, 3, 4))))] = None
    return list(words)


# The vocabulary itself does not hang on the seed: what is rare in one record is rare in all.
WORDS = (*_EVERYDAY, *_made_up(Random("vocabulary"), MADE_UP_WORDS))
_TOPIC_WORDS = WORDS[100:]
_BOUNDS = tuple(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))


def draw_words(random: Random, count: int) -> list[str]:
    """Words as often as Zipf's law has them."""
    return random.choices(WORDS, cum_weights=_BOUNDS, k=count)


def draw_topic(random: Random) -> str:
    """A few of the rarer words, as a subject has them."""
    return " ".join(random.choices(_TOPIC_WORDS, k=random.choice((2, 3, 3, 4)))).capitalize()


def rare_words_by_contact(seed: int, contacts: int) -> dict[int, list[str]]:
    """Which contact numbers (from 1) hold which rare words."""
    planted: dict[int, list[str]] = {}
    for word in RARE_WORDS:
        for number in Random(f"{seed}:{contacts}:{word}").sample(
            range(1, contacts + 1), min(RARE_OCCURRENCES, contacts)
        ):
            planted.setdefault(number, []).append(word)
    return planted
