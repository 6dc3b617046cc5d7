"""Text that nobody would type the same way twice, for comparing what comes back character for character."""

import random

LETTERS = "abcdefghijklmnopqrstuvwxyzéŵŷßøłžΩж漢😀"
SIGNS = "  ,.;:'\"“”&<>%/\\{}"


def some_text(seed: int, length: int = 60) -> str:
    """So many characters of several scripts, with line ends; it begins and ends with a letter."""
    chance = random.Random(seed)
    middle = (chance.choice(SIGNS) if chance.random() < 0.2 else chance.choice(LETTERS) for _ in range(length - 2))
    text = "".join(middle)
    half = length // 2
    return f"a{text[: half - 1]}\n{text[half:]}z"
