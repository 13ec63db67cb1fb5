//! What a build is doing: a line that says so, on a terminal only and only once it
//! takes long, and how long each stage took.

use super::Voice;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

/// The progress line; it is wiped out when this is dropped.
pub struct Progress {
    stages: RefCell<Vec<(&'static str, Instant)>>,
    sender: Option<Sender<&'static str>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to wait. Nothing is shown where standard error is no terminal, or nobody wants it.
    pub fn start(voice: Voice) -> Progress {
        let stages = RefCell::default();
        if voice.quiet || !io::stderr().is_terminal() {
            return Progress { stages, sender: None, thread: None };
        }
        let (sender, receiver) = channel();
        Progress { stages, sender: Some(sender), thread: Some(spawn(move || show(&receiver))) }
    }

    /// Says what is being done now.
    pub fn phase(&self, name: &'static str) {
        self.stages.borrow_mut().push((name, Instant::now()));
        if let Some(sender) = &self.sender {
            let _ = sender.send(name);
        }
    }

    /// Ends the last stage. Gives each with the time it took.
    pub fn end(self) -> Vec<(&'static str, Duration)> {
        let stages = self.stages.borrow();
        let ends = stages.iter().skip(1).map(|(_, start)| *start).chain([Instant::now()]);
        stages.iter().zip(ends).map(|((name, start), end)| (*name, end - *start)).collect()
    }
}

/// Stages and their times, a line each.
pub fn table(stages: &[(&'static str, Duration)]) -> String {
    let mut text = String::new();
    for (name, time) in stages {
        let _ = writeln!(text, "{name:<12}{:>8.3} s", time.as_secs_f64());
    }
    text
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn show(receiver: &Receiver<&'static str>) {
    let start = Instant::now();
    let mut phase = "starting";
    let mut shown = false;
    loop {
        match receiver.recv_timeout(Duration::from_millis(250)) {
            Ok(next) => phase = next,
            Err(RecvTimeoutError::Timeout) => {
                eprint!("\r\x1b[K{phase} … {:.0} s", start.elapsed().as_secs_f64());
                let _ = io::stderr().flush();
                shown = true;
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if shown {
        eprint!("\r\x1b[K");
    }
}
