"""Writing files so that nobody ever sees half of one."""

import os
import stat
import tempfile
from contextlib import suppress
from typing import Final

from ethicslint.errors import EthicslintError, Problem

_ANY_MAY_WRITE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_whole(path: str, data: bytes) -> None:
    """Replace the file at `path` by `data`: all of it or, on an error, nothing. Raises OSError.

    Permissions stay, and a link stays a link. What is no regular file, a pipe or /dev/null, is written to where it is.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as device:
            device.write(data)
        return
    path = os.path.realpath(path)
    unfinished = _beside(path, data)
    try:
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


def rewrite(path: str, before: bytes, after: bytes) -> None:
    """Replace the article at `path`, which held `before` when it was read, in the same way.

    Raises EthicslintError if it may not be written, if it holds something else by now, or if the writing fails.
    """
    true = os.path.realpath(path)
    try:
        if not os.stat(true).st_mode & _ANY_MAY_WRITE or not os.access(true, os.W_OK):
            raise _refused(path, "is read-only, so it was not fixed")
        unfinished = _beside(true, after)
        try:
            with open(true, "rb") as file:
                if file.read() != before:
                    raise _refused(path, "was changed by somebody else meanwhile, so it was not fixed; run this again")
            os.replace(unfinished, true)
        except BaseException:
            os.unlink(unfinished)
            raise
    except OSError as error:
        raise _refused(path, f"cannot be written: {error.strerror}") from None


def _refused(path: str, message: str) -> EthicslintError:
    return EthicslintError([Problem(path, 0, message)])


def _beside(path: str, data: bytes) -> str:
    """The path of a new file in the same folder, with the permissions of the one at `path`, that holds `data` on the disk."""
    descriptor, unfinished = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".ethicslint-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _resemble(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
    return unfinished


def _resemble(unfinished: str, path: str) -> None:
    """Give a new file the permissions, and as far as we may the owner, of the one that it replaces."""
    try:
        old = os.stat(path)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(unfinished, 0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(unfinished, old.st_uid, old.st_gid)
    os.chmod(unfinished, stat.S_IMODE(old.st_mode))


def write_new(path: str, data: bytes) -> bool:
    """Write a file that is not there yet: all of it or, on an error, nothing. False if something is there. Raises OSError."""
    unfinished = _beside(path, data)
    try:
        if os.path.lexists(path):
            return False
        if hasattr(os, "link"):
            os.link(unfinished, path)  # fails where a rename would overwrite what appeared meanwhile
        else:
            os.rename(unfinished, path)
    except FileExistsError:
        return False
    finally:
        if os.path.lexists(unfinished):
            os.unlink(unfinished)
    return True
