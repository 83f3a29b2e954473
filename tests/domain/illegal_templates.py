"""Templates that are not legal, one for each rule: the text, the key that is wrong and the reason given."""

NAME_RULE = "只能由文字、数字、- 和 _ 组成，最多 60 个字"
PATTERN_RULE = "花括号里只能是 {year}、{project}、{implementing_unit}、{unit} 之一"
NUMBERED_RULE = "应有一个 {n}（印成 1）或 {一}（印成一），不能有别的花括号"
ABOVE_RULE = (
    "目标的得分由其下的指标得出，这里的 score 不会计入总分：请去掉 role，只写 key；"
    "目标另有自己的分，请去掉 indicators 块的 goals"
)
BOTH_RULE = (
    "目标和指标的分相加时，weight 和 score 两栏都要有：请补上缺的一栏；"
    "不计分的栏请去掉 role，只写 key；分由其下的指标得出的，请在 indicators 块写 goals"
)
HEAD = '[[blocks]]\ntype = "fields"\ncolumns = "project"\n'
FUNDING = '[[blocks]]\ntype = "funding"\ncolumns = "executed"\n'
WEIGHT_ENTERED = FUNDING.replace('"executed"', '["executed", { role = "weight", stage = "plan" }]')
GOALS = '[[blocks]]\ntype = "goals"\nnumbered = "目标{n}"\ncolumns = "expected_goal"\n'
GRID = '[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 weight score"\n'
TEXTS = '[[blocks]]\ntype = "texts"\ncolumns = "execution_note"\n'
CHECKLIST = '[[blocks]]\ntype = "checklist"\ncolumns = [{ key = "state" }]\nrows = [%s]\n'
SCORING = "[scoring]\n"


def plain(*more: str) -> str:
    return "{ " + ", ".join(['key = "plain"', 'label = "备注"', *more]) + " }"


def with_grades(*least: int) -> str:
    return "".join(f'[[scoring.grades]]\nname = "第{one}档"\nleast = "{one}"\n' for one in least) + HEAD


def fields(column: str, more: str = "") -> str:
    return f'[[blocks]]\ntype = "fields"\ncolumns = [{plain(column)}]\n{more}'


def grid(column: str) -> str:
    return f'{SCORING}[[blocks]]\ntype = "indicators"\ncolumns = ["level3", {column}]\n'


def row(text: str, *, of: str = "funding", columns: str = "executed") -> str:
    return f'[[blocks]]\ntype = "{of}"\ncolumns = "{columns}"\nrows = [{text}]\n'


def titled(title: str) -> str:
    return f'title = "{title}"\n{HEAD}'


# A short template for each rule that it breaks, and no other; the key that is named, and why.
CASES: dict[str, tuple[str, str, str]] = {
    "an id that is no file name": (f'id = "../x"\n{HEAD}', "id", NAME_RULE),
    "a key that the program keeps for itself": (
        grid('{ key = "direction", label = "方向" }'),
        "blocks[1].columns[2].key",
        "“direction”是程序自己用的（好坏方向），请换一个",
    ),
    "an id too long for a file name": (f'id = "{"长" * 61}"\n{HEAD}', "id", NAME_RULE),
    "another placeholder": (titled("{month}月自评表"), "title", PATTERN_RULE),
    "a placeholder without a name": (titled("{}年度"), "title", PATTERN_RULE),
    "a brace left open": (titled("{year年度"), "title", PATTERN_RULE),
    "a placeholder as wide as a house": (titled("{year:>99999999}"), "title", PATTERN_RULE),
    "a placeholder in another spelling": (titled("{year!r}"), "title", PATTERN_RULE),
    "a part of a placeholder": (titled("{year.real}"), "title", PATTERN_RULE),
    "another placeholder below the title": (f'year_line = "{{date}}"\n{HEAD}', "year_line", PATTERN_RULE),
    "a label broken at its end": (
        f'break_points = ["项目|资金|"]\n{HEAD}',
        "break_points",
        "竖线两边都要有文字",
    ),
    "grades that go up": (with_grades(60, 90, 0), "scoring.grades", "应由高到低排列"),
    "grades that end above 0": (
        with_grades(90, 60),
        "scoring.grades",
        "最低一档应从 0 分起，现为“第60档”，从 60 分起",
    ),
    "a tier that ends below its beginning": (
        f'[[scoring.tiers]]\nname = "部分"\nleast = "0.8"\nmost = "0.7"\n{HEAD}',
        "scoring.tiers",
        "least 不应大于 most",
    ),
    "no block at all": ("", "blocks", "至少要有一块"),
    "two blocks of one key": (
        f'{HEAD}[[blocks]]\ntype = "texts"\nkey = "fields"\ncolumns = "execution_note"\n',
        "blocks",
        "key“fields”重复，或与程序自用的相同",
    ),
    "a block called like the form as a whole": (
        f'{HEAD}key = "form"\n',
        "blocks",
        "key“form”重复，或与程序自用的相同",
    ),
    "two blocks of goals": (f'{GOALS}{GOALS}key = "more"\n', "blocks", "goals 块最多一个"),
    "two grids": (f'{SCORING}{GRID}{GRID}key = "more"\n', "blocks", "indicators 块最多一个"),
    "one role in two blocks": (
        f'{HEAD}{HEAD}key = "more"\n',
        "blocks",
        "角色“project”在各 fields、texts 块中最多出现一次",
    ),
    "points for a rate that is nowhere": (
        f'[scoring.execution]\nweight = "10"\n{GRID}',
        "scoring.execution",
        "需要有 executed 栏的 funding 块，或 indicators 块里的 execution 行",
    ),
    "figures of a block that is no grid": (
        f'{SCORING}{GOALS}[[blocks]]\ntype = "figures"\ngrid = "goals"\ncolumns = "total"\n',
        "blocks[2].grid",
        "“goals”不是此块之前的 indicators 块的 key，前面没有 indicators 块",
    ),
    "figures above their grid": (
        f'{SCORING}[[blocks]]\ntype = "figures"\ngrid = "indicators"\ncolumns = "total"\n{GRID}',
        "blocks[1].grid",
        "“indicators”不是此块之前的 indicators 块的 key，前面没有 indicators 块",
    ),
    "figures of a grid whose key is misspelt": (
        f'{SCORING}{GRID}[[blocks]]\ntype = "figures"\ngrid = "indicator"\ncolumns = "total"\n',
        "blocks[2].grid",
        "“indicator”不是此块之前的 indicators 块的 key，应为 indicators",
    ),
    "indicators under one goal": (
        f'{SCORING}[[blocks]]\ntype = "goals"\ncolumns = "expected_goal"\n{GRID}goals = "goals"\n',
        "blocks[2].goals",
        "应为有 numbered 的 goals 块的 key",
    ),
    "indicators under what is no goal": (
        f'{SCORING}{HEAD}{GRID}goals = "fields"\n',
        "blocks[2].goals",
        "应为有 numbered 的 goals 块的 key",
    ),
    "scores of goals above indicators that earn": (
        f"{SCORING}{GOALS.replace('expected_goal', 'expected_goal score')}{GRID}goals = \"goals\"\n",
        "blocks[1].columns",
        ABOVE_RULE,
    ),
    "points of goals beside indicators, without scores": (
        f"{SCORING}{GOALS.replace('expected_goal', 'expected_goal weight')}{GRID}",
        "blocks[1].columns",
        BOTH_RULE,
    ),
    "scores of goals beside indicators, without points": (
        f"{SCORING}{GOALS.replace('expected_goal', 'expected_goal score')}{GRID}",
        "blocks[1].columns",
        BOTH_RULE,
    ),
    "goals in a grid that does not know them": (
        f'{SCORING}{GOALS}label_width = "20"\nin_grid = true\n{GRID}',
        "blocks[1].in_grid",
        "需要 indicators 块以 goals 指向此块",
    ),
    "goals in no grid": (
        f'{GOALS}label_width = "20"\nin_grid = true\n',
        "blocks[1].in_grid",
        "需要 indicators 块以 goals 指向此块",
    ),
    "a partner that is no funding": (
        f'{FUNDING}partner = "fields"\n{HEAD}',
        "blocks[1].partner",
        "应为另一个没有 partner 的 funding 块的 key",
    ),
    "a block that is its own partner": (
        f'{FUNDING}partner = "funding"\n',
        "blocks[1].partner",
        "应为另一个没有 partner 的 funding 块的 key",
    ),
    "a key with a dot in it": (f'{HEAD}key = "a.b"\n', "blocks[1].key", NAME_RULE),
    "two columns of one key": (
        f'[[blocks]]\ntype = "goals"\ncolumns = [{plain()}, {plain()}]\n',
        "blocks[1].columns",
        "key“plain”重复",
    ),
    "two columns of one role": (
        '[[blocks]]\ntype = "goals"\ncolumns = ["expected_goal", { role = "expected_goal", key = "more" }]\n',
        "blocks[1].columns",
        "角色“expected_goal”在一块中最多出现一次",
    ),
    "a column with a blank in its key": (
        fields('stage = "plan"').replace('"plain"', '"to be"'),
        "blocks[1].columns[1].key",
        NAME_RULE,
    ),
    "a role in a block where nothing reads it": (
        '[[blocks]]\ntype = "goals"\ncolumns = "executed"\n',
        "blocks[1].columns[1].role",
        ("“executed”不能用在这种块里：这里可以用 expected_goal、actual_outcome、weight、score；"
        "不让程序读取的栏不写 role，只写 key"),
    ),
    "a number of goals, which is no column": (
        '[[blocks]]\ntype = "goals"\ncolumns = "number expected_goal"\n',
        "blocks[1].columns[1].role",
        ('“number”不能用在这种块里：目标的序号不是一栏，请删去它，在块里写 numbered，如 numbered = "{n}"；'
        "这里可以用 expected_goal、actual_outcome、weight、score；不让程序读取的栏不写 role，只写 key"),
    ),
    "a role where there is none": (
        CHECKLIST.replace('{ key = "state" }', '"weight"') % '{ key = "a" }',
        "blocks[1].columns[1].role",
        "“weight”不能用在这种块里：这里的栏都不写 role，只写 key",
    ),
    "the title, which every form has of itself": (
        '[[blocks]]\ntype = "fields"\ncolumns = "title"\n',
        "blocks[1].columns[1].role",
        ("“title”不能用在这种块里：这里可以用 shown_unit、execution_note、project、project_code、department、"
        "implementing_unit、total_weight、total、grade；不让程序读取的栏不写 role，只写 key"),
    ),
    "a score without points": (
        '[[blocks]]\ntype = "indicators"\ncolumns = "level3 score"\n',
        "blocks[1].columns[2].role",
        "“score”需要模板有 scoring",
    ),
    "a number that is to be a text": (
        '[[blocks]]\ntype = "funding"\ncolumns = [{ role = "executed", kind = "line" }]\n',
        "blocks[1].columns[1].kind",
        "“executed”的 kind 是 amount，不能改成 line",
    ),
    "a text that is to be a number": (
        '[[blocks]]\ntype = "fields"\ncolumns = [{ role = "project", kind = "points" }]\n',
        "blocks[1].columns[1].kind",
        "“project”的 kind 是 line，不能改成 points",
    ),
    "a figure that is to be entered": (
        f'{SCORING}[[blocks]]\ntype = "fields"\ncolumns = [{{ role = "total", stage = "result" }}]\n',
        "blocks[1].columns[1].stage",
        "“total”由程序计算，只能是 computed",
    ),
    "a text that is to be computed": (
        fields('stage = "computed"'),
        "blocks[1].columns[1].stage",
        "程序不计算这一栏，不能是 computed",
    ),
    "a weight of the execution rate that is to be entered": (
        f'[scoring.execution]\nweight = "10"\n{WEIGHT_ENTERED}',
        "blocks[1].columns[2].stage",
        "“weight”由程序计算，只能是 computed",
    ),
    "a goal's score that is to be computed": (
        f'{SCORING}[[blocks]]\ntype = "goals"\ncolumns = [{{ role = "score", stage = "computed" }}]\n',
        "blocks[1].columns[1].stage",
        "程序不计算这一栏，不能是 computed",
    ),
    "a choice of nothing": (
        fields('kind = "choice"'),
        "blocks[1].columns[1].choices",
        "kind 为 choice 的栏要有 choices",
    ),
    "a grade that is to be chosen": (
        SCORING + '[[blocks]]\ntype = "fields"\n'
        'columns = [{ role = "grade", kind = "choice", choices = ["优"] }]\n',
        "blocks[1].columns[1].kind",
        "“grade”由程序计算，不能是 choice，请删去 kind 和 choices",
    ),
    "a number of indicators that is to be chosen": (
        grid('{ role = "number", kind = "choice", choices = ["1"] }'),
        "blocks[1].columns[2].kind",
        "“number”由程序计算，不能是 choice，请删去 kind 和 choices",
    ),
    "choices for a text": (
        fields('choices = ["是"]'),
        "blocks[1].columns[1].kind",
        '有 choices 的栏请加 kind = "choice"',
    ),
    "a choice between one and the same": (
        fields('kind = "choice", choices = ["是", "是"]'),
        "blocks[1].columns[1].choices",
        "不能重复",
    ),
    "a choice to be ticked in a field": (
        fields('kind = "choice", choices = ["是"], choice_style = "ticks"'),
        "blocks[1].columns[1].choice_style",
        "ticks 只能用在 indicators 块",
    ),
    "a level to be ticked, whose neighbours share a cell": (
        grid('{ role = "level2", kind = "choice", choices = ["数量"], choice_style = "ticks" }'),
        "blocks[1].columns[2].choice_style",
        "一级、二级指标的名称不能用 ticks",
    ),
    "two things to be ticked in one": (
        grid(plain('kind = "choice", choices = ["人员、经费"], choice_style = "ticks"')),
        "blocks[1].columns[2].choices",
        "打勾的选项里不能有顿号，一格里的几项是用它分开的",
    ),
    "a heading above a field": (
        fields('above = "基本情况"'),
        "blocks[1].columns[1].above",
        "只能用在 indicators 块",
    ),
    "an indicator's cell beside all rows": (
        grid(plain("shared = true")),
        "blocks[1].columns[2].shared",
        "只能用在 funding 块",
    ),
    "an indicator's text that is there from the start": (
        grid(plain('prefilled = "无"')),
        "blocks[1].columns[2].prefilled",
        "只能用在 fields、texts 块",
    ),
    "something to enter below the table": (
        '[[blocks]]\ntype = "closing"\ncolumns = [{ key = "date", label = "日期" }]\n',
        "blocks[1].columns",
        ('closing 块没有要填的栏：要填的请写成 fields 块（frame = "open"），'
        "打印后手签的写在 signatures 里"),
    ),
    "a block without columns": ('[[blocks]]\ntype = "texts"\n', "blocks[1].columns", "不能为空"),
    "indicators without a name": (
        '[[blocks]]\ntype = "indicators"\ncolumns = "target"\n',
        "blocks[1].columns",
        "至少要有 level1、level2、level3 之一",
    ),
    "two targets": (
        '[[blocks]]\ntype = "indicators"\ncolumns = "level3 target target_number"\n',
        "blocks[1].columns",
        "target 与 target_number 只能有一个，单位一栏的 role 是 measure",
    ),
    "points of 100 that are no share of anything": (
        grid('"item_score"'),
        "blocks[1].columns",
        "item_score 需要 share",
    ),
    "two dimensions of one name": (
        f'{SCORING}{GRID}dimensions = [{{ name = "产出" }}, {{ name = "产出", weight = "50" }}]\n',
        "blocks[1].dimensions",
        "一级指标的名称不能重复",
    ),
    "two rows of one key": (
        row('{ key = "a" }, { key = "a" }'),
        "blocks[1].rows",
        "key“a”重复",
    ),
    "no rows of funding": (row(""), "blocks[1].rows", "不能为空"),
    "an empty checklist": (
        CHECKLIST % "",
        "blocks[1].rows",
        "不能为空",
    ),
    "two totals": (
        row('{ key = "a", role = "total" }, { key = "b", role = "total" }'),
        "blocks[1].rows",
        "role 为 total 的行最多一行，不能有 execution",
    ),
    "the execution rate among the sources": (
        row('{ key = "a", role = "execution" }'),
        "blocks[1].rows",
        "role 为 total 的行最多一行，不能有 execution",
    ),
    "a sum of texts": (
        CHECKLIST % '{ key = "a", role = "total" }',
        "blocks[1].rows",
        "checklist 块的行没有 role",
    ),
    "an indicator that nobody can remove": (
        row('{ key = "a", role = "source" }', of="indicators", columns="level3"),
        "blocks[1].rows",
        "indicators 块里只能有一行，role 为 execution",
    ),
    "a row of the execution rate that does not say so": (
        row('{ key = "a" }', of="indicators", columns="level3"),
        "blocks[1].rows",
        'indicators 块里的这一行是执行率，请写 role = "execution"',
    ),
    "two rows of the execution rate": (
        row(
            '{ key = "a", role = "execution" }, { key = "b", role = "execution" }',
            of="indicators",
            columns="level3",
        ),
        "blocks[1].rows",
        "indicators 块里只能有一行，role 为 execution",
    ),
    "rows of fields": (f'{HEAD}rows = [{{ key = "a" }}]\n', "blocks[1].rows", "这种块没有固定的行"),
    "a row with a blank in its key": (row('{ key = "a b" }'), "blocks[1].rows[1].key", NAME_RULE),
    "a fixed row called like one of the user's": (
        row('{ key = "r1", role = "execution" }', of="indicators", columns="level3"),
        "blocks[1].rows[1].key",
        "r 加数字是用户各行的编号，请另起一个",
    ),
    "a name for a column that is not there": (
        row('{ key = "a", labels = { received = "到位" } }'),
        "blocks[1].rows[1].labels",
        "没有 key 为“received”的栏",
    ),
    "words for a column that is not there": (
        row('{ key = "a", fixed = { received = "—" } }'),
        "blocks[1].rows[1].fixed",
        "没有 key 为“received”的栏",
    ),
    "words where an amount is entered": (
        row('{ key = "a", fixed = { executed = "—" } }'),
        "blocks[1].rows[1].fixed",
        "“executed”不由程序计算，不能印固定的文字",
    ),
    "a text for a column that is not there": (
        row('{ key = "a", prefilled = { received = "0" } }'),
        "blocks[1].rows[1].prefilled",
        "没有 key 为“received”的栏",
    ),
    "words in a row that no printer looks at": (
        row('{ key = "a", role = "execution", fixed = { level3 = "—" } }', of="indicators", columns="level3"),
        "blocks[1].rows[1].fixed",
        "只能用在 funding 块",
    ),
    "a label left of fields": (
        f'{HEAD}label_width = "10"\n',
        "blocks[1].label_width",
        "fields 块左边没有标题栏",
    ),
    "a field on no line": (
        '[[blocks]]\ntype = "fields"\ncolumns = "project department"\nlines = [["project"]]\n',
        "blocks[1].lines",
        "每一栏应恰好出现一次",
    ),
    "a field on two lines": (
        f'{HEAD}lines = [["project"], ["project"]]\n',
        "blocks[1].lines",
        "每一栏应恰好出现一次",
    ),
    "fields without widths for the fullest line": (
        '[[blocks]]\ntype = "fields"\ncolumns = "project department"\nlines = [["project", "department"]]\n',
        "blocks[1].widths",
        "应有 4 个，最长一行各栏的标题和内容的宽度，两个一组，现有 2 个",
    ),
    "fields with widths of a line that is not said": (
        '[[blocks]]\ntype = "fields"\ncolumns = "project department"\nwidths = ["30", "60", "30", "60"]\n',
        "blocks[1].widths",
        ("应有 2 个，最长一行各栏的标题和内容的宽度，两个一组，现有 4 个"
        "（没有 lines，每栏自成一行；几栏排在一行的请写 lines）"),
    ),
    "fields that do not fill the table": (
        f'{HEAD}widths = ["30", "149"]\n',
        "blocks[1].widths",
        "各栏宽度之和应为 180 毫米，现为 179",
    ),
    "boxes to fill in without room for their words": (
        '[[blocks]]\ntype = "closing"\nboxes = { "签批意见" = "年 月 日" }\n',
        "blocks[1].label_width",
        "有 boxes 的块要写明标题栏的宽度",
    ),
    "a label without room": (
        f'{FUNDING}label = "项目资金"\n',
        "blocks[1].label_width",
        "左边有标题的块要写明标题栏的宽度",
    ),
    "goals without a number": (
        GOALS.replace("{n}", ""),
        "blocks[1].numbered",
        NUMBERED_RULE,
    ),
    "goals with two numbers": (GOALS.replace("{n}", "{n}{一}"), "blocks[1].numbered", NUMBERED_RULE),
    "goals numbered otherwise": (GOALS.replace("{n}", "{n}{i}"), "blocks[1].numbered", NUMBERED_RULE),
    "a brace left open in the name of goals": (
        GOALS.replace("{n}", "{{n}"),
        "blocks[1].numbered",
        NUMBERED_RULE,
    ),
    "goals left of a grid without room": (
        f'{SCORING}{GOALS}in_grid = true\n{GRID}goals = "goals"\n',
        "blocks[1].label_width",
        "左边有标题的块要写明标题栏的宽度",
    ),
    "goals wider than the table": (
        f'{GOALS}label_width = "10"\n',
        "blocks[1].columns",
        "各栏宽度之和应为 180 毫米，现为 190（含 label_width）",
    ),
    "a grid with its label wider than the table": (
        f'{SCORING}{GRID}label_width = "10"\n',
        "blocks[1].columns",
        "各栏宽度之和应为 180 毫米，现为 190（含 label_width）",
    ),
    "a grid with its goals wider than the table": (
        f'{SCORING}{GOALS}label_width = "20"\nin_grid = true\n{GRID}goals = "goals"\n',
        "blocks[2].columns",
        "各栏宽度之和应为 180 毫米，现为 200（含“goals”块的 label_width）",
    ),
    "two grids side by side wider than the table": (
        f'{FUNDING}partner = "more"\n{FUNDING}key = "more"\n',
        "blocks[1].columns",
        "各栏宽度之和应为 180 毫米，现为 360（“funding”和“more”两块合计，含 label_width、name_width）",
    ),
    "a checklist wider than the table": (
        CHECKLIST % '{ key = "a" }' + 'label_width = "10"\n',
        "blocks[1].columns",
        "各栏宽度之和应为 180 毫米，现为 190（含 label_width、name_width）",
    ),
    "amounts beside their names wider than the table": (
        f'{FUNDING}layout = "beside"\nlabel_width = "10"\n',
        "blocks[1].columns",
        "各栏宽度之和应为 180 毫米，现为 190（含 label_width，每个金额栏再加 name_width）",
    ),
}  # fmt: skip
