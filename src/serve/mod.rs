//! A preview on this machine. A save is seen at once: what depends on it is made again when
//! it is asked for, and pages that are open come anew by themselves. The only room that opens
//! a socket.
//!
//! One thread answers all connections, and a few make what is asked for; `workshop` follows
//! the files on a thread of its own. A request is answered from the last site that has no
//! error and waits for nothing but the very first.

mod answer;
mod live;
mod news;
mod watch;
mod workshop;

use crate::Options;
use answer::Answer;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::HOST;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use workshop::Workshop;

pub use answer::{Files, answer, media_type};
pub use news::{News, Tell};

/// How long a connection may take to say what it asks for.
const HEAD_TIME: Duration = Duration::from_secs(30);

/// How many connections are held at a time; others wait.
const CONNECTIONS: usize = 256;

/// Where and what to serve.
#[derive(Debug, Clone)]
pub struct Place {
    /// The address to listen at.
    pub host: IpAddr,
    /// The port; one of the next twenty where it is taken.
    pub port: u16,
}

/// Serves a project until the process is stopped.
pub fn serve(root: &Path, options: &Options, place: &Place, tell: Arc<Tell>) -> io::Result<()> {
    let listener = listen(place)?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let base_url = options.base_url.clone().unwrap_or_else(|| address.clone());
    let prefix = path_of(&base_url);
    let options = Options { base_url: Some(base_url), preview: true, ..options.clone() };
    let workshop = Workshop::start(root, options, Arc::clone(&tell))?;
    let server = Arc::new(Server { workshop, prefix, is_open: !place.host.is_loopback() });
    tell(News::Serving(&format!("{}{}", address.trim_end_matches('/'), server.prefix)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(4).build()?;
    runtime.block_on(accept(listener, server))
}

/// Follows a project without serving it, until the process is stopped: what is wrong is told
/// as it is for a preview.
pub fn follow(root: &Path, options: &Options, tell: Arc<Tell>) {
    Workshop::new(tell).follow(root, options.clone());
}

/// What answers requests.
struct Server {
    workshop: Arc<Workshop>,
    /// The path of the home page.
    prefix: String,
    /// Whether other machines may ask.
    is_open: bool,
}

async fn accept(listener: TcpListener, server: Arc<Server>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(held) = Arc::clone(&room).acquire_owned().await else { return Ok(()) };
        // What goes wrong with a connection ends that one alone.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let server = Arc::clone(&server);
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let server = Arc::clone(&server);
                async move { Ok::<_, Infallible>(server.answer(request).await) }
            });
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            drop(held);
        });
    }
}

impl Server {
    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        if !host.is_some_and(|host| self.is_own(host)) {
            let text = "this preview answers to its own address alone\n";
            return answer::plain(StatusCode::MISDIRECTED_REQUEST, text);
        }
        let (parts, _) = request.into_parts();
        if let Some(name) = parts.uri.path().strip_prefix(&self.prefix).and_then(|path| path.strip_prefix(live::HOME)) {
            return self.workshop.live(name, parts.uri.query().unwrap_or_default()).await;
        }
        let (workshop, prefix) = (Arc::clone(&self.workshop), self.prefix.clone());
        workshop.is_ready().await;
        let made = tokio::task::spawn_blocking(move || workshop.answer(&Answer::new(&prefix, &parts), &prefix));
        made.await.unwrap_or_else(|_| answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "this page cannot be made\n"))
    }

    /// Whether a request names this machine. A page elsewhere could otherwise read what is
    /// being written, by a name of its own that leads here.
    fn is_own(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        match name.parse::<IpAddr>() {
            Ok(address) => self.is_open || address.is_loopback(),
            Err(_) => name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost"),
        }
    }
}

fn listen(place: &Place) -> io::Result<TcpListener> {
    let mut last = None;
    for port in place.port..=place.port.saturating_add(20) {
        match TcpListener::bind(SocketAddr::from((place.host, port))) {
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
