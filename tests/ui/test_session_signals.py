from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals


def test_what_the_session_tells_is_passed_on_until_the_bridge_is_closed(
    session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    signals = SessionSignals(session)
    heard: list[Notification] = []
    signals.changed.connect(heard.append)
    session.open(form_ids[0])
    assert [one.after for one in heard] == [session.shown]
    signals.close()
    session.open(form_ids[1])
    assert len(heard) == 1
