//! One visit to another site: a short question for the head of a page, the whole page only
//! where that is refused, the way behind redirections, and a wait where one is asked for.

use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::thread;
use std::time::Duration;
use ureq::http::Response;
use ureq::{Agent, Body, Error};

/// Who asks.
const NAME: &str =
    concat!("statuary/", env!("CARGO_PKG_VERSION"), " (checks links; +", env!("CARGO_PKG_REPOSITORY"), ")");

/// How many redirections are followed.
const REDIRECTIONS: usize = 10;

/// How long is waited at most where a server asks to come again.
const PATIENCE: u64 = 30;

/// What came of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The page is there.
    Good,
    /// It is there, and its address is another one for good.
    Moved(String),
    /// It is not there, for this reason.
    Dead(String),
    /// Nobody knows its host.
    NoHost,
    /// It may be there or not, for this reason.
    Unsure(String),
}

/// Who goes there.
pub struct Visitor {
    agent: Agent,
    timeout: Duration,
}

impl Visitor {
    pub fn new(timeout: Duration) -> Visitor {
        let config = Agent::config_builder()
            .user_agent(NAME)
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        Visitor { agent: Agent::new_with_config(config), timeout }
    }

    /// Looks whether a page is there.
    pub fn visit(&self, address: &str) -> Answer {
        let (mut at, mut moved, mut is_for_good) = (address.to_owned(), None, true);
        for _ in 0..=REDIRECTIONS {
            let reply = match self.reply(&at) {
                Ok(reply) => reply,
                Err(error) => return self.failed(&error),
            };
            let status = reply.status().as_u16();
            match (status, head(&reply, "location").and_then(|to| absolute(&at, to))) {
                (200..=299, _) => return moved.map_or(Answer::Good, Answer::Moved),
                (301 | 302 | 303 | 307 | 308, Some(to)) => {
                    is_for_good &= matches!(status, 301 | 308);
                    if is_for_good {
                        moved = Some(to.clone());
                    }
                    at = to;
                }
                (404 | 410, _) => return Answer::Dead(format!("the answer is {status}")),
                (status, _) => return Answer::Unsure(format!("the answer is {status}")),
            }
        }
        Answer::Unsure(format!("more than {REDIRECTIONS} redirections follow each other"))
    }

    /// The answer to a short question, or to a whole one where that is refused; after a wait
    /// where one is asked for.
    fn reply(&self, address: &str) -> Result<Response<Body>, Error> {
        let reply = self.short_or_whole(address)?;
        let wait = head(&reply, "retry-after").and_then(|seconds| seconds.trim().parse().ok());
        match (reply.status().as_u16(), wait) {
            (429 | 503, Some(seconds)) if seconds <= PATIENCE => {
                thread::sleep(Duration::from_secs(seconds));
                self.short_or_whole(address)
            }
            _ => Ok(reply),
        }
    }

    fn short_or_whole(&self, address: &str) -> Result<Response<Body>, Error> {
        let short = self.agent.head(address).call();
        match &short {
            Ok(reply) if matches!(reply.status().as_u16(), 429 | 503 | 0..=399) => short,
            Err(Error::Timeout(_) | Error::HostNotFound | Error::ConnectionFailed) => short,
            Err(Error::Io(error)) if error.kind() == ErrorKind::ConnectionRefused => short,
            // Some servers know no HEAD, and say so in many ways.
            _ => self.agent.get(address).call(),
        }
    }

    fn failed(&self, error: &Error) -> Answer {
        match error {
            Error::HostNotFound => Answer::NoHost,
            Error::Timeout(_) => Answer::Unsure(format!("no answer came within {} s", self.timeout.as_secs())),
            Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
                Answer::Unsure("the connection is refused".to_owned())
            }
            other => Answer::Unsure(other.to_string()),
        }
    }
}

/// A field of a reply.
fn head<'a>(reply: &'a Response<Body>, name: &str) -> Option<&'a str> {
    reply.headers().get(name)?.to_str().ok()
}

/// Where a redirection leads, seen from an address.
fn absolute(from: &str, to: &str) -> Option<String> {
    let to = to.split('#').next().unwrap_or_default();
    let (scheme, rest) = from.split_once("://")?;
    let host = rest.split(['/', '?']).next()?;
    Some(if to.starts_with("http://") || to.starts_with("https://") {
        to.to_owned()
    } else if to.starts_with("//") {
        format!("{scheme}:{to}")
    } else if to.starts_with('/') {
        format!("{scheme}://{host}{to}")
    } else {
        let path = rest[host.len()..].split('?').next().unwrap_or_default();
        let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
        format!("{scheme}://{host}{folder}{to}")
    })
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn redirections_lead_from_where_they_stand() {
        for (to, expected) in [
            ("https://b.example/x#y", "https://b.example/x"),
            ("//b.example/x", "https://b.example/x"),
            ("/x", "https://a.example/x"),
            ("x", "https://a.example/c/x"),
        ] {
            assert_eq!(absolute("https://a.example/c/d?e=/f", to).as_deref(), Some(expected), "{to}");
        }
        assert_eq!(absolute("https://a.example", "x").as_deref(), Some("https://a.example/x"));
    }
}
