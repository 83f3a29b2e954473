"""``python -m engines KIND ENGINE FOLDER``: one measurement in a process of its own.

Nothing is loaded for the worker processes of an export, which load this module before anything else.
"""

if __name__ == "__main__":
    from engines.measurement import main

    main()
