"""What gunicorn serves."""

from app import create_app
from app.launch.static_files import with_assets

application = with_assets(create_app())
