"""Publishing by the real rsync over a real sshd on loopback; needs Debian's rsync and openssh."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.patience import answers, until
from tests.published import SHOW
from tests.publishing.test_show import put
from tests.publishing.test_targets import served

from tingbao import site
from tingbao.errors import OutputError
from tingbao.publishing import show, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An ssh server of our own, with keys of its own, that knows one user."""
    assert SSHD, "install openssh-server"
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    Path("/run/sshd").mkdir(exist_ok=True)  # sshd wants it, and its package makes it at boot
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "ListenAddress": f"127.0.0.1:{port}",
        "HostKey": tmp_path / "host",
        "AuthorizedKeysFile": tmp_path / "user.pub",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "PidFile": "none",
    }
    (tmp_path / "sshd").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", tmp_path / "sshd"], stderr=subprocess.PIPE)
    options = f"-p {port} -i {tmp_path / 'user'} -o BatchMode=yes -F /dev/null"
    known = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    monkeypatch.setenv("RSYNC_RSH", f"ssh {options} {known}")
    until(lambda: answers(port))
    yield "127.0.0.1"
    server.terminate()
    server.wait()


def test_a_show_arrives_whole_and_only_what_is_new_follows(host: str, tmp_path: Path) -> None:
    """Law: the server holds what the show holds, also below a path with Chinese and spaces."""
    output, target = tmp_path / "show", tmp_path / "播客"
    put(output, "one", 1)
    show.build(output, SHOW, site.write)
    targets.send(output, f"{host}:{target}")
    assert served(target) == served(output)
    assert not list(target.rglob(".*"))
    put(output, "two", 2)
    show.build(output, SHOW, site.write)
    sent = targets.send(output, f"{host}:{target}").names
    assert (sent[0], sent[-1]) == ("two/two.mp3", "feed.xml")
    assert "one/one.mp3" not in sent
    assert served(target) == served(output)


def test_a_server_that_refuses_is_one_line_and_the_next_run_goes_on(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: what ssh or the other side refuses is said; nothing counts as sent that is not there."""
    output, target = tmp_path / "show", tmp_path / "www"
    put(output, "one", 1)
    show.build(output, SHOW, site.write)
    good = os.environ["RSYNC_RSH"]
    monkeypatch.setenv("RSYNC_RSH", good.replace("/user ", "/nobody "))
    with pytest.raises(OutputError, match="run it again"):
        targets.send(output, f"{host}:{target}")
    monkeypatch.setenv("RSYNC_RSH", good)
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="rsync failed"):
        targets.send(output, f"{host}:{tmp_path / 'file' / 'below'}")
    assert targets.send(output, f"{host}:{target}").kept == 0
    assert served(target) == served(output)
