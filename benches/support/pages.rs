//! Pages as sites serve them: an article with much around it. Always the same.

use std::fmt::Write;

use liens::write::{Html, PrintHtml, Render};

use super::articles::article;

/// A print page: a head with more than a title, comments, boxes in boxes, characters by their names.
pub(crate) fn print_page() -> String {
    let page = PrintHtml::default().render_to_string(&article(4));
    let mut head = String::from("<head>\n");
    for at in 0..8 {
        writeln!(
            head,
            "  <link type=\"text/css\" rel=\"stylesheet\" media=\"all\" href=\"/sites/all/modules/part-{at}/style.css?q3x\" />"
        )
        .expect("strings take everything");
    }
    head.push_str("  <style>.print-links { font-size: 80%; }</style>\n");
    page.replacen("<head>", &head, 1)
        .replace(
            "<p>",
            "<!-- a block of the page -->\n      <div class=\"row clearfix\">\n        <p>",
        )
        .replace("</p>", "</p>\n      </div>")
        .replace('é', "&eacute;")
        .replace('à', "&agrave;")
        .replace('«', "&laquo;")
}

/// A page of today's web: scripts, styles, drawings, a form and much navigation around a long article.
pub(crate) fn modern_page() -> String {
    let text = Html::default().render_to_string(&article(24)).replace(
        "<p>", "<p class=\"css-1k3x9a e1wa5\" data-testid=\"paragraph\">",
    );
    let script = SCRIPT.repeat(70);
    let style = STYLE.repeat(120);
    let (top, bottom) = (navigation("top", 60), navigation("bottom", 50));
    format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Le phare rallume sa lanterne | Port-Sablier</title>\n<style>{style}</style>\n\
         <script>{script}</script>\n</head>\n<body class=\"page page--article\">\n\
         <header class=\"site-header\">{top}{FORM}</header>\n\
         <main id=\"main\"><article class=\"story\" data-id=\"1868\">\n{text}\n</article></main>\n\
         <footer class=\"site-footer\">{bottom}</footer>\n<script>{script}</script>\n</body>\n</html>\n"
    )
}

const SCRIPT: &str = "window.dataLayer=window.dataLayer||[];(function(a,b){for(var i=0;i<a.length&&b;i++){b.push({event:\"view\",at:i,name:'<'+a[i]+'>'})}})(document.querySelectorAll(\".track\"),dataLayer);\n";
const STYLE: &str = ".css-1k3x9a{display:flex;margin:0 auto;max-width:64rem;color:#1b1b1b}@media (min-width:48em){.css-1k3x9a>a{padding:1rem}}\n";
const FORM: &str = "<form action=\"/search\" role=\"search\"><label for=\"q\">Chercher</label><input id=\"q\" name=\"q\" type=\"search\" placeholder=\"Chercher\"><select name=\"in\"><option value=\"all\" selected>Tout<option value=\"news\">Actualit\u{e9}s</select><button type=\"submit\" class=\"btn btn--primary\"><span>OK</span></button></form>";

/// A list of links, each with a drawing.
fn navigation(place: &str, links: usize) -> String {
    let mut list =
        format!("<nav class=\"nav nav--{place}\" aria-label=\"{place}\"><ul class=\"nav__list\">");
    for at in 0..links {
        write!(
            list,
            "\n  <li class=\"nav__item\"><a class=\"nav__link track\" href=\"/rubrique/{at}?from={place}\" data-index=\"{at}\">\
             <svg class=\"icon\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">\
             <path d=\"M12 2 4 6v6c0 5 3.4 9.4 8 10 4.6-.6 8-5 8-10V6l-8-4zm0 4 4 2v4c0 2.9-1.7 5.5-4 6.3\"/></svg>\
             <span class=\"nav__label\">Rubrique {at}</span></a></li>"
        )
        .expect("strings take everything");
    }
    list.push_str("\n</ul></nav>");
    list
}
