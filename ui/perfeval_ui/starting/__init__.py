"""From the first argument to a window on a store, and what surrounds both while the program runs.

``options``           what stands on the command line
``input_method``      Chinese input on Linux desktops
``single_instance``   one running program a person
``program_log``, ``fault_log``, ``bug_report``  what goes wrong, and who is told
``desk``              the store that is open and the window on it
``picture``           a picture of the window instead of the window
"""
