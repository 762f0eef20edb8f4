//! Parses and executes requests from JavaScript.

use liens::Error;
use liens::read::{self, Decoded, EncodingReason, Reading, detect};
use liens::write::{Json, Render};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::formats::InputFormat;
use crate::options::Options;

/// The limit on memory for a page, unless the caller sets another.
const MEMORY: f64 = 1_073_741_824.0;

/// A request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    task: Task,
    /// Whether the page was a string, which needs no decoding.
    is_text: bool,
    options: Options,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Task {
    /// The first article in a format.
    Convert,
    /// The JSON documents of all articles, as an array.
    ReadAll,
    /// The decoded text of the bytes.
    Decode,
    /// The format of the page.
    Detect,
}

/// Decoded text, and how its encoding was determined.
#[derive(Debug, Serialize)]
struct Encoding<'a> {
    text: &'a str,
    encoding: &'static str,
    reason: &'static str,
    replaced: bool,
}

/// The format of a page, and how it was detected.
#[derive(Debug, Serialize)]
struct Detected {
    format: &'static str,
    reason: &'static str,
}

/// Executes a request on a page.
pub(crate) fn run(request: &[u8], page: &[u8]) -> Result<String, Failure> {
    let request: serde_json::Value = serde_json::from_slice(request).map_err(wrong_options)?;
    let Request {
        task,
        is_text,
        options,
    } = serde_json::from_value(request).map_err(wrong_options)?;
    let text = if is_text {
        String::from_utf8_lossy(page)
    } else {
        let decoded = read::decode(page, options.charset.as_deref());
        if options.from.is_none() && !decoded.encoding.starts_with("UTF-16") && is_binary(page) {
            let message = "expected a page, but found binary data: if it is text, name its format with `from`";
            return Err(Failure::new(message));
        }
        if let Task::Decode = task {
            return to_json(&Encoding::of(&decoded));
        }
        decoded.text
    };
    match task {
        Task::Convert => convert(&options, &text),
        Task::ReadAll => read_all(&options, &text),
        Task::Decode => Err(Failure::new("expected bytes, but found a string")),
        Task::Detect => detected(&options, &text),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` wants it")]
fn wrong_options(error: serde_json::Error) -> Failure {
    Failure::new(format!("wrong options: {error}"))
}

fn convert(options: &Options, text: &str) -> Result<String, Failure> {
    let output = options.output()?;
    let labels = options.labels()?;
    let changes = options.changes()?;
    let reader = options.reading(&changes)?;
    let input = options.input(text, &reader)?;
    admit(options, input, text)?;
    let mut reading = (input.read)(text, &reader)?;
    changes.apply(&mut reading, &labels)?;
    judge(options, &reading)?;
    let mut written = (output.write)(&reading, options, labels);
    if !written.is_empty() && !written.ends_with('\n') {
        written.push('\n');
    }
    Ok(written)
}

fn read_all(options: &Options, text: &str) -> Result<String, Failure> {
    let labels = options.labels()?;
    let changes = options.changes()?;
    let reader = options.reading(&changes)?;
    let input = options.input(text, &reader)?;
    admit(options, input, text)?;
    let mut documents = Vec::new();
    for mut reading in (input.read_all)(text, &reader)? {
        changes.apply(&mut reading, &labels)?;
        judge(options, &reading)?;
        let json = Json::default().with_warnings(reading.warnings);
        documents.push(json.render_to_string(&reading.article));
    }
    Ok(format!("[{}]", documents.join(",")))
}

fn detected(options: &Options, text: &str) -> Result<String, Failure> {
    let reader = options.reading(&options.changes()?)?;
    let detection = detect(text, &reader);
    to_json(&Detected {
        format: options.input(text, &reader)?.name,
        reason: detection.reason,
    })
}

/// Whether bytes have NULs and many control characters, by the same rule as in the program. A stray NUL occurs in
/// pages, too.
fn is_binary(bytes: &[u8]) -> bool {
    let is_odd = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    bytes.contains(&0) && bytes.iter().filter(is_odd).count() > bytes.len() / 100
}

/// Refuses a page that may need more memory than the limit. A browser would close the page without an error.
fn admit(options: &Options, input: &InputFormat, text: &str) -> Result<(), Failure> {
    let limit = options.max_memory.unwrap_or(MEMORY);
    let needed = input.memory_needed(text) as f64;
    if needed <= limit {
        return Ok(());
    }
    let [needed, limit] = [needed, limit].map(|bytes| (bytes / 1_048_576.0).ceil());
    Err(Failure::new(format!(
        "the page may take {needed} MiB of memory, but {limit} are the most: allow more with maxMemory"
    )))
}

/// Refuses a page with warnings if reading is strict.
fn judge(options: &Options, reading: &Reading) -> Result<(), Failure> {
    match reading.warnings.first() {
        Some(warning) if options.strict => Err(Error::Strict(warning.clone()).into()),
        _ => Ok(()),
    }
}

fn to_json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::new(error.to_string()))
}

impl<'a> Encoding<'a> {
    fn of(decoded: &'a Decoded<'_>) -> Self {
        Self {
            text: &decoded.text,
            encoding: decoded.encoding,
            reason: match decoded.reason {
                EncodingReason::ByteOrderMark => "byte-order-mark",
                EncodingReason::Charset => "charset",
                EncodingReason::Declaration => "declaration",
                EncodingReason::ValidUtf8 => "valid-utf-8",
                _ => "guess",
            },
            replaced: decoded.replaced,
        }
    }
}
