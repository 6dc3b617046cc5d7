"""gunicorn's settings, from Liaison's own."""

import gc
from pathlib import Path
from typing import Any

from config import Config

_config = Config.from_environment()
_shared_memory = Path("/dev/shm")  # noqa: S108  heartbeats on a disk could block a worker

wsgi_app = "app.launch.wsgi:application"
bind = f"{_config.host}:{_config.port}"
workers = _config.workers
worker_class = "gthread"
threads = _config.threads
preload_app = True
timeout = 60
keepalive = 30
loglevel = "warning"
proc_name = "liaison"
control_socket_disable = True
worker_tmp_dir = str(_shared_memory) if _shared_memory.is_dir() else None


def when_ready(_server: Any) -> None:
    """Keep the collector off what start-up made, which lives as long as the process, before the workers share it."""
    gc.collect()
    gc.freeze()
