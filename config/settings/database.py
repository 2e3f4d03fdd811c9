"""One PostgreSQL: the embedded one by default, a server by DATABASE_URL."""

from config.settings.environment import HOME, env
from launch.postgres import embedded_url

DATABASE_URL = env.str("DATABASE_URL", default="") or embedded_url(HOME)
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if pool := env.int("MOTCUA_POOL", default=8):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5}
DATABASES["default"]["TEST"] = {"NAME": "motcua_test"}
