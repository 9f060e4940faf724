"""Shut a process off from the network, for good, before it runs queries that strangers wrote.

Oxigraph asks other services over HTTP where a query says SERVICE, and its Python interface cannot switch that off. On
Linux the kernel can: a filter of system calls (seccomp) that lets this process and all its threads make no socket.
"""

from __future__ import annotations

import ctypes
import platform
import sys

#: By machine: how the kernel calls its architecture, and the number of the system call ``socket`` there.
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_DENY, _ALLOW = 0x00050000 | 13, 0x7FFF0000  # 13 is EACCES, “Permission denied”


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def seal() -> bool:
    """Let this process make no socket from now on, nor any thread it starts; return whether that could be done.

    Call it before other threads run, and before what may start some.
    """
    if sys.platform != "linux" or platform.machine() not in _SOCKET:
        return False
    architecture, number = _SOCKET[platform.machine()]
    steps = (_Step * 6)(
        _Step(_LOAD, 0, 0, 4),  # which architecture
        _Step(_EQUAL, 0, 2, architecture),  # another one: deny
        _Step(_LOAD, 0, 0, 0),  # which system call
        _Step(_EQUAL, 0, 1, number),
        _Step(_RETURN, 0, 0, _DENY),
        _Step(_RETURN, 0, 0, _ALLOW),
    )
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.byref(_Program(len(steps), steps)), 0, 0) == 0)
