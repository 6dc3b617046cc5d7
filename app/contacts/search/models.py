"""Work that the search index is owed."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model


class ReindexRequest(Model):
    """A renamed organisation, person or post whose contacts are too many to index again in one request."""

    __tablename__ = "reindex_request"

    subject_kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # The work goes from the newest contact to the oldest; what lies below this sort key is still to do.
    below: Mapped[int] = mapped_column(BigInteger)
