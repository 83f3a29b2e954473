"""Run the campaigns named on the command line, all without names: ``python tests/faults/run.py --help``."""

import runpy
import sys
from pathlib import Path

# The tests as a whole, not this folder: nothing in it may be taken for a module of somebody else.
sys.path[0] = str(Path(__file__).resolve().parents[1])

runpy.run_module("faults.command", run_name="__main__")
