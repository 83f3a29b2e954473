import pytest

from perfeval_desktop.domain.quantities.described import described
from perfeval_desktop.domain.quantities.measures import find_measures
from perfeval_desktop.domain.quantities.plain_text import plain


def told(text: str) -> list[str]:
    return [described(one.quantity) for one in find_measures(plain(text)).measures]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("不得低于 90 %", "不少于 90 %"),
        ("控制在8万元以内", "不超过 8 万元"),
        ("95%及以上", "不少于 95 %"),
        ("超过5次", "多于 5 次"),
        ("至少十二场", "不少于 12 场"),
        ("≥50万元以内", "前后符号矛盾的 50 万元"),
        ("达到95%", "达到 95 %"),
        ("-5℃", "-5 ℃"),
        ("亏损5万元", "-5 万元"),
        ("百分之九十五", "95 %"),
        ("千分之三", "3 ‰"),
        ("三分之二", "66.666667 %"),
        ("1/2", "50 %"),
        ("8/10万", "0.008 %"),
        ("约100家", "约 100 家（上下 10 %）"),
        ("100家左右", "约 100 家（上下 10 %）"),
        ("10余万册", "10 万册多一些"),
        ("近5万人", "近 5 万人（至多少 10 %）"),
        ("5至8场", "5 至 8 场"),
        ("8~5场", "5 至 8 场"),
        ("5场-8场", "5 至 8 场"),
        ("一两次", "1 至 2 次"),
        ("20±2℃", "约 18 至 22 ℃（上下 10 %）"),
        ("5+3场", "8 场"),
        ("2万半", "2.5 万"),
        ("一个半小时", "1.5 小时"),
        ("两年半", "2.5 年"),
        ("每人每月1500元", "每人每月 1500 元"),
        ("人均300元", "每人 300 元"),
        ("每两周1次", "每周 0.5 次"),
        ("300元/亩", "每亩 300 元"),
        ("增长5%", "增长 5 %"),
        ("同比下降率为2%", "下降 2 %"),
        ("由85%提高到91%", "增长 6 个百分点"),
        ("由200万元增至212万元", "增长 6 %"),
        ("从5%降至4%", "下降 1 个百分点"),
        ("≥80%且≤90%", "80 至 90 %"),
        ("40%≤X≤60%", "40 至 60 %"),
        ("60天以上90天以内", "60 至 90 天"),
        ("不少于5不超过8", "5 至 8"),
        ("5跨", "5 跨"),
        ("召开三次会议", "3 次"),
        ("5(次)", "5 次"),
        ("由5吨增至6台", "6 台"),
        ("由0万元增至5万元", "5 万元"),
        ("8≤X≤5次", "不超过 5 次"),
        ("2起（均为轻微）", "2 起"),
        ("110千伏线路12次", "12 次"),
        ("≥30人课堂12节的", "不少于 30 人"),
    ],
)
def test_the_quantity_in_a_text_is_found(text: str, quantity: str) -> None:
    assert told(text) == [quantity]


@pytest.mark.parametrize("text", ["3支共9人", "新建2口,维修3口", "5场,120人次"])
def test_several_quantities_are_found_in_order(text: str) -> None:
    assert len(told(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        *("健全", "一致性", "一次性补贴", "十分满意", "三农工作", "一网通办", "三级甲等", "十四五规划"),
        *("第3批", "1号楼", "G50高速", "PM2.5", "5G网络", "12345热线", "1+X证书", "3.15活动", "1:15"),
        *("7×24小时值守", "《条例》第21条", "60岁以上老人", "前三名", "2022-2023学年", "110联动", "不三不四"),
    ],
)
def test_numbers_that_name_something_count_nothing(text: str) -> None:
    found = find_measures(plain(text))
    assert found.measures == ()
    assert not found.is_unclear


@pytest.mark.parametrize(
    "text",
    ["1,20份", "1.2.3", "?%", "几十次", "数次", "100tCO2", "1/0", "二两个半", "五零十个", "五零十至八个"],
)
def test_what_only_looks_like_a_number_is_unclear(text: str) -> None:
    assert find_measures(plain(text)).is_unclear


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("完成12次", "完成"),
        ("12次，已验收", ",已验收"),
        ("健全", "健全"),
        ("《条例》1部", ""),
        ("稳定（见附件）", "稳定"),
        ("5G基站12座", "基站"),
    ],
)
def test_the_words_beside_the_quantities_are_kept(text: str, words: str) -> None:
    assert find_measures(plain(text)).words == words
