//! Asks other sites whether what links lead to is still there: one request at a time for each
//! host, with a pause behind it. The only room that asks the network, and only when told to.

mod memory;
mod visit;

use crate::diag::Diagnostic;
use crate::source::Span;
use memory::Memory;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use visit::{Answer, Visitor};

/// How long a host is left alone after a request. One of this machine need not be.
const PAUSE: Duration = Duration::from_secs(1);

/// How many hosts are asked at the same time.
const HOSTS: usize = 8;

/// How to ask.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// How long an answer may take.
    pub timeout: Duration,
    /// For how many days an answer is believed.
    pub max_age: u64,
}

/// Asks for all addresses, and tells what is wrong with them at their places. What is sure is
/// kept in `.statuary/` below the root for the next time. The error says why nobody could be
/// asked.
pub fn ask(root: &Path, addresses: &BTreeMap<String, Vec<Span>>, manners: Manners) -> Result<Vec<Diagnostic>, String> {
    let mut memory = Memory::read(root);
    let today = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / 86_400);
    let since = today.saturating_sub(manners.max_age);
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for page in addresses.keys().map(|address| page_of(address)) {
        let known = memory.answer(page, since);
        let pages = hosts.entry(host_of(page)).or_default();
        if known.is_none() && !pages.contains(&page) {
            pages.push(page);
        }
    }
    hosts.retain(|_, pages| !pages.is_empty());
    let answers = asked(hosts, manners);
    if !answers.is_empty() && answers.values().all(|answer| *answer == Answer::NoHost) {
        return Err("no other site is found by its name; is there a network?".to_owned());
    }
    let mut found = Vec::new();
    for (address, places) in addresses {
        let page = page_of(address);
        let known = || memory.answer(page, since).cloned();
        if let Some(answer) = answers.get(page).cloned().or_else(known) {
            found.extend(places.iter().filter_map(|place| told(address, &answer, place)));
        }
    }
    memory.keep(answers, today, since);
    memory.write(root).map_err(|error| format!("cannot keep what was answered: {error}"))?;
    Ok(found)
}

/// The answers, by page. A few hosts are asked at the same time, each for one page after
/// another.
fn asked(hosts: BTreeMap<&str, Vec<&str>>, manners: Manners) -> BTreeMap<String, Answer> {
    let (todo, answers) = (Mutex::new(hosts), Mutex::new(BTreeMap::new()));
    let visitor = Visitor::new(manners.timeout);
    let work = || {
        loop {
            let next = todo.lock().unwrap_or_else(PoisonError::into_inner).pop_first();
            let Some((host, pages)) = next else { break };
            for (number, page) in pages.into_iter().enumerate() {
                if number > 0 && !is_own(host) {
                    thread::sleep(PAUSE);
                }
                let answer = visitor.visit(page);
                answers.lock().unwrap_or_else(PoisonError::into_inner).insert(page.to_owned(), answer);
            }
        }
    };
    thread::scope(|scope| (0..HOSTS).for_each(|_| _ = scope.spawn(work)));
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What there is to say of an address at one of its places.
fn told(address: &str, answer: &Answer, place: &Span) -> Option<Diagnostic> {
    let dead = |why: &str| {
        Diagnostic::error("dead-address", place.clone(), format!("{address} leads nowhere: {why}"))
            .help("write the address at which it is now, or take the link out")
    };
    match answer {
        Answer::Good => None,
        Answer::Dead(why) => Some(dead(why)),
        Answer::NoHost => Some(dead("there is no host of that name")),
        Answer::Moved(to) => {
            let place_in_page = address.find('#').map_or("", |at| &address[at..]);
            let message = format!("{address} has moved for good");
            Some(
                Diagnostic::warning("moved-address", place.clone(), message)
                    .help(format!("write `{to}{place_in_page}`")),
            )
        }
        Answer::Unsure(why) => {
            let message = format!("whether {address} is there cannot be told: {why}");
            Some(
                Diagnostic::warning("unsure-address", place.clone(), message)
                    .help("look at it in a browser, or try again later"),
            )
        }
    }
}

/// An address without the place in its page, which no server is told.
fn page_of(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

/// The host of an address, with its port.
fn host_of(address: &str) -> &str {
    let behind = address.split_once("://").map_or("", |(_, rest)| rest);
    behind.split(['/', '?']).next().unwrap_or_default()
}

fn is_own(host: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|own| host.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
}
