"""Chinese input on Linux desktops that use fcitx."""

import os
import sys

_VARIABLES = ("XMODIFIERS", "QT_IM_MODULE", "QT_IM_MODULES")


def enable_fcitx() -> None:
    """Let Qt talk to fcitx by the protocol of ibus; must be called before the application is made.

    The Qt that comes with the program has a plugin for ibus and none for fcitx, and that of the desktop does
    not fit. But fcitx 5 understands the protocol of ibus as well, in the variant for sandboxed programs.
    """
    if sys.platform == "linux" and any("fcitx" in os.environ.get(name, "") for name in _VARIABLES):
        os.environ["QT_IM_MODULES"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"
