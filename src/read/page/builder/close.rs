//! Closing: turns the content of a frame into blocks or inlines of the frame around it.

use super::candidate::{candidate_before_last, sole_marker};
use super::code::one_code_block;
use super::frame::{
    BlockFrame, Frame, Hiding, InlineFrame, LeafKind, add_loose, add_loose_definition, wrap,
};
use super::kind::Zone;
use super::stack::{Builder, Level, Open};
use crate::grammar::space::folded;
use crate::model::{Block, Cell, Definition, Inline, Row, Target, inline_text, is_blank};
use crate::normal::table::settle_rows;
use crate::read::bracket::Escape;
use crate::read::page::candidate::Sign;
use crate::read::page::fields;
use crate::read::page::masthead::LONGEST_STATED;
use crate::read::page::parts::{Page, PageByline, PageComment, PagePart};

impl Builder {
    /// Closes a level and everything opened inside it.
    pub(crate) fn close(&mut self, level: Level) {
        while self.open.len() > level.0.max(1) {
            self.close_last();
        }
    }

    /// Closes everything and returns the page.
    pub(crate) fn finish(mut self) -> Page {
        self.close(Level(1));
        self.paragraph_of_loose_text(0);
        let blocks = std::mem::take(&mut self.open[0].blocks);
        match self.page.content {
            Some(_) => self.page.after.extend(blocks),
            None => self.page.before = blocks,
        }
        let mut pages = self.done.into_iter().chain([self.page]);
        let mut first = pages.next().unwrap_or_default();
        first.further = pages.collect();
        if let Some(last) = first.further.last_mut() {
            first.candidates = std::mem::take(&mut last.candidates);
            first.notes = std::mem::take(&mut last.notes);
        }
        first
    }

    pub(super) fn close_last(&mut self) {
        let Some(Open { frame, inside, .. }) = self.open.last() else {
            return;
        };
        let home = inside.home;
        let collects_text = inside.text == home;
        match frame {
            Frame::Through | Frame::Article | Frame::Zone(_)
                if inside.leaf.is_none() && !self.is_hidden() && collects_text =>
            {
                self.paragraph_of_loose_text(home);
            }
            Frame::Split(_) if collects_text => {
                self.paragraph_of_loose_text(home);
                self.split.pop();
            }
            Frame::Blocks(_) => self.paragraph_of_loose_text(home),
            _ => {}
        }
        let Some(open) = self.open.pop() else { return };
        while self
            .languages
            .last()
            .is_some_and(|(at, _)| *at >= self.open.len())
        {
            self.languages.pop();
        }
        if let Some(article) = &mut self.article {
            article.home = article.home.filter(|home| *home < self.open.len());
        }
        match open.frame {
            Frame::Blocks(frame) => self.close_blocks(frame, open.blocks),
            // These leave their text where it is.
            Frame::Leaf(LeafKind::LineNumber) => self.close_line_number(open.start),
            Frame::Leaf(LeafKind::Bullet) => self.close_bullet(open.start),
            Frame::Leaf(LeafKind::Author) => self.close_author(open.start),
            Frame::Leaf(LeafKind::Marker) => self.close_marker(open.start),
            Frame::Leaf(leaf) => {
                let content = self.take_text(open.start);
                let content = self.or_words_of_permalink(content);
                self.close_leaf(leaf, content);
            }
            Frame::Inline(inline_frame) => {
                let content = self.take_text(open.start);
                self.close_inline(inline_frame, content);
            }
            Frame::Apart => self.set_apart(),
            Frame::Hiding(before) => self.hiding = before,
            Frame::Context(context) => self.close_context(context),
            Frame::Zone(Zone::TableBody) => self.close_rows(),
            Frame::Split(_) | Frame::Through | Frame::Article | Frame::Zone(_) => {}
        }
    }

    fn close_inline(&mut self, inline_frame: InlineFrame, content: Vec<Inline>) {
        // The link around a hidden logo.
        if content.is_empty() && self.hiding == Hiding::Images {
            return;
        }
        if matches!(inline_frame, InlineFrame::Superscript) {
            if let Some(candidate) = self.take_back(sole_marker(&content)) {
                if let Sign::Text(number) = candidate.sign {
                    let shown = (Sign::Raised(number), candidate.more);
                    return self.candidate_with(shown, candidate.place, candidate.escape);
                }
                self.page.candidates.push(candidate);
            }
        }
        // Emphasis around nothing is nothing; a link around nothing may carry a marker.
        let is_link = matches!(inline_frame, InlineFrame::Link { .. });
        match inline_frame {
            InlineFrame::Link {
                url,
                title,
                name,
                is_permalink,
            } => self.close_link(
                Inline::Link {
                    content,
                    target: Target::Url(url),
                    title,
                },
                name,
                is_permalink,
            ),
            InlineFrame::Code => {
                let code = self.inline_code(content);
                self.inlines.extend(code);
            }
            _ if content.is_empty() => {}
            inline_frame => self.inlines.push(wrap(inline_frame, content)),
        }
        if is_link {
            let before = candidate_before_last(&self.inlines[self.text_start()..]);
            if let Some(candidate) = before.and_then(|id| self.page.candidates.get_mut(id.index()))
            {
                candidate.precedes = true;
            }
        }
    }

    fn close_leaf(&mut self, leaf: LeafKind, content: Vec<Inline>) {
        let home = self.here().home;
        match leaf {
            LeafKind::Paragraph => {
                if !is_blank(&content) {
                    let block = self.paragraph(content);
                    self.open[home].blocks.push(block);
                }
            }
            LeafKind::Heading(level) => self.close_heading(level, content),
            LeafKind::Title(level) if self.is_beside_title(level) => {
                let content = self.wrap_in_split(content);
                self.push_block(Block::Heading { level, content });
            }
            LeafKind::Title(level) => {
                if !is_blank(&content) {
                    self.title_by_class(level);
                }
                let content = self.wrap_in_split(content);
                match self.is_listing {
                    true => self.push_block(Block::Heading { level, content }),
                    false => self.close_title(level, content),
                }
            }
            LeafKind::Term => {
                let term = self.wrap_in_split(content);
                self.close_term(term);
            }
            LeafKind::Caption | LeafKind::FigureCaption => {
                let content = self.wrap_in_split(content);
                let is_first = self.open[home].blocks.is_empty();
                match (&mut self.open[home].frame, leaf) {
                    (Frame::Blocks(BlockFrame::Table(table)), LeafKind::Caption) => {
                        table.caption.extend(content);
                    }
                    (Frame::Blocks(BlockFrame::Figure { above, caption }), _) => match is_first {
                        true => above.extend(content),
                        false => caption.extend(content),
                    },
                    (_, _) => self.push_block(Block::paragraph(content)),
                }
            }
            LeafKind::FieldLabel => self.close_field_label(content),
            LeafKind::Code(code) => self.close_code(code, content),
            LeafKind::OfficeItem(item) => self.close_office_item(item, content),
            LeafKind::Author | LeafKind::Marker | LeafKind::LineNumber | LeafKind::Bullet => {
                self.inlines.extend(content)
            }
        }
    }

    fn close_heading(&mut self, level: u8, content: Vec<Inline>) {
        if is_blank(&content) {
            return;
        }
        self.has_page_title |= level == 1 && !self.is_in_item() && self.is_page_title(&content);
        let content = self.wrap_in_split(content);
        match self.here().zone {
            Zone::ArticleHead if self.is_beside_title(level) => {
                self.push_block(Block::Heading { level, content });
            }
            Zone::Plain | Zone::Text | Zone::TableHead | Zone::TableBody | Zone::TableFoot => {
                self.push_block(Block::Heading { level, content });
            }
            Zone::ArticleHead | Zone::CommentHead => self.close_title(level, content),
        }
    }

    /// Whether a heading of the first level is the title of the page: the one that it states starts with its words, or
    /// does not have them. A link, or words that stand elsewhere in it, may be the name of the site.
    fn is_page_title(&self, heading: &[Inline]) -> bool {
        let stated = self.page.about.page_title.as_ref();
        let Some(stated) = stated.filter(|title| title.len() <= LONGEST_STATED) else {
            return false;
        };
        let (words, stated) = (folded(&inline_text(heading)), folded(stated));
        let is_link = matches!(heading, [Inline::Link { .. }]);
        stated.starts_with(&words) || (!is_link && !stated.contains(&words))
    }

    /// Whether a heading that a class makes a title is below the one that is the page's, on a page that has no parts.
    fn is_beside_title(&self, level: u8) -> bool {
        let has_parts = self.page.content.is_some() || !self.page.site.is_empty();
        self.has_page_title && level > 1 && !has_parts && self.here().comment.is_none()
    }

    /// A title belongs to the comment it stands in, or else to the page. A second title is a heading, and so is one
    /// below the byline of a comment, since it would lose its place.
    fn close_title(&mut self, level: u8, content: Vec<Inline>) {
        let title = match open_comment(&mut self.open) {
            Some(comment) if comment.byline.is_some() => None,
            Some(comment) => {
                comment.level = level;
                Some(&mut comment.title)
            }
            None => Some(&mut self.page.title),
        };
        if let (Some(article), Some(_)) = (&mut self.article, &title) {
            article.title = Some(level);
        }
        match title.filter(|title| is_blank(title)) {
            Some(title) => *title = content,
            None => self.push_block(Block::Heading { level, content }),
        }
    }

    /// Adds a block to the frame that collects them here, unless it shows nothing.
    pub(super) fn push_block(&mut self, block: Block) {
        let blank = match &block {
            Block::Paragraph { content } | Block::Heading { content, .. } => is_blank(content),
            _ => false,
        };
        if !blank {
            let home = self.here().home;
            self.open[home].blocks.push(block);
        }
    }

    fn close_term(&mut self, term: Vec<Inline>) {
        let home = self.here().home;
        let Open { frame, blocks, .. } = &mut self.open[home];
        let Frame::Blocks(BlockFrame::DefinitionList { items }) = frame else {
            blocks.push(Block::paragraph(term));
            return;
        };
        add_loose_definition(items, std::mem::take(blocks));
        match items.last_mut() {
            Some(item) if item.definitions.is_empty() => item.terms.push(term),
            _ => items.push(Definition {
                terms: vec![term],
                definitions: Vec::new(),
            }),
        }
    }

    fn close_field_label(&mut self, content: Vec<Inline>) {
        let field = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| match &mut open.frame {
                Frame::Blocks(BlockFrame::Field { label, .. }) => Some(label),
                _ => None,
            });
        match field {
            Some(label) if label.is_empty() => *label = content,
            _ => {
                let home = self.here().home;
                self.open[home].blocks.push(Block::paragraph(content));
            }
        }
    }

    /// The first author in a byline counts.
    fn close_author(&mut self, start: usize) {
        let home = self.here().home;
        if let Frame::Blocks(BlockFrame::Byline { author: None, at }) = self.open[home].frame {
            let author = Some(self.literal_text(&self.inlines[start..]));
            self.open[home].frame = Frame::Blocks(BlockFrame::Byline { author, at });
        }
    }

    /// An element marked up as a marker is one if it holds nothing but a bracket with a number; otherwise it is its
    /// content.
    fn close_marker(&mut self, start: usize) {
        let sole = sole_marker(&self.inlines[start..]);
        if let Some(candidate) = self.take_back(sole) {
            self.inlines.truncate(start);
            let shown = (Sign::Certain(candidate.sign.number()), candidate.more);
            self.candidate_with(shown, candidate.place, Escape::None);
        }
    }

    fn close_blocks(&mut self, frame: BlockFrame, blocks: Vec<Block>) {
        let home = self.here().home;
        match frame {
            BlockFrame::Page => {}
            BlockFrame::Note if blocks.is_empty() => {}
            BlockFrame::Note => self.inlines.push(Inline::Note { content: blocks }),
            BlockFrame::Part(part) => self.close_part(part, blocks),
            BlockFrame::Comment(mut comment) => {
                comment.content.extend(blocks);
                // Answers within it stand below.
                let at = comment.before.min(self.page.comments.len());
                self.page.comments.insert(at, *comment);
            }
            BlockFrame::Byline { author, at } => {
                self.close_byline(PageByline { author, at, blocks })
            }
            BlockFrame::Field { label, items } => self.close_field(label, items, blocks),
            BlockFrame::Item | BlockFrame::FieldItem | BlockFrame::Definition => {
                self.close_item(blocks)
            }
            BlockFrame::LineNumbers => self.close_line_numbers(blocks),
            BlockFrame::CodeLines => self.open[home].blocks.extend(one_code_block(blocks)),
            BlockFrame::Row { cells } => self.close_row(cells, blocks),
            BlockFrame::Cell {
                header,
                colspan,
                rowspan,
                align,
            } => {
                if let Frame::Blocks(BlockFrame::Row { cells, .. }) = &mut self.open[home].frame {
                    cells.push(Cell {
                        header,
                        colspan,
                        rowspan,
                        align,
                        content: blocks,
                    });
                }
            }
            node => node.close_node(blocks, &mut self.open[home].blocks),
        }
    }

    fn close_item(&mut self, blocks: Vec<Block>) {
        let home = self.here().home;
        let Open {
            frame,
            blocks: loose,
            ..
        } = &mut self.open[home];
        match frame {
            Frame::Blocks(BlockFrame::List { items, .. }) => {
                add_loose(items, std::mem::take(loose));
                items.push(blocks);
            }
            Frame::Blocks(BlockFrame::Field { items, .. }) => items.push(blocks),
            Frame::Blocks(BlockFrame::DefinitionList { items }) => {
                add_loose_definition(items, std::mem::take(loose));
                match items.last_mut() {
                    Some(item) => item.definitions.push(blocks),
                    None => items.push(Definition {
                        terms: Vec::new(),
                        definitions: vec![blocks],
                    }),
                }
            }
            _ => loose.extend(blocks),
        }
    }

    fn close_row(&mut self, mut cells: Row, blocks: Vec<Block>) {
        let home = self.here().home;
        let zone = self.here().zone;
        if !blocks.is_empty() {
            cells.push(Cell::new(blocks));
        }
        if let Frame::Blocks(BlockFrame::Table(table)) = &mut self.open[home].frame {
            match zone {
                Zone::TableHead if table.rows.is_empty() => table.head.push(cells),
                Zone::TableFoot => table.foot.push(cells),
                _ => table.rows.push(cells),
            }
        }
    }

    /// Ends the rows of a table body: no cell of it spans into the next body.
    fn close_rows(&mut self) {
        let home = self.here().home;
        if let Frame::Blocks(BlockFrame::Table(table)) = &mut self.open[home].frame {
            let mut rows = table.rows.split_off(table.settled.min(table.rows.len()));
            settle_rows(&mut rows);
            table.rows.append(&mut rows);
            table.settled = table.rows.len();
        }
    }

    fn close_part(&mut self, part: PagePart, blocks: Vec<Block>) {
        match part {
            // Below text, it cannot be the line above the article.
            PagePart::Site if self.is_below_text() => {
                let home = self.here().home;
                self.open[home].blocks.extend(blocks);
            }
            PagePart::Site => self.page.site.extend(blocks),
            PagePart::Breadcrumb => self.page.breadcrumb.extend(blocks),
            PagePart::Content => self.close_content(blocks),
            // Anything else around the comments, such as a heading, goes to the end of the article.
            PagePart::Comments => {
                let home = self.here().home;
                self.open[home].blocks.extend(blocks);
            }
            PagePart::Footer => self.page.footer.extend(blocks),
            PagePart::Source => self.page.source.get_or_insert_default().extend(blocks),
            PagePart::Links => self.page.links.get_or_insert_default().extend(blocks),
        }
    }

    fn close_content(&mut self, blocks: Vec<Block>) {
        let before = std::mem::take(&mut self.open[0].blocks);
        match &mut self.page.content {
            Some(content) => {
                content.extend(before);
                content.extend(blocks);
            }
            None => {
                self.page.before = before;
                self.page.content = Some(blocks);
            }
        }
    }

    fn close_byline(&mut self, byline: PageByline) {
        if byline.blocks.is_empty() && byline.author.is_none() {
            return;
        }
        let slot = match open_comment(&mut self.open) {
            Some(comment) => &mut comment.byline,
            None => {
                self.take_title_above_byline();
                &mut self.page.byline
            }
        };
        match slot {
            Some(first) => {
                first.blocks.extend(byline.blocks);
                first.author = first.author.take().or(byline.author);
                first.at = first.at.or(byline.at);
            }
            None => *slot = Some(byline),
        }
    }

    /// Makes the heading that is all there is above the byline of the content the title, if there is none.
    fn take_title_above_byline(&mut self) {
        let home = self.here().home;
        let Open { frame, blocks, .. } = &mut self.open[home];
        let is_content = matches!(frame, Frame::Blocks(BlockFrame::Part(PagePart::Content)));
        if !is_content || !self.page.title.is_empty() || self.page.byline.is_some() {
            return;
        }
        if let [
            Block::Heading {
                level: 1 | 2,
                content,
            },
        ] = blocks.as_mut_slice()
        {
            self.page.title = std::mem::take(content);
            blocks.clear();
        }
    }

    /// Adds a field with its label, or only its content if it has no label.
    fn close_field(&mut self, label: Vec<Inline>, items: Vec<Vec<Block>>, blocks: Vec<Block>) {
        let field = fields::field(label, items, blocks);
        let home = self.here().home;
        self.open[home].blocks.extend(field);
    }
}

/// The innermost open comment on the article.
fn open_comment(open: &mut [Open]) -> Option<&mut PageComment> {
    let at = open.last()?.inside.comment?;
    match &mut open[at].frame {
        Frame::Blocks(BlockFrame::Comment(comment)) => Some(comment),
        _ => None,
    }
}
