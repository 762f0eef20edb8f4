//! The names of months and weekdays in many languages, and the small words of dates.
//!
//! The names are those that sites print: full names, in Slavic and Finnic languages also in the
//! case that follows a day's number, and the usual abbreviations without their dot.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// How many words the longest name has.
pub(super) const MOST_WORDS: usize = 3;

/// The months or the weekdays that a name stands for, as a set of numbers from 1: abbreviations
/// such as the Czech `čer` may mean two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberSet(u16);

impl NumberSet {
    /// The set of one number, up to 15.
    pub(super) fn one(number: u8) -> Self {
        Self(1 << number)
    }

    /// Whether the set has this number.
    pub(super) fn contains(self, number: i8) -> bool {
        (0..16).contains(&number) && self.0 & (1 << number) != 0
    }

    /// The numbers, ascending.
    pub(super) fn iter(self) -> impl Iterator<Item = i8> {
        (0..16).filter(move |&number| self.contains(number))
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The months, 1 to 12, that a name in lower case may mean: `jan`, `junio`, `d'abril`.
pub(super) fn months(name: &str) -> Option<NumberSet> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| index(|calendar| &calendar.months));
    let without_article = || ELIDED.iter().find_map(|article| name.strip_prefix(article));
    let found = INDEX.get(name).or_else(|| INDEX.get(without_article()?));
    found.copied()
}

/// The weekdays, 1 (Monday) to 7 (Sunday), that a name in lower case may mean: `mon`, `jueves`.
pub(super) fn weekdays(name: &str) -> Option<NumberSet> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| index(|calendar| &calendar.weekdays));
    INDEX.get(name).copied()
}

/// Whether the abbreviation of a weekday is also a word that may stand before a date, as English
/// `on`, Romanian `la` and Swedish `per` are. It counts only with a comma or a dot after it.
pub(super) fn is_also_a_word(weekday: &str) -> bool {
    weekday.chars().count() <= 2 || matches!(weekday, "min" | "per")
}

/// Whether a name or other phrase of several words begins with this word, in lower case.
pub(super) fn begins_phrase(word: &str) -> bool {
    let names = ["chủ", "tháng", "thứ", "تشرين", "كانون", "يوم", "יום"];
    let others = ["a", "alle", "la", "o"];
    names.contains(&word) || others.contains(&word)
}

/// Whether the word, in lower case, stands before the number of a month in place of its name.
pub(super) fn counts_months(word: &str) -> bool {
    matches!(word, "tháng" | "thg")
}

/// Whether the name of a month or a weekday, or what stands in its place, is this word or begins with it, in
/// lower case.
pub(super) fn begins_name(word: &str) -> bool {
    months(word).is_some() || weekdays(word).is_some() || counts_months(word) || begins_phrase(word)
}

/// Whether the word, in lower case, joins the parts of a date: `29 de junio`, `14th of January`.
pub(super) fn joins_parts(word: &str) -> bool {
    matches!(word, "de" | "del" | "of" | "năm")
}

/// Whether the word, in lower case, may follow the year: Slavic abbreviations of "year".
pub(super) fn follows_year(word: &str) -> bool {
    matches!(word, "г" | "года" | "р" | "року")
}

/// Whether the words, in lower case, may stand between a date and its time of day: "at".
pub(super) fn announces_time(words: &str) -> bool {
    BEFORE_TIME.contains(&words)
}

/// Whether the word, in lower case, may follow a time of day: "o'clock".
pub(super) fn follows_time(word: &str) -> bool {
    matches!(word, "uhr" | "uur" | "h" | "hod" | "ч")
}

/// What grows together with the name of a month: Catalan `d'abril`, Hebrew `ביוני`.
const ELIDED: [&str; 2] = ["d'", "ב"];

/// Words for "at" before a time of day.
const BEFORE_TIME: [&str; 24] = [
    "a",
    "a las",
    "a les",
    "alle",
    "alle ore",
    "at",
    "às",
    "à",
    "kello",
    "kl",
    "klo",
    "la",
    "la ora",
    "lúc",
    "o",
    "o godz",
    "om",
    "ore",
    "pukul",
    "saat",
    "um",
    "в",
    "الساعة",
    "בשעה",
];

/// The names of one language.
struct Calendar {
    /// From January. Names of one month are separated by a comma; those of two months say nothing
    /// alone.
    months: [&'static str; 12],
    /// From Monday.
    weekdays: [&'static str; 7],
}

type Index = HashMap<&'static str, NumberSet, BuildHasherDefault<NameHasher>>;

/// A hash of names, by Fowler, Noll and Vo: quick for short words. An index holds no names but our own, so
/// there is nothing to be guarded against.
struct NameHasher(u64);

impl Default for NameHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// How many names an index holds for each language, about: many are shared.
const NAMES_OF_LANGUAGE: usize = 20;

/// The numbers of all names that `names` takes from the calendars.
fn index(names: impl Fn(&'static Calendar) -> &'static [&'static str]) -> Index {
    let capacity = CALENDARS.len() * NAMES_OF_LANGUAGE;
    let mut index = Index::with_capacity_and_hasher(capacity, BuildHasherDefault::default());
    for calendar in CALENDARS {
        for (number, names) in (1..).zip(names(calendar)) {
            let names = names.split(',').map(str::trim_ascii_start);
            for name in names.filter(|name| !name.is_empty()) {
                index.entry(name).or_default().add(NumberSet::one(number));
            }
        }
    }
    index
}

static CALENDARS: &[Calendar] = &[
    // English.
    Calendar {
        months: [
            "january, jan",
            "february, feb",
            "march, mar",
            "april, apr",
            "may",
            "june, jun",
            "july, jul",
            "august, aug",
            "september, sept, sep",
            "october, oct",
            "november, nov",
            "december, dec",
        ],
        weekdays: [
            "monday, mon",
            "tuesday, tues, tue",
            "wednesday, wed",
            "thursday, thurs, thur, thu",
            "friday, fri",
            "saturday, sat",
            "sunday, sun",
        ],
    },
    // French.
    Calendar {
        months: [
            "janvier, janv, jan",
            "février, févr, fév",
            "mars, mar",
            "avril, avr",
            "mai",
            "juin, jui",
            "juillet, juil, jui",
            "août, aout, aoû",
            "septembre, sept, sep",
            "octobre, oct",
            "novembre, nov",
            "décembre, déc",
        ],
        weekdays: [
            "lundi, lun, lu",
            "mardi, mar, ma",
            "mercredi, mer, me",
            "jeudi, jeu, je",
            "vendredi, ven, ve",
            "samedi, sam, sa",
            "dimanche, dim, di",
        ],
    },
    // German.
    Calendar {
        months: [
            "januar, jänner, jan, jän",
            "februar, feb",
            "märz, mär, mrz",
            "april, apr",
            "mai",
            "juni, jun",
            "juli, jul",
            "august, aug",
            "september, sept, sep",
            "oktober, okt",
            "november, nov",
            "dezember, dez",
        ],
        weekdays: [
            "montag, mo",
            "dienstag, di",
            "mittwoch, mi",
            "donnerstag, do",
            "freitag, fr",
            "samstag, sonnabend, sa",
            "sonntag, so",
        ],
    },
    // Spanish.
    Calendar {
        months: [
            "enero, ene",
            "febrero, feb",
            "marzo, mar",
            "abril, abr",
            "mayo, may",
            "junio, jun",
            "julio, jul",
            "agosto, ago",
            "septiembre, setiembre, sept, sep, set",
            "octubre, oct",
            "noviembre, nov",
            "diciembre, dic",
        ],
        weekdays: [
            "lunes, lun",
            "martes, mar",
            "miércoles, mié, mie",
            "jueves, jue",
            "viernes, vie",
            "sábado, sáb, sab",
            "domingo, dom",
        ],
    },
    // Italian.
    Calendar {
        months: [
            "gennaio, gen",
            "febbraio, feb",
            "marzo, mar",
            "aprile, apr",
            "maggio, mag",
            "giugno, giu",
            "luglio, lug",
            "agosto, ago",
            "settembre, sett, set",
            "ottobre, ott",
            "novembre, nov",
            "dicembre, dic",
        ],
        weekdays: [
            "lunedì, lun",
            "martedì, mar",
            "mercoledì, mer",
            "giovedì, gio",
            "venerdì, ven",
            "sabato, sab",
            "domenica, dom",
        ],
    },
    // Dutch.
    Calendar {
        months: [
            "januari, jan",
            "februari, feb",
            "maart, mrt, maa",
            "april, apr",
            "mei",
            "juni, jun",
            "juli, jul",
            "augustus, aug",
            "september, sept, sep",
            "oktober, okt",
            "november, nov",
            "december, dec",
        ],
        weekdays: [
            "maandag, maa, ma",
            "dinsdag, din, di",
            "woensdag, woe, wo",
            "donderdag, don, do",
            "vrijdag, vri, vr",
            "zaterdag, zat, za",
            "zondag, zon, zo",
        ],
    },
    // Portuguese.
    Calendar {
        months: [
            "janeiro, jan",
            "fevereiro, fev",
            "março, mar",
            "abril, abr",
            "maio, mai",
            "junho, jun",
            "julho, jul",
            "agosto, ago",
            "setembro, set",
            "outubro, out",
            "novembro, nov",
            "dezembro, dez",
        ],
        weekdays: [
            "segunda-feira, segunda, seg",
            "terça-feira, terça, ter",
            "quarta-feira, quarta, qua",
            "quinta-feira, quinta, qui",
            "sexta-feira, sexta, sex",
            "sábado, sáb, sab",
            "domingo, dom",
        ],
    },
    // Catalan.
    Calendar {
        months: [
            "gener, gen",
            "febrer, febr, feb",
            "març, mar",
            "abril, abr",
            "maig, mai",
            "juny, jun",
            "juliol, jul",
            "agost, ag, ago",
            "setembre, set",
            "octubre, oct",
            "novembre, nov",
            "desembre, des",
        ],
        weekdays: [
            "dilluns, dl",
            "dimarts, dt",
            "dimecres, dc",
            "dijous, dj",
            "divendres, dv",
            "dissabte, ds",
            "diumenge, dg",
        ],
    },
    // Danish.
    Calendar {
        months: [
            "januar, jan",
            "februar, feb",
            "marts, mar",
            "april, apr",
            "maj",
            "juni, jun",
            "juli, jul",
            "august, aug",
            "september, sept, sep",
            "oktober, okt",
            "november, nov",
            "december, dec",
        ],
        weekdays: [
            "mandag, man, ma",
            "tirsdag, tirs, tir, ti",
            "onsdag, ons, on",
            "torsdag, tors, tor, to",
            "fredag, fre, fr",
            "lørdag, lør, lø",
            "søndag, søn, sø",
        ],
    },
    // Swedish.
    Calendar {
        months: [
            "januari, jan",
            "februari, feb",
            "mars, mar",
            "april, apr",
            "maj",
            "juni, jun",
            "juli, jul",
            "augusti, aug",
            "september, sept, sep",
            "oktober, okt",
            "november, nov",
            "december, dec",
        ],
        weekdays: [
            "måndag, mån, må",
            "tisdag, tis, ti",
            "onsdag, ons, on",
            "torsdag, tors, tor, to",
            "fredag, fre, fr",
            "lördag, lör, lö",
            "söndag, sön, sö",
        ],
    },
    // Norwegian.
    Calendar {
        months: [
            "januar, jan",
            "februar, feb",
            "mars, mar",
            "april, apr",
            "mai",
            "juni, jun",
            "juli, jul",
            "august, aug",
            "september, sept, sep",
            "oktober, okt",
            "november, nov",
            "desember, des",
        ],
        weekdays: [
            "mandag, man, ma",
            "tirsdag, tirs, tir, ti",
            "onsdag, ons, on",
            "torsdag, tors, tor, to",
            "fredag, fre, fr",
            "lørdag, lør, lø",
            "søndag, søn, sø",
        ],
    },
    // Finnish.
    Calendar {
        months: [
            "tammikuu, tammikuuta, tammi",
            "helmikuu, helmikuuta, helmi",
            "maaliskuu, maaliskuuta, maalis",
            "huhtikuu, huhtikuuta, huhti",
            "toukokuu, toukokuuta, touko",
            "kesäkuu, kesäkuuta, kesä",
            "heinäkuu, heinäkuuta, heinä",
            "elokuu, elokuuta, elo",
            "syyskuu, syyskuuta, syys",
            "lokakuu, lokakuuta, loka",
            "marraskuu, marraskuuta, marras",
            "joulukuu, joulukuuta, joulu",
        ],
        weekdays: [
            "maanantai, maanantaina, ma",
            "tiistai, tiistaina, ti",
            "keskiviikko, keskiviikkona, ke",
            "torstai, torstaina, to",
            "perjantai, perjantaina, pe",
            "lauantai, lauantaina, la",
            "sunnuntai, sunnuntaina, su",
        ],
    },
    // Polish.
    Calendar {
        months: [
            "styczeń, stycznia, sty",
            "luty, lutego, lut",
            "marzec, marca, mar",
            "kwiecień, kwietnia, kwi",
            "maj, maja",
            "czerwiec, czerwca, cze",
            "lipiec, lipca, lip",
            "sierpień, sierpnia, sie",
            "wrzesień, września, wrz",
            "październik, października, paź",
            "listopad, listopada, lis",
            "grudzień, grudnia, gru",
        ],
        weekdays: [
            "poniedziałek, pon, pn",
            "wtorek, wto, wt",
            "środa, śro, śr",
            "czwartek, czw, cz",
            "piątek, pią, pt",
            "sobota, sob",
            "niedziela, niedz, nie, ndz",
        ],
    },
    // Czech.
    Calendar {
        months: [
            "leden, ledna, led",
            "únor, února, úno",
            "březen, března, bře",
            "duben, dubna, dub",
            "květen, května, kvě",
            "červen, června, čvn, čer",
            "červenec, července, čvc, čec, čer",
            "srpen, srpna, srp",
            "září, zář",
            "říjen, října, říj",
            "listopad, listopadu, lis",
            "prosinec, prosince, pro",
        ],
        weekdays: [
            "pondělí, pon, po",
            "úterý, úte, út",
            "středa, stř, st",
            "čtvrtek, čtv, čt",
            "pátek, pát, pá",
            "sobota, sob, so",
            "neděle, ned, ne",
        ],
    },
    // Slovak.
    Calendar {
        months: [
            "január, januára, jan",
            "február, februára, feb",
            "marec, marca, mar",
            "apríl, apríla, apr",
            "máj, mája",
            "jún, júna",
            "júl, júla",
            "august, augusta, aug",
            "september, septembra, sep",
            "október, októbra, okt",
            "november, novembra, nov",
            "december, decembra, dec",
        ],
        weekdays: [
            "pondelok, pon, po",
            "utorok, uto, ut",
            "streda, str, st",
            "štvrtok, štv, št",
            "piatok, pia, pi",
            "sobota, sob, so",
            "nedeľa, ned, ne",
        ],
    },
    // Hungarian.
    Calendar {
        months: [
            "január, jan",
            "február, febr, feb",
            "március, márc, már",
            "április, ápr",
            "május, máj",
            "június, jún",
            "július, júl",
            "augusztus, aug",
            "szeptember, szept, szep",
            "október, okt",
            "november, nov",
            "december, dec",
        ],
        weekdays: [
            "hétfő, hét, h",
            "kedd, k",
            "szerda, sze",
            "csütörtök, csüt, cs",
            "péntek, pén, p",
            "szombat, szom, szo",
            "vasárnap, vas, v",
        ],
    },
    // Romanian.
    Calendar {
        months: [
            "ianuarie, ian",
            "februarie, feb",
            "martie, mar",
            "aprilie, apr",
            "mai",
            "iunie, iun",
            "iulie, iul",
            "august, aug",
            "septembrie, sept, sep",
            "octombrie, oct",
            "noiembrie, noi, nov",
            "decembrie, dec",
        ],
        weekdays: [
            "luni, lun, lu",
            "marți, marţi, mar, ma",
            "miercuri, mier, mie, mi",
            "joi",
            "vineri, vin, vi",
            "sâmbătă, sâm, sâ",
            "duminică, dum, du",
        ],
    },
    // Russian.
    Calendar {
        months: [
            "январь, января, янв",
            "февраль, февраля, февр, фев",
            "март, марта, мар",
            "апрель, апреля, апр",
            "май, мая",
            "июнь, июня, июн",
            "июль, июля, июл",
            "август, августа, авг",
            "сентябрь, сентября, сент, сен",
            "октябрь, октября, окт",
            "ноябрь, ноября, нояб, ноя",
            "декабрь, декабря, дек",
        ],
        weekdays: [
            "понедельник, пнд, пон, пн",
            "вторник, втр, вто, вт",
            "среда, среду, срд, ср",
            "четверг, чтв, чет, чт",
            "пятница, пятницу, птн, пят, пт",
            "суббота, субботу, сбт, суб, сб",
            "воскресенье, вск, вос, вс",
        ],
    },
    // Ukrainian.
    Calendar {
        months: [
            "січень, січня, січ",
            "лютий, лютого, лют",
            "березень, березня, берез, бер",
            "квітень, квітня, квіт, кві",
            "травень, травня, трав, тра",
            "червень, червня, черв, чер",
            "липень, липня, лип",
            "серпень, серпня, серп, сер",
            "вересень, вересня, верес, вер",
            "жовтень, жовтня, жовт, жов",
            "листопад, листопада, лист, лис",
            "грудень, грудня, груд, гру",
        ],
        weekdays: [
            "понеділок, пон, пн",
            "вівторок, вів, вт",
            "середа, середу, сер, ср",
            "четвер, чет, чт",
            "п'ятниця, п'ятницю, п'ят, пт",
            "субота, суботу, суб, сб",
            "неділя, неділю, нед, нд",
        ],
    },
    // Bulgarian.
    Calendar {
        months: [
            "януари, яну, ян",
            "февруари, фев",
            "март, мар",
            "април, апр",
            "май",
            "юни",
            "юли",
            "август, авг",
            "септември, септ, сеп",
            "октомври, окт",
            "ноември, ноем, ное",
            "декември, дек",
        ],
        weekdays: [
            "понеделник, пон, пн",
            "вторник, вто, вт",
            "сряда, сря, ср",
            "четвъртък, чет, чт",
            "петък, пет, пт",
            "събота, съб, сб",
            "неделя, нед, нд",
        ],
    },
    // Turkish.
    Calendar {
        months: [
            "ocak, oca",
            "şubat, şub",
            "mart, mar",
            "nisan, nis",
            "mayıs, may",
            "haziran, haz",
            "temmuz, tem",
            "ağustos, ağu",
            "eylül, eyl",
            "ekim, eki",
            "kasım, kas",
            "aralık, ara",
        ],
        weekdays: [
            "pazartesi, pzt, pts",
            "salı, sal",
            "çarşamba, çar",
            "perşembe, per",
            "cuma, cum",
            "cumartesi, cmt, cts",
            "pazar, paz",
        ],
    },
    // Vietnamese; its numbered months are grammar.
    Calendar {
        months: [
            "tháng một, tháng giêng",
            "tháng hai",
            "tháng ba",
            "tháng tư",
            "tháng năm",
            "tháng sáu",
            "tháng bảy",
            "tháng tám",
            "tháng chín",
            "tháng mười",
            "tháng mười một",
            "tháng mười hai, tháng chạp",
        ],
        weekdays: [
            "thứ hai",
            "thứ ba",
            "thứ tư",
            "thứ năm",
            "thứ sáu",
            "thứ bảy",
            "chủ nhật, cn",
        ],
    },
    // Indonesian.
    Calendar {
        months: [
            "januari, jan",
            "februari, pebruari, feb",
            "maret, mar",
            "april, apr",
            "mei",
            "juni, jun",
            "juli, jul",
            "agustus, agu, agt, ags",
            "september, sept, sep",
            "oktober, okt",
            "november, nov",
            "desember, des",
        ],
        weekdays: [
            "senin, sen",
            "selasa, sel",
            "rabu, rab",
            "kamis, kam",
            "jumat, jum'at, jum",
            "sabtu, sab",
            "minggu, min",
        ],
    },
    // Arabic; months of the Nile and the Gulf, then those of the Levant.
    Calendar {
        months: [
            "يناير, كانون الثاني",
            "فبراير, شباط",
            "مارس, آذار, اذار",
            "أبريل, إبريل, ابريل, نيسان",
            "مايو, أيار, ايار",
            "يونيو, يونيه, حزيران",
            "يوليو, يوليه, تموز",
            "أغسطس, اغسطس, آب",
            "سبتمبر, أيلول, ايلول",
            "أكتوبر, اكتوبر, تشرين الأول, تشرين الاول",
            "نوفمبر, تشرين الثاني",
            "ديسمبر, كانون الأول, كانون الاول",
        ],
        weekdays: [
            "الاثنين, يوم الاثنين, الإثنين, اثنين",
            "الثلاثاء, يوم الثلاثاء, ثلاثاء",
            "الأربعاء, يوم الأربعاء, الاربعاء, أربعاء",
            "الخميس, يوم الخميس, خميس",
            "الجمعة, يوم الجمعة, جمعة",
            "السبت, يوم السبت, سبت",
            "الأحد, يوم الأحد, الاحد, أحد",
        ],
    },
    // Latvian.
    Calendar {
        months: [
            "janvāris, janvārī, janv, jan",
            "februāris, februārī, febr, feb",
            "marts, martā, mar",
            "aprīlis, aprīlī, apr",
            "maijs, maijā, mai",
            "jūnijs, jūnijā, jūn",
            "jūlijs, jūlijā, jūl",
            "augusts, augustā, aug",
            "septembris, septembrī, sept, sep",
            "oktobris, oktobrī, okt",
            "novembris, novembrī, nov",
            "decembris, decembrī, dec",
        ],
        weekdays: [
            "pirmdiena, pirmd, pr",
            "otrdiena, otrd, ot",
            "trešdiena, trešd, tr",
            "ceturtdiena, ceturtd, ce",
            "piektdiena, piektd, pk",
            "sestdiena, sestd, se",
            "svētdiena, svētd, sv",
        ],
    },
    // Hebrew.
    Calendar {
        months: [
            "ינואר, ינו",
            "פברואר, פבר",
            "מרץ, מרס",
            "אפריל, אפר",
            "מאי",
            "יוני",
            "יולי",
            "אוגוסט, אוג",
            "ספטמבר, ספט",
            "אוקטובר, אוק",
            "נובמבר, נוב",
            "דצמבר, דצמ",
        ],
        weekdays: [
            "יום שני, שני, יום ב, ב",
            "יום שלישי, שלישי, יום ג, ג",
            "יום רביעי, רביעי, יום ד, ד",
            "יום חמישי, חמישי, יום ה, ה",
            "יום שישי, שישי, יום ו, ו",
            "יום שבת, שבת, ש",
            "יום ראשון, ראשון, יום א, א",
        ],
    },
    // Japanese; its numbered months are grammar.
    Calendar {
        months: [""; 12],
        weekdays: [
            "月曜日, 月曜, 月",
            "火曜日, 火曜, 火",
            "水曜日, 水曜, 水",
            "木曜日, 木曜, 木",
            "金曜日, 金曜, 金",
            "土曜日, 土曜, 土",
            "日曜日, 日曜, 日",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn all_names() -> impl Iterator<Item = &'static str> {
        let cells = CALENDARS
            .iter()
            .flat_map(|calendar| calendar.months.iter().chain(&calendar.weekdays));
        cells
            .flat_map(|cell| cell.split(", "))
            .filter(|name| !name.is_empty())
    }

    #[test]
    fn names_are_in_lower_case_and_short() {
        for name in all_names() {
            assert_eq!(name, name.to_lowercase());
            assert_eq!(name, name.trim_matches(|c: char| !c.is_alphabetic()));
            assert!(name.split(' ').count() <= MOST_WORDS, "{name}");
        }
        for words in BEFORE_TIME {
            assert_eq!(words, words.to_lowercase());
            assert!(words.split(' ').count() <= MOST_WORDS, "{words}");
        }
    }

    #[test]
    fn phrases_begin_with_words_that_are_known_to_begin_one() {
        for phrase in all_names().chain(BEFORE_TIME) {
            let first = phrase.split_once(' ').map(|(first, _)| first);
            assert!(first.is_none_or(begins_phrase), "{phrase}");
        }
    }

    #[test]
    fn months_have_the_number_of_their_name() {
        let one = |number| Some(NumberSet::one(number));
        assert_eq!(months("january"), one(1));
        assert_eq!(months("juin"), one(6));
        assert_eq!(months("июня"), one(6));
        assert_eq!(months("d'octubre"), one(10));
        assert_eq!(months("באוגוסט"), one(8));
        assert_eq!(months("تشرين الثاني"), one(11));
        assert_eq!(months("tháng mười hai"), one(12));
        assert_eq!(months("monday"), None);
    }

    #[test]
    fn weekdays_have_the_number_of_their_name() {
        let one = |number| Some(NumberSet::one(number));
        assert_eq!(weekdays("monday"), one(1));
        assert_eq!(weekdays("vendredi"), one(5));
        assert_eq!(weekdays("segunda-feira"), one(1));
        assert_eq!(weekdays("יום ראשון"), one(7));
        assert_eq!(weekdays("january"), None);
    }

    #[test]
    fn few_names_mean_two_things() {
        let both = |names: fn(&str) -> Option<NumberSet>| {
            let mut twofold: Vec<&str> = all_names()
                .filter(|name| names(name).is_some_and(|numbers| numbers.iter().count() > 1))
                .collect();
            twofold.sort_unstable();
            twofold.dedup();
            twofold
        };
        assert_eq!(both(months), ["jui", "čer"]);
        assert_eq!(both(weekdays), ["di", "ma", "so"]);
    }
}
