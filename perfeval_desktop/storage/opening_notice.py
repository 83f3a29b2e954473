"""What is told once when a store is open: what had to be done, and how to go back."""

from perfeval_desktop.storage.database import Database


def opening_notice(database: Database) -> str:
    """Return what happened when ``database`` was opened; ``""`` for nothing."""
    return "\n".join(filter(None, (_about_journals(database), _about_migration(database))))


def _about_journals(database: Database) -> str:
    if not database.put_aside:
        return ""
    names = "、".join(f"“{one.name}”" for one in database.put_aside)
    return (
        f"“{database.path.name}”旁边有另一份数据没写完时留下的日志，不属于这份数据，没有使用它，已改名为{names}，"
        "留在同一文件夹。刚用备份替换过数据文件时会这样，不影响填报；内容如有不对，请把它一并交给技术人员。"
    )


def _about_migration(database: Database) -> str:
    version, stem = database.migrated_from, database.path.stem
    if not version:
        return ""
    return (
        f"“{database.path.name}”已升级为新的数据格式，各张表的内容和修改记录都在。升级前的原样另存在同一文件夹，"
        f"文件名以“{stem}-升级前-第{version}版”开头。要退回旧版程序，请先关闭本程序，再用旧版程序打开那份文件；"
        "升级以后的改动不在那份文件里。"
    )
