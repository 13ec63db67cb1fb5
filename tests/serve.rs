//! The preview: how it answers an address, and that a change on disk is seen by
//! the next request.

use http_body_util::BodyExt;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ALLOW, CONTENT_RANGE, CONTENT_TYPE, LOCATION, RANGE};
use hyper::{Method, Request, Response};
use statuary::Output;
use statuary::serve::answer;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

fn site() -> Output {
    let mut output = Output::default();
    for (path, text) in [
        ("404.html", "not found"),
        ("404/index.html", "code 404"),
        ("a b/index.html", "space"),
        ("café/index.html", "café"),
        ("index.html", "home"),
        ("style.css", "css"),
        ("guide.html", "guide"),
        ("guide/index.html", "folder"),
    ] {
        output.files.insert(path.to_owned(), Arc::from(text.as_bytes()));
    }
    output
}

/// The response to a request.
fn response(site: &Output, prefix: &str, method: &Method, path: &str) -> Response<Full<Bytes>> {
    // What no request can name as it is written is no test of the preview.
    let request = Request::builder().method(method).uri(path).body(()).expect("an address");
    answer(site, prefix, &request.into_parts().0)
}

/// An answer as `status text`, or `status -> address` for a redirect.
fn answered(prefix: &str, method: &Method, path: &str) -> String {
    let response = response(&site(), prefix, method, path);
    let status = response.status().as_u16();
    if let Some(to) = response.headers().get(LOCATION) {
        return format!("{status} -> {}", to.to_str().expect("an address is text"));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be made");
    let body = runtime.block_on(response.into_body().collect()).expect("a body in memory can be read");
    format!("{status} {}", String::from_utf8_lossy(&body.to_bytes()))
}

fn get(path: &str) -> String {
    answered("/", &Method::GET, path)
}

#[test]
fn a_folder_answers_with_its_index() {
    assert_eq!(get("/"), "200 home");
    assert_eq!(get("/404/"), "200 code 404");
    assert_eq!(get("/style.css"), "200 css");
}

#[test]
fn a_folder_without_its_slash_is_a_redirect() {
    assert_eq!(get("/404"), "301 -> /404/");
    assert_eq!(get("/a%20b"), "301 -> /a%20b/");
    assert_eq!(get("/404?q=1&r=%20"), "301 -> /404/?q=1&r=%20");
    assert_eq!(answered("/repo/", &Method::GET, "/repo?q=1"), "301 -> /repo/?q=1");
}

#[test]
fn a_name_without_its_ending_is_that_page() {
    assert_eq!(get("/guide"), "200 guide");
    assert_eq!(get("/guide/"), "200 folder");
}

#[test]
fn a_part_of_a_file_is_given_where_one_is_asked_for() {
    let part = |range: &str| {
        let request = Request::builder().uri("/style.css").header(RANGE, range).body(()).expect("an address");
        let response = answer(&site(), "/", &request.into_parts().0);
        let told = response.headers().get(CONTENT_RANGE).map(|range| range.to_str().expect("text").to_owned());
        (response.status().as_u16(), told)
    };
    assert_eq!(part("bytes=1-"), (206, Some("bytes 1-2/3".to_owned())));
    assert_eq!(part("bytes=3-"), (416, Some("bytes */3".to_owned())));
    assert_eq!(part("pages=1-"), (200, None));
}

#[test]
fn every_other_address_is_the_not_found_page_at_any_depth() {
    for path in ["/nowhere", "/nowhere/", "/404/deep/er/", "/style.css/", "/index.html/"] {
        assert_eq!(get(path), "404 not found", "{path}");
    }
}

#[test]
fn a_site_without_a_not_found_page_says_so_in_words() {
    let response = response(&Output::default(), "/", &Method::GET, "/");
    assert_eq!(response.status(), 404);
}

#[test]
fn head_is_answered_as_get_is() {
    for path in ["/", "/404", "/nowhere/", "/style.css"] {
        let get = response(&site(), "/", &Method::GET, path);
        let head = response(&site(), "/", &Method::HEAD, path);
        assert_eq!((head.status(), head.headers()), (get.status(), get.headers()), "{path}");
    }
}

#[test]
fn other_methods_are_not_allowed_and_told_which_are() {
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
        assert_eq!(answered("/", &method, "/"), "405 only GET and HEAD\n");
        // RFC 9110, section 15.5.6: a 405 must carry Allow.
        let response = response(&site(), "/", &method, "/");
        assert_eq!(response.headers().get(ALLOW).map(|allow| allow.as_bytes()), Some(&b"GET, HEAD"[..]));
    }
}

#[test]
fn a_prefix_stands_before_every_address() {
    for (path, expected) in [
        ("/repo/", "200 home"),
        ("/repo", "301 -> /repo/"),
        ("/repo/404/", "200 code 404"),
        ("/repo/404", "301 -> /repo/404/"),
        ("/repo/nowhere", "404 not found"),
        ("/", "404 not found"),
        ("/404/", "404 not found"),
        ("/repository/404/", "404 not found"),
    ] {
        assert_eq!(answered("/repo/", &Method::GET, path), expected, "{path}");
    }
}

#[test]
fn percent_encoded_addresses_are_decoded() {
    assert_eq!(get("/caf%C3%A9/"), "200 café");
    assert_eq!(get("/caf%c3%a9/"), "200 café");
    assert_eq!(get("/a%20b/"), "200 space");
    assert_eq!(get("/%340%34/"), "200 code 404");
}

#[test]
fn broken_percent_encodings_lead_nowhere() {
    for path in ["/%", "/%4", "/%zz", "/%C3%28", "/%00", "/%%C3%A9"] {
        assert_eq!(get(path), "404 not found", "{path}");
    }
}

#[test]
fn no_address_leads_out_of_the_site() {
    for path in ["/../Cargo.toml", "/404/../../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "//etc/passwd"] {
        assert_eq!(get(path), "404 not found", "{path}");
        assert_eq!(answered("/repo/", &Method::GET, &format!("/repo{path}")), "404 not found", "{path}");
    }
}

#[test]
fn files_have_their_media_types() {
    for (path, expected) in [
        ("/", "text/html; charset=utf-8"),
        ("/nowhere", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
    ] {
        assert_eq!(response(&site(), "/", &Method::GET, path).headers()[CONTENT_TYPE], expected, "{path}");
    }
}

/// Far more than anything here takes, so that a busy machine fails no test.
const PATIENCE: Duration = Duration::from_secs(30);

/// The binary, serving a tiny site. Dropping it stops the process and removes
/// the site.
struct Preview {
    process: Child,
    address: String,
    root: PathBuf,
}

impl Preview {
    fn start() -> Preview {
        Preview::start_with("---\ntitle: First\n---\n")
    }

    fn start_with(index: &str) -> Preview {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("statuary-serve-{}-{number}", std::process::id()));
        write(
            &root.join("content/site.yaml"),
            "title: Tiny\nbase_url: https://tiny.example/\ntheme: tiny\nkinds:\n  home:\n    path: index.md\n    \
             route: \"\"\n    template: page.html\n    title: title\n    fields:\n      \
             title: {type: text, required: true}\n",
        );
        write(&root.join("themes/tiny/theme.yaml"), "title: Tiny\n");
        write(&root.join("themes/tiny/templates/page.html"), "{{ page.title }}");
        write(&root.join("content/index.md"), index);
        let process = Command::new(env!("CARGO_BIN_EXE_statuary"))
            .args(["serve", "--port", "0", "--root"])
            .arg(&root)
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut preview = Preview { process, address: String::new(), root };
        preview.address = preview.printed_address();
        preview
    }

    /// The address it prints once it is ready. Its other lines are read and left
    /// alone, so that it never waits for a reader.
    fn printed_address(&mut self) -> String {
        let lines = BufReader::new(self.process.stderr.take().expect("it is piped")).lines();
        let (sender, receiver) = channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some((_, rest)) = line.split_once("http://") {
                    let _ = sender.send(rest.split('/').next().unwrap_or_default().to_owned());
                }
            }
        });
        receiver.recv_timeout(PATIENCE).expect("the preview says where it serves")
    }

    /// The whole response to a request line, as it comes over the wire.
    fn response(&self, request: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let head = if request.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.address) };
        let (line, fields) = request.split_once('\n').unwrap_or((request, ""));
        write!(stream, "{line} HTTP/1.1\r\n{fields}{head}Connection: close\r\n\r\n")?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        Ok(text)
    }

    fn body(&self, request: &str) -> String {
        let text = self.response(request).expect("the preview answers");
        text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).expect("a response has a head")
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

#[test]
fn a_change_on_disk_is_seen_by_a_later_request() {
    let preview = Preview::start();
    assert_eq!(preview.body("GET /"), "First");
    assert_eq!(preview.body("HEAD /"), "");
    assert!(preview.response("GET /../content/site.yaml").unwrap().starts_with("HTTP/1.1 404 "));

    write(&preview.root.join("content/index.md"), "---\ntitle: Second, and longer\n---\n");
    let deadline = Instant::now() + PATIENCE;
    while preview.body("GET /") != "Second, and longer" {
        assert!(Instant::now() < deadline, "the change is not seen");
        thread::yield_now();
    }
}

/// Browsers open connections ahead of need.
#[test]
fn a_connection_that_asks_for_nothing_holds_nobody_up() {
    let preview = Preview::start();
    let _idle = TcpStream::connect(&preview.address).unwrap();
    assert_eq!(preview.body("GET /"), "First");
}

#[test]
fn a_foreign_host_is_refused() {
    let preview = Preview::start();
    let status = |host: &str| preview.response(&format!("GET /\nHost: {host}\r\n")).unwrap()[9..12].to_owned();
    for host in ["localhost", "LOCALHOST:4000", "127.0.0.1", "[::1]:80", "a.localhost"] {
        assert_eq!(status(host), "200", "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "192.168.0.7", "localhost.evil.example", ""] {
        assert_eq!(status(host), "421", "{host}");
    }
}

/// What the script of a page is told, once it is another state than a number's.
fn news(preview: &Preview, after: &str) -> serde_json::Value {
    serde_json::from_str(&preview.body(&format!("GET /.statuary/news?after={after}"))).expect("JSON")
}

#[test]
fn a_browser_is_told_of_each_state_and_what_is_wrong_with_it() {
    let preview = Preview::start();
    assert_eq!(preview.body("GET /"), "First");
    let shown = preview.body("GET /\nAccept: text/html,*/*\r\n");
    assert!(shown.starts_with("First<script src=\"/.statuary/live.js\""), "{shown}");
    assert!(preview.body("GET /.statuary/live.js").contains("use strict"));
    let first = news(&preview, "none");
    assert_eq!(first["report"], serde_json::Value::Null);

    // A page with an error: the one before stays, and what is wrong is told.
    write(&preview.root.join("content/index.md"), "---\ntitle: Second\ntitel: x\n---\n");
    let broken = news(&preview, &first["number"].to_string());
    assert_eq!(broken["report"]["diagnostics"][0]["path"], "content/index.md");
    assert_eq!(preview.body("GET /"), "First");

    write(&preview.root.join("content/index.md"), "---\ntitle: Third\n---\n");
    let mended = news(&preview, &broken["number"].to_string());
    assert_eq!(mended["report"], serde_json::Value::Null);
    assert_eq!(preview.body("GET /"), "Third");

    // A template with an error is told as well, and the page before is shown.
    write(&preview.root.join("themes/tiny/templates/page.html"), "{{ page.title }}{{ page.nothing.more }}");
    let mut state = news(&preview, &mended["number"].to_string());
    while state["report"].is_null() {
        state = news(&preview, &state["number"].to_string());
    }
    assert_eq!(state["report"]["diagnostics"][0]["path"], "themes/tiny/templates/page.html");
    assert_eq!(preview.body("GET /"), "Third");
}

#[test]
fn a_site_that_was_broken_from_the_start_says_so_until_it_is_mended() {
    let preview = Preview::start_with("---\ntitle: [x]\n---\n");
    assert!(preview.response("GET /").unwrap().starts_with("HTTP/1.1 503 "));
    let page = preview.response("GET /\nAccept: text/html\r\n").unwrap();
    assert!(page.starts_with("HTTP/1.1 503 ") && page.contains("live.js"), "{page}");
    let broken = news(&preview, "none");
    assert_eq!(broken["report"]["errors"], 1);
    write(&preview.root.join("content/index.md"), "---\ntitle: Mended\n---\n");
    news(&preview, &broken["number"].to_string());
    assert_eq!(preview.body("GET /"), "Mended");
}

#[test]
fn files_come_and_go_under_the_preview() {
    let preview = Preview::start();
    let mut number = news(&preview, "none")["number"].to_string();
    let file = preview.root.join("content/static/notes/a.txt");
    for text in ["one", "two"] {
        write(&file, text);
        number = news(&preview, &number)["number"].to_string();
        assert_eq!(preview.body("GET /notes/a.txt"), text);
        fs::remove_dir_all(preview.root.join("content/static")).unwrap();
        number = news(&preview, &number)["number"].to_string();
        assert!(preview.response("GET /notes/a.txt").unwrap().starts_with("HTTP/1.1 404 "));
    }
}

/// The memory that a process holds, in KiB.
#[cfg(target_os = "linux")]
fn memory(preview: &Preview) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", preview.process.id())).expect("the process runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("it holds memory");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// A day of writing: broken and mended again and again, without a restart.
#[cfg(target_os = "linux")]
#[test]
fn two_hundred_slips_and_cures_leave_the_preview_as_it_was() {
    let preview = Preview::start();
    let page = preview.root.join("content/index.md");
    let mut number = news(&preview, "none")["number"].to_string();
    let mut held = 0;
    for cycle in 0..200 {
        write(&page, "---\ntitle: [x]\n---\n");
        let mut state = news(&preview, &number);
        while state["report"].is_null() {
            state = news(&preview, &state["number"].to_string());
        }
        number = state["number"].to_string();
        write(&page, &format!("---\ntitle: Mended {cycle}\n---\n"));
        while !state["report"].is_null() {
            state = news(&preview, &number);
            number = state["number"].to_string();
        }
        assert_eq!(preview.body("GET /"), format!("Mended {cycle}"));
        if cycle == 20 {
            held = memory(&preview);
        }
    }
    let now = memory(&preview);
    assert!(now < held + held / 4 + 4096, "{held} KiB after 20 cycles, {now} KiB after 200");
}
