//! A preview on this machine: the output is served from memory and made again
//! when a file has changed. The only module that opens a socket.

use crate::output::Output;
use crate::text::percent_decoded;
use crate::{Build, Fingerprint, Options, compile, fingerprint, load};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, LOCATION};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Called after each build with the time it took.
pub type OnBuild<'a> = &'a (dyn Fn(&Build, Duration) + Send + Sync);

/// The site as it was last built.
struct Preview<'a> {
    root: PathBuf,
    options: Options,
    on_build: OnBuild<'a>,
    state: Mutex<(Fingerprint, Arc<Output>)>,
}

impl Preview<'_> {
    /// The output for the files as they are now. After a build with errors it is
    /// the one before, so that the site stays readable while a slip is mended.
    fn current(&self) -> Arc<Output> {
        let Ok(mut state) = self.state.lock() else { return Arc::default() };
        let now = fingerprint(&self.root);
        if state.0 != now {
            let start = Instant::now();
            let (sources, problems) = load(&self.root);
            let build = compile(&sources, &self.options, problems);
            (self.on_build)(&build, start.elapsed());
            if build.report.errors() == 0 || state.1.files.is_empty() {
                state.1 = Arc::new(build.output);
            }
            state.0 = now;
        }
        state.1.clone()
    }
}

/// Builds a project and serves it on loopback until the process is stopped.
/// `ready` is called once with the address.
pub fn serve(root: &Path, options: &Options, port: u16, on_build: OnBuild, ready: &dyn Fn(&str)) -> io::Result<()> {
    let listener = listen(port)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let mut options = options.clone();
    options.base_url = Some(options.base_url.unwrap_or_else(|| address.clone()));
    let prefix = path_of(options.base_url.as_deref().unwrap_or("/"));
    let preview = Preview { root: root.to_owned(), options, on_build, state: Mutex::default() };
    preview.current();
    ready(&format!("{}{}", address.trim_end_matches('/'), prefix));
    // Browsers open connections ahead of need: a thread for each, so that one
    // that asks for nothing holds nobody up.
    thread::scope(|scope| {
        loop {
            let (stream, _) = listener.accept()?;
            scope.spawn(|| converse(stream, &preview, &prefix));
        }
    })
}

/// Answers one connection. What goes wrong with it is the browser's to tell.
fn converse(stream: TcpStream, preview: &Preview, prefix: &str) -> io::Result<()> {
    let service = service_fn(|request: Request<Incoming>| {
        let response = answer(&preview.current(), prefix, request.method(), request.uri().path());
        async move { Ok::<_, Infallible>(response) }
    });
    stream.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let stream = TokioIo::new(tokio::net::TcpStream::from_std(stream)?);
        let http = hyper::server::conn::http1::Builder::new().keep_alive(false).serve_connection(stream, service);
        let _ = http.await;
        Ok(())
    })
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(20) {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::other("no free port")))
}

/// The path of an address, with slashes at both ends.
fn path_of(url: &str) -> String {
    let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    format!("{}/", path.trim_end_matches('/'))
}

/// Answers a request as a static host does: `x/` is `x/index.html`, `x` leads to
/// `x/`, everything else is the not-found page.
pub fn answer(output: &Output, prefix: &str, method: &Method, path: &str) -> Response<Full<Bytes>> {
    if method != Method::GET && method != Method::HEAD {
        let mut response = respond(StatusCode::METHOD_NOT_ALLOWED, "text/plain", b"only GET and HEAD\n");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let decoded = percent_decoded(path);
    let Some(inside) = decoded.strip_prefix(prefix) else {
        return if format!("{decoded}/") == prefix { redirect(prefix) } else { not_found(output) };
    };
    let file =
        if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
    if let Some(bytes) = output.files.get(&file) {
        return respond(StatusCode::OK, media_type(&file), bytes);
    }
    if output.files.contains_key(&format!("{file}/index.html")) {
        return redirect(&format!("{path}/"));
    }
    not_found(output)
}

fn not_found(output: &Output) -> Response<Full<Bytes>> {
    let page = output.files.get("404.html").map_or(&b"not found\n"[..], |bytes| bytes);
    respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page)
}

fn redirect(to: &str) -> Response<Full<Bytes>> {
    let mut response = respond(StatusCode::MOVED_PERMANENTLY, "text/plain", b"");
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

fn respond(status: StatusCode, media_type: &'static str, bytes: &[u8]) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::copy_from_slice(bytes)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The media type of a file by its ending.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("xml") => "application/xml",
        Some("atom") => "application/atom+xml",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
