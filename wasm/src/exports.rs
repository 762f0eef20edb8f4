//! The functions that JavaScript calls, and the buffers for input and output.
//!
//! WebAssembly functions take only numbers. So JavaScript asks for a buffer of some length, gets its address and
//! writes there; [`run`] reads the buffers and leaves its result in another. Rust keeps ownership of all memory, so
//! nothing here is unsafe but the exported names, which must not clash with other functions.

#![allow(
    unsafe_code,
    reason = "a name for JavaScript is an unsafe attribute; there is no unsafe code"
)]

use std::cell::RefCell;

use crate::request;

/// The buffers for request, page and result.
#[derive(Default)]
struct Buffers {
    request: Vec<u8>,
    page: Vec<u8>,
    result: Vec<u8>,
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// Allocates the buffer for a request, and returns its address.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn request(length: usize) -> *mut u8 {
    BUFFERS.with_borrow_mut(|buffers| room(&mut buffers.request, length))
}

/// Allocates the buffer for a page, and returns its address.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn page(length: usize) -> *mut u8 {
    BUFFERS.with_borrow_mut(|buffers| room(&mut buffers.page, length))
}

/// Executes the request, and returns whether it succeeded. Either way there is a result: what was requested, or the
/// failure as JSON.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn run() -> bool {
    let Buffers { request, page, .. } = BUFFERS.take();
    let done = request::run(&request, &page);
    let is_done = done.is_ok();
    let result = done.unwrap_or_else(|failure| failure.to_json());
    BUFFERS.with_borrow_mut(|buffers| buffers.result = result.into_bytes());
    is_done
}

/// The address of the result.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn result() -> *const u8 {
    BUFFERS.with_borrow(|buffers| buffers.result.as_ptr())
}

/// The length of the result in bytes.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn result_length() -> usize {
    BUFFERS.with_borrow(|buffers| buffers.result.len())
}

/// Frees the buffers.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn clear() {
    BUFFERS.take();
}

fn room(buffer: &mut Vec<u8>, length: usize) -> *mut u8 {
    *buffer = vec![0; length];
    buffer.as_mut_ptr()
}
