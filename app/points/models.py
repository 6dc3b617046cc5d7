"""Points raised: what was put to us at a contact."""

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.models import Contact
from app.database import Model, word_enum
from app.points.rules import PointKind


class Point(Model):
    __tablename__ = "point"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PointKind] = mapped_column(word_enum(PointKind, "point_kind"))
    words: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)

    contact: Mapped[Contact] = relationship()

    __table_args__ = (CheckConstraint("words <> ''", name="has_words"),)
