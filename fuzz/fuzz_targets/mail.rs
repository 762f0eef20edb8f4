#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| liens_fuzz::mail(input));
