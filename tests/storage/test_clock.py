from datetime import UTC, datetime

from perfeval_desktop.storage.clock import now


def test_the_time_is_local_and_knows_its_offset() -> None:
    before = datetime.now(UTC)
    moment = now()
    assert before <= moment <= datetime.now(UTC)
    assert moment.utcoffset() == before.astimezone().utcoffset()
