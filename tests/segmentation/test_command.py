"""`tingbao sections`, as other programs call it."""

import json
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from tingbao.commands.app import app

SEED = Path(__file__).parents[2] / "seeds" / "qiantang-smart-city.txt"


def test_json_keeps_its_contract():
    """One JSON value: title, published, source, author and the sections' paragraphs."""
    done = CliRunner().invoke(app, ["sections", str(SEED), "--json"])
    value = json.loads(done.stdout)
    assert done.exit_code == 0
    assert value["published"] == "2023-05-05 08:09:33"
    assert (value["source"], value["author"]) == ("杭州日报", "李婷婷 王禹舜 李岚")
    assert [part["heading"] for part in value["sections"]] == [
        None,
        "三大产业“聚木成林” 托起“高新”梦",
        "双招双引热潮奔涌 点燃高质量发展新引擎",
        "为企服务提档升级 助推营商环境新突破",
    ]
    assert all(set(part) == {"heading", "paragraphs"} for part in value["sections"])


def test_outline_is_read_from_standard_input():
    """Without --json a person reads title, credits and the sections with their sizes."""
    done = CliRunner().invoke(app, ["sections", "-"], input=SEED.read_bytes())
    assert done.exit_code == 0
    assert "三大产业“聚木成林” 托起“高新”梦" in done.stdout
    assert "杭州日报" in done.stdout


def test_failure_is_one_line_and_exit_code_three(tmp_path):
    """What cannot be read ends in one line on stderr, without a traceback."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from tingbao.commands.app import main; main()",
            "sections",
            tmp_path,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "folder" in done.stderr


def test_headings_need_no_segmenter():
    """An article with headings is divided without loading jieba, lxml or NumPy."""
    code = (
        "import sys; from tingbao import segmentation, sources; "
        "segmentation.divide(sources.read(sys.argv[1])); "
        "print(sorted({'jieba', 'lxml', 'numpy', 'trafilatura', 'http'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, SEED], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
