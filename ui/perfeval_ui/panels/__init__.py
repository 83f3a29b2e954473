"""What is seen beside the form: ``score_panel``, ``checks_panel`` and ``history_panel``."""
