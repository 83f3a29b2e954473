import os
import sys

import pytest

from perfeval_ui.startup.input_method import enable_fcitx

SAID = ("XMODIFIERS", "QT_IM_MODULE", "QT_IM_MODULES", "IBUS_USE_PORTAL")


def said_after(monkeypatch: pytest.MonkeyPatch, system: str, **said: str) -> dict[str, str]:
    """Return what stands in the environment once the program has looked at it."""
    monkeypatch.setattr(sys, "platform", system)
    for name in SAID:
        # Set first, so that what the program sets is taken back after the test.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    enable_fcitx()
    return {name: os.environ[name] for name in SAID if name in os.environ}


@pytest.mark.parametrize(
    "said", [{"XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULES": "wayland;fcitx;ibus"}]
)
def test_fcitx_is_spoken_to_as_if_it_were_ibus(monkeypatch: pytest.MonkeyPatch, said: dict[str, str]) -> None:
    assert said_after(monkeypatch, "linux", **said) == {
        **said,
        "QT_IM_MODULES": "ibus",
        "IBUS_USE_PORTAL": "1",
    }


@pytest.mark.parametrize("said", [{}, {"XMODIFIERS": "@im=ibus"}, {"QT_IM_MODULE": "ibus"}])
def test_other_input_methods_are_left_to_qt(monkeypatch: pytest.MonkeyPatch, said: dict[str, str]) -> None:
    assert said_after(monkeypatch, "linux", **said) == said


def test_other_systems_have_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"XMODIFIERS": "@im=fcitx"}
    assert said_after(monkeypatch, "win32", **said) == said
