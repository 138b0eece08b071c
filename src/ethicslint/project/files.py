"""Writing files so that nobody ever sees half of one."""

import os
import tempfile


def write_whole(path: str, data: bytes) -> None:
    """Replace the file at `path` by `data`: all of it or, on an error, nothing. Raises OSError."""
    folder = os.path.dirname(os.path.abspath(path))
    descriptor, unfinished = tempfile.mkstemp(dir=folder, prefix=".ethicslint-")
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
