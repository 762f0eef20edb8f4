//! The WebAssembly module of the npm package `liens`.
//!
//! The public interface is `js/liens.ts`; this crate only translates. JavaScript puts a page and a JSON request into
//! two buffers, calls [`exports::run`], and takes the result from a third. The request says what to do with the page
//! ([`request`]) and how ([`options`]): in which of the [`formats`] to read and write it, and what to change in
//! between ([`changes`]).

mod changes;
mod exports;
mod failure;
mod formats;
mod options;
mod request;
