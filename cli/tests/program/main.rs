//! The program as its users meet it.

mod batch;
mod bounds;
mod cli;
mod export;
mod flat;
mod program;
mod shell;
mod warc;
