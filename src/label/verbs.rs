//! Verbs that say what a printed date means.
//!
//! Site owners word the stamp freely, and hardly any translation of "modified on" was published. But the
//! verb is one of a few in each language, so a piece of it decides where the words as a whole are not
//! known. In lower case.

/// The article was changed.
pub(super) static MODIFIED: &[&str] = &[
    "modif",      // en fr it pt es ro ca: modified, modifié, modificato, modificado
    "updated",    // en
    "changed",    // en
    "revised",    // en
    "mis à jour", // fr
    "geändert",   // de
    "aktuali",    // de cs sk pl: aktualisiert, aktualizováno, aktualizacja
    "actuali",    // es ca: actualizado, actualitzat
    "aggiornat",  // it
    "atualiz",    // pt
    "gewijzigd",  // nl
    "bijgewerkt", // nl
    "ændret",     // da
    "endret",     // nb
    "ändrad",     // sv
    "uppdater",   // sv
    "opdater",    // da
    "oppdater",   // nb
    "muokattu",   // fi
    "päivitet",   // fi
    "módosít",    // hu
    "frissít",    // hu
    "modyfik",    // pl: zmodyfikowano
    "zmieni",     // pl: zmieniono
    "změněn",     // cs
    "zmenen",     // sk
    "изменен",    // ru: изменено
    "обновлен",   // ru
    "променен",   // bg
    "değiştir",   // tr
    "güncelle",   // tr
    "diubah",     // id
    "sửa đổi",    // vi
    "cập nhật",   // vi
    "更新",       // ja zh
    "修改",       // zh
    "수정",       // ko
    "تعديل",      // ar
    "تحديث",      // ar
    "τροποποι",   // el
    "עודכן",      // he
];

/// The page was printed.
pub(super) static RETRIEVED: &[&str] = &[
    "retriev",     // en
    "printed",     // en
    "accessed",    // en
    "downloaded",  // en
    "récupér",     // fr
    "imprim",      // fr es pt
    "consulté",    // fr
    "abgerufen",   // de
    "gedruckt",    // de
    "recuper",     // es pt it
    "stampat",     // it
    "obtido",      // pt
    "opgehaald",   // nl
    "afgedrukt",   // nl
    "hentet",      // da nb
    "udskrevet",   // da
    "hämtad",      // sv
    "utskriven",   // sv
    "haettu",      // fi
    "tulostettu",  // fi
    "letölt",      // hu
    "nyomtat",     // hu
    "wygenerowan", // pl
    "wydrukowan",  // pl
    "pobran",      // pl
    "vytištěn",    // cs
    "vytlačen",    // sk
    "получен",     // ru
    "напечатан",   // ru
    "yazdır",      // tr
    "basım",       // tr
    "diambil",     // id
    "dicetak",     // id
    "取得",        // ja
    "印刷",        // ja zh
    "인쇄",        // ko
];
