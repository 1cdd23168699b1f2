"""Passages of English press prose: who says what, in the marks of the sets in tests/sets/voices."""

from __future__ import annotations

import pytest
from voices_sets import passage_of, same_speaker, score_passage

PASSAGES = {
    "body of a country": (
        '<i s="the Ministry of Fisheries of Norway">The catch quota for the coming season will be'
        " cut by a fifth</i>, the Ministry of Fisheries of Norway reported on Tuesday."
    ),
    "she stressed and called": (
        'Foreign Minister Lena Karsten received the ambassador on Friday. She stressed <i s="Lena'
        ' Karsten">that relations between the two countries had entered a new stage</i> and '
        'called the talks <d s="Lena Karsten">"frank and useful"</d>.'
    ),
    "a memo says otherwise": (
        'The spokesman for the regional water authority, Pieter Blom, said <i s="Pieter Blom">the'
        ' dam had never been in danger</i>, but a leaked memo said <i s="a leaked memo">engineers'
        " had been withdrawn in May</i>."
    ),
    "two speakers in a sentence": (
        'Two members of the council disagreed. <d s="Ian Rooke">"It is a scandal,"</d> said Ian '
        'Rooke; <d s="Maya Trent">"It is a misunderstanding,"</d> replied Maya Trent.'
    ),
    "asked, with an apposition": (
        '<d s="Olga Brandt">"Why,"</d> asked Olga Brandt, the party\'s treasurer, <d s="Olga '
        'Brandt">"should the taxpayers of this city pay for a stadium that nobody wants?"</d>'
    ),
    "he for the name behind": (
        '<d s="Nora Whitby">"I never met him,"</d> she told the inquiry. Nora Whitby, who ran the'
        ' office for eleven years, said <i s="Nora Whitby">she had learned of the payments from '
        "the newspapers</i>."
    ),
    "quoted as saying": (
        '<d s="Colonel Idris Haddou">"The operation has been completed successfully,"</d> Colonel'
        " Idris Haddou, commander of the northern garrison, was quoted as saying by the state "
        "agency."
    ),
    "questions of others are not reported": (
        'Asked whether the company would appeal, its lawyer, Dana Fiske, replied: <d s="Dana '
        'Fiske">"What do you think?"</d>'
    ),
    "director in apposition urges": (
        'The World Health Agency warned on Monday <i s="The World Health Agency">that the fever '
        "could reach the coast within weeks</i>, and its director, Dr. Helene Soto, urged "
        'governments to <d s="Helene Soto">"act today, not tomorrow"</d>.'
    ),
    "he is the subject before": (
        'Pointing to the empty shelves, the shopkeeper shrugged. <d s="the shopkeeper">"Come back'
        ' on Thursday,"</d> he said. <d s="the shopkeeper">"Perhaps there will be bread."</d>'
    ),
    "saying behind a comma": (
        'Interior Minister Paolo Resta denied <i s="Paolo Resta">that he had known of the '
        'raid</i>, saying <i s="Paolo Resta">the order came from a regional commander</i>.'
    ),
    "they are the subject before": (
        "The two presidents expressed satisfaction with the development of bilateral ties and "
        'exchanged views on regional issues. They agreed <i s="The two presidents">that the next '
        "meeting should be held in Astana</i>."
    ),
    "she is a name in apposition": (
        'Mrs Abara\'s sister, Joy, remembers it differently. <d s="Joy">"Nobody pushed him,"</d> '
        'she says. <d s="Joy">"He fell."</d>'
    ),
    "the former judge": (
        'The opposition leader, Sofia Lantos, promised <i s="Sofia Lantos">to abolish the levy '
        'within a hundred days</i>. <d s="Sofia Lantos">"Watch us,"</d> the former judge said.'
    ),
    "nothing is said of a man": (
        "The man said to be the leader of the gang was flown to Rotterdam under guard."
    ),
    "relative clause with said": (
        "Residents who had said little during the long winter came out to paint the fences and mend the quay."
    ),
    "belief is no report": ("Police believe the fire was started deliberately."),
    "told its bankers": (
        'The so-called "ghost trains" run twice a week, mostly empty, so that the operator can '
        "keep its licence."
    ),
    "he is whoever just nodded": (
        '<d s="Hanna Weil">"Nobody called,"</d> says Hanna Weil, whose two sons were on the '
        'ferry. <d s="Hanna Weil">"Not one call."</d> Her husband, Karl, nods. <d s="Karl">"We '
        'heard it on the radio,"</d> he says.'
    ),
    "ambassador with an apposition": (
        "The ambassador of Mongolia to Poland, Bat Erdene, conveyed the greetings of his "
        'president and said <i s="Bat Erdene">that his country attached great importance to the '
        "forum</i>."
    ),
    "clause at the end with an apposition": (
        '<i s="the union\'s general secretary, Moira Dunn">The strike will go ahead</i>, the '
        "union's general secretary, Moira Dunn, confirmed last night."
    ),
    "at least": (
        'Human Rights Monitor, a group based in Geneva, says <i s="Human Rights Monitor">at least'
        " 40 people were detained</i>."
    ),
    "there is more of the same": (
        '<i s="the prosecutor\'s office">The suspect, a 34-year-old electrician, had acted '
        "alone</i>, the prosecutor's office said in a brief statement, <i s=\"the prosecutor's "
        'office">and there was no danger to the public</i>.'
    ),
    "newspaper quotes somebody as saying": (
        'Deputy Governor Raul Ibarra was quoted by the newspaper La Hora as saying <i s="Raul '
        'Ibarra">that the mine would close for good</i>.'
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_passage(name: str) -> None:
    counts, speakers = score_passage("en", passage_of(name, PASSAGES[name]))
    for kind in ("direct", "indirect"):
        assert counts[f"gold {kind}"] == counts[f"found {kind}"] == counts[f"both {kind}"]
    assert [(gold, found) for gold, found in speakers if found is None or not same_speaker(gold, found)] == []
