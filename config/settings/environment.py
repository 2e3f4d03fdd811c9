"""The environment, read once: `env("NAME", default=…)` and the two folders everything else hangs on."""

from pathlib import Path

import environ

env = environ.Env()
ROOT = Path(__file__).resolve().parents[2]
HOME = Path(env.str("MOTCUA_HOME", default=str(ROOT / "var"))).resolve()
