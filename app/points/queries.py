"""Reads of points raised."""

from sqlalchemy import select

from app.database import db
from app.points.models import Point


def list_points_of_contact(contact_id: int) -> list[Point]:
    """The caller has checked that the reader may read the contact."""
    return list(
        db.session.scalars(select(Point).where(Point.contact_id == contact_id).order_by(Point.position, Point.id))
    )
