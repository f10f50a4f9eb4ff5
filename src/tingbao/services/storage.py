"""Object storage and every other file system that fsspec knows, by its address."""

from __future__ import annotations

from typing import Any

from tingbao.errors import UsageError

_INSTALL = "install it with: pip install 'tingbao[publish]'"


def open_address(where: str, *, purpose: str, **facts: Any) -> tuple[Any, str]:
    """Give the file system of an address such as s3://bucket/show, and the path in it.

    The errors name the `purpose`, as "publish"; `facts` are for the file system.

    Raises:
        UsageError: fsspec, or what it needs for that address, is not installed.
    """
    try:
        import fsspec
    except ImportError as error:
        raise UsageError(
            f"to {purpose} at an address needs fsspec", where=where, hint=_INSTALL
        ) from error
    try:
        system, root = fsspec.core.url_to_fs(where, **facts)
    except (ImportError, ValueError, OSError) as error:
        raise UsageError(
            f"cannot {purpose} there: {error}", where=where, hint=f"{_INSTALL}, or check it"
        ) from error
    return system, root.rstrip("/")


def refusals() -> tuple[type[Exception], ...]:
    """Name what storage clients raise, those of S3 where they are installed."""
    try:
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        return (OSError, ValueError)
    return (OSError, ValueError, BotoCoreError, ClientError)
