"""The main window: its frame, its commands, and what happens when it closes.

``main_window``  puts panels and commands together      ``docks``  the panels at its sides
``actions``      menus, tool bar and shortcuts           ``clipboard_actions``  cut, copy, paste
``project_commands``, ``template_commands``, ``store_commands``  what the menus do
``message_bar``, ``status_bar``, ``welcome_page``  what it says
``close_guard``  nothing unsaved is left behind          ``window_settings``  remembered between runs
``automatic_backup``, ``standing_updater``  what runs by itself while nobody types
"""
