"""Entry point of bin/communes: the group of commands, and how errors reach a person.

`bin/communes --help` imports no command: each stands in the table below with its one line of
help, and its module (Zope, for most) is imported when it is called.
"""

from communesplone.cli import environment
from communesplone.core.interfaces import CommunesError
from importlib import import_module
from typing import IO
import click
import importlib.metadata
import sys


# name: (where the command is, one line of help)
COMMANDS = {
    "add": ("communesplone.cli.add:add", "Create communes from the reference data."),
    "list": ("communesplone.cli.listing:list_sites", "List the sites."),
    "show": ("communesplone.cli.listing:show", "Show everything known of one site."),
    "hosts": ("communesplone.cli.hosts:hosts", "Show or change the hosts of a site."),
    "set": (
        "communesplone.cli.settings:set_values",
        "Change the identity or a setting of a site.",
    ),
    "export": ("communesplone.cli.transfer:export_site", "Write a site to one file."),
    "import": ("communesplone.cli.transfer:import_site", "Make a site from an exported file."),
    "remove": ("communesplone.cli.remove:remove", "Remove a site, after exporting it."),
    "upgrade": ("communesplone.cli.upgrade:upgrade", "Bring sites to the installed version."),
    "accounts": (
        "communesplone.cli.accounts:accounts",
        "List the accounts of a site; unlock one, reset its second factor.",
    ),
    "tools": (
        "communesplone.cli.tools:tools",
        "List what communes ask for; grant, decline, switch a tool on or off.",
    ),
    "operators": (
        "communesplone.cli.operators:operators",
        "List the accounts of the Zope root; set a second factor up, reset it.",
    ),
    "keys": (
        "communesplone.cli.sharing:keys",
        "List the keys that sites sign with; rotate or revoke one.",
    ),
    "peers": (
        "communesplone.cli.sharing:peers",
        "Share with a hub, or a commune, of another cluster.",
    ),
    "ingest": ("communesplone.cli.ingest:ingest", "Bring an old site into a site."),
    "bounces": ("communesplone.cli.bounces:bounces", "Count mail to subscribers that came back."),
    "succession": (
        "communesplone.cli.succession:succession",
        "Say that a commune follows another, as after a merger.",
    ),
    "doctor": ("communesplone.cli.doctor:doctor", "Find what is wrong and name what mends it."),
    "serve": ("communesplone.cli.serve:serve", "Serve the sites in the foreground."),
    "worker": ("communesplone.cli.worker:worker", "Run the jobs of the sites."),
    "shell": ("communesplone.cli.shell:shell", "Open Python with the database."),
}
# Called by other commands, not by people.
HIDDEN = {"first-run": "communesplone.cli.first_run:first_run"}


class Failure(click.ClickException):
    """An error told in one sentence, with its next step; exit code 1."""

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.next_step = next_step

    def show(self, file: IO[str] | None = None) -> None:
        file = file or click.get_text_stream("stderr")
        click.echo(f"{click.style('error', fg='red', bold=True)}  {self.message}", file=file)
        if self.next_step:
            click.echo(f"    →  {self.next_step}", file=file)


def _unexpected(error: Exception) -> Failure:
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return Failure(f"{where}{error.strerror}", "bin/communes doctor looks at the disk.")
    sentence = f"The command met something it does not know: {type(error).__name__}: {error}"
    return Failure(sentence, "COMMUNES_DEBUG=1 before the command shows the details.")


class Communes(click.Group):
    """The commands of COMMANDS, imported one by one when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = COMMANDS[cmd_name][0] if cmd_name in COMMANDS else HIDDEN.get(cmd_name)
        if where is None:
            return None
        module, _, attribute = where.partition(":")
        return getattr(import_module(module), attribute)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error becomes a sentence unless COMMUNES_DEBUG=1."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except CommunesError as error:
            if environment.debugging():
                raise
            raise Failure(str(error), getattr(error, "next_step", "")) from error
        except Exception as error:
            if environment.debugging():
                raise
            raise _unexpected(error) from error


@click.group(
    "communes",
    cls=Communes,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 something failed, 2 the command was not understood.",
)
@click.version_option(importlib.metadata.version("communesplone.cli"), message="%(version)s")
def main() -> None:
    """Run the communes: add them, give them hosts, serve, save and mend them."""


if __name__ == "__main__":
    sys.exit(main())
