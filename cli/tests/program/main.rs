//! The program as its users meet it.

mod batch;
mod bounds;
mod cli;
mod export;
mod mail;
mod program;
mod shell;
mod warc;
