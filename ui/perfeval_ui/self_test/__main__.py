"""``python -m perfeval_ui.self_test [FOLDER]``."""

import sys

from perfeval_ui.self_test import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
