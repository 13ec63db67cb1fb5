//! `check --watch`: checks again after each save, for as long as files can be watched. What a
//! save means for the site is found out as for the preview; here it is told once saves rest.

use super::Voice;
use super::could_not;
use super::project::{Project, counts, only};
use statuary::Options;
use statuary::diag::Report;
use statuary::serve::{News, follow};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How long no save has to follow until what is wrong is told.
const REST: Duration = Duration::from_millis(150);

/// The line before a report that takes the place of one before: editors that read along let
/// go of what they marked.
const ANEW: &str = "a save has changed the report:";

/// What is known of the site as it is now.
enum Heard {
    /// It is another one, and not looked through yet.
    Changed,
    /// What is wrong with it.
    Report(Report),
    /// Nothing more will be heard, for this reason.
    Blind(String),
}

/// Checks after each save until the process is stopped. Only what was asked for is told.
pub fn run(project: &Project, root: &Path, options: Options, asked: Vec<String>, voice: Voice) -> ExitCode {
    let (sender, heard) = channel();
    let tell = move |news: News| {
        let heard = match news {
            News::Serving(_) => return,
            News::Ready(_) => Heard::Changed,
            News::Checked(report) => Heard::Report(report.clone()),
            News::Blind(why) => Heard::Blind(why.to_owned()),
        };
        let _ = sender.send(heard);
    };
    let root = PathBuf::from(root);
    thread::spawn(move || follow(&root, &options, Arc::new(tell)));
    voice.say("checking after each save (stop with Ctrl-C)");
    let mut told = None;
    loop {
        let report = match settled(&heard) {
            Ok(report) => report,
            Err(why) => return could_not(&format!("files cannot be watched: {why}")),
        };
        let (report, elsewhere) = only(report, &asked);
        if told.as_ref() != Some(&(report.clone(), elsewhere.clone())) {
            if told.is_some() {
                voice.say(ANEW);
            }
            project.print(&report);
            let found = match report.findings.is_empty() {
                true => "no problems".to_owned(),
                false => counts(&report) + &project.more(&report),
            };
            voice.say(&format!("checked: {found}{elsewhere}"));
            told = Some((report, elsewhere));
        }
    }
}

/// The next report after which no save follows for a while; or why there will be none.
fn settled(heard: &Receiver<Heard>) -> Result<Report, String> {
    let ended = || "watching has ended".to_owned();
    let mut report = None;
    loop {
        let next = match report.take() {
            None => heard.recv().map_err(|_| ended())?,
            Some(known) => match heard.recv_timeout(REST) {
                Ok(next) => next,
                Err(_) => return Ok(known),
            },
        };
        match next {
            Heard::Changed => {}
            Heard::Report(known) => report = Some(known),
            Heard::Blind(why) => return Err(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statuary::diag::Diagnostic;
    use statuary::source::{Sources, Span};

    fn report(message: &str) -> Report {
        Report::new(vec![Diagnostic::error("yaml", Span::file("a"), message)], &Sources::default())
    }

    #[test]
    fn burst_of_saves_ends_in_one_report_of_the_last_state() {
        let (sender, heard) = channel();
        for message in ["first", "second", "third"] {
            sender.send(Heard::Changed).unwrap();
            sender.send(Heard::Report(report(message))).unwrap();
        }
        assert_eq!(settled(&heard), Ok(report("third")));
        sender.send(Heard::Report(report("fourth"))).unwrap();
        sender.send(Heard::Changed).unwrap();
        drop(sender);
        assert_eq!(settled(&heard), Err("watching has ended".to_owned()));
    }
}
