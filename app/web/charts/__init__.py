"""Charts as pages show them: what they say as plain data, where their marks stand, and a table that says the same."""

from app.web.charts.data import Chart, Column, Figure, Series
from app.web.charts.drawing import DrawnChart, draw_chart
from app.web.charts.months import month_columns, months_between

__all__ = ["Chart", "Column", "DrawnChart", "Figure", "Series", "draw_chart", "month_columns", "months_between"]
