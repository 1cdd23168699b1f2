"""English verbs whose past forms follow no rule: each past form and its infinitive."""

from __future__ import annotations

# Infinitive, past, participle; forms that are more often another word ("ground", "wound", "lay", "born",
# "drunk", "bound") are left out.
VERBS = """
arise arose arisen; awake awoke awoken; be was were been; bear bore; beat beaten; become became; befall
befell befallen; begin began begun; behold beheld; bend bent; beset; bestride bestrode; bet; bid bade
bidden; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought;
broadcast; build built; burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came;
creep crept; deal dealt; dig dug; do did done; draw drew drawn; dream dreamt; drink drank; drive drove
driven; dwell dwelt; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee
fled; fling flung; fly flew flown; forbid forbade forbidden; forecast; foresee foresaw foreseen; foretell
foretold; forget forgot forgotten; forgive forgave forgiven; forgo forwent forgone; forsake forsook
forsaken; freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hang hung;
have had; hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lead led; leap
leapt; learn learnt; leave left; lend lent; light lit; lose lost; make made; mean meant; meet met; mislead
misled; mistake mistook mistaken; misunderstand misunderstood; outdo outdid outdone; outgrow outgrew
outgrown; overcome overcame; overdo overdid overdone; overhear overheard; override overrode overridden;
overrun overran; oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown;
partake partook partaken; pay paid; rebuild rebuilt; redo redid redone; repay repaid; resell resold; rethink
rethought; retake retook retaken; retell retold; rewrite rewrote rewritten; ride rode ridden; ring rang;
rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; shake shook shaken;
shear shorn; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit
sat; slay slew slain; sleep slept; slide slid; sling slung; smell smelt; speak spoke spoken; speed sped;
spell spelt; spend spent; spill spilt; spin spun; spit spat; spoil spoilt; spring sprang sprung; stand
stood; steal stole stolen; stick stuck; sting stung; stink stank stunk; stride strode; strike struck
stricken; string strung; strive strove striven; swear swore sworn; sweep swept; swell swollen; swim swam
swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw
thrown; tread trod trodden; undergo underwent undergone; understand understood; undertake undertook
undertaken; undo undid undone; unwind unwound; uphold upheld; wake woke woken; wear wore worn; weave wove
woven; weep wept; win won; withdraw withdrew withdrawn; withhold withheld; withstand withstood; wring wrung;
write wrote written
"""
# Before their last consonant is doubled; the dictionary has these as words of their own.
DOUBLED = {"sitting": "sit", "cutting": "cut"}
PAST = {form: words.split()[0] for words in VERBS.split(";") for form in words.split()[1:]} | DOUBLED
# Verbs that end in two equal consonants of their own.
DOUBLE_LETTERS = """
appall befall boycott distill enroll enthrall forestall fulfill install instill misspell recall reinstall
unroll
"""
DOUBLE = frozenset(DOUBLE_LETTERS.split())
# Forms that begin sentences and are no names.
NO_NAMES = frozenset(["was", "were", "been", "did", "done", "had"]) | frozenset(DOUBLED)
