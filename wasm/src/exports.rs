//! The functions that JavaScript calls, and the buffers through which texts go in and out.
//!
//! WebAssembly knows numbers only. So JavaScript asks for a buffer of some length, gets its address and writes there;
//! [`run`] reads the buffers and leaves its result in another. No memory changes hands, so nothing here is unsafe but
//! the names, which must not be those of other functions.

#![allow(
    unsafe_code,
    reason = "a name for JavaScript is an unsafe attribute; there is no unsafe code"
)]

use std::cell::RefCell;

use crate::request;

/// What goes in and out.
#[derive(Default)]
struct Buffers {
    request: Vec<u8>,
    page: Vec<u8>,
    result: Vec<u8>,
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// Makes room for a request, and says where.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn request(length: usize) -> *mut u8 {
    BUFFERS.with_borrow_mut(|buffers| room(&mut buffers.request, length))
}

/// Makes room for a page, and says where.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn page(length: usize) -> *mut u8 {
    BUFFERS.with_borrow_mut(|buffers| room(&mut buffers.page, length))
}

/// Does what the request says, and returns whether it went well. Either way there is a result: what was asked for, or the
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

/// Where the result is.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn result() -> *const u8 {
    BUFFERS.with_borrow(|buffers| buffers.result.as_ptr())
}

/// How many bytes the result has.
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
