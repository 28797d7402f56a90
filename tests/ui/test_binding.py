"""What Qt's binding does at a start besides binding."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import linecache
from pathlib import Path
import newsdesk
from newsdesk.ui.binding import leave_sources_unread
leave_sources_unread()
import newsdesk.ui.window
ours = Path(newsdesk.__file__).parent  # not the name: a checkout may have it, with all that is installed in it
print([name for name in linecache.cache if Path(name).is_relative_to(ours) and "binding" not in name])
"""


def test_the_sources_of_a_start_stay_unread() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
