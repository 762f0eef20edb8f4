//! `liens convert`.

use super::args::ConvertArgs;
use super::failure::Failure;
use super::form::Switches;
use super::input::Input;
use super::message::Messages;
use super::output::{Place, plan};
use super::{Outcome, Tally};

/// Converts every file; a bad one does not keep the others.
pub(super) fn run(args: &ConvertArgs) -> Outcome {
    let mut messages = Messages::new(args.quiet);
    convert_all(args, &mut messages).unwrap_or_else(|failure| {
        messages.failure(&failure);
        Outcome::Nothing
    })
}

fn convert_all(args: &ConvertArgs, messages: &mut Messages) -> Result<Outcome, Failure> {
    let switches = args.switches()?;
    let inputs = Input::all(&args.files);
    let places = plan(&inputs, args.output.as_deref(), args.to.extension)?;
    let mut tally = Tally::default();
    for (input, place) in inputs.iter().zip(&places) {
        match convert(input, place, args, switches, messages) {
            Ok(()) => tally.done += 1,
            Err(Failure::Strict) => tally.refused += 1,
            Err(failure) => {
                messages.failure(&failure);
                tally.failed += 1;
            }
        }
    }
    Ok(tally.outcome())
}

fn convert(
    input: &Input,
    place: &Place,
    args: &ConvertArgs,
    switches: Switches,
    messages: &mut Messages,
) -> Result<(), Failure> {
    let mut document = input.read(&args.reading, messages)?;
    if args.strict && !messages.accept(&document) {
        return Err(Failure::Strict);
    }
    messages.warnings(&document);
    args.changes.apply(&mut document.reading.article);
    let mut text = (args.to.write)(&document.reading, switches);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    place.write(&text)
}
