#!/bin/sh
# Install the program for the one who runs this, into the home and without administrator rights; or remove it.
#
#   install.sh            install, or replace an older copy
#   install.sh --remove   take away exactly what was installed; forms, settings and log stay
#
# Exit codes: 0 done; 1 refused or failed, one sentence says why and what was installed before still works;
# 2 wrong usage.
# shellcheck disable=SC1111  # the quotation marks of Chinese are meant
set -eu

fail() {
    printf '%s\n' "$1" >&2
    exit "${2:-1}"
}

[ -d "${HOME:-}" ] || fail "找不到您的主目录（环境变量 HOME）。请用平常登录的用户打开终端，再重新运行。"

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
PROGRAM=$HOME/.local/lib/perfeval
COMMAND=$HOME/.local/bin/perfeval
SHARE=$HOME/.local/share
# A path that is not absolute is to be ignored, its specification says.
case ${XDG_DATA_HOME:-} in /*) SHARE=$XDG_DATA_HOME ;; esac
LAUNCHER=applications/org.perfeval.PerfEval.desktop
PARTS='PerfEval _internal share install.sh 说明.txt'

# The home may have several names, and a link may lead nowhere: compared is where both would end.
command_is_ours() {
    [ "$(readlink -m "$COMMAND")" = "$(readlink -m "$PROGRAM/PerfEval")" ]
}

# Whatever stands in the program's folder beside our own parts is the user's: a portable copy's data, say.
refuse_foreign() {
    for path in "$PROGRAM"/* "$PROGRAM"/.[!.]*; do
        [ -e "$path" ] || continue
        case " $PARTS " in *" ${path##*/} "*) continue ;; esac
        fail "“${path}”不是本程序的文件。请先把它移到别处，再重新运行。"
    done
}

# The kernel names the executable of every process of this user, with all symbolic links followed.
refuse_while_running() {
    [ -d "$PROGRAM" ] || return 0
    place=$(CDPATH='' cd -- "$PROGRAM" && pwd -P)
    for process in /proc/[0-9]*; do
        case $(readlink "$process/exe" 2>/dev/null) in
            "$place"/*) fail "绩效自评正在运行（进程 ${process##*/}）。请先退出程序，再重新运行。" ;;
        esac
    done
}

# Menus, file types and icons: the files under $1/share, each put in its place whole.
place() {
    (cd "$1/share" && find . -type f) | while IFS= read -r file; do
        file=${file#./}
        mkdir -p "$SHARE/${file%/*}"
        if [ "$file" = "$LAUNCHER" ]; then
            with_absolute_command <"$1/share/$file" >"$SHARE/$file.new"
        else
            cp "$1/share/$file" "$SHARE/$file.new"
        fi
        mv -f "$SHARE/$file.new" "$SHARE/$file"
    done
}

# A session need not have ~/.local/bin in its PATH. The path is escaped twice: once for the quotation marks
# of Exec, once as a value of a desktop file.
with_absolute_command() {
    quoted=$(printf '%s' "$COMMAND" | sed 's/\\/\\\\\\\\/g; s/["`$]/\\\\&/g; s/%/%%/g')
    while IFS= read -r line; do
        case $line in Exec=*) line="Exec=\"$quoted\" %f" ;; esac
        printf '%s\n' "$line"
    done
}

withdraw() {
    [ -d "$1/share" ] || return 0
    (cd "$1/share" && find . -type f) | while IFS= read -r file; do
        rm -f "$SHARE/${file#./}"
    done
}

refresh() {
    if command -v update-desktop-database && [ -d "$SHARE/applications" ]; then
        update-desktop-database -q "$SHARE/applications" || :
    fi
    if command -v update-mime-database && [ -d "$SHARE/mime/packages" ]; then
        update-mime-database "$SHARE/mime" || :
    fi
    # A cache is only kept up to date: where there is none, the icons are found without.
    if command -v gtk-update-icon-cache && [ -f "$SHARE/icons/hicolor/icon-theme.cache" ]; then
        gtk-update-icon-cache -q -f -t "$SHARE/icons/hicolor" || :
    fi
} >/dev/null 2>&1

drop_empty_folders() {
    (cd "$1/share" && find . -type f) | while IFS= read -r file; do
        (cd "$SHARE" && rmdir -p "$(dirname -- "${file#./}")" 2>/dev/null) || :
    done
}

install_program() {
    for part in $PARTS; do
        [ -e "$HERE/$part" ] || fail "“${HERE}”里缺少 ${part}，没有解压完整。请重新解压后再运行。"
    done
    [ "$HERE" != "$(CDPATH='' cd -- "$PROGRAM" 2>/dev/null && pwd -P)" ] ||
        fail "这里就是已安装的程序。要更新，请运行新版本解压文件夹里的 install.sh；要卸载，请加 --remove。"
    if { [ -e "$COMMAND" ] || [ -L "$COMMAND" ]; } && ! command_is_ours; then
        fail "“${COMMAND}”是另一个程序（可能由 pip 安装）。请先把它删除或移走，再重新运行。"
    fi
    refuse_foreign
    refuse_while_running

    # The new folder is complete, and the program in it has started once, before the old one is moved away.
    trap 'rm -rf "$PROGRAM.new"' EXIT
    rm -rf "$PROGRAM.new" "$PROGRAM.old"
    mkdir -p "$PROGRAM.new" "${COMMAND%/*}"
    for part in $PARTS; do
        cp -RP "$HERE/$part" "$PROGRAM.new/" || fail "复制没有完成。请看看磁盘是否已满，再重新运行。"
    done
    chmod 755 "$PROGRAM.new/PerfEval" "$PROGRAM.new/install.sh"
    "$PROGRAM.new/PerfEval" --version >/dev/null || fail "程序在这个系统上启动不了，原因见上一行；没有安装。"
    if [ -d "$PROGRAM" ]; then mv "$PROGRAM" "$PROGRAM.old"; fi
    if ! mv "$PROGRAM.new" "$PROGRAM"; then
        [ ! -d "$PROGRAM.old" ] || mv "$PROGRAM.old" "$PROGRAM"
        fail "没有安装成，原来的程序照旧。"
    fi
    ln -sf "$PROGRAM/PerfEval" "$COMMAND"
    withdraw "$PROGRAM.old"
    place "$PROGRAM"
    refresh
    rm -rf "$PROGRAM.old"
    printf '%s\n' "已安装。请在应用程序菜单里找“绩效自评”，或者双击 .perfeval 文件。" \
        "要卸载，请运行：'$PROGRAM/install.sh' --remove"
}

remove_program() {
    [ -d "$PROGRAM" ] || fail "“${PROGRAM}”不存在：没有安装过，不用卸载。"
    refuse_while_running
    withdraw "$PROGRAM"
    refresh
    drop_empty_folders "$PROGRAM"
    if command_is_ours; then rm "$COMMAND"; fi
    for part in $PARTS; do
        rm -rf "${PROGRAM:?}/$part"
    done
    for folder in "$PROGRAM" "${PROGRAM%/*}" "${COMMAND%/*}"; do
        rmdir "$folder" 2>/dev/null || :
    done
    printf '%s\n' "已卸载。填报的数据还在：$SHARE/PerfEval"
}

# One function reads to the end before anything runs: this very file is replaced and removed.
main() {
    [ -z "${SUDO_UID:-}" ] || fail "请不要加 sudo，用平常登录的用户直接运行：程序装在各人自己的主目录里。"
    case "$#:${1:-}" in
        0:) install_program ;;
        1:--remove) remove_program ;;
        *) fail "用法：install.sh 安装或更新；install.sh --remove 卸载（数据保留）。" 2 ;;
    esac
    exit
}

main "$@"
