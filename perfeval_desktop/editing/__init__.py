"""The parts of the editing session; :class:`perfeval_desktop.session.EditingSession` puts them together.

``open_form``           the form on the screen: preview, commit, and what could not be saved
``projects``            create, delete, restore and purge forms; change several at once
``undo_redo``           takes back or brings back the latest change of either
``undo_stacks``         which changes can be undone and redone, and in which order
``form_undo_stack``, ``project_undo_stack``  those of a form, and of the project tree
``kept_steps``          the latter, from what the store keeps of its steps
``undo_steps``          what one such change is
``form_writer``         saves changes, and pushes them on the undo stack of the form
``partly_done``         what is told where a change of several forms is refused in the middle
``final_forms``         what a final form is protected from, and what may become final
``locks``, ``locking``  forms behind a lock line, and the lines as they are worked with
``findings``            what can be done about findings on the open form, or be set aside
``unsaved``             what of the open form is not saved, and the way back after a crash
``earlier_texts``, ``earlier_text_offers``  texts of the forms nearby, and as they are offered in the open one
``outdated_standings``  forms that were scored by older rules, scored again
``notifications``       tells every listener what has changed
"""
