from perfeval_desktop.exchange.export_formats import ExportFormat


def test_files_are_named_for_their_format() -> None:
    assert [one.suffix for one in ExportFormat] == [".pdf", ".xlsx", ".docx", ".json"]
