"""The headless face of the desk: the command line; never imports Qt or the database toolkit."""

from newsdesk.cli.main import main
from newsdesk.cli.terminal import CarriesOut

__all__ = ["CarriesOut", "main"]
