"""Writing files so that nobody ever sees half of one."""

import os
import tempfile


def write_whole(path: str, data: bytes) -> None:
    """Replace the file at `path` by `data`: all of it or, on an error, nothing. Raises OSError.

    Permissions stay, and a link stays a link. What is no regular file, a pipe or /dev/null, is written to where it is.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as device:
            device.write(data)
        return
    path = os.path.realpath(path)
    descriptor, unfinished = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".ethicslint-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.chmod(unfinished, _mode(path))
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


def _mode(path: str) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def write_new(path: str, data: bytes) -> bool:
    """Write a file that is not there yet: all of it or, on an error, nothing. False if something is there. Raises OSError."""
    descriptor, unfinished = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".ethicslint-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.chmod(unfinished, _mode(path))
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
