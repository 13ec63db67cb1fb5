//! From a save to the new bytes being served: the servers that programs offer for writing,
//! each asked again and again until what was saved is there.

use super::{Form, Peer};
use crate::corpus::Corpus;
use crate::layout;
use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How often a page is saved.
const SAVES: usize = 11;

/// Between two saves, so that what a program does afterwards is over.
const REST: Duration = Duration::from_millis(700);

/// After this a program counts as one that does not serve.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server, which ends with its value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What is edited in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Body,
    Title,
}

/// Seconds from a save to the new bytes, the middle of some.
pub fn latency(peer: &Peer, folder: &Path, corpus: &Corpus, port: u16, edit: Edit) -> io::Result<f64> {
    let _server = start(peer, folder, port)?;
    let at = corpus.len() / 2;
    let page = folder.join(layout::source(corpus, at));
    let published = layout::published(corpus, at).to_string_lossy().replace('\\', "/");
    let address = format!("/{}", published.trim_start_matches("public/").trim_end_matches("index.html"));
    let text = fs::read_to_string(&page)?;
    wait(port, &address, &corpus.code(at).title)?;
    sleep(REST * 4);
    let mut times = Vec::new();
    for number in 0..SAVES {
        let mark = format!("Saved{number}times");
        let edited = match edit {
            Edit::Body => format!("{text}\n{mark}\n"),
            Edit::Title => text.replacen("title: \"", &format!("title: \"{mark} "), 1),
        };
        let start = Instant::now();
        fs::write(&page, edited)?;
        wait(port, &address, &mark)?;
        times.push(start.elapsed().as_secs_f64());
        sleep(REST);
    }
    fs::write(&page, text)?;
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

fn start(peer: &Peer, folder: &Path, port: u16) -> io::Result<Server> {
    let mut command = Command::new(&peer.program);
    match peer.form {
        Form::Statuary => command.args(["serve", "--port", &port.to_string()]),
        Form::Hugo => command.args(["server", "--bind", "127.0.0.1", "--port", &port.to_string(), "--noBuildLock"]),
    };
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(Server)
}

/// Waits until a page holds a text.
fn wait(port: u16, address: &str, text: &str) -> io::Result<()> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if get(port, address).is_ok_and(|page| page.contains(text)) {
            return Ok(());
        }
        sleep(Duration::from_millis(1));
    }
    Err(io::Error::other(format!("{address} was not served with \"{text}\"")))
}

fn get(port: u16, address: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(stream, "GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut page = Vec::new();
    stream.read_to_end(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
