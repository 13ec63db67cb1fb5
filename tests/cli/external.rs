//! `statuary check --external`: what other sites answer is told at its place. The other site
//! is a server in the test itself.

use crate::common::{Folder, assert_text, page_405};
use crate::run;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What was asked: method, path and name of the asker, and when.
type Asked = Arc<Mutex<Vec<(String, Instant)>>>;

/// A server that answers by the path, and notes what it was asked.
struct Server {
    address: String,
    asked: Asked,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Asked::default();
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            let mut held = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                held.extend(answer(stream, &noted));
            }
        });
        Server { address, asked }
    }

    /// The questions so far, by method and path.
    fn questions(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (question, _) in self.asked.lock().unwrap().iter() {
            *counts.entry(question.clone()).or_default() += 1;
        }
        counts
    }
}

/// Answers one question; gives the connection where it is never answered.
fn answer(mut stream: TcpStream, asked: &Asked) -> Option<TcpStream> {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let question = head.first()?.trim_end_matches(" HTTP/1.1").to_owned();
    assert!(head.iter().any(|line| line.to_lowercase().starts_with("user-agent: statuary/")), "{head:?}");
    let before = {
        let mut asked = asked.lock().unwrap();
        let before = asked.iter().filter(|(before, _)| *before == question).count();
        asked.push((question.clone(), Instant::now()));
        before
    };
    let (method, path) = question.split_once(' ')?;
    let (status, field) = match (method, path) {
        (_, "/slow") => return Some(stream),
        ("HEAD", "/no-head") => ("405 Method Not Allowed", ""),
        (_, "/gone") => ("410 Gone", ""),
        (_, "/missing") => ("404 Not Found", ""),
        (_, "/moved") => ("301 Moved Permanently", "Location: /moved/on\r\n"),
        (_, "/moved/on") => ("308 Permanent Redirect", "Location: /good\r\n"),
        (_, "/today") => ("302 Found", "Location: /good\r\n"),
        (_, "/circle") => ("302 Found", "Location: /circle\r\n"),
        (_, "/busy") if before == 0 => ("429 Too Many Requests", "Retry-After: 1\r\n"),
        (_, "/closed") => ("503 Service Unavailable", "Retry-After: 86400\r\n"),
        (_, "/broken") => ("500 Internal Server Error", ""),
        _ => ("200 OK", ""),
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{field}Content-Length: 0\r\nConnection: close\r\n\r\n");
    None
}

/// A site whose page links to these paths of a server, one a line from line 7 on.
fn site(server: &str, paths: &[&str]) -> Folder {
    let lines: Vec<String> = paths.iter().map(|path| format!("[a]({server}{path})\n")).collect();
    Folder::tiny(&page_405("", &lines.concat()))
}

/// The report without its excerpts, the server called by one name.
fn told(folder: &Folder, server: &Server, arguments: &[&str]) -> (Option<i32>, String) {
    let ran = run(folder.path(), &[&["check", "--external"], arguments].concat());
    let lines = ran.stderr.replace(&server.address, "http://other").replace(" |", "|");
    // An excerpt starts with a number of a line or a bar.
    let is_excerpt = |line: &str| {
        line.starts_with([' ', '|'])
            || line.split('|').next() != Some(line) && line.starts_with(|c: char| c.is_ascii_digit())
    };
    let lines = lines.lines().filter(|line| !line.is_empty() && !is_excerpt(line));
    let text: Vec<&str> = lines.map(|line| line.split(" in 0").next().unwrap()).collect();
    (ran.status, text.join("\n"))
}

#[test]
fn what_is_there_gives_no_problem_and_is_not_asked_for_again() {
    let server = Server::start();
    let folder = site(&server.address, &["/good", "/good#place", "/no-head", "/today"]);
    folder.write(
        "content/4xx/404.md",
        format!("---\ncode: 404\ntitle: T\nclass: 4xx\nsource: {}/field\n---\n", server.address),
    );
    let ran = run(folder.path(), &["check", "--external"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.ends_with(": no problems\n"), "{}", ran.stderr);
    let questions = server.questions();
    let expected =
        [("GET /no-head", 1), ("HEAD /field", 1), ("HEAD /good", 2), ("HEAD /no-head", 1), ("HEAD /today", 1)];
    let expected: BTreeMap<String, usize> = expected.map(|(name, count)| (name.to_owned(), count)).into();
    assert_eq!(questions, expected);

    assert_eq!(run(folder.path(), &["check", "--external"]).status, Some(0));
    assert_eq!(server.questions(), questions, "answers are believed for a week");
    assert_eq!(run(folder.path(), &["check", "--external", "--max-age", "0"]).status, Some(0));
    assert_eq!(server.questions()["HEAD /field"], 2);
}

#[test]
fn what_is_gone_is_an_error_and_what_has_moved_a_warning() {
    let server = Server::start();
    let folder = site(&server.address, &["/missing", "/gone#a", "/moved#place", "/broken"]);
    let expected = "content/4xx/405.md:7:5: error[dead-address]: http://other/missing leads nowhere: the answer is 404\n\
        help: write the address at which it is now, or take the link out\n\
        content/4xx/405.md:8:5: error[dead-address]: http://other/gone#a leads nowhere: the answer is 410\n\
        help: write the address at which it is now, or take the link out\n\
        content/4xx/405.md:9:5: warning[moved-address]: http://other/moved#place has moved for good\n\
        help: write `http://other/good#place`\n\
        content/4xx/405.md:10:5: warning[unsure-address]: whether http://other/broken is there cannot be told: the answer is 500\n\
        help: look at it in a browser, or try again later\n\
        2 errors, 2 warnings; `statuary explain dead-address` tells more";
    let (status, text) = told(&folder, &server, &[]);
    assert_eq!(status, Some(1));
    assert_text(&text, expected);
    let before = server.questions();
    assert_text(&told(&folder, &server, &[]).1, expected);
    let after = server.questions();
    assert_eq!(after["HEAD /missing"], before["HEAD /missing"], "what is sure is kept");
    assert_eq!(after["HEAD /broken"], before["HEAD /broken"] + 1, "what is not is asked for again");
}

#[test]
fn server_that_asks_to_wait_is_waited_for() {
    let server = Server::start();
    let folder = site(&server.address, &["/busy", "/closed"]);
    let (status, text) = told(&folder, &server, &[]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("/closed is there cannot be told: the answer is 503") && !text.contains("/busy"), "{text}");
    let asked = server.asked.lock().unwrap();
    let times: Vec<Instant> =
        asked.iter().filter(|(question, _)| question == "HEAD /busy").map(|(_, time)| *time).collect();
    assert!(times.len() == 2 && times[1] - times[0] >= Duration::from_millis(990), "{times:?}");
    assert_eq!(asked.iter().filter(|(question, _)| question == "HEAD /closed").count(), 1);
}

#[test]
fn no_answer_is_a_warning() {
    let server = Server::start();
    let folder = site(&server.address, &["/slow", "/circle"]);
    let text = told(&folder, &server, &["--timeout", "1"]).1;
    assert!(text.contains("/slow is there cannot be told: no answer came within 1 s"), "{text}");
    assert!(text.contains("/circle is there cannot be told: more than 10 redirections follow each other"), "{text}");

    // A port at which nobody listens any more.
    let address = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let folder = site(&address, &["/a"]);
    let ran = run(folder.path(), &["check", "--external"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("/a is there cannot be told: the connection is refused"), "{}", ran.stderr);
}

#[test]
fn only_the_files_that_are_asked_for_are_asked_about() {
    let server = Server::start();
    let folder = site(&server.address, &["/missing"]);
    assert_eq!(run(folder.path(), &["check", "--external", "content/4xx/404.md"]).status, Some(0));
    assert!(server.questions().is_empty());
    assert_eq!(run(folder.path(), &["check"]).status, Some(0));
    assert!(server.questions().is_empty());
}
