"""How long a question and its answer may be."""

QUESTION_LIMIT = 1_000
ANSWER_LIMIT = 5_000
