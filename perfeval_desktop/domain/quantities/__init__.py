"""What users write as targets and actuals, read and held against each other.

From the text upwards: ``plain_text`` gives it one spelling; ``numbers``, ``units``, ``comparators`` know its
parts, ``measures`` finds the quantities in it, ``dates`` the days, ``sayings`` and ``answers`` know words;
``reading`` reads the text as a whole. ``direction`` says which way is better, ``comparison`` holds two
quantities against each other, ``judgement`` a target and an actual, each kind by a module of its own.
"""
