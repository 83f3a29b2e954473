"""What happens from the command line to the first window, and what goes on around it while the program runs.

``plain_imports``      how everything is loaded
``options``            what stands on the command line
``qt_application``     name, language and theme of the Qt application
``input_method``       Chinese input on Linux desktops
``single_instance``    one running program for each user: ``later_starts`` call it
``window_controller``  the store that is open and the window on it
``program_log``, ``crash_log``, ``exception_hook``  where it is kept that something went wrong
``screenshot``         ``--screenshot``: a picture of the window is saved
"""
