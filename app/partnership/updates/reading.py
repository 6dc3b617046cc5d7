"""An update as the letter that it is: parts of paragraphs, without what was left out or may not be told any more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import SentenceState, UpdateStatus
from app.partnership.updates.queries import StillTold, list_sentences, read_still_told
from app.partnership.updates.rules import commitment_of, paragraph_of


@dataclass(frozen=True)
class LetterPart:
    """A heading and what stands under it; an opening has a heading that the letter does not show."""

    id: str
    heading: str
    paragraphs: Sequence[Sequence[UpdateSentence]]

    @property
    def commitment_id(self) -> int | None:
        return commitment_of(self.id)

    @property
    def text(self) -> str:
        paragraphs = [" ".join(sentence.words for sentence in paragraph) for paragraph in self.paragraphs]
        return "\n\n".join([self.heading, *paragraphs])


def in_parts(sentences: Sequence[UpdateSentence]) -> list[LetterPart]:
    """The sentences in the order given, which has those of one part together."""
    return [
        LetterPart(part, of_part[0].part_heading, _in_paragraphs(of_part))
        for part, of_part in ((part, list(each)) for part, each in groupby(sentences, key=lambda each: each.part))
    ]


def _in_paragraphs(sentences: Sequence[UpdateSentence]) -> list[list[UpdateSentence]]:
    return [list(each) for _paragraph, each in groupby(sentences, key=lambda each: paragraph_of(each.key))]


def letter_parts(sentences: Sequence[UpdateSentence], withheld: Collection[int] = ()) -> list[LetterPart]:
    """What of the sentences stands in the letter."""
    return in_parts(
        [each for each in sentences if each.state is not SentenceState.LEFT_OUT and each.id not in withheld]
    )


@dataclass(frozen=True)
class UpdateReading:
    """An update with its sentences, and what of their evidence may be named now."""

    update: CommitteeUpdate
    sentences: Sequence[UpdateSentence]
    told: StillTold

    @property
    def is_frozen(self) -> bool:
        return self.update.status is UpdateStatus.FROZEN

    @property
    def withheld(self) -> Collection[int]:
        """The sentences of a draft that are kept back. A letter that was sent stays as it was sent."""
        return () if self.is_frozen else self.told.withheld

    @property
    def letter(self) -> list[LetterPart]:
        return letter_parts(self.sentences, self.withheld)


def recipient_of(update: CommitteeUpdate) -> str:
    """The committee as it is called now, or as the letter that was sent calls it."""
    return update.recipient or update.committee.name


def read_update(update: CommitteeUpdate) -> UpdateReading:
    return UpdateReading(update, list_sentences(update.id), read_still_told(update.id))
