"""What a form has been: its versions held against each other, the past of a cell, the names of versions.

``form_log``        the log of a form with the states it went through, each found when it is looked at
``differences``     two versions of a form, or two forms, cell by cell in words; one of them taken back
``cell_history``    every text that a cell ever had
``version_names``   which versions have a name, given by somebody or by the state that was set
``changed_parts``   which characters of two texts differ
"""
