//! The native module of the Python package `liens`.
//!
//! The public interface is documented in `python/liens/_liens.pyi`; this crate only translates. Python objects become
//! Rust values ([`input`], [`options`]), the library works without the interpreter's lock, and results become Python
//! objects again ([`document`], [`column`]). All `unsafe` code of our own is in [`capsule`].

// The macros of pyo3 generate `unsafe` code, so it cannot be forbidden.
#![deny(unsafe_code)]

mod capsule;
mod column;
mod document;
mod error;
mod formats;
mod input;
mod options;
mod pages;
mod table;

/// The module itself.
#[pyo3::pymodule(gil_used = false)]
mod _liens {
    #[pymodule_export]
    use crate::column::{Column, convert_column};
    #[pymodule_export]
    use crate::document::{Document, convert, read, read_all};
    #[pymodule_export]
    use crate::error::LiensError;
    #[pymodule_export]
    use crate::input::{decode, detect_export};
}
