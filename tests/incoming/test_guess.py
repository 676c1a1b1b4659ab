"""The first guess of what a text consists of, for twelve shapes; each is a guess, and a person corrects its list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import is_whole

from edition.incoming.guess import guess


def guessed(chars, title="Another title"):
    """The kinds and the first words of the blocks of a text."""
    found = guess(chars, title)
    assert is_whole(chars, found.blocks)
    assert len({block.id for block in found.blocks}) == len(found.blocks)
    return [f"{b.kind.value} {chars[b.span.start : b.span.end].split()[0]}" for b in found.blocks]


PROSE = "It was dark when the boats came up the river, and nobody was there to meet them at the lock.\n"
WRAPPED = (
    "It was dark when the boats came up the river, and nobody was\n"
    "there to meet them at the lock, for the keeper slept and the\n"
    "night was long.\n"
)

SHAPES = {
    "prose, one a line": (f"The Canal\n{PROSE}They slept.\n", ["title The", "paragraph It", "paragraph They"]),
    "prose broken into lines": (f"The Canal\n\n{WRAPPED}\n{WRAPPED}", ["title The", "paragraph It", "paragraph It"]),
    "chapters": (
        f"The Canal\n\nCHAPTER I\n\nWhat Is a Canal?\n\n{PROSE}\nChapter 2\n\n{PROSE}",
        ["title The", "heading CHAPTER", "heading What", "paragraph It", "heading Chapter", "paragraph It"],
    ),
    "verse": (
        ("The Boat\n\nThe boat went down the river slow,\n  And no one saw it go;\n\n"
        "The boat came up the river fast,\nAnd everyone looked up at last.     4\n"),
        ["title The", "line The", "line And", "line The", "line And"],
    ),
    "a play": (
        "The Lock\n\nFIRST ACT\n\n[The keeper sleeps.]\n\nKEEPER.\nWho is it?\n\nMASTER.\nIt is I.\n\n[Exit KEEPER]\n",
        ["title The", "heading FIRST", "stage [The", "speaker KEEPER.", "paragraph Who", "speaker MASTER.",
         "paragraph It", "stage [Exit"],
    ),
    "a dialogue": (
        "On Canals\n\nCRITO: What is a canal?\n\nSOCRATES: A ditch with water.\n",
        ["title On", "paragraph CRITO:", "paragraph SOCRATES:"],
    ),
    "a letter": (
        f"12 Lock Street\nHarbour\n3 May 1890\n\nDear Sir,\n\n{PROSE}\nYours faithfully,\n\nAnn Lee\n",
        [*(f"paragraph {word}" for word in ("12", "Harbour", "3", "Dear", "It", "Yours", "Ann"))],
    ),
    "letters": (
        ("Letters Home\n\nLETTER I\n\nOstend, 3 May.\n\nDear Ann,\n\nIt rains.\nIt rained.\n\nYours ever,\nTom\n\n"
        "LETTER II\n\nDear Tom,\n\nHere too.\n\nYour sister,\nAnn\n"),
        ["title Letters", "heading LETTER", "paragraph Ostend,", "paragraph Dear", "paragraph It",
         "paragraph It", "paragraph Yours", "paragraph Tom",
         "heading LETTER", *(f"paragraph {word}" for word in ["Dear", "Here", "Your", "Ann"])],
    ),
    "a play in verse": (
        ("The Lock\n\nKEEPER:\nWho comes so late along the tow,\nWhen all the boats are gone?\n\n"
        "MASTER (aside):\nBe still.\n\n"
        "KEEPER:\nThe water will not wait for you,\nNor wait for anyone.\n"),
        ["title The", "speaker KEEPER:", "line Who", "line When", "speaker MASTER", "line Be", "speaker KEEPER:",
         "line The", "line Nor"],
    ),
    "stanzas of even lines": (
        ("The Boat\n\nWhen forty winters came upon the river,\nAnd all the water lay as still as stone,\n"
        "Then no one crossed it but the winter weather,\nAnd no one heard the captain but his own.\n"),
        ["title The", "line When", "line And", "line Then", "line And"],
    ),
    "a report": (
        (f"On Locks\n\n1. Introduction\n\n{PROSE}\n1.1 Members\n\n{PROSE}\n2. Findings\n\n"
        "(a) It leaks.\n(b) It rusts.\n"),
        ["title On", "heading 1.", "paragraph It", "heading 1.1", "paragraph It", "heading 2.", "item (a)", "item (b)"],
    ),
    "a list that is led in": (
        f"The Canal\n\nWanted:\n- a boat\n- water\n\n{PROSE}",
        ["title The", "paragraph Wanted:", "item -", "item -", "paragraph It"],
    ),
    "lists": (
        f"The Canal\n\n{PROSE}\n1. boats;\n2. locks\n   of stone;\n\n- water\n  - rain\n",
        ["title The", "paragraph It", "item 1.", "item 2.", "item -", "item -"],
    ),
    "a block quote": (
        f"The Canal\n\n{PROSE}\n    Dig deep, and dig again; for what is dug\n    is dug.\n\n{PROSE}",
        ["title The", "paragraph It", "quote Dig", "paragraph It"],
    ),
    "a motto": (
        f"The Canal\n\n“Dig deep, and dig again.”\n— The Keeper\n\n{PROSE}",
        ["title The", "epigraph “Dig", "credit —", "paragraph It"],
    ),
    "notes of the author": (
        "The Canal\n\nIt was dark,[1] and the boats came late*.\n\n* * *\n\n[1] The night of 3 May.\n* By an hour.\n",
        ["title The", "paragraph It", "ornament *", "note [1]", "note *"],
    ),
    "comments with a name and a date": (
        (f"The Canal\n\n{PROSE}\n2 comments\n\nAnn 2 hours ago\n\n    So it was.\n\n    Reply\n\n"
        "        Ben • March 5, 2021 at 9:14 pm\n\n            @Ann\n            No.\n"),
        ["title The", "paragraph It", "furniture 2", "comment-head Ann", "comment-paragraph So", "furniture Reply",
         "comment-head Ben", "address @Ann", "comment-paragraph No."],
    ),
    "comments of people who say": (
        f"The Canal\n\n{PROSE}\nAnn says:\nMarch 5, 2021 at 9:14 pm\n\nSo.\n\nИван пишет:\n06.03.2021 в 9:14\n\nНет.\n",
        ["title The", "paragraph It", "comment-head Ann", "comment-paragraph So.", "comment-head Иван",
         "comment-paragraph Нет."],
    ),
    "numbered comments": (
        f"The Canal\n\n{PROSE}\n  1. Ann says:\n\n    So.\n\n  2. Ben says:\n    @Ann\n\n    No.\n",
        ["title The", "paragraph It", "comment-head 1.", "comment-paragraph So.", "comment-head 2.", "address @Ann",
         "comment-paragraph No."],
    ),
    "Chinese": (
        "桃花源记\n\n晋·陶渊明\n\n晋太元中，武陵人捕鱼为业。缘溪行，忘路之远近。\n\n林尽水源，便得一山。\n",
        ["title 桃花源记", "byline 晋·陶渊明", "paragraph 晋太元中，武陵人捕鱼为业。缘溪行，忘路之远近。",
         "paragraph 林尽水源，便得一山。"],
    ),
    "a play with the names in the lines": (
        ("The Lamp\n\nPersons of the Play\n\nMR. DROSS, a grocer\nTOM, his man\n\nACT I\n\n"
        "Scene 1. A street. Evening.\n\n"
        "TOM. It is dark.\n(He lights it.)\n\nMR. DROSS (within). Who is it?\n\nTOM. It is I, sir.\n\n"
        "Enter MR. DROSS, limping.\n"),
        ["title The", "heading Persons", "item MR.", "item TOM,", "heading ACT", "heading Scene",
         "paragraph TOM.", "stage (He", "paragraph MR.", "paragraph TOM.", "stage Enter"],
    ),
    "a dialogue with dashes that might be those of a list": (
        f"The Canal\n\n{PROSE}\n- Who is it?\n- It is I.\n\n- Come in.\n",
        ["title The", "paragraph It", "paragraph -", "paragraph -", "paragraph -"],
    ),
    "a novel whose chapters have a second line": (
        "Capítulo primero\nDonde se cuenta la llegada\n\n—¿Quién vive?\n\n—Nadie.\n\nEra de noche.\n",
        ["heading Capítulo", "heading Donde", "paragraph —¿Quién", "paragraph —Nadie.", "paragraph Era"],
    ),
    "a law": (
        "TITRE PREMIER\nDes canaux\n\nArt. 2. – Nul ne peut :\n1° creuser ;\n2° boire.\n\nArt. 3. – Il est logé.\n",
        ["heading TITRE", "heading Des", "paragraph Art.", "item 1°", "item 2°", "paragraph Art."],
    ),
    "poems without capitals": (
        "Two Poems\n\nwinter river—\nthe gate holds\nonly leaves\n\n    a heron lands\non the rail\n    yesterday\n",
        ["title Two", "line winter", "line the", "line only", "line a", "line on", "line yesterday"],
    ),
    "a title with what stands below it": (
        f"Another Title\n\nEine Erzählung\nvon Ann Lee\n\nI.\n\n{PROSE}",
        ["title Another", "byline Eine", "byline von", "heading I.", "paragraph It"],
    ),
    "a mail": (
        f"Tom,\n\n> Did you find it? I looked\n> and looked.\n\n{PROSE}\n>> Who?\n> Nobody.\n",
        ["paragraph Tom,", "quote >", "paragraph It", "quote >>", "quote >"],
    ),
    "prose with its first lines set in": (
        "The Canal\n\n\tIt was cold.\n\tWe waited.\n\n\tAt noon somebody lit a fire.\n",
        ["title The", "paragraph It", "paragraph We", "paragraph At"],
    ),
    "prose broken into lines, its first lines set in": (
        (f"The Canal\n\n   {WRAPPED}   {WRAPPED}\n{WRAPPED}"),
        ["title The", "paragraph It", "paragraph It", "paragraph It"],
    ),
    "Chinese with full stops alone": (
        ("論水\n\n　　水之性也就下。遇方則方。遇圓則圓。君子觀水而知所以處世。\n"
        "　　昔者魯有匠人居於河上。其子問曰。水何以不息。\n"
        "　　故曰。知水者不必善游。\n\n其二\n\n　　海不擇細流。故能成其大。山不讓土壤。故能就其高。\n"),
        ["title 論水", "paragraph 水之性也就下。遇方則方。遇圓則圓。君子觀水而知所以處世。",
         "paragraph 昔者魯有匠人居於河上。其子問曰。水何以不息。", "paragraph 故曰。知水者不必善游。", "heading 其二",
         "paragraph 海不擇細流。故能成其大。山不讓土壤。故能就其高。"],
    ),
    "Japanese": (
        ("坂の家\n　　　　田中　一郎\n\n一\n\n"
        "　坂の上に家がある。誰もいないと言われているが、夜になると明かりがともる。\n「見た」\n"),
        ["title 坂の家", "byline 田中", "heading 一",
         "paragraph 坂の上に家がある。誰もいないと言われているが、夜になると明かりがともる。", "paragraph 「見た」"],
    ),
    "comments of one to another": (
        (f"The Canal\n\n{PROSE}\nComments: 2\n\nAnn K. • 5 years ago\nSo.\n12 ▲ ▼ • Reply • Share ›\n\n"
        "    ben > Ann K. • 5 years ago\n    No.\n    ▲ ▼ • Reply • Share ›\n"),
        ["title The", "paragraph It", "furniture Comments:", "comment-head Ann", "comment-paragraph So.",
         "furniture 12", "comment-head ben", "comment-paragraph No.", "furniture ▲"],
    ),
    "comments on levels": (
        f"The Canal\n\n{PROSE}\nlevel 1\nann · 6 yr. ago\nSo.\n\n142\n\nReply\n\nlevel 2\nben · 6 mo. ago\nNo.\n",
        ["title The", "paragraph It", "furniture level", "comment-head ann", "comment-paragraph So.", "furniture 142",
         "furniture Reply", "furniture level", "comment-head ben", "comment-paragraph No."],
    ),
    "comments below a name and a date": (
        (f"The Canal\nBy Tom Day\n3 May 2020\n\n{PROSE}\nKommentare (2)\n\n"
        "Ann Lee\n5. März 2021 um 21:14 Uhr\n\nSo.\n\nBen\n6. März 2021 um 9:14 Uhr\n\nNo.\n"),
        ["title The", "byline By", "byline 3", "paragraph It", "furniture Kommentare", "comment-head Ann",
         "comment-paragraph So.", "comment-head Ben", "comment-paragraph No."],
    ),
    "mottos with > before them": (
        f"The Canal\n\n> Dig deep, and dig\n> again.\n> — The Keeper\n\n> Who?\n>\n> — L. M.\n\n{PROSE}",
        ["title The", "epigraph >", "credit >", "epigraph >", "credit >", "paragraph It"],
    ),
    "notes at the end, referred to by raised numbers": (
        f"The Canal\n\nIt was dark.¹ And deep.\n\nSo it was.²\n\n{PROSE}\n1 In May.\n\n2 By an hour.\n",
        ["title The", "paragraph It", "paragraph So", "paragraph It", "note 1", "note 2"],
    ),
    "notes at the end of each chapter": (
        "The Canal\n\nCHAPTER I\n\nIt was dark [1]. So.\n\n1. In May.\n\nCHAPTER II\n\nIt was deep [1].\n\n1. So.\n",
        ["title The", "heading CHAPTER", "paragraph It", "note 1.", "heading CHAPTER", "paragraph It", "note 1."],
    ),
    "notes to which nothing refers": (
        f"The Canal\n\n{PROSE}\nNotes\n\n1. In May.\n2. By an hour.\n",
        ["title The", "paragraph It", "heading Notes", "note 1.", "note 2."],
    ),
    "a text that is signed and dated": (
        f"The Canal\n\n{PROSE}\nTom Day\nHarbour, May 1910\n",
        ["title The", "paragraph It", "byline Tom", "byline Harbour,"],
    ),
    "Chinese verse in long lines": (
        ("长恨歌\n\n汉皇重色思倾国，御宇多年求不得。杨家有女初长成，养在深闺人未识。\n"
        "天生丽质难自弃，一朝选在君王侧。回眸一笑百媚生，六宫粉黛无颜色。\n\n"
        "春寒赐浴华清池，温泉水滑洗凝脂。侍儿扶起娇无力，始是新承恩泽时。\n"
        "云鬓花颜金步摇，芙蓉帐暖度春宵。春宵苦短日高起，从此君王不早朝。\n"),
        ["title 长恨歌", *(f"line {line}" for line in (
            "汉皇重色思倾国，御宇多年求不得。杨家有女初长成，养在深闺人未识。",
            "天生丽质难自弃，一朝选在君王侧。回眸一笑百媚生，六宫粉黛无颜色。",
            "春寒赐浴华清池，温泉水滑洗凝脂。侍儿扶起娇无力，始是新承恩泽时。",
            "云鬓花颜金步摇，芙蓉帐暖度春宵。春宵苦短日高起，从此君王不早朝。"))],
    ),
    "Chinese verse without measure": (
        "河\n\n这永远汹涌着我们的悲愤的河流\n这无止息地吹刮着的激怒的风，和那来自林间的黎明\n然后我走了\n连影子也留在水里面\n",
        ["title 河", "line 这永远汹涌着我们的悲愤的河流", "line 这无止息地吹刮着的激怒的风，和那来自林间的黎明",
         "line 然后我走了", "line 连影子也留在水里面"],
    ),
    "Chinese prose broken into lines": (
        ("水论\n\n水是生命之源，一切生物都离不开水，人类的文明也都是在大河两岸\n"
        "发展起来的，尼罗河、黄河、长江莫不如此，古人逐水草而居，今人也\n是这样。\n"),
        ["title 水论", "paragraph 水是生命之源，一切生物都离不开水，人类的文明也都是在大河两岸"],
    ),
    "Arabic prose broken into lines": (
        ("القناة\n\nكانت الليلة مظلمة حين وصلت القوارب إلى أعلى النهر ولم يكن\n"
        "هناك أحد في انتظارها عند البوابة لأن الحارس كان نائما والليل\nكان طويلا جدا.\n"),
        ["title القناة", "paragraph كانت"],
    ),
    "Arabic verse in two halves": (
        ("نهر\n\nعلى النهر القديم وقفت وحدي      وكان الماء يجري في هدوء\n"
        "وكان الليل يمضي في سكون      وكان البدر يعلو في صفاء\n"),
        ["title نهر", "line على", "line وكان"],
    ),
    "a table as it is copied from a page, and one set in columns": (
        f"The Canal\n\n{PROSE}\nYear\tBoats\n1911\tthree\n\nYear     Boats\n1911     three\n1912     none\n",
        ["title The", "paragraph It", "row Year", "row 1911", "code Year"],
    ),
    "a sermon": (
        (f"On Patience\n\nA Sermon Preached at the Mill\n\nI. WHAT IT IS\n\n{PROSE}\nII. ITS USE\n\nLet us, then,\n\n"
        "1. bear;\n2. forbear.\n\nTHE END\n"),
        ["title On", "byline A", "heading I.", "paragraph It", "heading II.", "paragraph Let", "item 1.", "item 2.",
         "ornament THE"],
    ),
    "an interview": (
        (f"L’eau\n\nEntretien avec Jeanne Morel\n\nPropos recueillis par Paul Vidal\n\n{PROSE}\nPourquoi ?\n\n"
        "Parce que.\n"),
        ["title L’eau", "byline Entretien", "byline Propos", "paragraph It", "paragraph Pourquoi", "paragraph Parce"],
    ),
    "a recipe": (
        ("The Bread\n\nMakes Two Loaves\n\nIngredients\n\n500 g flour\n1 tsp salt\n7 g yeast\n300 ml water\n\n"
        f"Method\n\n{PROSE}"),
        ["title The", "byline Makes", "heading Ingredients", "item 500", "item 1", "item 7", "item 300",
         "heading Method", "paragraph It"],
    ),
    "a decree that is signed below its date": (
        (f"The Canal\n\nArticle 1\nIt is open.\n\nArticle 2\nIt is deep.\n\n{PROSE}\nDone at Paris, 3 May 1890.\n\n"
        "CARNOT\n\nThe clerk,\nso say we all\n"),
        ["title The", "heading Article", "paragraph It", "heading Article", "paragraph It", "paragraph It",
         "paragraph Done", "byline CARNOT", "paragraph The", "paragraph so"],
    ),
    "a letter whose end is set in": (
        f"Letters Home\n\nLetter I\n\nDear Ann,\n\n{PROSE}\n      Yours\n      Tom\n\nP. S. Send stockings.\n",
        ["title Letters", "heading Letter", "paragraph Dear", "paragraph It", "paragraph Yours", "paragraph Tom",
         "paragraph P."],
    ),
    "a conversation with the hour of each message": (
        ("[12/03/2019, 21:14:05] Ann: Is it shut?\n[12/03/2019, 21:14:40] Tom: Yes\nand bolted\n"
        "[12/03/2019, 21:15] Ann: So.\n"),
        ["paragraph [12/03/2019,", "paragraph [12/03/2019,", "paragraph [12/03/2019,"],
    ),
    "a play whose names have no sign after them": (
        ("The Supper\n\nACT I.\n\nMR. DROSS\nWho is it that knocks so late at the gate of the lock? I have shut\n"
        "the gate, and the door besides.\n\nMRS. DROSS\n(rising)\nIt is the wind that knocks, and nobody else.\n\n"
        "MR. DROSS\nThen let the wind come in, and let it bring its supper with it.\n\n[Exeunt.\n"),
        ["title The", "heading ACT", "speaker MR.", "paragraph Who", "speaker MRS.", "stage (rising)", "paragraph It",
         "speaker MR.", "paragraph Then", "stage [Exeunt."],
    ),
    "a Greek play": (
        ("Ο ΚΑΝΑΛΗΣ\n\nΚωμωδία σε μία πράξη\n\nΣΚΗΝΗ ΠΡΩΤΗ\n\nΕΛΕΝΗ: Ποιος είναι;\n\nΝΙΚΟΣ: Κανείς.\n\n"
        "ΕΛΕΝΗ: Άκουσα το νερό.\n\nΑΥΛΑΙΑ\n"),
        ["title Ο", "byline Κωμωδία", "heading ΣΚΗΝΗ", "paragraph ΕΛΕΝΗ:", "paragraph ΝΙΚΟΣ:", "paragraph ΕΛΕΝΗ:",
         "stage ΑΥΛΑΙΑ"],
    ),
    "an Arabic treatise": (
        ("رسالة في الصبر\n\nبقلم: أحمد بن سالم\n\nالباب الأول: في معناه\n\nالصبر ضياء(١)، وهو حبس النفس عن الجزع.\n\n"
        "١- صبر على الطاعة.\n٢- صبر على البلاء.\n\nـــــــــ\n(١) رواه مسلم.\n"),
        ["title رسالة", "byline بقلم:", "heading الباب", "paragraph الصبر", "item ١-", "item ٢-", "ornament ـــــــــ",
         "note (١)"],
    ),
    "a Japanese story with a note": (
        "水門\n\n　船が三艘着いた。番人は水門を開けなかった。※１\n\n　　　＊\n\n※１　その年は雨が少なかった。\n",
        ["title 水門", "paragraph 船が三艘着いた。番人は水門を開けなかった。※１", "ornament ＊", "note ※１"],
    ),
    "a Hindi story with a couplet": (
        ("नहर\n\nलेखक: राम शर्मा\n\nअध्याय १\n\nरात अंधेरी थी, और नावें नदी के ऊपर आ रही थीं।\n\n"
        "धीरे धीरे नाव चली रे।\nघाट किनारे कोई न आया॥\n\nसमाप्त\n"),
        ["title नहर", "byline लेखक:", "heading अध्याय", "paragraph रात", "line धीरे", "line घाट", "ornament समाप्त"],
    ),
    "Hindi verse": (
        ("नदी\n\nधीरे धीरे नाव चली रे, धीरे बहता पानी।\nघाट किनारे कोई न आया, रात हुई अनजानी॥\n\n"
        "नाविक सोया फाटक खोया, दूर दिया की बाती।\nभोर हुई तो नाव मिली रे, नाव नदी की साथी॥\n"),
        ["title नदी", "line धीरे", "line घाट", "line नाविक", "line भोर"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_is_taken_for_what_it_is(shape):
    """Every block with the kind a reader would give it."""
    chars, expected = SHAPES[shape]
    assert guessed(chars) == expected


def test_an_author_s_notes_lead_to_the_signs_since_the_notes_before_and_lines_of_a_mail_stay_lines():
    """Whatever form the signs have."""
    chars = SHAPES["notes at the end of each chapter"][0]
    notes = [(block.label, block.referred) for block in guess(chars, "").blocks if block.label]
    assert notes == [("[1]", ("p1",)), ("[1]", ("p2",))]
    chars = SHAPES["notes at the end, referred to by raised numbers"][0]
    assert [(block.label, block.referred) for block in guess(chars, "").blocks if block.label] == [
        ("¹", ("p1",)), ("²", ("p2",)),
    ]  # fmt: skip
    assert [block.keeps_breaks for block in guess(SHAPES["a mail"][0], "").blocks] == [False, True, False, False, False]


def test_a_list_of_dates_is_no_thread():
    """Comments are guessed only where they can be read whole, and something says that they are comments."""
    chars = f"The Canal\n\n{PROSE}\nDug 3 May 1890\n\nFilled 4 May 1891\n"
    assert not guess(chars, "").comments
    assert not guess(f"{chars}\nReply\n\nDug 3 May 1890\n", "").comments


def test_who_stands_further_in_answers_the_one_above():
    """With the name, the date and what became of a comment."""
    chars = SHAPES["comments with a name and a date"][0].replace("Ben •", "[deleted] •")
    one, two = guess(chars, "").comments
    assert (one.name, one.date, one.answers) == ("Ann", "2 hours ago", ())
    assert (two.name, two.state, [answer.parent for answer in two.answers]) == ("", "deleted", [1])


@pytest.mark.parametrize("shape", ["comments of one to another", "comments on levels"])
def test_a_name_is_read_without_the_one_who_is_answered(shape):
    """Whom it answers is told besides."""
    one, two = guess(SHAPES[shape][0], "").comments
    assert (one.name, two.name) in {("Ann K.", "ben"), ("ann", "ben")}
    assert [answer.parent for answer in two.answers] == [1]


def test_a_letter_in_brackets_is_a_note_only_if_the_text_refers_to_it():
    """Else it is an item."""
    chars = f"The Canal\n\nIt was single.(a) So\n\n{PROSE}\n(a) The draft is lost.\n"
    assert guessed(chars)[-1] == "note (a)"
    assert guessed(chars.replace("single.(a)", "single."))[-1] == "item (a)"


def test_headings_of_the_same_words_and_of_the_words_of_the_page_have_ids_of_their_own():
    """An id that the page needs itself is never given to a block."""
    names = ["The Text", "Notes", "Comments", "P2", "Title", "Notes", "Furniture"]
    chars = "The Canal\n\n" + "".join(f"{name}\n\n{PROSE}\n" for name in names)
    found = [block.id for block in guess(chars, "").blocks if block.kind.value == "heading"]
    assert found == ["part-the-text", "notes", "part-comments", "part-p2", "part-title", "notes-2", "part-furniture"]


def test_a_note_of_the_author_leads_to_the_blocks_that_print_its_sign():
    """And to no other."""
    chars = SHAPES["notes of the author"][0]
    notes = {block.label: block.referred for block in guess(chars, "").blocks if block.label}
    assert notes == {"[1]": ("p1",), "*": ("p1",)}


LINE = st.text(st.sampled_from("ab1. @•:\u00a0“’\tA[*-—中ש\n"), max_size=14) | st.sampled_from(
    [
        "Ann says:",
        "ACT I",
        "KEEPER.",
        "[1] a",
        "* * *",
        "Ann 2 days ago",
        "  1. a says:",
        "  2. b says:",
        "Reply",
        "— B",
    ]
)


@given(found=st.lists(LINE, max_size=14), ending=st.sampled_from(["\n", "\n\n"]))
def test_a_guess_keeps_every_character_of_whatever_it_is_given(found, ending):
    """Blocks in order, apart, white space between them, each with an id of its own."""
    chars = ending.join(found)
    blocks = guess(chars, "a").blocks
    assert is_whole(chars, blocks)
    assert len({block.id for block in blocks}) == len(blocks)


@pytest.mark.parametrize(
    "line", ["1 " * 80, "1" * 80, "reply " + "a" * 80, "Reply ·" + " " * 80, "a, " * 80, "A. " * 80]
)
def test_a_line_that_begins_like_a_button_and_is_none_is_read_at_once(line):
    """Each way to divide it would be tried otherwise, and of these there are more than can be counted."""
    chars = f"A title\n\n{line}!\n\nThe last paragraph is here.\n"
    assert is_whole(chars, guess(chars, "A title").blocks)
