//! Whether a doctype switches to quirks mode, by "The initial insertion mode". In quirks mode, a table does not end a
//! paragraph.

/// Public identifiers that do, and the starts of others.
const PUBLIC: [&str; 3] = [
    "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html",
];
const PUBLIC_STARTS: [&str; 55] = [
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
];
/// The starts of those that do without a system identifier.
const PUBLIC_STARTS_ALONE: [&str; 2] = [
    "-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//",
];
/// The system identifier that does.
const SYSTEM: &str = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

/// Whether what stands after `<!DOCTYPE` sets quirks mode; `is_closed` if a `>` follows.
pub(in crate::read::html) fn sets_quirks(text: &str, is_closed: bool) -> bool {
    if !is_closed {
        return true;
    }
    let text = text.to_ascii_lowercase();
    let text = text.trim_ascii_start();
    let end = text.find(|c: char| c.is_ascii_whitespace());
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    if name != "html" {
        return true;
    }
    match identifiers(rest.trim_ascii_start()) {
        Some((public, system)) => {
            let starts = |starts: &[&str]| {
                public.is_some_and(|public| starts.iter().any(|start| public.starts_with(start)))
            };
            public.is_some_and(|public| PUBLIC.contains(&public))
                || system == Some(SYSTEM)
                || starts(&PUBLIC_STARTS)
                || (system.is_none() && starts(&PUBLIC_STARTS_ALONE))
        }
        None => true,
    }
}

/// The public and the system identifier; `None` if they are not well formed ("force-quirks flag").
fn identifiers(text: &str) -> Option<(Option<&str>, Option<&str>)> {
    if text.is_empty() {
        return Some((None, None));
    }
    if let Some(rest) = text.strip_prefix("public") {
        let (public, rest) = quoted(rest)?;
        let rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return Some((Some(public), None));
        }
        let (system, _) = quoted(rest)?;
        return Some((Some(public), Some(system)));
    }
    let (system, _) = quoted(text.strip_prefix("system")?)?;
    Some((None, Some(system)))
}

/// A text in quotation marks, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_ascii_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split_once(quote)
}
