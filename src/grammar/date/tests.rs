use super::{DateOrder, Meaning, find, meaning, proven_order};

const DAY_FIRST: Option<DateOrder> = Some(DateOrder::DayFirst);
const MONTH_FIRST: Option<DateOrder> = Some(DateOrder::MonthFirst);

/// A moment in the notation of the model, or `ambiguous`, or `unknown`.
fn shown(text: &str, order: Option<DateOrder>) -> String {
    match meaning(text, order, None) {
        Meaning::Certain(moment) => moment.to_string(),
        Meaning::Ambiguous => "ambiguous".to_owned(),
        Meaning::Unknown => "unknown".to_owned(),
    }
}

fn assert_means(cases: &[(&str, Option<DateOrder>, &str)]) {
    for &(text, order, expected) in cases {
        assert_eq!(shown(text, order), expected, "{text}");
    }
}

/// All these print 29 June 2018, 14:56.
fn assert_all_mean_that_day(texts: &[&str]) {
    for text in texts {
        for order in [None, DAY_FIRST, MONTH_FIRST] {
            assert_eq!(shown(text, order), "2018-06-29T14:56:00", "{text}");
        }
        assert_eq!(find(text), Some(0..text.len()), "{text}");
        assert_eq!(
            find(&format!("({text})")),
            Some(1..text.len() + 1),
            "{text}"
        );
    }
}

#[test]
fn numbers_are_read_in_every_order_and_with_every_mark() {
    assert_all_mean_that_day(&[
        "06/29/2018 - 14:56", "29/06/2018 - 14:56", "2018/06/29 - 14:56", "29.06.2018 - 14:56",
        "29.6.2018 14:56", "29. 6. 2018 - 14:56", "2018. 06. 29. 14:56", "29-06-2018 14:56",
        "2018-06-29 14:56", "2018-06-29 02:56PM", "06/29/2018 - 2:56pm", "29/06/2018 - 2:56 p.m.",
        "29/06/2018 - 2:56 p.\u{a0}m.", "29/06/2018, 14:56:00", "29/06/2018 à 14h56",
        "29/06/2018\u{a0}–\u{a0}14:56", "29.06.2018, 14:56 Uhr", "29.06.2018 kl. 14:56",
        "29.06.2018 um 14:56", "Fri, 06/29/2018 - 14:56", "ven, 29/06/2018 - 14:56",
        "2018-06-29T14:56", "2018-06-29T14:56:00Z", "2018-06-29T14:56:00+02:00",
        "2018-06-29T14:56:00.000+02:00", "٢٩/٠٦/٢٠١٨ - ١٤:٥٦", "۲۰۱۸/۰۶/۲۹ - ۱۴:۵۶",
        "2018年6月29日 - 14:56", "2018年6月29日(金) 14:56", "29/06/2018\n - 14:56",
        "29/06/2018 (14:56)", "29/06/2018 (2:56 pm)", "14:56 29/06/2018", "14:56, 29.06.2018",
        "14:56 Uhr, 29.06.2018", "14:56 Fri, 06/29/2018",
    ]);
}

/// The rows of `dates.tsv` are a language and a date of it that prints 29 June 2018, 14:56.
#[test]
fn dates_are_read_in_every_language() {
    let moment = |text, language| match meaning(text, None, language) {
        Meaning::Certain(moment) => moment.to_string(),
        other => format!("{other:?}"),
    };
    let (mut wrong, mut open) = (Vec::new(), Vec::new());
    for row in include_str!("dates.tsv").lines() {
        let (language, text) = row.split_once('\t').expect("a tab");
        let is_found = find(text) == Some(0..text.len())
            && find(&format!("({text})")) == Some(1..text.len() + 1);
        if !is_found || moment(text, Some(language)) != "2018-06-29T14:56:00" {
            wrong.push(row);
        }
        if moment(text, None) != "2018-06-29T14:56:00" {
            open.push(row);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // July in Poland.
    assert_eq!(open, ["hr\t29. lip 2018. 14:56", "hr\t29 lip 2018 - 14:56"]);
}

#[test]
fn the_language_decides_what_a_name_means() {
    let cases = [
        ("12 listopada 2018 - 14:56", None, "Unknown"),
        ("12 listopada 2018 - 14:56", Some("en"), "Unknown"),
        (
            "12 listopada 2018 - 14:56",
            Some("pl"),
            "2018-11-12T14:56:00",
        ),
        (
            "12 listopada 2018 - 14:56",
            Some("hr-HR"),
            "2018-10-12T14:56:00",
        ),
        // A Monday in November, a Friday in October.
        (
            "poniedziałek, 12 listopada 2018 - 14:56", None, "2018-11-12T14:56:00",
        ),
        (
            "petak, 12. listopada 2018. u 14:56", None, "2018-10-12T14:56:00",
        ),
        ("31 listopada 2018 - 14:56", None, "2018-10-31T14:56:00"),
    ];
    for (text, language, expected) in cases {
        let shown = match meaning(text, None, language) {
            Meaning::Certain(moment) => moment.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(shown, expected, "{text} in {language:?}");
    }
}

#[test]
fn years_of_other_calendars_are_not_taken_for_ours() {
    assert_means(&[
        ("29 มิถุนายน 2561 - 14:56", None, "2018-06-29T14:56:00"),
        ("29 June 2561 - 14:56", None, "unknown"),
        ("29/06/2561 - 14:56", DAY_FIRST, "unknown"),
        ("۱۳۹۷/۰۴/۰۸ - ۱۴:۵۶", None, "unknown"),
    ]);
}

#[test]
fn names_and_clocks_keep_their_value() {
    assert_means(&[
        (
            "Monday, January 14, 2019 - 09:30", None, "2019-01-14T09:30:00",
        ),
        ("January 14, 2019 @ 9:30 am", None, "2019-01-14T09:30:00"),
        ("11 November 2010 @ 11:11", None, "2010-11-11T11:11:00"),
        (
            "Wednesday, Apr 6 2016 - 9:12am", None, "2016-04-06T09:12:00",
        ),
        ("2009-08-19 11:41AM", None, "2009-08-19T11:41:00"),
        ("2018-06-29 12:05am", None, "2018-06-29T00:05:00"),
        ("2018-06-29 12:05pm", None, "2018-06-29T12:05:00"),
        ("2018-06-29 23:59:58", None, "2018-06-29T23:59:58"),
        ("1er mai 2018 - 8h05", None, "2018-05-01T08:05:00"),
        ("16 בינואר 2010 @ 19:10", None, "2010-01-16T19:10:00"),
        ("3 d’octubre de 2018 - 10:00", None, "2018-10-03T10:00:00"),
        ("29 كانون الثاني 2018 - 10:00", None, "2018-01-29T10:00:00"),
        (
            "29 Tháng mười hai, 2018 - 10:00", None, "2018-12-29T10:00:00",
        ),
        ("mar 12 2019 - 10:00", None, "2019-03-12T10:00:00"),
        ("mar 12 juin 2018 - 10:00", None, "2018-06-12T10:00:00"),
        ("  03/03/2018 - 14:56\u{a0}\n", None, "2018-03-03T14:56:00"),
        ("02/29/2016 - 10:00", None, "2016-02-29T10:00:00"),
    ]);
}

#[test]
fn order_decides_only_what_is_open() {
    assert_means(&[
        ("03/07/2018 - 14:56", None, "ambiguous"),
        ("03/07/2018 - 14:56", DAY_FIRST, "2018-07-03T14:56:00"),
        ("03/07/2018 - 14:56", MONTH_FIRST, "2018-03-07T14:56:00"),
        ("03-07-2018 2:56pm", None, "ambiguous"),
        ("03-07-2018 2:56pm", DAY_FIRST, "2018-07-03T14:56:00"),
        ("03.07.2018 - 14:56", None, "2018-07-03T14:56:00"),
        ("03.07.2018 - 14:56", MONTH_FIRST, "2018-07-03T14:56:00"),
        ("2018/03/07 - 14:56", DAY_FIRST, "2018-03-07T14:56:00"),
        ("13/07/2018 - 14:56", MONTH_FIRST, "2018-07-13T14:56:00"),
    ]);
}

#[test]
fn weekdays_decide_too() {
    assert_means(&[
        ("Tue, 03/07/2018 - 14:56", None, "2018-07-03T14:56:00"),
        ("Wed, 03/07/2018 - 14:56", None, "2018-03-07T14:56:00"),
        ("Wed, 03/07/2018 - 14:56", DAY_FIRST, "2018-03-07T14:56:00"),
        ("qua, 03/10/2007 - 08:36", None, "2007-10-03T08:36:00"),
        // Dutch Monday or French Tuesday.
        ("ma, 03/07/2018 - 14:56", None, "2018-07-03T14:56:00"),
        ("03/07/2018 (mer.) - 14:56", None, "2018-03-07T14:56:00"),
        // Czech June is `čer` or `čvn`, and July `čer` or `čec`.
        ("čt, 28 čer 2018 - 10:00", None, "2018-06-28T10:00:00"),
        ("so, 28 čer 2018 - 10:00", None, "2018-07-28T10:00:00"),
        ("31 čer 2018 - 10:00", None, "2018-07-31T10:00:00"),
        ("28 čer 2018 - 10:00", None, "unknown"),
        ("28 čer 2018 - 10:00", DAY_FIRST, "unknown"),
        ("Mon, 06/29/2018 - 14:56", None, "unknown"),
        ("Mon, 2018-06-29 - 14:56", None, "unknown"),
        ("Sat, 03/07/2018 - 14:56", DAY_FIRST, "unknown"),
    ]);
}

#[test]
fn what_is_no_certain_moment_stays_unknown() {
    let texts = [
        "", " ", "yesterday", "14:56", "29/06/2018", "29 juin 2018", "29/06/18 - 14:56",
        "29/06/02018 - 14:56", "00/06/2018 - 14:56", "06/29/0000 - 14:56", "31/04/2018 - 14:56",
        "31 June 2018 - 14:56", "30/02/2018 - 14:56", "29/02/2018 - 14:56", "13/13/2018 - 14:56",
        "06.29.2018 - 14:56", "29/06.2018 - 14:56", "29/06/2018 - 24:00", "29/06/2018 - 14:60",
        "29/06/2018 - 14:5", "29/06/2018 - 14:56:61", "29/06/2018 - 14:56pm",
        "29/06/2018 - 0:56pm", "29/06/2018 - 14:567", "29/06/201814:56", "29/06/2018 - 14:56 x",
        "x 29/06/2018 - 14:56", "29 Foo 2018 - 14:56", "Foo, 29/06/2018 - 14:56",
        "on 29/06/2018 - 14:56", "29/06/2018 - 14:56, 30/06/2018 - 14:56",
        "14:56 29/06/2018 - 14:56", "14:5629/06/2018", "24:56 29/06/2018", "29/06/2018 (14:56",
    ];
    for text in texts {
        assert_eq!(meaning(text, DAY_FIRST, None), Meaning::Unknown, "{text}");
    }
}

#[test]
fn find_gives_the_longest_date() {
    let cases = [
        ("modified on 06/29/2018 - 14:56", Some("06/29/2018 - 14:56")),
        (
            "(modifié le 29/06/2018 - 14:56)",
            Some("29/06/2018 - 14:56"),
        ),
        ("letöltve: 29/06/2018 - 14:56):", Some("29/06/2018 - 14:56")),
        ("_06/29/2018 - 14:56_", Some("06/29/2018 - 14:56")),
        ("*Fri, 06/29/2018*", Some("Fri, 06/29/2018")),
        ("le:29/06/2018.", Some("29/06/2018")),
        (
            "29/06/2018 - 14:56 tarihinde yazdırıldı",
            Some("29/06/2018 - 14:56"),
        ),
        ("Publicat la 29/06/2018 - 14:56", Some("29/06/2018 - 14:56")),
        (
            "By Jo on Mon, 09/21/2009 - 10:56",
            Some("Mon, 09/21/2009 - 10:56"),
        ),
        (
            "Jo em sex, 30/11/2012 - 10:39.",
            Some("sex, 30/11/2012 - 10:39"),
        ),
        ("Created 12.05.2011 - 08:31", Some("12.05.2011 - 08:31")),
        ("Publié le 29 juin 2018", Some("29 juin 2018")),
        ("04/19/2012 - 10:56 — Jo", Some("04/19/2012 - 10:56")),
        (
            "from 1 May 2018 to 3 May 2018 at 10:15 am today",
            Some("3 May 2018 at 10:15 am"),
        ),
        ("2018-01-01 or 2018-01-02", Some("2018-01-01")),
        ("29/06/2018 - 14:56pm", Some("29/06/2018")),
        ("on 14:56 29/06/2018)", Some("14:56 29/06/2018")),
        ("29/06/2018 (14 pages)", Some("29/06/2018")),
        ("10:15 - 14:56 29/06/2018", Some("14:56 29/06/2018")),
        ("29/06/2018 14:56 30/06/2018", Some("29/06/2018 14:56")),
        ("29/06/2018 - 2:56 amazing", Some("29/06/2018 - 2:56")),
        ("更新日2018年6月29日に", Some("2018年6月29日")),
        ("my pet 29 June 2018 - 14:56", Some("29 June 2018 - 14:56")),
        ("29/06/2018 - 2:56 pop music", Some("29/06/2018 - 2:56")),
        ("29/06/2018 Saturday 14:56", Some("29/06/2018")),
        ("29 June 2018 sat down", Some("29 June 2018")),
        ("29 June 2018, Friday at noon", Some("29 June 2018, Friday")),
        ("29 June 2018 at 14.56 each", Some("29 June 2018")),
        ("작성일 2018년 6월 29일에", Some("2018년 6월 29일")),
        ("Mon, 06/29/2018", Some("Mon, 06/29/2018")),
        ("", None),
        ("version 1.29.06.2018", None),
        ("10.0.0.2018", None),
        ("https://example.org/2018/06/29/news", None),
        ("https://example.org/29/06/2018", None),
        ("31/02/2018 - 10:00", None),
        ("29/06/18", None),
        (
            "x29/06/2018 1129/06/2018 29/06/2018x 29/06/2018/4 29/06/20180",
            None,
        ),
        ("June 2018, 29", None),
    ];
    for (text, expected) in cases {
        assert_eq!(find(text).map(|range| &text[range]), expected, "{text}");
    }
}

#[test]
fn order_is_proven_by_large_numbers_in_dates_without_a_weekday() {
    let cases = [
        ("Submitted on 21/09/2009 - 10:56.", DAY_FIRST),
        ("Submitted on 09/21/2009 - 10:56.", MONTH_FIRST),
        ("09/21/2009 - 2:56pm", MONTH_FIRST),
        ("By Jo on Wed, 03/07/2018 - 14:56", None),
        ("Ana em qua, 31/10/2007 - 08:36", None),
        ("03/07/2018 - 14:56, later 13/07/2018 - 14:56", DAY_FIRST),
        ("13/07/2018 - 14:56 and 14/07/2018 - 14:56", DAY_FIRST),
        ("٢٩/٠٦/٢٠١٨ - ١٤:٥٦", DAY_FIRST),
        ("", None),
        ("no date / at all 1/2", None),
        ("03/07/2018 - 14:56", None),
        ("03/03/2018 - 14:56", None),
        ("21/09/2009", None),
        ("21.09.2009 - 10:56", None),
        ("2009/09/21 - 10:56", None),
        ("Sat, 03/07/2018 - 14:56", None),
        ("Mon, 09/22/2009 - 14:56", None),
        ("13/07/2018 - 14:56 and 07/13/2018 - 14:56", None),
        ("x/13/07/2018 - 14:56", None),
    ];
    for (text, expected) in cases {
        assert_eq!(proven_order(text), expected, "{text}");
    }
}

#[test]
fn any_text_is_read_without_panic() {
    let words = "juin mar Fri, tháng d' ’ à T 14:56 pm p. İ \u{301} 🦀";
    let numbers = "29 / . - 06 2018 1234567890 年 日 ( ٢ ۲۹ 𝟛";
    let pieces = words.split(' ').chain(numbers.split(' '));
    let pieces: Vec<&str> = pieces.chain(["", " ", "\u{a0}"]).collect();
    for first in &pieces {
        for second in &pieces {
            for third in &pieces {
                let text = format!("{first}{second}{third}{second} {first}/{third}");
                let _ = meaning(&text, DAY_FIRST, None);
                let _ = proven_order(&text);
                let found = find(&text).unwrap_or(0..0);
                assert!(text.get(found).is_some(), "{text}");
            }
        }
    }
}

#[test]
fn work_at_one_place_is_bounded() {
    let numbers = "1|/|1/|12/12/|29/06/2018 |1/1/2018 - 1:|2018 ";
    let words = "a|a |é|mar |mar, |1 mar, |Fri, |d'|thứ | |\u{a0}|- |.|'";
    for sort in numbers.split('|').chain(words.split('|')) {
        let text = sort.repeat(200_000 / sort.len());
        let started = std::time::Instant::now();
        let _ = (find(&text), proven_order(&text), meaning(&text, None, None));
        assert!(started.elapsed().as_secs() < 20, "{sort:?} takes too long");
    }
}
