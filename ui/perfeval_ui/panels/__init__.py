"""The panels beside the form: score, checks and history. They do not know each other."""
