"""Voices in Chinese: each case is a text with its voices marked in braces, as in test_voices.py."""

from __future__ import annotations

import pytest
from test_voices import compare, unmark

from analysis.declarations.language import load_language
from analysis.voices import find_voices

CASES = {
    "a report of others behind a quotation": (
        "林晓说：{d 林晓:“我们准备好了。”}据新华社报道，{i 新华社:价格上涨}。"
    ),
    "the outlet behind a quotation": "林晓说：{d 林晓:“我们准备好了。”}价格昨天上涨。",
    "verb and comma": "外交部发言人林晓表示，{i 林晓:双方将继续合作}。",
    "verb and content": "农业部部长王远称{i 王远:今年收成很好}。",
    "verb, colon, marks": "林晓说：{d 林晓:“我们会继续努力。”}",
    "marks before the speaker": "{d 林晓:“我们会继续努力。”}林晓说。",
    "marks round the speaker": "{d 林晓:“桥梁已经修好，”}林晓说，{d 林晓:“明天就通车。”}",
    "corner marks": "校长王远說：{d:「孩子們都很高興。」}",
    "hollow marks inside": "王远说：{d 王远:「他告诉我『快走』，我就走了。」}",
    "marks in marks": "王远说：{d 王远:“他喊‘快走’，我就走了。”}",
    "day before the verb": "河岸国国防部12日称，{i 河岸国国防部:演习已经结束}。",
    "occasion before the verb": "商务部部长陈海在记者会上表示，{i 陈海:出口将稳步增长}。",
    "occasion opens the clause": "在昨天的记者会上陈海说，{i 陈海:出口将稳步增长}。",
    "answering": "商务部部长陈海在回答提问时说，{i 陈海:出口将稳步增长}。",
    "to somebody": "局长周明对记者表示，{i 周明:大坝是安全的}。",
    "adverbs": "专家们一致认为，{i 专家们:这一方案可行}。",
    "doing between": "市长周明接受采访时指出，{i 周明:港口已恢复运行}。",
    "name later": "外交部发言人林晓答记者问。林晓指出，{i 林晓:会谈富有成果}。",
    "pronoun": "外交部发言人林晓表示，{i 林晓:会谈顺利}。他强调，{i 林晓:合作将会扩大}。",
    "pronoun of whoever was introduced": "总理陈海视察了港口。他指出，{i 陈海:工程进展顺利}。",
    "function later": "外交部发言人林晓表示，{i 林晓:会谈顺利}。发言人强调，{i 林晓:合作将会扩大}。",
    "foreign name": (
        "河岸国总统安东·贝尔表示，{i 安东·贝尔:愿意恢复谈判}。贝尔还说，{i 安东·贝尔:和平最重要}。"
    ),
    "name before the title": "王远主席强调，{i 王远:要抓好春耕}。",
    "agency": "据新华社报道，{i 新华社:大桥昨天通车}。",
    "agency on a day": "据当地媒体12日报道，{i 当地媒体:大桥昨天通车}。",
    "source not named": "据了解，{i:大桥昨天通车}。",
    "introduced": "据专家介绍，{i 专家:这种鸟十分罕见}。",
    "speaker inside an agency's report": "据新华社报道，市长周明表示，{i 周明:大桥是安全的}。",
    "body": "联合国方面称，{i 联合国方面:救援仍在继续}。",
    "document": "白皮书指出，{i 白皮书:水质明显改善}。",
    "speaks on": "陈海强调，{i 陈海:粮食生产很重要}。{i 陈海:要加强水利建设}。市民昨天参观了展览。",
    "two speakers": "陈海表示，{i 陈海:出口将增长}；局长周明说，{i 周明:进口也会增加}。",
    "quoted phrase behind the verb": "陈海称{d 陈海:“桥梁完全符合各项安全标准”}。",
    "backward": "{i 林晓:双方同意恢复通航}。这是外交部发言人林晓在记者会上说的。",
    "backward, as above": "{i 林晓:双方同意恢复通航}。外交部发言人林晓作出上述表示。",
    "speaker in the next paragraph": (
        "{d 林晓:“我们同意恢复通航，也欢迎游客。”}\n\n林晓说，{i 林晓:航班下周开始}。"
    ),
    "paragraphs open again": "陈海说：{d 陈海:“我们留下来。}\n\n{d 陈海:“我们还要继续工作。”}",
    "never closed": "陈海说：{d 陈海:“我们留下来}",
    "doubting": "河岸国政府声称，{i 河岸国政府:演习只是例行活动}。",
    "clause behind": "{i 周明:大桥下月通车}，市长周明说。",
    "so-called": "所谓的{x:“自由”}带来了混乱。",
    "programme": "两国共同推进{t:“绿色河流”}计划。",
    "book": "{t:《江河》}下月出版。",
    "long name in marks": "代表们学习了{t:“抓生产、强基础、重实践”}的总要求。",
    "novel": "他写的小说，内容十分精彩。",
    "so it is called": "这座桥简称，也就是短名，很好记。",
    "said in a relative clause": "他说的话，大家都记住了。",
    "expressed thanks": "校长王远表示感谢，随后离开会场。",
    "called": "这座桥被称为国家的骄傲。",
    "report as a noun": "这份报告，共有三百页。",
    "speech as a noun": "市长发表讲话，会议随后结束。",
    "according to plan": "根据计划，大桥明年通车。",
    "data": "这些数据，每天都在更新。",
    "condition": "如果下雨，比赛将推迟。",
    "figures with marks": '屏幕为27"，售价三百元。',
    "no voice": "大桥昨天正式通车。今年客流增长了三成。",
}


@pytest.mark.parametrize("case", CASES)
def test_chinese(case: str) -> None:
    text, expected = unmark(CASES[case])
    compare(text, find_voices(text, language=load_language("zh")), expected)


def test_function_verb_and_offsets() -> None:
    text = "🙂外交部发言人林晓12日在记者会上强调，双方将继续合作。"
    (span,) = find_voices(text, language=load_language("zh"))
    assert (span.speaker, span.function, span.role, span.by) == ("林晓", "外交部发言人", "own_state", "name")
    assert (span.verb, span.stance, text[slice(*span.cue)]) == ("强调", "affirming", "强调")
    assert text[slice(*span.source)] == "外交部发言人林晓"
    assert text[span.start : span.end] == "双方将继续合作"


def test_a_source_without_a_person() -> None:
    text = "据路透社报道，大桥昨天通车。"
    (span,) = find_voices(text, language=load_language("zh"))
    assert (span.speaker, span.role, span.by) == ("路透社", "media", "function")
    assert (text[slice(*span.source)], text[slice(*span.cue)]) == ("路透社", "据")
