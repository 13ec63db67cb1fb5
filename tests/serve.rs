//! The preview: how it answers an address, and that a change on disk is seen by
//! the next request.

use http_body_util::BodyExt;
use hyper::Method;
use hyper::header::{ALLOW, CONTENT_TYPE, LOCATION};
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
    ] {
        output.files.insert(path.to_owned(), Arc::from(text.as_bytes()));
    }
    output
}

/// An answer as `status text`, or `status -> address` for a redirect.
fn answered(prefix: &str, method: &Method, path: &str) -> String {
    let response = answer(&site(), prefix, method, path);
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
}

#[test]
fn every_other_address_is_the_not_found_page_at_any_depth() {
    for path in ["/nowhere", "/nowhere/", "/404/deep/er/", "/style.css/", "/index.html/"] {
        assert_eq!(get(path), "404 not found", "{path}");
    }
}

#[test]
fn a_site_without_a_not_found_page_says_so_in_words() {
    let response = answer(&Output::default(), "/", &Method::GET, "/");
    assert_eq!(response.status(), 404);
}

#[test]
fn head_is_answered_as_get_is() {
    for path in ["/", "/404", "/nowhere/", "/style.css"] {
        let get = answer(&site(), "/", &Method::GET, path);
        let head = answer(&site(), "/", &Method::HEAD, path);
        assert_eq!((head.status(), head.headers()), (get.status(), get.headers()), "{path}");
    }
}

#[test]
fn other_methods_are_not_allowed_and_told_which_are() {
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
        assert_eq!(answered("/", &method, "/"), "405 only GET and HEAD\n");
        // RFC 9110, section 15.5.6: a 405 must carry Allow.
        let response = answer(&site(), "/", &method, "/");
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
    for path in ["/%", "/%4", "/%zz", "/%C3%28", "/%00", "/%é"] {
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
        assert_eq!(answer(&site(), "/", &Method::GET, path).headers()[CONTENT_TYPE], expected, "{path}");
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
        write(&root.join("content/index.md"), "---\ntitle: First\n---\n");
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
        write!(stream, "{request} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)?;
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
