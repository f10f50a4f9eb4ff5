"""Signs between words: which of them are a breath, and which are none."""

from __future__ import annotations

import pytest

from tingbao.normalization import normalize


def said(written: str) -> str:
    """Say a text."""
    return normalize(written).spoken


@pytest.mark.parametrize("dot", "·•・‧∙⋅")
def test_no_dot_within_a_name_is_a_breath(dot):
    """Whichever dot parts a name from the next, one breath says both."""
    assert said(f"伊隆{dot}马斯克说。") == "伊隆马斯克说。"


def test_a_dot_before_items_is_a_breath():
    """What a bullet lists stays apart, also where no blank stands before it."""
    assert said("•加强统筹 •压实责任") == "加强统筹，压实责任"
    assert said("•加强统筹•压实责任") == "加强统筹，压实责任"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("费用包括：•住宿•餐饮•交通", "费用包括：住宿，餐饮，交通"),
        ("苹果•香蕉•梨", "苹果，香蕉，梨"),
        ("价格10元•包邮", "价格十元，包邮"),
        ("9:00•地点", "九点，地点"),
    ],
)
def test_a_dot_between_items_is_a_breath(written, spoken):
    """Beside a figure, behind a mark or between three things a dot lists."""
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("约为“ 未来” 客机的三分之一。", "约为未来客机的三分之一。"),
        ('将客机 "序曲"投入服务， "序曲 "客机获批。', "将客机序曲投入服务，序曲客机获批。"),
        ("被誉为当代 “儿歌大王”。", "被誉为当代儿歌大王。"),
        ("约为“未来” 客机的三分之一。", "约为未来客机的三分之一。"),
        ("它从 “独立” 变成“统一”。", "它从独立变成统一。"),
        ("「 未來」客機", "未來客機"),
        # neighbours that breathe
        ("坚持“两个毫不动摇” 推动民企发展", "坚持两个毫不动摇，推动民企发展"),
        ("他说“我们，不走” 就走了。", "他说我们，不走，就走了。"),
        ("开窗“甲”“ 乙”两扇。", "开窗甲、乙两扇。"),
    ],
)
def test_a_blank_beside_a_quoted_term_is_none(written, spoken):
    """Within the marks a blank is none, nor beside a short term of a sentence."""
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("在县（区）负责人之间", "在县区负责人之间"),
        ("国泰君安证券(香港)有限公司称", "国泰君安证券香港有限公司称"),
        ("苹果（中国）公司", "苹果中国公司"),
        ("在国际消费电子展（CES）上展出", "在国际消费电子展CES上展出"),
        ("世界卫生组织（世卫）的报告", "世界卫生组织世卫的报告"),
        ("按（主驾驶的）开锁键", "按，主驾驶的开锁键"),
        # neighbours that breathe
        ("他（她）的包和李明（男）的包", "他，她，的包和李明，男，的包"),
        ("王（汪）明在家", "王，汪，明在家"),
        ("他（老板）投资了三家店", "他，老板，投资了三家店"),
        ("王健林（董事长）控股", "王健林，董事长，控股"),
        ("马云（创始人）公司遍布全球", "马云，创始人，公司遍布全球"),
        ("嫌疑人（35岁）得知", "嫌疑人，三十五岁，得知"),
        ("嫌犯（已被控制）地上有刀", "嫌犯，已被控制，地上有刀"),
        ("业绩（全部）得益于此", "业绩，全部，得益于此"),
        ("嫌犯（在逃）的士司机", "嫌犯，在逃，的士司机"),
        ("回答（“不可能”）的确", "回答，不可能，的确"),
        ("当地（东部时间）地方法院", "当地，东部时间，地方法院"),
        ("报告（由三十位知名专家写成）的结论", "报告，由三十位知名专家写成，的结论"),
        ("李某（男）在家", "李某，男，在家"),
        ("小花（化名）的妈妈", "小花，化名的妈妈"),
        ("他（中新社）上前握手", "他，中新社，上前握手"),
        ("世卫组织（WHO）时任总干事", "世卫组织，WHO，时任总干事"),
        ("接近一半（47%）的份额", "接近一半，百分之四十七的份额"),
        ("问题（一）如何", "问题，一，如何"),
        ("国家发改委（NDRC）和财政部", "国家发改委，NDRC，和财政部"),
    ],
)
def test_a_bracket_within_a_phrase_is_no_breath(written, spoken):
    """In a word, in a firm's name, before what hangs on the word before it, one reads on."""
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "讲了缔约审查——预防项目风险、慎签合同——预防合同纠纷、严格履约——防范违约、依法追责。",
            "讲了缔约审查，预防项目风险；慎签合同，预防合同纠纷；严格履约，防范违约；依法追责。",
        ),
        ("带来苹果、梨——都是当季水果、葡萄。", "带来苹果、梨，都是当季水果、葡萄。"),
        ("北京—上海、广州—深圳航线", "北京至上海、广州至深圳航线"),
    ],
)
def test_pairs_of_a_dash_stay_apart(written, spoken):
    """Between pairs stands a stronger mark than within them."""
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("台灣職籃P. LEAGUE+今天開打。", "台灣職籃P LEAGUE加今天開打。"),
        ("J. K. Rowling写道", "JK Rowling写道"),
        ("由Foo Security Inc. 运营", "由Foo Security Inc运营"),
        ("由Foo Co., Ltd. 生产", "由Foo Co Ltd生产"),
        ("No. 1和St. Louis的Dr. Smith", "第一和St Louis的Dr Smith"),
        ("It rained. He left.", "It rained。He left。"),
        ("He got an A. He was happy.", "He got an A。He was happy。"),
        ("这是方案B. Plan很好。", "这是方案B。Plan很好。"),
        ("公司叫Foo Inc. 他说很好。", "公司叫Foo Inc，他说很好。"),
    ],
)
def test_a_dot_that_shortens_ends_nothing(written, spoken):
    """The dot of a shortened word or an initial is no stop."""
    assert said(written) == spoken
