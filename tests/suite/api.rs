//! What users of the crate rely on for its types as such.
#![cfg(all(
    feature = "decode",
    feature = "text",
    feature = "html",
    feature = "serde"
))]

use std::error::Error;
use std::fmt::Debug;
use std::hash::Hash;

/// Values that threads share and sets hold.
fn is_plain<T: Clone + Debug + Eq + Hash + Send + Sync + Unpin + 'static>() {}

fn is_error<T: Error + Send + Sync + 'static>() {}

#[test]
fn types_are_plain_values() {
    use liens::{label, model, read, write};

    is_plain::<liens::Article>();
    is_plain::<liens::BaseUrl>();
    is_plain::<liens::DateOrder>();
    is_plain::<liens::Error>();
    is_plain::<liens::Span>();
    is_plain::<liens::Warning>();
    is_plain::<liens::WarningKind>();
    is_plain::<label::Part>();
    is_plain::<label::Vocabulary>();
    is_plain::<model::Block>();
    is_plain::<model::Byline>();
    is_plain::<model::Cell>();
    is_plain::<model::Comment>();
    is_plain::<model::DateTime>();
    is_plain::<model::Definition>();
    is_plain::<model::Direction>();
    is_plain::<model::Inline>();
    is_plain::<model::Float>();
    is_plain::<model::Labels>();
    is_plain::<model::Metadata>();
    is_plain::<model::Link>();
    is_plain::<model::Node<'static>>();
    is_plain::<model::Problem>();
    is_plain::<model::Site>();
    is_plain::<model::Source>();
    is_plain::<model::Stamp>();
    is_plain::<model::StampKind>();
    is_plain::<model::Target>();
    is_plain::<model::Value>();
    is_plain::<read::Detection>();
    is_plain::<read::Format>();
    is_plain::<read::Limits>();
    is_plain::<read::Options>();
    is_plain::<read::Reading>();
    is_plain::<read::Decoded<'static>>();
    is_plain::<write::Addresses>();
    is_plain::<write::Html>();
    is_plain::<write::Images>();
    is_plain::<write::Json>();
    is_plain::<write::LinkStyle>();
    is_plain::<write::Markdown>();
    is_plain::<write::Numbers>();
    is_plain::<write::PageStyle>();
    is_plain::<write::Pandoc>();
    is_plain::<write::PandocApi>();
    is_plain::<write::Paper>();
    is_plain::<write::PlainText>();
    is_plain::<write::PrintHtml>();
    is_plain::<write::PrintText>();
    is_plain::<write::Template>();
    is_plain::<write::Typeface>();
    is_error::<write::TemplateError>();
    is_error::<liens::Error>();
    is_error::<model::Problem>();
}

#[test]
fn added_names_mark_comments_on_any_page() {
    use liens::label::{ClassRole, Classes};
    use liens::read::{Options, html, markdown};

    let page = "<h1>The mill</h1><p>It turns.</p><div class=remark><p>Not today.</p></div>\n";
    let classes = Classes::default().with(ClassRole::Comment, "remark");
    let options = Options::default().with_classes(classes);
    for article in [
        html::read(page, &options).expect("lenient").article,
        markdown::read(page, &options).expect("lenient").article,
    ] {
        assert_eq!(article.comments.len(), 1, "{article:?}");
    }
    let page = page.replace("remark", "comment");
    for article in [
        html::read(&page, &Options::default())
            .expect("lenient")
            .article,
        markdown::read(&page, &Options::default())
            .expect("lenient")
            .article,
    ] {
        assert_eq!(article.body.len(), 2, "{article:?}");
    }
}
