"""Entry point of bin/communes."""

import click


@click.group()
def main() -> None:
    """Run the communes: add them, give them hosts, serve, save and mend them."""
