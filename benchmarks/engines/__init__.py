"""The forms and the engines of the benchmark ``printed_form``."""
