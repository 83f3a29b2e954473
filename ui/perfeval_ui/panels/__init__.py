"""The panels beside the form: score and checks. They do not know each other."""
