//! The program `liens`.
use std::io::Read;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mut t = String::new();
    let f = a.get(2).unwrap();
    std::fs::File::open(f)
        .unwrap()
        .read_to_string(&mut t)
        .unwrap();
    let r = liens::read::text::read(&t, &liens::read::Options::default()).unwrap();
    use liens::write::*;
    println!(
        "{}",
        Json::default()
            .with_warnings(r.warnings)
            .render_to_string(&r.article)
    );
}
