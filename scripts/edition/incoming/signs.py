"""What a line of a text looks like, by itself: a heading, an item, the name of who speaks, a line of a web page."""

from __future__ import annotations

import re
import unicodedata

from edition.fold import UNSPACED, folded

_HEADING_WORDS = 20
_SHORT_HEADING_WORDS = 6
_HEADING_UNSPACED = 16

_ATTRIBUTION = 60
_NAMES = 4
_NAME = re.compile(r"[^\W\d_a-zа-яёα-ω]([^\W\d_]|[.’'-])*|(de|da|di|du|von|van|der|la|le|el|bin|ibn|y)")
_SIGN = re.compile(r"(\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[*†‡]+|(?<=[.,;:!?…\"')])\d{1,3})$")
"""The sign of a note after the last word of a line."""

_ARTICLE = re.compile(r"(the|an?|my|our|his|her|le|la|les|un|une|der|die|das|el|los|las|in|on|of|to)$", re.IGNORECASE)
_HAN = "一二三四五六七八九十百"

PART = re.compile(
    r"(chapter|part|book|section|article|act|scene|canto|letter|stave|volume"
    r"|(first|second|third|fourth|fifth|sixth|seventh|last) (act|scene|part|book|canto|letter|chapter)"
    r"|глава|часть|книга|том|статья|раздел|действие|явление|сцена|картина|письмо|песнь|пролог|эпилог|предисловие"
    r"|chapitre|partie|livre|tome|titre|acte|scène|lettre|kapitel|teil|buch|abschnitt|akt|aufzug|auftritt|szene"
    r"|capítulo|capitulo|libro|parte|acto|escena|jornada|capitolo|atto|scena|livro|ato|cena"
    r"|(erst|zweit|dritt|viert|fünft|sechst|letzt)e[rs]? (akt|aufzug|auftritt|kapitel|teil|buch|abschnitt)"
    r"|(the )?(persons|characters) (in|of)|dramatis personae|personnages|personajes|действующие лица"
    r"|κεφάλαιο|μέρος|βιβλίο|άρθρο|πράξη|σκηνή|πρόλογος|επίλογος|अध्याय|खंड|खण्ड|सर्ग|प्रस्तावना"
    r"|preamble|preface|introduction|epilogue|prologue|vorwort|nachwort|préface|prólogo|epílogo)\b(?!,)"
    rf"|[IVXLC]{{1,7}}\.?$|\d{{1,3}}\.?$|第[\d{_HAN}]+[章节節回卷部篇話幕]|[其卷]?[{_HAN}]{{1,3}}$|[序跋上中下]$"
    r"|(ال)?(باب|فصل|جزء|مقدمة)\b|(פרק|שער|חלק|מבוא|הקדמה)\b",
    re.IGNORECASE,
)
"""The line begins a part of the text and says so, or is a mere number."""

GREAT_PART = re.compile(
    r"(\w+ act\b|chapter|part|book|article|act|canto|глава|часть|книга|статья|действие|titre|acte|livre|第)",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"((words |text |edited |translated |told |as told )?by|von|par|por|di|от|מאת|بقلم|作者|propos recueillis par"
    r"|(traduit|texte) (par|de)|übersetzt von|traducido por|записала?|перев[её]ла?)\s"
    r"|(by|author|автор|перевод|लेखक|लेखिका|कवि|συγγραφέας|بقلم|تأليف|作者|著者|文)\s?[:：]|.{1,12}·.{1,12}$",
    re.IGNORECASE,
)
GENRE = re.compile(
    r"((an?|the|eine?|un[ea]?)\s)?([^\W\d]+\s)?"
    r"(novel(la)?|tale|story|sketch|essay|sermon|homily|address|lecture|speech|interview|manual|comedy|tragedy|drama|farce|dialogue|poem|ballad|fable"
    r"|рассказ|проповедь|речь|лекция|беседа|интервью|повесть|роман|очерк|сказка|поэма|комедия|драма|трагедия|пьеса|баллада|эссе|статья"
    r"|erzählung|predigt|rede|vortrag|gespräch|novelle|roman|märchen|skizze|lustspiel|trauerspiel|komödie|tragödie|schauspiel|gedicht"
    r"|conte|sermon|discours|conférence|entretien|κωμωδία|δράμα|τραγωδία|διήγημα|ποίημα|ομιλία|nouvelle|récit|comédie|tragédie|drame|cuento|novela|relato|ensayo|comedia|racconto|romanzo|commedia)"
    r"(\s(in|en|в|σε|mit|avec|with|con|с|preached|delivered|given|held|for|on)\s.{1,80})?\.?$",
    re.IGNORECASE,
)
"""What kind of writing a text calls itself, below its title."""

FURNITURE = re.compile(
    r"(leave a (comment|reply)|your (email|e-mail) ?address|required fields|shopping cart|share this|share on|tweet"
    r"|facebook|twitter|whatsapp|telegram|posted (on|in|by)|filed under|tags?:|subscribe|skip to|sign in|log in"
    r"|related posts|previous post|next post|cookie|\d+ (comments?|replies|responses)|comments: ?\d+|reply|ответить"
    r"|(kommentare|commentaires|comentarios|comments|комментарии) ?[:(] ?\d+"
    r"|\d+ thoughts? on|комментарии|\d+ комментари\w*|добавить комментарий|поделиться)\b",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"\(?((re)?(published|printed)|reposted) (from|in|by|with)\b.*|(news )?source: ?https?://.*", re.IGNORECASE
)
ITEM = re.compile(
    r"(?:[-–*•‣◦+▪●]|\(?(?:\d{1,3}|[a-zа-яёא-ת]|[ivx]{1,4})[.)]|\d{1,3}°|[٠-٩۰-۹]{1,3} ?[-–])[ \t]+\S"
    rf"|(?:[{_HAN}]{{1,3}}、|[（(][{_HAN}]{{1,3}}[）)]|[①-⑳])[ \t]*\S"
)
DASH = re.compile(r"[-–][ \t]+\S")
LABELLED = re.compile(
    r"(?P<label>[\[［〔](?:\d{1,3}|[a-z])[\]］〕]|\(\d{1,3}\)|\([a-z]\)|※\d{0,3}|[*†‡§¶]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)[^\S\n]*\S"
)
_LOWER = "a-zß-ÿа-џά-ώ"
SPEAKER = re.compile(
    rf"[^\W\d_{_LOWER}][^\W{_LOWER}]*(?:[ .’'-]+[^\W{_LOWER}]+){{0,3}}(?: ?\([^()\n]*\))?(?P<end>[.:：]?)$"
)
_SPEECH = re.compile(r"(?P<name>[^\W\d_]{2,}(?:[ .’'-]+[^\W\d_]+){0,3})(?: ?\([^()\n]*\))?[.:][ \t]+\S")
_NO_NAME = re.compile("[IVXLC]+|MRS?|MS|DR|ST")
STAGE = re.compile(
    r"[\[(][^\]\n]*[\])][.]?$|[\[(]?((re-)?enter|exit|exeunt)\b.{0,120}$|scene ?[:—–]\s.{0,300}$"
    r"|(curtain|rideau|vorhang|занавес|telón|sipario|αυλα[ιί]α)\.?$",
    re.IGNORECASE,
)
END = re.compile(r"(the end|finis|fin|ende|конец|τέλος|τελος|समाप्त|完|終|終わり|تمت|النهاية|הסוף)[.!]?$", re.IGNORECASE)
"""What is printed below the last line."""

STAMPED = re.compile(r"[\[(]?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}|[\[(]\d{1,2}:\d{2}")
"""The day and the hour before what somebody writes in a conversation."""

ATTRIBUTION = re.compile(r"[—–―-]{1,2}\s*\S")
QUOTED = tuple('"“«„‘「『»')
ANSWERED = re.compile(r"(?P<depth>>(?:[ \t]?>)*)[ \t]?")
"""Words of another letter or post, as mail shows them."""

NOTES = re.compile(
    r"((foot|end)?notes?|notes and references|anmerkungen|fu(ß|ss)noten|endnoten|примечани[ея]|сноски|notas|nota|note"
    r"|notes de .{1,30}|[注註脚腳][释釋]?記?|الهوامش|هوامش|ملاحظات|הערות|σημειώσεις|टिप्पणि(याँ|यां)?)\s*:?",
    re.IGNORECASE,
)
"""The words above the notes of an author."""

LETTER_END = re.compile(r".{1,60},$")
NUMBERED = re.compile(r"(?P<number>\d{1,3}(\.\d{1,3})*)[.)]?[ \t]+[^\W\d_a-zа-яё]")


def has_words(line: str) -> bool:
    """Whether a line has a letter or a digit: the stroke that lengthens Arabic letters is none."""
    return any(char.isalnum() and char != "\u0640" for char in line)


def speaker(line: str) -> str:
    """The name that is all a line has, in capitals or before a colon, or nothing."""
    match = SPEAKER.match(line)
    has_case = line.lower() != line.upper()
    if not match or is_part(line) or END.match(line) or not (match["end"] or has_case):
        return ""
    return re.sub(r" ?\([^()]*\)|[.:：]$", "", line).strip()


def is_part(words: str) -> bool:
    """Whether a line begins a part of the text, and is no sentence that goes on below."""
    return bool(PART.match(words)) and len(words.split()) <= _HEADING_WORDS and not words.endswith((",", ";", "。"))


def speaks(words: str) -> str:
    """The name in capitals of one whose words follow in the same line, or nothing."""
    match = _SPEECH.match(words)
    return match["name"] if match and match["name"].isupper() and not _NO_NAME.fullmatch(match["name"]) else ""


def is_attribution(words: str) -> bool:
    """Whether a line says after a dash who wrote the words above it."""
    return bool(ATTRIBUTION.match(words)) and len(words) <= _ATTRIBUTION and not words.endswith((",", "?", "!"))


def is_name(words: str) -> bool:
    """Whether a line is a person's name and nothing else, as far as capitals tell; a dash may stand before it."""
    names = re.sub(r"^[—–―-]{1,2}\s*", "", words).split()
    return 1 < len(names) <= _NAMES and all(map(_NAME.fullmatch, names)) and not _ARTICLE.match(names[0])


def is_dateline(words: str) -> bool:
    """Whether a short line says when, and perhaps where, something was written."""
    return (
        len(words) <= _ATTRIBUTION
        and words[-1] not in ":;?!"
        and bool(re.search(r"(?<!\d)\d{4}(?!\d)\W*\S{0,4}$", words))
    )


def is_furniture(words: str) -> bool:
    """Whether a line seems to be part of a web page."""
    return bool(FURNITURE.match(words)) and len(words.split()) <= _HEADING_WORDS


def is_heading(words: str) -> bool:
    """A short line without an end, or one in which the greater words begin with capitals."""
    if words.startswith((*QUOTED, "[", "(", "@", "—", "―", ">")) or words[0].islower():
        return False
    unspaced = len(re.findall(f"[{UNSPACED}]", words))
    if unspaced * 2 > len(words):
        return len(words) <= _HEADING_UNSPACED and not re.search("[。！？；，：、…]", words)
    bare = _SIGN.sub("", folded(words))
    count = len(words.split())
    if count > _HEADING_WORDS or bare.endswith(
        (".", ":", ";", ",", '"', ")", "!", "،", "؛", "۔", "؟", "।", "॥", "·", "-")
    ):
        return False
    cased = [word for word in re.findall(r"[^\W\d_]{4,}", words) if unicodedata.category(word[0]) in {"Lu", "Ll"}]
    titled = bool(cased) and sum(word[0].isupper() for word in cased) * 10 >= len(cased) * 6
    if bare.endswith("?"):
        return titled and sum(map(has_words, words.split())) > 1 and ":" not in bare
    return titled or count <= _SHORT_HEADING_WORDS
