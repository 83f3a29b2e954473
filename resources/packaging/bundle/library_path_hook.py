"""Run in the bundle before the program: programs it starts find their own libraries, not the bundle's.

PyInstaller points ``LD_LIBRARY_PATH`` at the bundle before it starts Python. It has then served, as the
system reads it once when a process starts; left as it is, the desktop's file manager would get our libraries.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
