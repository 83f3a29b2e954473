"""Which store the window shows.

``request``   what is asked for, by a start of the program or by menu: ``commands``
``recent``    those used last
``opening``   opens one, and tells the person what stands against that
"""
