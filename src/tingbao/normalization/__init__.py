"""Written Chinese to spoken Chinese, every rewrite explained.

`normalize` says one text, `word` a whole script, `explain` tells what each figure could be. A
class of figures is one file in classes/; which class a figure belongs to is decided by weights,
and language facts are TSV files in data/.
"""

from tingbao.normalization.normalizing import Wording, explain, normalize, unsaid
from tingbao.normalization.script import word

__all__ = ["Wording", "explain", "normalize", "unsaid", "word"]
