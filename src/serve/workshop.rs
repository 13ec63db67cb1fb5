//! Follows the files of a project: after each save the site is joined anew, put in the place
//! of the one before, and looked through. Requests are answered from here.

use super::answer::{Answer, Files, Found, plain};
use super::live;
use super::news::{News, Tell};
use super::watch::Watch;
use crate::diag::Report;
use crate::load;
use crate::options::Options;
use crate::preview::{Change, Preview, Shown};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Response, StatusCode};
use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How long all pages are left alone after a save.
const REST: Duration = Duration::from_millis(40);

/// How long a browser waits for news before it asks again.
const NEWS_TIME: Duration = Duration::from_secs(25);

/// The site as it is now, for those that ask.
pub struct Workshop {
    state: Mutex<State>,
    /// The number of the state. It grows with each.
    number: watch::Sender<u64>,
    tell: Arc<Tell>,
}

#[derive(Default, Clone)]
struct State {
    /// The site as it was last without an error in what is known before pages are made.
    shown: Option<Arc<Shown>>,
    /// The one before it.
    earlier: Option<Arc<Shown>>,
    /// The last of which all pages could be made.
    good: Option<Arc<Shown>>,
    /// What is wrong now, if there are errors.
    report: Option<Arc<Report>>,
}

impl Workshop {
    /// One in which nothing is known yet.
    pub fn new(tell: Arc<Tell>) -> Arc<Workshop> {
        Arc::new(Workshop { state: Mutex::default(), number: watch::Sender::new(0), tell })
    }

    /// Starts to follow a project.
    pub fn start(root: &Path, options: Options, tell: Arc<Tell>) -> io::Result<Arc<Workshop>> {
        let workshop = Workshop::new(tell);
        let (following, root) = (Arc::clone(&workshop), root.to_owned());
        thread::Builder::new().name("workshop".to_owned()).spawn(move || following.follow(&root, options))?;
        Ok(workshop)
    }

    /// Follows a project for as long as its files can be watched.
    pub fn follow(self: Arc<Workshop>, root: &Path, options: Options) {
        // Watching begins before anything is read, so that no save is missed.
        let mut watch = Watch::new(root);
        let (sources, found) = load(root);
        let mut preview = Preview::new(options);
        let mut next = Some(Change::All(sources, found));
        let mut checking = Checking::default();
        if let Err(error) = &watch {
            (self.tell)(News::Blind(&error.to_string()));
        }
        while let Some(change) = next {
            let start = Instant::now();
            checking.stop();
            match preview.take(change) {
                Ok(shown) => {
                    self.put(|state| {
                        state.earlier = state.shown.replace(Arc::clone(&shown));
                        state.report = None;
                    });
                    (self.tell)(News::Ready(start.elapsed()));
                    checking = Checking::start(&self, shown);
                }
                Err(report) => {
                    (self.tell)(News::Checked(&report));
                    self.put(|state| state.report = Some(Arc::new(report)));
                }
            }
            next = watch.as_mut().ok().and_then(|watch| watch.next(preview.sources()));
        }
    }

    /// Changes the state, and tells browsers that it has.
    fn put(&self, change: impl FnOnce(&mut State)) {
        let before = self.state().clone();
        change(&mut self.state());
        // What takes time to take apart keeps nobody waiting.
        thread::spawn(move || drop(before));
        self.number.send_modify(|number| *number += 1);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the first state.
    pub async fn is_ready(&self) {
        let _ = self.number.subscribe().wait_for(|number| *number > 0).await;
    }

    /// Answers a request for a file of the site.
    pub fn answer(&self, request: &Answer, prefix: &str) -> Response<Full<Bytes>> {
        let (state, number) = (self.state().clone(), *self.number.borrow());
        let asked = Asked { workshop: self, state: &state, failed: RefCell::default() };
        let found = request.find(&asked);
        let has_failed = asked.failed.into_inner();
        match found {
            Found::File(status, path, bytes) if path.ends_with(".html") && request.wants_page() => {
                let page = live::page(&String::from_utf8_lossy(&bytes), prefix, number);
                request.respond(status, &path, Bytes::from(page))
            }
            Found::File(status, path, bytes) => request.respond(status, &path, Bytes::from_owner(bytes)),
            // Nothing could be made yet: the page that says so comes anew by itself.
            Found::Response(_) if (state.shown.is_none() || has_failed) && request.wants_page() => {
                let page = live::page("<!doctype html>\n<title>Not built yet</title>\n", prefix, number);
                request.respond(StatusCode::SERVICE_UNAVAILABLE, "a.html", Bytes::from(page))
            }
            Found::Response(_) if state.shown.is_none() || has_failed => {
                plain(StatusCode::SERVICE_UNAVAILABLE, "the site has errors and is not built yet\n")
            }
            Found::Response(response) => response,
        }
    }

    /// Answers the script of the preview.
    pub async fn live(&self, name: &str, query: &str) -> Response<Full<Bytes>> {
        match name {
            live::SCRIPT => live::script(),
            live::NEWS => {
                let after = query.strip_prefix("after=").and_then(|number| number.parse::<u64>().ok());
                let mut numbers = self.number.subscribe();
                let other = numbers.wait_for(|number| *number > 0 && Some(*number) != after);
                let _ = tokio::time::timeout(NEWS_TIME, other).await;
                let (number, report) = (*self.number.borrow(), self.state().report.clone());
                live::news(number, report.as_deref())
            }
            _ => plain(StatusCode::NOT_FOUND, "not found\n"),
        }
    }
}

/// The files of a state. Where a page cannot be made, it is that of a site before.
struct Asked<'a> {
    workshop: &'a Workshop,
    state: &'a State,
    failed: RefCell<bool>,
}

impl Files for Asked<'_> {
    fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        match self.state.shown.as_ref()?.file(path) {
            Ok(found) => found,
            Err(report) => {
                self.workshop.failed(report);
                let before = [&self.state.earlier, &self.state.good].into_iter().flatten();
                let before = before.filter_map(|shown| shown.file(path).ok().flatten()).next();
                *self.failed.borrow_mut() |= before.is_none();
                before
            }
        }
    }
}

impl Workshop {
    /// Notes that a page could not be made, before all were looked through.
    fn failed(&self, report: Report) {
        if self.state().report.is_none() {
            self.put(|state| state.report = Some(Arc::new(report)));
        }
    }
}

/// The looking through of a site, which makes all pages that may have changed.
#[derive(Default)]
struct Checking {
    stop: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Checking {
    fn start(workshop: &Arc<Workshop>, shown: Arc<Shown>) -> Checking {
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, workshop) = (Arc::clone(&stop), Arc::clone(workshop));
        let check = move || {
            // The page that somebody looks at comes first.
            thread::sleep(REST);
            let Some(report) = shown.report(&stopped) else { return };
            (workshop.tell)(News::Checked(&report));
            if report.errors() == 0 {
                workshop.state().good = Some(shown);
            } else if !stopped.load(Ordering::Relaxed) {
                workshop.put(|state| state.report = Some(Arc::new(report)));
            }
        };
        let thread = thread::Builder::new().name("checking".to_owned()).spawn(check).ok();
        Checking { stop, thread }
    }

    /// Stops it, and waits until it has.
    fn stop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.take().map(thread::JoinHandle::join);
    }
}
