//! A line that says what takes so long, on a terminal only, and only once it
//! takes long.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

/// The progress line; it is wiped out when this is dropped.
pub struct Progress {
    sender: Option<Sender<&'static str>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to wait. Nothing is shown where standard error is no terminal.
    pub fn start() -> Progress {
        if !io::stderr().is_terminal() {
            return Progress { sender: None, thread: None };
        }
        let (sender, receiver) = channel();
        Progress { sender: Some(sender), thread: Some(spawn(move || show(&receiver))) }
    }

    /// Says what is being done now.
    pub fn phase(&self, name: &'static str) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(name);
        }
    }
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
