//! Reading HTML pages.
//!
//! html5ever alone is the floor under every reader that parses as browsers do: its tokens, then what it
//! costs to decide on the tree, then the tree of its own tests with all its nodes. The converters to
//! Markdown do work like ours on top of such a tree.

use std::hint::black_box;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{ParseOpts, TokenizerResult, parse_document};
use liens::read::{Options, html};
use markup5ever_rcdom::RcDom;

use super::tree::NoTree;
use super::{Format, Subject};
use crate::support::sample::Sample;

/// How wide html2text's lines are.
const WIDTH: usize = 72;

pub(super) const FORM: Format = Format {
    name: "read HTML",
    text: |sample| &sample.html,
    ours: &[Subject {
        name: "liens",
        run: |sample| drop(black_box(html::read(&sample.html, &Options::default()))),
    }],
    peers: &[
        Subject {
            name: "html5ever tokens",
            run: tokens,
        },
        Subject {
            name: "html5ever without tree",
            run: |sample| {
                parse_document(NoTree::default(), ParseOpts::default()).one(&*sample.html)
            },
        },
        Subject {
            name: "html5ever RcDom",
            run: |sample| {
                let parser = parse_document(RcDom::default(), ParseOpts::default());
                drop(black_box(parser.one(&*sample.html)));
            },
        },
        Subject {
            name: "htmd",
            run: |sample| drop(black_box(htmd::convert(&sample.html))),
        },
        Subject {
            name: "html2text",
            run: |sample| {
                drop(black_box(html2text::from_read(
                    sample.html.as_bytes(),
                    WIDTH,
                )))
            },
        },
        Subject {
            name: "html-to-markdown-rs",
            run: |sample| drop(black_box(html_to_markdown_rs::convert(&sample.html, None))),
        },
    ],
};

fn tokens(sample: &Sample) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&sample.html));
    let tokenizer = Tokenizer::new(Ignore, TokenizerOpts::default());
    // A script pauses the tokenizer; no sample has one.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
}

/// Ignores all tokens.
struct Ignore;

impl TokenSink for Ignore {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        black_box(token);
        TokenSinkResult::Continue
    }
}
