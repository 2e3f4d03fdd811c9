"""`motcua <verb>`: one small file per verb in `config/commands/`, loaded only when it is called."""

import importlib
import os
import pkgutil

import click

from config import commands


class Verbs(click.Group):
    """Finds a verb's file by its name; "stats-rebuild" is `stats_rebuild.py`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"config.commands.{cmd_name.replace('-', '_')}")
        return module.command if isinstance(module.command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """A database that does not answer, or is empty, is said in one line, not in a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Django's, not imported for commands that need no database; ProgrammingError: there are no tables yet
            if type(error).__name__ not in ("OperationalError", "ProgrammingError"):
                raise
            first = (str(error) or "no answer").splitlines()[0]
            raise click.ClickException(f"Database: {first}. Start it with: make run, or set DATABASE_URL") from error


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Motcua: the commands of one installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


if __name__ == "__main__":
    main()
