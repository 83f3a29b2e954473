"""The main window.

``window_frame``      its parts put together; which form, page and message it shows
``window_commands``   what each menu entry, button and key does, and on which forms
``main_window``       its start and its end; what happens by itself in between
``actions``           menu bar, tool bar and shortcuts;  ``docks``  the panels at the sides
``project_commands``, ``template_commands``, ``store_commands``, ``clipboard_actions``  the commands at length
``message_bar``, ``status_bar``, ``welcome_page``  the parts that are no panels
``close_guard``       nothing typed is lost on closing;  ``window_settings``  what the next start finds again
``automatic_backup``, ``standing_updater``  what runs while nobody types;  ``copy_waiting``  a copy on closing
"""
