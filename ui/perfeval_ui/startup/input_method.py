"""Chinese input on Linux desktops that use fcitx."""

import os
import sys

_SAID_IN = ("XMODIFIERS", "QT_IM_MODULE", "QT_IM_MODULES")


def enable_fcitx() -> None:
    """Let Qt speak to fcitx by the protocol of ibus; to be called before there is an application.

    The Qt of the program brings a plugin for ibus and none for fcitx, whose own fits the desktop's Qt only.
    fcitx 5 answers in the place of ibus, at the address for programs in a sandbox.
    """
    if sys.platform == "linux" and any("fcitx" in os.environ.get(name, "") for name in _SAID_IN):
        os.environ["QT_IM_MODULES"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"
