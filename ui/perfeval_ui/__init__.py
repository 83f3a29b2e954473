"""The shell of PerfEval Desktop: PySide6 widgets that show the session and pass on what the clerk does.

``app`` puts everything together, with what surrounds the window in ``starting``; ``main_window`` arranges the
panels; ``stores`` is about which store they show; ``self_test`` exercises all of it.
The panels - ``project_tree``, ``form_editor``, ``score_panel``, ``checks_panel``, ``preview``,
``history_panel`` - do not know each other: they meet in the session, through ``bridge``. No rule of the
form lives here.
"""
