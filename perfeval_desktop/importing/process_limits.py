"""How much memory the present process may take: a hostile file must not slow the computer down."""

import sys
from ctypes import Structure, byref, c_int64, c_size_t, c_uint32, c_uint64, sizeof
from typing import Any

_EXTENDED_LIMITS = 9
_PROCESS_MEMORY = 0x100


def limit_memory(most: int, platform: str = sys.platform) -> None:
    """Let this process have at most ``most`` bytes of memory of its own; it fails to get more."""
    if platform == "win32":
        import ctypes  # noqa: PLC0415  # of no use elsewhere

        _limit_job(vars(ctypes)["windll"].kernel32, most)
    else:
        import resource  # noqa: PLC0415  # not there on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


class _Limits(Structure):
    """What Windows calls JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", c_int64),
        ("job_time", c_int64),
        ("flags", c_uint32),
        ("smallest_working_set", c_size_t),
        ("largest_working_set", c_size_t),
        ("processes", c_uint32),
        ("affinity", c_size_t),
        ("priority", c_uint32),
        ("scheduling", c_uint32),
        ("input_output", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("most_process_memory_used", c_size_t),
        ("most_job_memory_used", c_size_t),
    )


def _limit_job(kernel32: Any, most: int) -> None:  # noqa: ANN401  # a library of Windows
    """Put this process into a job of its own that may have ``most`` bytes."""
    kernel32.CreateJobObjectW.restype = kernel32.GetCurrentProcess.restype = c_size_t
    kernel32.AssignProcessToJobObject.argtypes = (c_size_t, c_size_t)
    job = kernel32.CreateJobObjectW(None, None)
    limits = _Limits(flags=_PROCESS_MEMORY, process_memory=most)
    kernel32.SetInformationJobObject(c_size_t(job), _EXTENDED_LIMITS, byref(limits), sizeof(limits))
    kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess())
