"""Run as `python -m app.launch`, by `make run`."""

from app.launch.console import run_or_explain
from app.launch.serve import serve

run_or_explain(serve)
