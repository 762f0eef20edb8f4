//! The tests of the library, in one program, so that they are linked once. What one of them is about stands at its top.
//!
//! Pages as data have a program of their own (`tests/cases.rs`), and so has what counts memory (`tests/memory.rs`).

mod api;
mod browser;
mod corpora;
mod errors;
mod examples;
mod exports;
mod hostile;
mod hostile_pages;
mod limits;
mod linear;
mod markdown;
mod mutated;
mod notes;
mod numbering;
mod pandoc;
mod plain;
mod promises;
mod read_back;
mod readme;
mod renderers;
mod rooms;
mod soup;
#[path = "../support/mod.rs"]
mod support;
mod trees;
