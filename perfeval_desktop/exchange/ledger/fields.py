"""What a column of a ledger may be."""

from enum import StrEnum

from perfeval_desktop.domain.columns import Role


class LedgerField(StrEnum):
    """A thing that a form takes from a ledger, by the word that the user knows it by."""

    PROJECT = "项目名称"
    CODE = "项目编码"
    DEPARTMENT = "主管部门"
    UNIT = "实施单位"
    YEAR = "年度"
    INITIAL = "年初预算数"
    ADJUSTED = "全年预算数"
    RECEIVED = "到位数"
    EXECUTED = "全年执行数"

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount of money."""
        return self in AMOUNT_ROLES


# From left to right, as forms print them.
AMOUNT_ROLES = {
    LedgerField.INITIAL: Role.INITIAL_BUDGET,
    LedgerField.ADJUSTED: Role.ADJUSTED_BUDGET,
    LedgerField.RECEIVED: Role.RECEIVED,
    LedgerField.EXECUTED: Role.EXECUTED,
}
AMOUNTS = tuple(AMOUNT_ROLES)
NAME_ROLES = {
    LedgerField.PROJECT: Role.PROJECT,
    LedgerField.CODE: Role.PROJECT_CODE,
    LedgerField.DEPARTMENT: Role.DEPARTMENT,
    LedgerField.UNIT: Role.IMPLEMENTING_UNIT,
}
