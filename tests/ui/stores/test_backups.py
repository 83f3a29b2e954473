from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.backups import backups_of


def test_backups_lie_beside_the_store(store: Store) -> None:
    assert backups_of(store).folder == store.path.with_name("绩效自评 备份")
