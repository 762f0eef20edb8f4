//! Reads every page of a folder, one after the other, and writes a line of JSON for each: what `jq` and
//! databases take. No more than one page is in memory.
//!
//!     cargo run --example folder_to_ndjson -- examples/pages
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use liens::read::{self, Options};
use liens::write::{Json, Render};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("expected the path of a folder")?;
    let out = BufWriter::new(io::stdout().lock());
    let count = convert_folder(Path::new(&folder), out)?;
    eprintln!("{count} pages");
    Ok(())
}

/// Writes a line for each file; gives their number.
pub(crate) fn convert_folder(folder: &Path, mut out: impl Write) -> Result<usize, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.is_file());
    // The same folder always gives the same lines.
    paths.sort();
    for path in &paths {
        let bytes = std::fs::read(path)?;
        let page = read::decode(&bytes, None);
        let reading = read::any(&page.text, &Options::default())?;
        let json = Json::default().with_warnings(reading.warnings);
        writeln!(out, "{}", json.render_to_string(&reading.article))?;
    }
    out.flush()?;
    Ok(paths.len())
}
