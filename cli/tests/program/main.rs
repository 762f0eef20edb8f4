//! The program as its users meet it.

mod batch;
mod book;
mod bounds;
mod cli;
mod export;
mod flat;
mod mail;
mod paper;
mod program;
mod reports;
mod shell;
mod site;
mod site_archive;
mod warc;
