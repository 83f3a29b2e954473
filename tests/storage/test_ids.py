import subprocess
import sys
from uuid import UUID

from perfeval_desktop.storage.ids import new_id


def test_ids_are_of_version_seven_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(50)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 50
    assert {UUID(one).version for one in ids} == {7}


def test_opening_a_store_does_not_wait_for_the_maker_of_ids() -> None:
    code = "import sys, perfeval_desktop.storage.store; sys.exit('uuid6' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  # our own interpreter and code
