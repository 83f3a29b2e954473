import ctypes
import resource
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

import pytest

from perfeval_desktop.importing.process_limits import limit_memory

MIB = 1024 * 1024


def take_much(connection: Connection) -> None:
    limit_memory(200 * MIB)
    try:
        kept = bytearray(400 * MIB)
    except MemoryError:
        connection.send("refused")
    else:
        connection.send(f"has {len(kept)}")


def test_a_process_gets_no_more_memory_than_it_may_have() -> None:
    # In a process of its own: the limit stays.
    context = get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=take_much, args=(theirs,))
    process.start()
    assert ours.recv() == "refused"
    process.join()
    assert resource.getrlimit(resource.RLIMIT_DATA)[0] == resource.RLIM_INFINITY


class Function:
    """A function of Windows that notes how it was called."""

    def __init__(self, result: int) -> None:
        self.result = result
        self.calls: list[tuple[Any, ...]] = []

    def __call__(self, *arguments: object) -> int:
        self.calls.append(arguments)
        return self.result


class Kernel32:
    def __init__(self) -> None:
        self.CreateJobObjectW = Function(7)
        self.GetCurrentProcess = Function(9)
        self.SetInformationJobObject = Function(1)
        self.AssignProcessToJobObject = Function(1)


def test_on_linux_what_is_limited_is_data(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    limit_memory(MIB, "linux")
    assert limits == [(resource.RLIMIT_DATA, (MIB, MIB))]


def test_on_windows_the_process_goes_into_a_job_with_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel32 = Kernel32()
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    limit_memory(512 * MIB, "win32")
    ((job, kind, limits, size),) = kernel32.SetInformationJobObject.calls
    # The size that Windows asks for on 64 bits.
    assert (job.value, kind, size) == (7, 9, 144)
    assert limits._obj.process_memory == 512 * MIB
    assert limits._obj.flags == 0x100
    assert kernel32.AssignProcessToJobObject.calls == [(7, 9)]
