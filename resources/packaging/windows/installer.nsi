; Setup.exe for one person on Windows, no administrator needed. From the project's root:
;
;   makensis -INPUTCHARSET UTF8 -DBUNDLE=dist/PerfEval -DVERSION=0.1.0 -DOUTPUT=dist/PerfEval-0.1.0-windows-x64-setup.exe
;       resources/packaging/windows/installer.nsi
;
; Setup.exe [/S] [/DESKTOP=1|0] [/D=FOLDER]
;   /S        asks and shows nothing
;   /DESKTOP  with or without a shortcut on the desktop; left out, an upgrade keeps what is there, and a first
;             silent installation makes none
;   /D        the folder, last and without quotation marks
; PerfEval-uninstall.exe [/S] [_?=FOLDER]
;   _?=FOLDER the folder the uninstaller stands in, last and without quotation marks: waits for the end and gives the
;             exit code, but cannot delete the uninstaller itself
;
; Exit codes
;   0  done
;   1  cancelled by the person
;   2  the program is open; nothing was changed
;   3  Windows older than 10 1809, which Qt 6 does not run on; nothing was changed
;   4  the folder holds a program of another origin, or a portable copy; nothing was changed
;   5  a file could not be written, replaced or deleted; an earlier version stands as it was
; A 32-bit Windows does not start this 64-bit program and says so itself.
;
; In the folder, Setup owns PerfEval.exe, PerfEval-uninstall.exe, _internal and, while it works, PerfEval.old.
; Nothing else in there is ever deleted; the person's data lie elsewhere and are left alone throughout.

Target amd64-unicode
SetCompressor /SOLID lzma
!cd "../../.." ; from here, where makensis starts, to the root of the project

!define TITLE "绩效自评"
!define PUBLISHER "PerfEval Desktop contributors"
!define EXECUTABLE "PerfEval.exe"
!define UNINSTALLER "PerfEval-uninstall.exe"
!define OLD "PerfEval.old"
!define SHORTCUT "${TITLE}.lnk"
!define ICON "resources/packaging/windows/perfeval.ico"
!define PICTURE "resources/packaging/windows/wizard.bmp"
!define SUFFIX ".perfeval"
!define PROGID "PerfEval.Store"
!define PACKAGE_SUFFIX ".perfevalx"
!define PACKAGE_PROGID "PerfEval.Package"
!define OWN_KEY "Software\PerfEval"
!define CLASSES_KEY "Software\Classes"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PerfEval"
!define OPEN_COMMAND '"$INSTDIR\${EXECUTABLE}" "%1"'
!define WINDOWS_10_1809 17763
; A scanner or the search indexer holds a file, and with it the folder, for moments: five seconds in all.
!define TRIES 20
!define PAUSE 250

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh
!include WinVer.nsh

Name "${TITLE}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\PerfEval"
InstallDirRegKey HKCU "${OWN_KEY}" "InstallDir"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
; A file that cannot be written ends the installation: a program with a hole in it helps nobody.
AllowSkipFiles off
BrandingText "${TITLE} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "${PUBLISHER}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"

!define MUI_WELCOMEPAGE_TEXT "将为当前用户安装${TITLE} ${VERSION}，不需要管理员权限。$\r$\n$\r$\n\
如果已经装有较早的版本，会原地升级，填报的数据和设置原样保留。$\r$\n$\r$\n\
${TITLE}正开着的话，请先关闭它。$\r$\n$\r$\n$_CLICK"
!insertmacro MUI_PAGE_WELCOME

!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipKnownFolder
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RefuseForeignFolder
!insertmacro MUI_PAGE_DIRECTORY

Page custom AskForDesktop RememberDesktop
!insertmacro MUI_PAGE_INSTFILES

!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXECUTABLE}"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "将从本机卸载${TITLE}。填报的数据和备份不会删除，设置也保留，重新安装后可以接着使用。\
数据仍在这个文件夹：$\r$\n$LOCALAPPDATA\PerfEval"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "SimpChinese"
SetFont /LANG=${LANG_SIMPCHINESE} "Microsoft YaHei" 9

!macro REFUSE CODE SENTENCE
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Windows lets nobody write to an executable that runs, in whichever session.
!macro REFUSE_WHILE_OPEN UN
Function ${UN}RefuseWhileOpen
  ${DoWhile} ${FileExists} "$INSTDIR\${EXECUTABLE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXECUTABLE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正开着。请先关闭它的所有窗口，再点击“重试”。" \
      /SD IDCANCEL IDRETRY retry
    SetErrorLevel 2
    Quit
    retry:
  ${Loop}
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_OPEN ""
!insertmacro REFUSE_WHILE_OPEN "un."

; An upgrade goes where the earlier version is.
Function SkipKnownFolder
  ${If} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    Abort
  ${EndIf}
FunctionEnd

; Our uninstaller marks a folder as ours. On the page, Abort lets the person choose again.
Function RefuseForeignFolder
  ${IfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    ${If} ${FileExists} "$INSTDIR\${EXECUTABLE}"
    ${OrIf} ${FileExists} "$INSTDIR\_internal"
    ${OrIf} ${FileExists} "$INSTDIR\${OLD}"
      MessageBox MB_OK|MB_ICONEXCLAMATION "这个文件夹里已有别的程序，或是${TITLE}的便携版：$\r$\n$INSTDIR$\r$\n$\r$\n\
为了不动那里的文件，请另选一个文件夹。" /SD IDOK
      SetErrorLevel 4
      Abort
    ${EndIf}
  ${EndIf}
FunctionEnd

Var OnDesktop ; 1 if a shortcut is wanted on the desktop, else 0
Var DesktopBox

Function AskForDesktop
  !insertmacro MUI_HEADER_TEXT "桌面快捷方式" "程序总会列在开始菜单中，桌面上由你选择。"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateCheckBox} 0 0 100% 12u "在桌面上放一个快捷方式(&D)"
  Pop $DesktopBox
  ${NSD_SetState} $DesktopBox $OnDesktop
  nsDialogs::Show
FunctionEnd

Function RememberDesktop
  ${NSD_GetState} $DesktopBox $OnDesktop
FunctionEnd

Var Replacing ; 1 from the moment the earlier version is moved until the new one is complete

; Undo what this Setup, or one cut off by a power failure, has done so far. The executable comes back last: as long
; as it is missing the folder counts as unfinished, and the next Setup goes on here.
Function PutBack
  SetOutPath "$TEMP" ; out of the folders that are to be deleted
  ${If} ${FileExists} "$INSTDIR\${OLD}"
    ${For} $0 1 ${TRIES}
      ${If} ${FileExists} "$INSTDIR\${OLD}\_internal"
        RMDir /r "$INSTDIR\_internal"
        Rename "$INSTDIR\${OLD}\_internal" "$INSTDIR\_internal"
      ${EndIf}
      ${If} ${FileExists} "$INSTDIR\${OLD}\${EXECUTABLE}"
      ${AndIfNot} ${FileExists} "$INSTDIR\${OLD}\_internal"
        Delete "$INSTDIR\${EXECUTABLE}"
        Rename "$INSTDIR\${OLD}\${EXECUTABLE}" "$INSTDIR\${EXECUTABLE}"
      ${EndIf}
      RMDir "$INSTDIR\${OLD}"
      ${IfNot} ${FileExists} "$INSTDIR\${OLD}"
        ${Break}
      ${EndIf}
      Sleep ${PAUSE}
    ${Next}
  ${Else}
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${EXECUTABLE}"
    Delete "$INSTDIR\${UNINSTALLER}"
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

; Moving a folder fails as a whole when any file in it is in use, deleting it would fail half-way.
!macro SET_ASIDE NAME
  ${DoWhile} ${FileExists} "$INSTDIR\${NAME}"
    CreateDirectory "$INSTDIR\${OLD}"
    ${For} $0 1 ${TRIES}
      Rename "$INSTDIR\${NAME}" "$INSTDIR\${OLD}\${NAME}"
      ${IfNot} ${FileExists} "$INSTDIR\${NAME}"
        ${Break}
      ${EndIf}
      Sleep ${PAUSE}
    ${Next}
    ; Not by the error flag: to look at it clears it.
    ${IfNot} ${FileExists} "$INSTDIR\${NAME}"
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "较早版本的文件正被别的程序使用，暂时无法替换：$\r$\n\
$INSTDIR\${NAME}$\r$\n$\r$\n请关闭其他程序，再点击“重试”；点击“取消”则保留较早的版本。" \
      /SD IDCANCEL IDRETRY retry_${NAME}
    Call PutBack
    SetErrorLevel 5
    Quit
    retry_${NAME}:
  ${Loop}
!macroend

; Files of a kind are opened by this program, until it is removed or another takes them over.
!macro ASSOCIATE ENDING ID TYPE NAME
  WriteRegStr HKCU "${CLASSES_KEY}\${ENDING}" "" "${ID}"
  WriteRegStr HKCU "${CLASSES_KEY}\${ENDING}" "Content Type" "${TYPE}"
  WriteRegStr HKCU "${CLASSES_KEY}\${ID}" "" "${NAME}"
  WriteRegStr HKCU "${CLASSES_KEY}\${ID}\DefaultIcon" "" "$INSTDIR\${EXECUTABLE},0"
  WriteRegStr HKCU "${CLASSES_KEY}\${ID}\shell\open\command" "" '${OPEN_COMMAND}'
!macroend
!macro DISSOCIATE ENDING ID
  ReadRegStr $0 HKCU "${CLASSES_KEY}\${ID}\shell\open\command" ""
  ${If} $0 == '${OPEN_COMMAND}'
    DeleteRegKey HKCU "${CLASSES_KEY}\${ID}"
    ReadRegStr $0 HKCU "${CLASSES_KEY}\${ENDING}" ""
    ${If} $0 == "${ID}"
      DeleteRegKey HKCU "${CLASSES_KEY}\${ENDING}"
    ${EndIf}
  ${EndIf}
!macroend

Section "-program" Program
  Call RefuseWhileOpen
  Call RefuseForeignFolder
  ${If} ${FileExists} "$INSTDIR\${OLD}"
  ${AndIfNot} ${FileExists} "$INSTDIR\${EXECUTABLE}"
    Call PutBack
  ${Else}
    RMDir /r "$INSTDIR\${OLD}"
  ${EndIf}
  ; Nothing may be moved into remains of an earlier Setup: they would come back in place of what works.
  ${If} ${FileExists} "$INSTDIR\${OLD}"
    !insertmacro REFUSE 5 "上次安装留下的文件正被别的程序使用，暂时无法清理：$\r$\n$INSTDIR$\r$\n$\r$\n\
请关闭其他程序或重新启动电脑，再安装一次。"
  ${EndIf}

  ; First of all a way back: whatever comes after, the folder is known as ours and can be cleared.
  ClearErrors
  CreateDirectory "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  ${If} ${Errors}
    !insertmacro REFUSE 5 "无法写入安装文件夹：$\r$\n$INSTDIR$\r$\n$\r$\n请检查磁盘是否已满、是否允许写入，或另选一个文件夹。"
  ${EndIf}

  StrCpy $Replacing 1
  !insertmacro SET_ASIDE "${EXECUTABLE}"
  !insertmacro SET_ASIDE "_internal"
  SetOutPath "$INSTDIR"
  File /r /x "${EXECUTABLE}" "${BUNDLE}/*"
  File "${BUNDLE}/${EXECUTABLE}"
  StrCpy $Replacing 0
  RMDir /r "$INSTDIR\${OLD}"

  CreateShortCut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\${EXECUTABLE}"
  ${If} $OnDesktop == 1
    CreateShortCut "$DESKTOP\${SHORTCUT}" "$INSTDIR\${EXECUTABLE}"
  ${Else}
    Delete "$DESKTOP\${SHORTCUT}"
  ${EndIf}

  !insertmacro ASSOCIATE "${SUFFIX}" "${PROGID}" "application/x-perfeval" "绩效自评数据文件"
  !insertmacro ASSOCIATE "${PACKAGE_SUFFIX}" "${PACKAGE_PROGID}" "application/x-perfeval-package" "绩效自评交换包"
  ${RefreshShellIcons}

  WriteRegStr HKCU "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXECUTABLE},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  SectionGetSize ${Program} $0 ; in KB, as Windows wants it
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  SetErrorLevel 0
SectionEnd

Function .onInit
  ${IfNot} ${AtLeastBuild} ${WINDOWS_10_1809}
    !insertmacro REFUSE 3 "${TITLE}需要 64 位的 Windows 10（1809 或更新的版本）或 Windows 11，本机的 Windows 版本过旧。"
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DESKTOP=" $OnDesktop
  ${If} ${Errors}
    StrCpy $OnDesktop 0
    ${If} ${FileExists} "$DESKTOP\${SHORTCUT}"
      StrCpy $OnDesktop 1
    ${ElseIfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    ${AndIfNot} ${Silent}
      StrCpy $OnDesktop 1
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInstFailed
  ${If} $Replacing == 1
    Call PutBack
    SetErrorLevel 5
  ${EndIf}
FunctionEnd

Section "Uninstall"
  Call un.RefuseWhileOpen
  ClearErrors
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\${OLD}"
  Delete "$INSTDIR\${EXECUTABLE}"
  ${If} ${Errors}
    !insertmacro REFUSE 5 "有文件正被别的程序使用，没有删完：$\r$\n$INSTDIR$\r$\n$\r$\n请关闭其他程序或重新启动电脑，再卸载一次。"
  ${EndIf}
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"

  ; Another copy, installed since into another folder, keeps its entries.
  ReadRegStr $0 HKCU "${OWN_KEY}" "InstallDir"
  ${If} $0 == $INSTDIR
    Delete "$SMPROGRAMS\${SHORTCUT}"
    Delete "$DESKTOP\${SHORTCUT}"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "${OWN_KEY}"
  ${EndIf}
  !insertmacro DISSOCIATE "${SUFFIX}" "${PROGID}"
  !insertmacro DISSOCIATE "${PACKAGE_SUFFIX}" "${PACKAGE_PROGID}"
  ${RefreshShellIcons}
SectionEnd
