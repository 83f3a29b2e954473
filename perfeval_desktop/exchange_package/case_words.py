"""How a form of a package stands to the store, and what a choice would do, in a sentence."""

from perfeval_desktop.exchange_package.plan import Case, Choice, PackagePlan, PlannedForm, counts


def summary(plan: PackagePlan) -> str:
    """Return how many forms of each case a package holds."""
    parts = "，".join(f"{case.value} {number}" for case, number in counts(plan.forms).items())
    return f"包里有 {len(plan.forms)} 张表：{parts}。" if plan.forms else "包里没有表。"


def explanation(one: PlannedForm, choice: Choice) -> str:
    """Return how a form stands to the store, and what will be done with it."""
    return f"{_case(one)}{_choice(one, choice)}"


def _case(one: PlannedForm) -> str:
    match one.case:
        case Case.NEW:
            return "本机没有这张表。"
        case Case.SAME:
            return "本机已有内容相同的表，不用导入。"
        case Case.IN_BIN:
            return "它在本机的回收站里。要采用对方的内容，请先还原它，再导入一次。"
        case _ if one.is_held:
            return "本机的表已定稿，不能改动。要采用对方的内容，请先把它的状态改回“填报中”，再导入一次。"
        case Case.OLDER:
            return "包里没有新的内容，本机后来又改过。"
        case Case.NEWER:
            return f"对方后来改了 {len(one.differences)} 处，本机没有另外改动。"
        case _:
            return _both(one)


def _both(one: PlannedForm) -> str:
    both = len(one.conflicts)
    theirs = len(one.differences) - both
    if one.base is None:
        return f"同一张表，但查不到双方共同的原样，有 {both} 处不同，请逐处选择。"
    alone = f"{theirs} 处只有对方改过"
    if not both:
        return f"双方都改过，没有改在同一处：{alone}。"
    return f"双方都改过：{both} 处改在同一格，请选用哪一方{f'；{alone}' if theirs else ''}。"


def _choice(one: PlannedForm, choice: Choice) -> str:
    match choice:
        case Choice.TAKE if one.ours is None:
            return "将连同它的修改记录一起加入。"
        case Choice.TAKE:
            lost = f"，本机改的 {one.own_changes} 处也会换掉" if one.own_changes else ""
            return f"整张表将换成对方的内容{lost}。"
        case Choice.MERGE:
            return "下面打勾的采用对方，其余保留本机。"
        case Choice.BESIDE:
            return "对方的表将另存为一个新项目，本机的不变。"
        case _:
            return ""
