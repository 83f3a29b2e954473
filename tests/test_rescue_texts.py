from datetime import datetime
from pathlib import Path

import pytest

from perfeval_desktop.backup import Backup
from perfeval_desktop.rescue_texts import (
    comfort_text,
    matter_text,
    restore_text,
    result_lines,
    result_sentences,
    salvage_text,
)
from perfeval_desktop.storage.rescue.content import RescuedForm, RescuedForms, Source
from perfeval_desktop.storage.rescue.rescue import Finds, Rescued
from perfeval_desktop.storage.rescue.trouble import Trouble
from perfeval_desktop.store import FormId

PATH = Path("/单位/自评.perfeval")
BACKUP = Backup(Path("/单位/自评 备份/x"), datetime(2024, 5, 6, 10, 32, 5).astimezone(), 12, 1000, 40)
NOTHING = Finds(PATH, None, None, None)


def form(project: str, source: Source = Source.BACKUP, *, is_deleted: bool = False) -> RescuedForm:
    return RescuedForm(FormId(project), project, 2023, source, is_deleted)


OLD, NEW = form("甲"), form("乙", Source.FILE)
BEHIND = RescuedForm(FormId("丙"), "丙", 2023, Source.BACKUP, is_deleted=False, is_behind=True)
DOUBTFUL = RescuedForm(FormId("丁"), "丁", 2023, Source.FILE, is_deleted=False, is_doubtful=True)


def of(*forms: RescuedForm, lost: tuple[str, ...] = ()) -> RescuedForms:
    return RescuedForms(forms, lost)


@pytest.mark.parametrize("trouble", Trouble)
def test_what_is_the_matter_is_one_sentence_that_names_the_file(trouble: Trouble) -> None:
    text = matter_text(trouble, PATH)
    assert "“自评.perfeval”" in text
    assert text.count("。") == 1


@pytest.mark.parametrize(
    ("trouble", "finds", "words"),
    [
        (Trouble.UNREACHABLE, NOTHING, "只是够不着"),
        (Trouble.UNREADABLE, NOTHING, "检查文件的权限"),
        (Trouble.DAMAGED, Finds(PATH, BACKUP, of(OLD), None), "原来的文件不会删除"),
        (Trouble.GONE, Finds(PATH, BACKUP, of(OLD), None), "有备份，可以找回来。"),
        (Trouble.DAMAGED, Finds(PATH, None, None, of(NEW)), "还能读出 1 份"),
        (Trouble.GONE, NOTHING, "如果是移动了或改了名"),
        (Trouble.DAMAGED, NOTHING, "请不要删除这个文件"),
    ],
)
def test_what_is_not_lost_is_told_first(trouble: Trouble, finds: Finds, words: str) -> None:
    assert words in comfort_text(trouble, finds)


def test_of_the_backup_it_is_told_when_it_was_taken_and_what_comes_with_it() -> None:
    lost = ("戊", "己", "庚", "辛")
    finds = Finds(PATH, BACKUP, of(OLD, NEW, BEHIND, lost=lost), None)
    assert restore_text(finds) == (
        "2024年5月6日 10:32 备份的 12 份自评表，加上原文件里比它新的 1 份：“乙”。"
        "“丙”只能找回备份时的内容。找不回来的：“戊”、“己”、“庚”等 4 份。"
    )
    assert restore_text(Finds(PATH, BACKUP, of(OLD), None)) == "2024年5月6日 10:32 备份的 12 份自评表。"
    assert restore_text(NOTHING) == ""


def test_of_the_file_it_is_told_what_can_be_read_and_what_cannot() -> None:
    assert salvage_text(Finds(PATH, BACKUP, of(OLD), of(NEW))) == (
        "不用备份，只取原文件里还读得出的 1 份自评表。"
    )
    assert salvage_text(Finds(PATH, None, None, of(NEW, lost=("甲",)))) == (
        "取出原文件里还读得出的 1 份自评表。读不出的 1 份：“甲”。"
    )
    assert salvage_text(NOTHING) == ""


def test_afterwards_it_is_told_what_there_is_and_where_the_former_file_lies() -> None:
    kept = PATH.with_name("自评-损坏-20240506-103200.perfeval")
    done = Rescued(PATH, BACKUP, of(OLD, NEW, BEHIND, DOUBTFUL, lost=("戊",)), kept)
    assert result_sentences(done) == [
        "已恢复，现在有 4 份自评表。",
        "其中 2 份是从原文件里读出来的，比备份新；其余的是 2024年5月6日 10:32 的备份。",
        "“丙”只找回了备份时的内容，以后的改动请核对补上。",
        "“丁”可能不全，请核对。",
        "没有找回的：“戊”。",
        "原来的文件没有删除，改名为“自评-损坏-20240506-103200.perfeval”，还在同一文件夹。",
    ]
    assert result_lines(done) == [
        "2023 年度  甲 —— 2024年5月6日 10:32 的备份",
        "2023 年度  乙 —— 原文件里最新的",
        "2023 年度  丙 —— 2024年5月6日 10:32 的备份，以后的改动没有找回",
        "2023 年度  丁 —— 原文件，可能不全，请核对",
    ]


def test_of_one_source_it_is_told_in_one_sentence() -> None:
    assert result_sentences(Rescued(PATH, BACKUP, of(OLD), None)) == [
        "已恢复，现在有 1 份自评表。",
        "都是 2024年5月6日 10:32 备份时的内容，那以后填的请核对补上。",
    ]
    alone = Rescued(PATH, None, of(NEW, form("甲", Source.FILE, is_deleted=True)), None)
    assert result_sentences(alone) == ["已恢复，现在有 1 份自评表。"]
    assert result_lines(alone)[1] == "2023 年度  甲（在回收站） —— 原文件里最新的"
