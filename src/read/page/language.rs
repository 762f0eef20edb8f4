//! The programming language of code, from the class names and attributes that highlighters use.

use super::attributes::Attributes;

/// The prefixes of a language in a class name, longest first.
const PREFIXES: &[&str] = &[
    "mw-highlight-lang-", "highlight-source-", "highlight-text-", "geshifilter-", "language-",
    "highlight-", "lang-", "brush:", "code-", "src-", "hl-",
];

/// Classes that mark code without naming its language.
const NO_LANGUAGES: &[&str] = &[
    "none", "nohighlight", "no-highlight", "default", "block", "wrapper",
];

/// Attributes that hold a language and nothing else.
const ATTRIBUTES: &[&str] = &[
    "data-lang", "data-language", "data-enlighter-language", "data-code-block-lang",
];

/// Names that highlighters give to languages, sorted. As a class by itself a word must be one of these.
const LANGUAGES: &[&str] = &[
    "ada", "apache", "applescript", "arduino", "asm", "awk", "bash", "basic", "bat", "bibtex", "c",
    "c#", "c++", "clj", "clojure", "cmake", "cmd", "coffee", "coffeescript", "console", "cpp",
    "cs", "csharp", "css", "csv", "cuda", "d", "dart", "delphi", "diff", "django", "docker",
    "dockerfile", "dot", "elisp", "elixir", "elm", "emacs-lisp", "erb", "erlang", "f#", "fish",
    "fortran", "fsharp", "glsl", "go", "golang", "gradle", "graphql", "groovy", "haml",
    "handlebars", "haskell", "hcl", "html", "http", "ini", "ipython3", "java", "javascript",
    "jinja", "jinja2", "js", "json", "json5", "jsonc", "jsx", "julia", "kotlin", "latex", "less",
    "lisp", "llvm", "lua", "makefile", "markdown", "mathematica", "matlab", "md", "mermaid",
    "nasm", "nginx", "nim", "nix", "objc", "objective-c", "objectivec", "ocaml", "octave",
    "pascal", "perl", "php", "plaintext", "postgresql", "powershell", "prolog", "properties",
    "protobuf", "ps1", "puppet", "py", "pycon", "python", "python3", "r", "racket", "rb", "regex",
    "rst", "ruby", "rust", "sass", "scala", "scheme", "scss", "sh", "shell", "shell-session",
    "smalltalk", "sml", "solidity", "sql", "svelte", "swift", "tcl", "tcsh", "terraform", "tex",
    "text", "toml", "ts", "tsx", "twig", "typescript", "vb", "vbnet", "verilog", "vhdl", "vim",
    "vue", "wasm", "xhtml", "xml", "xquery", "xslt", "yaml", "yml", "zig", "zsh",
];

/// The language that an element of code names itself: `language-rust`, `brush: php`, `hljs ruby`.
pub(super) fn of_code(attributes: &impl Attributes) -> Option<&str> {
    let stated = ATTRIBUTES.iter().find_map(|name| attributes.get(name));
    let of_class = || {
        let names = ["class", "data-syntaxhighlighter-params"];
        let mut classes = names.iter().filter_map(|name| attributes.get(name));
        classes.find_map(|class| of_class(class, false))
    };
    // Some plugins misuse the language of the words.
    let of_words = || attributes.get("lang").filter(|lang| lang.len() > 2);
    let stated = stated.map(str::trim_ascii).filter(|name| is_name(name));
    let known = || of_words().filter(|name| is_known(name));
    stated.or_else(of_class).or_else(known)
}

/// The language that a box declares for the code inside.
pub(super) fn of_box(attributes: &impl Attributes) -> Option<&str> {
    of_class(attributes.get("class")?, true)
}

/// The language in some class names; around code only a known one counts, and a bare name only beside `highlight`.
fn of_class(class: &str, is_around: bool) -> Option<&str> {
    let mut names = class.split(|c: char| c.is_ascii_whitespace() || c == ';');
    let mut bare = None;
    let may_be_bare = !is_around
        || class
            .split_ascii_whitespace()
            .any(|name| name == "highlight");
    while let Some(name) = names.next() {
        let prefixed = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix));
        match prefixed {
            // `brush: php`
            Some("") => match names.next() {
                Some(language) if is_name(language) => return Some(language),
                _ => {}
            },
            Some(language) => {
                let language = scope(language);
                let is_certain = name.starts_with("language-") || name.starts_with("lang-");
                if is_name(language) && (is_known(language) || (is_certain && !is_around)) {
                    return Some(language);
                }
            }
            None if may_be_bare && bare.is_none() && is_known(name) => bare = Some(name),
            None => {}
        }
    }
    bare
}

/// The language of an editor's scope: `html-basic` is HTML.
fn scope(name: &str) -> &str {
    name.strip_suffix("-basic").unwrap_or(name)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !NO_LANGUAGES.contains(&name)
}

fn is_known(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    LANGUAGES.binary_search(&lower.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Class(&'static str);

    impl Attributes for Class {
        fn get(&self, name: &str) -> Option<&str> {
            (name == "class").then_some(self.0)
        }
    }

    #[test]
    fn languages_are_sorted() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn highlighters_name_languages_in_many_ways() {
        for (class, language) in [
            ("language-rust", "rust"),
            ("language-nosuch", "nosuch"),
            ("lang-rust", "rust"),
            ("hljs ruby", "ruby"),
            ("brush: php; toolbar: false", "php"),
            ("brush:js", "js"),
            ("sourceCode numberSource python", "python"),
            ("prettyprint lang-c", "c"),
            ("mw-highlight-lang-perl", "perl"),
            ("geshifilter-php", "php"),
        ] {
            assert_eq!(of_code(&Class(class)), Some(language), "{class}");
        }
        for class in [
            "hljs", "prettyprint linenums", "nohighlight", "language-none", "wide box",
            "code-block",
        ] {
            assert_eq!(of_code(&Class(class)), None, "{class}");
        }
    }

    #[test]
    fn around_code_only_known_languages_count() {
        for (class, language) in [
            ("highlight highlight-source-shell", Some("shell")),
            ("highlight-python notranslate", Some("python")),
            ("highlight highlight-text-html-basic", Some("html")),
            ("language-ruby highlighter-rouge", Some("ruby")),
            ("highlight js", Some("js")),
            ("lang-en", None),
            ("language-switcher", None),
            ("python", None),
        ] {
            assert_eq!(of_box(&Class(class)), language, "{class}");
        }
    }
}
