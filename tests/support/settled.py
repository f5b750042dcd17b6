"""Tracked changes settled by LibreOffice: what another program makes of them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.support.waiting import HANG

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub SettleAll(folder, last)
  For number = 0 To last
    source = folder &amp; "/" &amp; number
    Settle(source, ".uno:AcceptAllTrackedChanges", source &amp; "-accepted.docx")
    Settle(source, ".uno:RejectAllTrackedChanges", source &amp; "-rejected.docx")
  Next
End Sub

Sub Settle(source, command, target)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  opened = StarDesktop.loadComponentFromURL(ConvertToURL(source &amp; ".docx"), "_blank", 0, opening())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(opened.CurrentController.Frame, command, "", 0, Array())
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "MS Word 2007 XML"
  opened.storeToURL(ConvertToURL(target), saving())
  opened.close(True)
End Sub
</script:module>
"""


def libreoffice_settled(folder: Path, documents: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    """Return each Word file with all its changes rejected, and with all accepted."""
    # The first start fills the profile, and would write an empty macro over ours.
    _libreoffice(folder, "--terminate_after_init")
    (folder / "profil" / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, encoding="utf-8")
    for number, data in enumerate(documents):
        (folder / f"{number}.docx").write_bytes(data)
    _libreoffice(folder, f'macro:///Standard.Module1.SettleAll("{folder}",{len(documents) - 1})')
    return [
        ((folder / f"{number}-rejected.docx").read_bytes(), (folder / f"{number}-accepted.docx").read_bytes())
        for number in range(len(documents))
    ]


def _libreoffice(folder: Path, *arguments: str) -> None:
    program = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore"]
    subprocess.run([*program, *arguments], capture_output=True, timeout=HANG, check=True)
