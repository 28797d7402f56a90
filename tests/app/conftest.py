"""An offscreen Qt also where the tests of the window are not collected, whose own platform is chosen otherwise."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
