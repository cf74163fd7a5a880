"""`communes worker`: the jobs of every site."""

from communesplone.core.worker import main
import click


@click.command()
def worker() -> None:
    """Run the jobs of the sites until Ctrl-C."""
    main()
