//! Options for how pages look on paper, and how PDF is printed.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;
use liens::write::{
    Addresses, Html, Images, NoteList, Numbers, PageStyle, Paper, PrintHtml, QrCodes, Template,
    Typeface,
};

use crate::failure::Failure;
use crate::pdf::folder_of;

/// Options of whole pages.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Pages for paper (--to html, pdf, print-html)")]
pub(crate) struct PaperArgs {
    /// Write the exporter's page as modern HTML, with a style sheet for paper (--to print-html)
    #[arg(long)]
    modern: bool,

    /// Add this style sheet after the page's own; may be repeated
    #[arg(long, value_name = "FILE")]
    css: Vec<PathBuf>,

    /// Leave out the page's own style sheet
    #[arg(long)]
    no_css: bool,

    /// The size of the paper [default: the printer's; --to pdf: a4]
    #[arg(long, value_name = "SIZE")]
    paper: Option<Size>,

    /// The typeface of the text [default: serif]
    #[arg(long, value_name = "FACE")]
    typeface: Option<Face>,

    /// How listed URLs are printed [default: short]
    #[arg(long, value_name = "FORM")]
    addresses: Option<Form>,

    /// Where numbers are shown after the words of listed links (--to html, pdf) [default: print]
    #[arg(long, value_name = "WHERE")]
    numbers: Option<Where>,

    /// A template for the page, in which {{title}}, {{style}}, {{article}} and the like are replaced by parts (--to
    /// html, pdf)
    ///
    /// The parts are lang, dir, title, site, author, source-url, style, article, and what an article consists of:
    /// header, toc, body, comments, notes, source, links, footer. The text between {{#site}} and {{/site}} is written
    /// only if there is a site.
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,

    /// Write a table of contents below the head (--to html, pdf)
    #[arg(long)]
    toc: bool,

    /// How images are written (--to html, pdf) [default: keep]
    #[arg(long, value_name = "WHAT")]
    images: Option<Pictures>,

    /// Where notes are listed (--to html, pdf) [default: apart]
    #[arg(long, value_name = "WHERE")]
    notes: Option<Notes>,

    /// Draw a QR code of the article's URL, or of all URLs (--to html, pdf)
    #[arg(long, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "source")]
    qr: Option<Codes>,

    #[command(flatten)]
    pub(crate) pdf: PdfArgs,
}

/// How PDF is printed.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct PdfArgs {
    /// The program that prints, a Chromium or WeasyPrint (--to pdf) [default: the first found on the PATH]
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) pdf_engine: Option<PathBuf>,

    /// Load images from the web (--to pdf) [default: print only images below the folder of the page]
    #[arg(long)]
    pub(crate) remote_images: bool,

    /// Run Chromium without its sandbox, for containers that do not allow one (--to pdf)
    #[arg(long)]
    pub(crate) no_sandbox: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    A4,
    A5,
    Letter,
    Legal,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Face {
    Serif,
    Sans,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Without https://, and decoded where that is safe
    Short,
    /// As they are
    Full,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Where {
    /// On paper only
    Print,
    /// On the screen, too
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Pictures {
    Keep,
    Drop,
    /// Their alternative text and URL
    Line,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Notes {
    /// In a list of their own
    Apart,
    /// In one list with the links, numbered in the order of the text
    WithLinks,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Codes {
    /// Of the article's URL
    Source,
    /// Of all URLs in the list as well
    All,
}

/// The writers of pages, configured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    pub(crate) html: Html,
    pub(crate) print: PrintHtml,
}

impl Pages {
    /// The writer of pages that are printed as PDF.
    pub(crate) fn for_pdf(&self) -> Html {
        let mut html = self.html.clone().standalone().one_way();
        html.style.paper = html.style.paper.or(Some(Paper::A4));
        html
    }

    /// Whether pages show images.
    pub(crate) fn shows_images(&self) -> bool {
        self.html.images == Images::Keep
    }
}

impl PaperArgs {
    /// Each option, and whether it was given.
    pub(crate) fn given(&self) -> [(&'static str, bool); 15] {
        [
            ("--modern", self.modern),
            ("--css", !self.css.is_empty()),
            ("--no-css", self.no_css),
            ("--paper", self.paper.is_some()),
            ("--typeface", self.typeface.is_some()),
            ("--addresses", self.addresses.is_some()),
            ("--numbers", self.numbers.is_some()),
            ("--template", self.template.is_some()),
            ("--toc", self.toc),
            ("--images", self.images.is_some()),
            ("--notes", self.notes.is_some()),
            ("--qr", self.qr.is_some()),
            ("--pdf-engine", self.pdf.pdf_engine.is_some()),
            ("--remote-images", self.pdf.remote_images),
            ("--no-sandbox", self.pdf.no_sandbox),
        ]
    }

    /// The writers with these options. This reads style sheets and the template.
    pub(crate) fn pages(&self) -> Result<Pages, Failure> {
        let style = self.style()?;
        let mut html = Html::default().with_style(style.clone());
        html.toc = self.toc;
        html.images = self.images.map_or(Images::Keep, |images| match images {
            Pictures::Keep => Images::Keep,
            Pictures::Drop => Images::Drop,
            Pictures::Line => Images::Line,
        });
        html.notes = self.notes();
        html.qr = self.qr.map_or(QrCodes::None, |codes| match codes {
            Codes::Source => QrCodes::Source,
            Codes::All => QrCodes::All,
        });
        if let Some(path) = &self.template {
            let template: Result<Template, _> = read(path)?.parse();
            html.template = Some(template.map_err(|error| {
                let message = format!("{}: {error}", path.display());
                Failure::new(
                    message, "see `liens convert --help` for the parts of a template",
                )
            })?);
        }
        // An option for how a page looks implies a complete page.
        let is_asked = self.given().iter().any(|(_, is_given)| *is_given);
        html.standalone = is_asked;
        let mut print = PrintHtml::default().with_style(style);
        print.modern = is_asked;
        Ok(Pages { html, print })
    }

    /// Where notes are listed.
    pub(crate) fn notes(&self) -> NoteList {
        match self.notes {
            None | Some(Notes::Apart) => NoteList::Apart,
            Some(Notes::WithLinks) => NoteList::WithLinks,
        }
    }

    /// Whether the user gave a template.
    pub(crate) fn has_template(&self) -> bool {
        self.template.is_some()
    }

    /// The folders of the template and the style sheets, against which their relative URLs are resolved.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let files = self.template.iter().chain(&self.css);
        files.filter_map(|file| folder_of(file)).collect()
    }

    fn style(&self) -> Result<PageStyle, Failure> {
        let mut style = PageStyle::default();
        style.without_own = self.no_css;
        style.paper = self.paper.map(|size| match size {
            Size::A4 => Paper::A4,
            Size::A5 => Paper::A5,
            Size::Letter => Paper::Letter,
            Size::Legal => Paper::Legal,
        });
        if let Some(Face::Sans) = self.typeface {
            style.typeface = Typeface::Sans;
        }
        if let Some(Form::Full) = self.addresses {
            style.addresses = Addresses::Full;
        }
        style.numbers = match self.numbers {
            None | Some(Where::Print) => Numbers::Print,
            Some(Where::Always) => Numbers::Always,
            Some(Where::Never) => Numbers::Never,
        };
        for path in &self.css {
            style = style.with_css(&read(path)?).with_css("\n");
        }
        Ok(style)
    }
}

fn read(path: &std::path::Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::read(&path.display().to_string(), &error))
}
