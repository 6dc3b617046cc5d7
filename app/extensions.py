"""Flask extensions, made once and given to the app by create_app."""

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

csrf = CSRFProtect()
login_manager = LoginManager()
migrate = Migrate(directory="app/migrations", render_as_batch=True, compare_type=True)
