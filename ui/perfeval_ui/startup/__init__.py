"""From the first argument to a window on a store, and what surrounds both while the program runs.

``core_before_qt``     what is loaded first
``options``            what stands on the command line
``qt_application``     name, language and looks of the Qt application
``input_method``       Chinese input on Linux desktops
``single_instance``    one running program for each user: ``later_starts`` call it
``window_controller``  the store that is open and the window on it
``program_log``, ``crash_log``, ``exception_hook``  what goes wrong, and who is told
``screenshot``         a picture of the window instead of the window
"""
