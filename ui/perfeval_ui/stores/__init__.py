"""Which store the window shows.

``request``   a store that is asked for: when the program is started, or in the menu
``recent``    the stores that were used last
``opening``   opens a store, and shows the user what is in the way
``backups``   where the backups of a store are
``second_place``, ``second_place_copier``  a second place for them, kept up to date
``background_task``  work on a thread of its own
"""
