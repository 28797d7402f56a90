"""The frozen program's first line: the command line."""

import sys

from newsdesk.__main__ import command

sys.exit(command())
