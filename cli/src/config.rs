//! Reads options from a file: `liens.toml`, or the one that `--config` names.
//!
//! Options of the file become arguments before those that the user gives, so that the latter win. So there is only
//! one list of options, one way to validate them, and one help.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory as _, FromArgMatches as _};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::args::Args;
use super::failure::Failure;

/// The file that is read if it is in the current directory.
const NAME: &str = "liens.toml";

/// The arguments, with the options of the file if there is one. They begin with the names of the program and the
/// subcommand.
pub(super) fn with_file(args: Args, given: &[OsString]) -> Result<Args, Failure> {
    let named = args
        .command
        .console()
        .and_then(|console| console.config.clone());
    let Some(path) = named.or_else(|| Some(PathBuf::from(NAME)).filter(|path| path.is_file()))
    else {
        return Ok(args);
    };
    let (Some(name), true) = (given.get(1), args.command.console().is_some()) else {
        return Ok(args);
    };
    let text = fs::read_to_string(&path)
        .map_err(|error| Failure::read(&path.display().to_string(), &error))?;
    let options = options(&text, &name.to_string_lossy(), &Args::command())
        .map_err(|message| wrong(&path, &message))?;
    let all = given[..2].iter().cloned();
    let all = all.chain(options).chain(given[2..].iter().cloned());
    let matches = Args::command().try_get_matches_from(all);
    let args = matches.and_then(|matches| Args::from_arg_matches(&matches));
    args.map_err(|error| {
        let error = error.to_string();
        let message = error.lines().next().unwrap_or_default();
        wrong(&path, message.trim_start_matches("error: "))
    })
}

fn wrong(path: &Path, message: &str) -> Failure {
    let message = format!("{}: {message}", path.display());
    Failure::new(message, "see `liens convert --help` for the options")
}

/// The options of a file for a subcommand, as arguments.
fn options(text: &str, name: &str, program: &Command) -> Result<Vec<OsString>, String> {
    let table = DeTable::parse(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        format!("line {line}: {}", error.message())
    })?;
    let mut options = Vec::new();
    for (key, value) in table.get_ref() {
        let key = key.get_ref().as_ref();
        match value.get_ref() {
            DeValue::Table(labels) if key == "labels" => {
                for (language, parts) in labels {
                    let prefix = format!("{}:", language.get_ref());
                    options.extend(pairs("label", &prefix, table_of(parts, "labels")?)?);
                }
            }
            DeValue::Table(classes) if key == "classes" => {
                options.extend(pairs("class", "", classes)?);
            }
            DeValue::Table(own) if key == name => {
                for (key, value) in own {
                    options.extend(option(key.get_ref(), value)?);
                }
            }
            DeValue::Table(_) if program.find_subcommand(key).is_some() => {}
            _ if !program.get_subcommands().any(|command| has(command, key)) => {
                return Err(format!("there is no option `{key}`"));
            }
            _ if program
                .find_subcommand(name)
                .is_some_and(|command| has(command, key)) =>
            {
                options.extend(option(key, value)?);
            }
            // It is an option only of other subcommands.
            _ => {}
        }
    }
    Ok(options)
}

fn has(command: &Command, name: &str) -> bool {
    let mut names = command.get_arguments().filter_map(clap::Arg::get_long);
    names.any(|long| long == name)
}

fn table_of<'a, 'b>(
    value: &'b Spanned<DeValue<'a>>,
    name: &str,
) -> Result<&'b DeTable<'a>, String> {
    match value.get_ref() {
        DeValue::Table(table) => Ok(table),
        _ => Err(format!("expected a table [{name}.LANG], as in [{name}.fr]")),
    }
}

/// The entries of a table as values of one option: `--class=ROLE=NAME`.
fn pairs(option: &str, prefix: &str, table: &DeTable<'_>) -> Result<Vec<OsString>, String> {
    let mut options = Vec::new();
    for (key, value) in table {
        let key = key.get_ref();
        for words in words(key, value)? {
            options.push(format!("--{option}={prefix}{key}={words}").into());
        }
    }
    Ok(options)
}

/// An option as arguments: one for each value, or the option alone if it is `true`.
fn option(name: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<OsString>, String> {
    if let DeValue::Boolean(is_set) = value.get_ref() {
        return Ok(is_set
            .then(|| format!("--{name}").into())
            .into_iter()
            .collect());
    }
    let words = words(name, value)?;
    let options = words.iter().map(|words| format!("--{name}={words}").into());
    Ok(options.collect())
}

/// A value, or the values of an array.
fn words(name: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, String> {
    Ok(match value.get_ref() {
        DeValue::String(text) => vec![text.clone().into_owned()],
        DeValue::Integer(number) => vec![number.to_string()],
        DeValue::Float(number) => vec![number.to_string()],
        DeValue::Datetime(date) => vec![date.to_string()],
        DeValue::Array(values) => {
            let mut all = Vec::new();
            for value in values {
                all.extend(words(name, value)?);
            }
            all
        }
        DeValue::Boolean(_) | DeValue::Table(_) => {
            return Err(format!("expected words or a list of words for `{name}`"));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert_options(text: &str) -> Result<Vec<String>, String> {
        let options = options(text, "convert", &Args::command())?;
        let text = |option: OsString| option.to_string_lossy().into_owned();
        Ok(options.into_iter().map(text).collect())
    }

    #[test]
    fn a_file_is_arguments() {
        let text = "date-order = 'day-first'\njson = true\njobs = 3\n\
            [convert]\nto = 'html'\nstandalone = true\nstrict = false\n\
            [labels.hr]\nlinks = ['Poveznice', 'Veze']\n[classes]\nbyline = '#by'\n[check]\nx = 1\n";
        let mut found = convert_options(text).expect("options");
        found.sort();
        assert_eq!(
            found,
            [
                "--class=byline=#by", "--date-order=day-first", "--jobs=3",
                "--label=hr:links=Poveznice", "--label=hr:links=Veze", "--standalone", "--to=html",
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, expected) in [
            ("a", "line 1: "),
            ("jobs = 1\nto =", "line 2: "),
            ("colour = 'never'", "there is no option `colour`"),
            ("[labels]\nfr = 'x'", "expected a table [labels.LANG]"),
            (
                "[classes]\nbyline = true", "expected words or a list of words for `byline`",
            ),
        ] {
            let error = convert_options(text).expect_err(text);
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
