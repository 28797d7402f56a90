"""The frozen program's first line: the window."""

import sys

from newsdesk.__main__ import window

sys.exit(window())
