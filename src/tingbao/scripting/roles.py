"""What a section does for the article, so that the words leading to it fit."""

from __future__ import annotations

import re

from tingbao.language.simplified import simplified

# In this order: the first whose words the heading has.
LIMIT = 16  # characters; a longer heading is a story of its own
_ROLES = (
    ("coda", r"^(?:写在最后|写在后面|结语|结束语|尾声|后记|小结|总结|结论|编后)$"),
    ("outlook", r"展望|未来|下一步|接下来|前景|趋势|计划|规划|目标"),
    ("background", r"背景|由来|历史|缘起|始末|回顾|来龙去脉|概况|基本情况"),
    ("people", r"声音|观点|专家|受访|网友|居民说|怎么看|评论|反响|各方"),
    ("method", r"做法|举措|措施|路径|方法|步骤|流程|(?<!应用|微信)(?<!小)程序"),
    ("figures", r"数据|数字|指标|排行|榜|增速|统计"),
)


def role(heading: str) -> str:
    """Name what a section does by its heading; empty when it is just the next, or a headline."""
    if len(heading) > LIMIT:
        return ""
    return next((name for name, words in _ROLES if re.search(words, simplified(heading))), "")
