from perfeval_ui.utf16 import in_qt


def test_rare_characters_take_two_places_in_qt() -> None:
    assert [in_qt("a𠮷b", at) for at in range(4)] == [0, 1, 3, 4]
