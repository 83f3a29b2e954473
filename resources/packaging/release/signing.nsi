; Given to makensis before installer.nsi where there is a certificate: the uninstaller and Setup.exe are signed as
; they are written.
!finalize '"${__FILEDIR__}/sign.sh" "%1"'
!uninstfinalize '"${__FILEDIR__}/sign.sh" "%1"'
