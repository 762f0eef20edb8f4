//! Help texts besides those of the options: examples and exit codes.

pub(super) const ABOUT: &str = "Converts printer-friendly pages, whose links are listed by number at the end, to \
structured documents with every link back in its place, and back.";

pub(super) const LONG_ABOUT: &str = "\
Converts printer-friendly pages, whose links are listed by number at the end, to structured \
documents with every link back in its place, and back.

Files may be in any common encoding: a byte order mark decides, then valid UTF-8, then the charset \
that a page declares, unless it declares UTF-8 but is not; otherwise the encoding is guessed, with a \
note. Files compressed with gzip are decompressed. Mail and saved pages (MHTML) are decoded. \
Files that are not text are refused, and so are pages that are too large or would take too much memory \
(--max-size, --max-ratio, --memory). Positions in messages and JSON refer to \
the decoded text without its byte order mark: lines and columns count from 1, columns in characters; `start` and \
`end` count from 0, in bytes of UTF-8.";

pub(super) const EXAMPLES: &str = "\
Examples:
  liens convert page.txt                            the article as JSON
  liens convert page.txt --standalone -o page.html  a web page
  liens convert pages --to html -o out              a whole folder, in the same tree
  liens convert pages --to ndjson -o all.ndjson     a line of JSON for each page
  liens links page.txt                              numbered links, and where they are used
  liens check pages                                 warnings, with excerpts

Exit codes:
  0  done, perhaps with warnings (check: without)
  1  --strict refused, check found something, or some of many files failed
  2  nothing could be done, or the usage was wrong";

pub(super) const CONVERT_EXAMPLES: &str = "\
Examples:
  liens convert page.txt --pretty                   the article as indented JSON
  liens convert page.txt -o page.md                 Markdown, by the extension
  liens convert *.txt --to html -o out              out/NAME.html for each file
  liens convert pages --to html -o out              out/DIR/NAME.html for each pages/DIR/NAME.txt
  liens convert crawl.warc.gz --to html -o out      out/HOST/PATH.html for each page of a crawl
  liens convert list.mbox --to html -o out          out/NUMBER.html for each mail of a mailbox
  liens convert pages --book -o book.pdf            one document of a whole folder, for paper
  liens convert mirror --site -o site               a site that works without the old one
  liens convert pages --to ndjson | jq -r '[.path, (.article.links | length)] | @tsv'
  find . -name '*.php' -print0 | liens convert --files-from - -0 --to ndjson > all.ndjson
  curl -s https://example.org/print/7.txt | liens convert --to html
  liens convert page.html --to pandoc | pandoc -f json -o page.docx
  pandoc -t json page.docx | liens convert --to print-html
  liens convert page.txt --date-order day-first --label 'hr:links=Poveznice'";

pub(super) const LINKS_EXAMPLES: &str = "\
Examples:
  liens links page.txt
  liens links page.txt --json | jq -r '.[].url'
  liens links pages                                 with a summary by kind and host
  liens links pages --csv -q > links.csv";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  liens check page.txt
  liens check pages --sarif > findings.sarif
  liens check pages > findings.txt || echo 'there are warnings'";
