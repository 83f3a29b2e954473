"""The shell of PerfEval Desktop: PySide6 widgets that show the session and pass on what the user does.

``app`` starts the program. Its wings, each named for what is on the screen:

``startup``       from the command line to a window on a store        ``self_test``  the program tries itself
``window``        the main window: menus, commands, bars, closing
``project_tree``  the list at the left          ``form_page``  the page on which a form is filled in
``panels``        scores and findings           ``paper``      preview, PDF export, printing
``history``       what the form has been        ``dialogs``    what opens over the window
``stores``        which store is open           ``widgets``    parts that several wings use

The wings that show the form do not know each other: they meet in the session, through ``session_signals``.
``theme`` has colours, spacing and icons. No rule of the form lives here.
"""
