//! Walks through an article without recursion.
//!
//! Both walks keep their own stack on the heap, so that a deeply nested article made by hand cannot exhaust the
//! thread's.

use super::{Article, Block, Comment, Inline, Target};

/// A block or an inline that a [`Walk`] visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node<'a> {
    /// A block.
    Block(&'a Block),
    /// A piece of running text.
    Inline(&'a Inline),
}

/// Every block and inline in print order, each before what it contains.
///
/// Made by [`Article::walk`], [`Block::walk`] and [`Inline::walk`].
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// The runs still to be visited, the next one last, each with the depth of its nodes.
    open: Vec<(Run<'a>, usize)>,
    depth: usize,
    starts_line: bool,
}

/// A run of sibling nodes.
#[derive(Clone, Debug)]
enum Run<'a> {
    Blocks(&'a [Block]),
    /// Inlines of which the first starts a line.
    Line(&'a [Inline]),
    Inlines(&'a [Inline]),
}

impl<'a> Walk<'a> {
    fn new() -> Self {
        Self {
            open: Vec::new(),
            depth: 0,
            starts_line: false,
        }
    }

    /// Skips the blocks of the note that was visited last.
    pub(super) fn skip_note(&mut self, content: &[Block]) {
        if !content.is_empty() {
            self.open.pop();
        }
    }

    /// The depth of the node that was visited last: 1 for a block of the body.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Whether the node that was visited last is an inline that starts a new line within its block: a term, a
    /// caption.
    pub(crate) fn starts_line(&self) -> bool {
        self.starts_line
    }

    /// Whether any node still to be visited is deeper than `depth`. Most nodes contain nothing and are not checked
    /// one by one.
    pub(crate) fn goes_deeper(mut self, depth: usize) -> bool {
        while let Some((run, at)) = self.open.pop() {
            if at > depth {
                return true;
            }
            match run {
                Run::Blocks(blocks) => {
                    if let Some((first, rest)) = blocks.split_first() {
                        self.blocks(rest, at);
                        self.inside_block(first, at + 1);
                    }
                }
                Run::Line(inlines) | Run::Inlines(inlines) => {
                    for inline in inlines {
                        self.inside_inline(inline, at + 1);
                    }
                }
            }
        }
        false
    }

    fn blocks(&mut self, blocks: &'a [Block], depth: usize) {
        if !blocks.is_empty() {
            self.open.push((Run::Blocks(blocks), depth));
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline], depth: usize) {
        if !inlines.is_empty() {
            self.open.push((Run::Inlines(inlines), depth));
        }
    }

    /// Inlines that form a line of their own within a block.
    fn line(&mut self, inlines: &'a [Inline], depth: usize) {
        if !inlines.is_empty() {
            self.open.push((Run::Line(inlines), depth));
        }
    }

    /// Pushes the content of a block, last part first.
    fn inside_block(&mut self, block: &'a Block, depth: usize) {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                self.inlines(content, depth);
            }
            Block::List { items, .. } => self.items(items, depth),
            Block::DefinitionList { items } => {
                for item in items.iter().rev() {
                    self.items(&item.definitions, depth);
                    for term in item.terms.iter().rev() {
                        self.line(term, depth);
                    }
                }
            }
            Block::Quote { content } => self.blocks(content, depth),
            Block::Table {
                caption,
                head,
                rows,
            } => {
                for cell in head
                    .iter()
                    .chain(rows)
                    .rev()
                    .flat_map(|row| row.iter().rev())
                {
                    self.blocks(&cell.content, depth);
                }
                self.line(caption, depth);
            }
            Block::Figure { content, caption } => {
                self.line(caption, depth);
                self.blocks(content, depth);
            }
            Block::Field { label, items } => {
                self.items(items, depth);
                self.line(label, depth);
            }
            Block::CodeBlock { .. } | Block::Rule {} => {}
        }
    }

    fn inside_inline(&mut self, inline: &'a Inline, depth: usize) {
        match inline {
            Inline::Note { content } => self.blocks(content, depth),
            _ => self.inlines(inline.content().unwrap_or_default(), depth),
        }
    }

    fn items(&mut self, items: &'a [Vec<Block>], depth: usize) {
        for item in items.iter().rev() {
            self.blocks(item, depth);
        }
    }

    fn comment(&mut self, comment: &'a Comment) {
        self.blocks(&comment.content, 1);
        self.inlines(comment.title.as_deref().unwrap_or_default(), 1);
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        let (run, depth) = self.open.last_mut()?;
        let depth = *depth;
        self.starts_line = matches!(run, Run::Line(_));
        let (node, done) = match run {
            Run::Blocks([first, rest @ ..]) => {
                *run = Run::Blocks(rest);
                (Node::Block(first), rest.is_empty())
            }
            Run::Line([first, rest @ ..]) | Run::Inlines([first, rest @ ..]) => {
                *run = Run::Inlines(rest);
                (Node::Inline(first), rest.is_empty())
            }
            // Empty runs are never pushed, and exhausted ones are popped at once.
            Run::Blocks([]) | Run::Line([]) | Run::Inlines([]) => return None,
        };
        if done {
            self.open.pop();
        }
        match node {
            Node::Block(block) => self.inside_block(block, depth + 1),
            Node::Inline(inline) => self.inside_inline(inline, depth + 1),
        }
        self.depth = depth;
        Some(node)
    }
}

impl std::iter::FusedIterator for Walk<'_> {}

impl Article {
    /// Every block and inline in print order: title, breadcrumb, body, comments, footer. The blocks of a note come at
    /// the place that refers to it.
    ///
    /// ```
    /// use liens::model::{Article, Block, Inline, Node};
    ///
    /// let article = Article {
    ///     body: vec![Block::Quote { content: vec![Block::paragraph(vec![Inline::text("so")])] }],
    ///     ..Article::default()
    /// };
    /// let texts = article.walk().filter(|node| matches!(node, Node::Inline(Inline::Text { .. })));
    /// assert_eq!(texts.count(), 1);
    /// ```
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        let mut walk = Walk::new();
        walk.blocks(&self.footer, 1);
        for comment in self.comments.iter().rev() {
            walk.comment(comment);
        }
        walk.blocks(&self.body, 1);
        for crumb in self.breadcrumb.iter().rev() {
            walk.inlines(crumb, 1);
        }
        walk.inlines(self.title.as_deref().unwrap_or_default(), 1);
        walk
    }

    /// The numbers of all listed links in print order, once for each use.
    ///
    /// ```
    /// # use liens::model::{Article, Block, Inline};
    /// let article = Article {
    ///     body: vec![Block::paragraph(vec![Inline::listed(2, vec![]), Inline::listed(1, vec![])])],
    ///     ..Article::default()
    /// };
    /// assert_eq!(article.link_numbers().collect::<Vec<_>>(), [2, 1]);
    /// ```
    pub fn link_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.walk().filter_map(|node| match node {
            Node::Inline(Inline::Link {
                target: Target::Listed(number),
                ..
            }) => Some(*number),
            _ => None,
        })
    }

    /// The names of all anchors in print order.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &str> {
        self.walk().filter_map(|node| match node {
            Node::Inline(Inline::Anchor { id }) => Some(id.as_str()),
            _ => None,
        })
    }

    /// Calls `change` with every run of sibling inlines, parents before children: title, breadcrumb, body, comments,
    /// footer, in print order.
    ///
    /// ```
    /// # use liens::model::{Article, Block, Inline};
    /// let mut article = Article {
    ///     body: vec![Block::paragraph(vec![Inline::text("a"), Inline::Break {}])],
    ///     ..Article::default()
    /// };
    /// article.for_each_run(|run| run.retain(|inline| *inline != Inline::Break {}));
    /// assert_eq!(article.body, [Block::paragraph(vec![Inline::text("a")])]);
    /// ```
    pub fn for_each_run(&mut self, mut change: impl FnMut(&mut Vec<Inline>)) {
        let Self {
            title,
            breadcrumb,
            body,
            comments,
            footer,
            ..
        } = self;
        if let Some(title) = title {
            change_run(title, &mut change);
        }
        for crumb in breadcrumb {
            change_run(crumb, &mut change);
        }
        for_each_run_in(body, &mut change);
        for comment in comments {
            if let Some(title) = &mut comment.title {
                change_run(title, &mut change);
            }
            for_each_run_in(&mut comment.content, &mut change);
        }
        for_each_run_in(footer, &mut change);
    }
}

/// Does what [`Article::for_each_run`] does, for these blocks only.
pub(crate) fn for_each_run_in(blocks: &mut [Block], change: &mut impl FnMut(&mut Vec<Inline>)) {
    let mut open = Vec::new();
    open_blocks(blocks, &mut open);
    change_parts(open, change);
}

fn change_parts(mut open: Vec<Part<'_>>, change: &mut impl FnMut(&mut Vec<Inline>)) {
    while let Some(part) = open.pop() {
        match part {
            Part::Run(run) => {
                change(run);
                open_run(run, &mut open);
            }
            Part::Block(block) => open_block(block, &mut open),
        }
    }
}

enum Part<'a> {
    Block(&'a mut Block),
    Run(&'a mut Vec<Inline>),
}

fn open_blocks<'a>(blocks: &'a mut [Block], open: &mut Vec<Part<'a>>) {
    open.extend(blocks.iter_mut().rev().map(Part::Block));
}

/// Pushes the content of inlines, last part first.
fn open_run<'a>(run: &'a mut [Inline], open: &mut Vec<Part<'a>>) {
    for inline in run.iter_mut().rev() {
        match inline {
            Inline::Note { content } => open_blocks(content, open),
            other => open.extend(other.content_mut().map(Part::Run)),
        }
    }
}

/// Pushes the content of a block, last part first.
fn open_block<'a>(block: &'a mut Block, open: &mut Vec<Part<'a>>) {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => {
            open.push(Part::Run(content));
        }
        Block::List { items, .. } => {
            for item in items.iter_mut().rev() {
                open_blocks(item, open);
            }
        }
        Block::DefinitionList { items } => {
            for item in items.iter_mut().rev() {
                for definition in item.definitions.iter_mut().rev() {
                    open_blocks(definition, open);
                }
                open.extend(item.terms.iter_mut().rev().map(Part::Run));
            }
        }
        Block::Quote { content } => open_blocks(content, open),
        Block::Table {
            caption,
            head,
            rows,
        } => {
            let rows = head.iter_mut().chain(rows).rev();
            for cell in rows.flat_map(|row| row.iter_mut().rev()) {
                open_blocks(&mut cell.content, open);
            }
            open.push(Part::Run(caption));
        }
        Block::Figure { content, caption } => {
            open.push(Part::Run(caption));
            open_blocks(content, open);
        }
        Block::Field { label, items } => {
            for item in items.iter_mut().rev() {
                open_blocks(item, open);
            }
            open.push(Part::Run(label));
        }
        Block::CodeBlock { .. } | Block::Rule {} => {}
    }
}

/// Does what [`Article::for_each_run`] does, for this run and its content.
pub(crate) fn change_run(run: &mut Vec<Inline>, change: &mut impl FnMut(&mut Vec<Inline>)) {
    change_parts(vec![Part::Run(run)], change);
}

impl Block {
    /// This block and all that it contains, in print order.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        let mut walk = Walk::new();
        walk.blocks(std::slice::from_ref(self), 1);
        walk
    }
}

impl Inline {
    /// This inline and all that it contains, in print order.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        let mut walk = Walk::new();
        walk.inlines(std::slice::from_ref(self), 1);
        walk
    }
}

/// All blocks and inlines of these blocks, in print order.
pub(crate) fn walk_blocks(blocks: &[Block]) -> Walk<'_> {
    let mut walk = Walk::new();
    walk.blocks(blocks, 1);
    walk
}

/// All inlines of this run, in print order.
pub(crate) fn walk_inlines(inlines: &[Inline]) -> Walk<'_> {
    let mut walk = Walk::new();
    walk.inlines(inlines, 1);
    walk
}
