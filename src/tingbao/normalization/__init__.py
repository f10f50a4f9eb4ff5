"""Written Chinese to spoken Chinese, every rewrite explained.

`normalize` says one text, `word` a whole script. One rule is one file in rules/, their
order is the tuple RULES there, and language facts are TSV files in data/.
"""

from tingbao.normalization.normalizing import Wording, normalize, unsaid
from tingbao.normalization.script import word

__all__ = ["Wording", "normalize", "unsaid", "word"]
