//! Verbs that show what a printed date means.
//!
//! Site owners word the stamp freely, and few translations of "modified on" were published. But each language has
//! only a few verbs for this, so part of a verb decides where the whole words are not known. All are in lowercase.

/// Verbs for "modified".
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

/// Verbs for "retrieved" or "printed".
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
