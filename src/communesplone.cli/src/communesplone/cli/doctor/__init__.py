"""`communes doctor`: what is wrong, and the command that mends it."""

from communesplone.cli.doctor.command import doctor


__all__ = ["doctor"]
