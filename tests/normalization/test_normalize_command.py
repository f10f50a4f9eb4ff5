"""`tingbao normalize`: the contract of the command line."""

from __future__ import annotations

import json
import subprocess
import sys

from typer.testing import CliRunner

from tingbao.commands.app import app

RUNNER = CliRunner()


def test_a_text_is_said():
    """A TEXT gives its spoken form and nothing else."""
    result = RUNNER.invoke(app, ["normalize", "3+2"])
    assert (result.exit_code, result.stdout) == (0, "三加二\n")


def test_lines_keep_their_number():
    """Each line of stdin is one line of stdout, empty ones too."""
    result = RUNNER.invoke(app, ["normalize"], input="2022年3月\n\n8%")
    assert result.stdout == "二零二二年三月\n\n百分之八\n"


def test_json_adds_the_edits():
    """--json prints one value with written, spoken and edits."""
    value = json.loads(RUNNER.invoke(app, ["normalize", "--json", "增长8%"]).stdout)
    assert value == {
        "written": "增长8%",
        "spoken": "增长百分之八",
        "edits": [{"rule": "percent", "start": 2, "end": 4, "written": "8%", "spoken": "百分之八"}],
    }
    lines = json.loads(RUNNER.invoke(app, ["normalize", "--json"], input="1个\n2个\n").stdout)
    assert [line["spoken"] for line in lines] == ["一个", "两个"]


def test_competing_readings_are_explained():
    """--explain shows what a figure can be, the heaviest first, and what was added up."""
    shown = RUNNER.invoke(app, ["normalize", "--explain", "主队2-3落后"]).stdout.splitlines()
    assert shown[0] == "主队二比三落后"
    assert shown[1].strip() == "2-3"
    weights = [int(line.split()[0]) for line in shown[2:] if line.strip() != "2-3"]
    assert weights == sorted(weights, reverse=True)
    assert "score 二比三" in shown[2]
    assert "ahead 落后 +60" in shown[2]
    assert any("range 二到三" in line for line in shown[3:])


def test_a_telephones_one_is_a_setting():
    """幺 is the default, 一 the other way, anything else wrong usage."""
    say = ["normalize", "拨打110"]
    assert RUNNER.invoke(app, say).stdout == "拨打幺幺零\n"
    assert RUNNER.invoke(app, [*say, "--phone-one", "一"]).stdout == "拨打一一零\n"
    assert RUNNER.invoke(app, [*say, "--phone-one", "二"]).exit_code != 0


def test_nothing_heavy_is_loaded():
    """Saying a text loads no jieba, NumPy or runtime."""
    code = (
        "import sys; from tingbao.normalization import normalize; normalize('3+2');"
        "heavy = {'jieba', 'numpy', 'onnxruntime', 'lxml', 'PIL', 'pypinyin'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
