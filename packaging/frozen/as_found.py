"""Runs before the frozen program's first line: gives the environment back as the reader's session had it.

Where PyInstaller's bootloader points LD_LIBRARY_PATH at the program's own libraries, it keeps what was there before
under LD_LIBRARY_PATH_ORIG. The loader has read it when this runs; what is started later, a browser for a link above
all, must load the system's libraries.
"""

import os

for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH"):
    found = os.environ.pop(f"{name}_ORIG", None)
    if found is not None:
        os.environ[name] = found
    elif name == "LD_LIBRARY_PATH":
        os.environ.pop(name, None)
