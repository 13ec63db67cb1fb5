//! A request to a response, as a static host such as GitHub Pages gives it: `x` is the file
//! `x`, then `x.html`, then leads to `x/`; `x/` is `x/index.html`; everything else is the
//! not-found page.

use crate::output::Output;
use crate::text::percent_decoded;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    ACCEPT, ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, RANGE,
};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, Response, StatusCode};
use std::ops::Range;
use std::sync::Arc;

/// The page for every address that leads nowhere.
const NOT_FOUND: &str = "404.html";

/// Where files come from.
pub trait Files {
    /// The file at a path; nothing where there is none.
    fn file(&self, path: &str) -> Option<Arc<[u8]>>;
}

impl Files for Output {
    fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        self.files.get(path).cloned()
    }
}

/// What a request asks for.
pub struct Answer<'a> {
    /// The path of the home page.
    prefix: &'a str,
    method: &'a Method,
    path: &'a str,
    query: Option<&'a str>,
    headers: &'a HeaderMap,
}

/// A file that is the answer, or why there is none.
pub enum Found {
    /// This file, whose path is given, with this status.
    File(StatusCode, String, Arc<[u8]>),
    /// All of the response.
    Response(Response<Full<Bytes>>),
}

impl<'a> Answer<'a> {
    /// What a request asks for.
    pub fn new(prefix: &'a str, parts: &'a Parts) -> Answer<'a> {
        let (path, query) = (parts.uri.path(), parts.uri.query());
        Answer { prefix, method: &parts.method, path, query, headers: &parts.headers }
    }

    /// Whether a browser asks for it to show it as a page.
    pub fn wants_page(&self) -> bool {
        let accept = self.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok());
        accept.is_some_and(|accept| accept.contains("text/html"))
    }

    /// Finds what is asked for.
    pub fn find(&self, files: &dyn Files) -> Found {
        if self.method != Method::GET && self.method != Method::HEAD {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return Found::Response(response);
        }
        let decoded = percent_decoded(self.path);
        let Some(inside) = decoded.strip_prefix(self.prefix) else {
            let is_home = format!("{decoded}/") == self.prefix;
            return if is_home { self.redirect(self.prefix) } else { not_found(files) };
        };
        let is_folder = inside.is_empty() || inside.ends_with('/');
        let names = if is_folder {
            vec![format!("{inside}index.html")]
        } else {
            vec![inside.to_owned(), format!("{inside}.html")]
        };
        // The page for what is not found has no address of its own.
        for name in names.into_iter().filter(|name| name != NOT_FOUND || inside == NOT_FOUND) {
            if let Some(bytes) = files.file(&name) {
                return Found::File(StatusCode::OK, name, bytes);
            }
        }
        match files.file(&format!("{inside}/index.html")) {
            Some(_) if !is_folder => self.redirect(&format!("{}/", self.path)),
            _ => not_found(files),
        }
    }

    fn redirect(&self, to: &str) -> Found {
        let query = self.query.map(|query| format!("?{query}")).unwrap_or_default();
        let mut response = plain(StatusCode::MOVED_PERMANENTLY, "");
        if let Ok(to) = HeaderValue::from_str(&format!("{to}{query}")) {
            response.headers_mut().insert(LOCATION, to);
        }
        Found::Response(response)
    }

    /// The response with a file, or with the part of it that is asked for.
    pub fn respond(&self, status: StatusCode, path: &str, bytes: Bytes) -> Response<Full<Bytes>> {
        let media_type = media_type(path);
        let range = self.headers.get(RANGE).and_then(|range| range.to_str().ok()).filter(|_| status == StatusCode::OK);
        let size = bytes.len();
        let mut response = match range.and_then(|range| part(range, size)) {
            None => respond(status, &media_type, bytes),
            Some(None) => {
                let response = respond(StatusCode::RANGE_NOT_SATISFIABLE, "text/plain; charset=utf-8", Bytes::new());
                with(response, CONTENT_RANGE, &format!("bytes */{size}"))
            }
            Some(Some(part)) => {
                let range = format!("bytes {}-{}/{size}", part.start, part.end - 1);
                with(respond(StatusCode::PARTIAL_CONTENT, &media_type, bytes.slice(part)), CONTENT_RANGE, &range)
            }
        };
        response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        response
    }
}

/// Answers a request for a site that is there as a whole.
pub fn answer(files: &dyn Files, prefix: &str, parts: &Parts) -> Response<Full<Bytes>> {
    let answer = Answer::new(prefix, parts);
    match answer.find(files) {
        Found::File(status, path, bytes) => answer.respond(status, &path, Bytes::from_owner(bytes)),
        Found::Response(response) => response,
    }
}

fn not_found(files: &dyn Files) -> Found {
    match files.file(NOT_FOUND) {
        Some(bytes) => Found::File(StatusCode::NOT_FOUND, NOT_FOUND.to_owned(), bytes),
        None => Found::Response(plain(StatusCode::NOT_FOUND, "not found\n")),
    }
}

/// A response of plain text.
pub fn plain(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    respond(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

/// A response that nobody keeps.
pub fn respond(status: StatusCode, media_type: &str, bytes: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    with(response, CONTENT_TYPE, media_type)
}

fn with(mut response: Response<Full<Bytes>>, name: HeaderName, value: &str) -> Response<Full<Bytes>> {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// The part of so many bytes that a `Range` field asks for (RFC 9110, section 14.1.2):
/// nothing where the field is to be ignored, and no part where none can be given.
fn part(range: &str, size: usize) -> Option<Option<Range<usize>>> {
    let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
    let number = |text: &str| text.parse::<usize>().ok();
    let part = match (first, last) {
        ("", last) => size - number(last)?.min(size)..size,
        (first, "") => number(first)?..size,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(size)
        }
    };
    Some((part.start < part.end && part.end <= size).then_some(part))
}

/// The media type of a file by its ending, whatever its case.
pub fn media_type(path: &str) -> String {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let known = match ending.as_deref() {
        // What the table does not know, or knows under an older name.
        Some("webmanifest") => "application/manifest+json",
        Some("atom") => "application/atom+xml",
        Some("js" | "mjs") => "text/javascript",
        Some("md") => "text/markdown",
        Some("ico") => "image/x-icon",
        Some("xml") => "application/xml",
        _ => mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream"),
    };
    match known.starts_with("text/") {
        true => format!("{known}; charset=utf-8"),
        false => known.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_of_the_standard() {
        for (range, expected) in [
            ("bytes=0-0", Some(Some(0..1))),
            ("bytes=2-", Some(Some(2..10))),
            ("bytes=-3", Some(Some(7..10))),
            ("bytes=-30", Some(Some(0..10))),
            ("bytes=4-99", Some(Some(4..10))),
            ("bytes=10-", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=3-2", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=a-b", None),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
    }

    #[test]
    fn endings_are_told_in_any_case() {
        for (path, expected) in [
            ("a.HTML", "text/html; charset=utf-8"),
            ("a.jpg", "image/jpeg"),
            ("a.webp", "image/webp"),
            ("a.pdf", "application/pdf"),
            ("a.MP4", "video/mp4"),
            ("a.woff2", "font/woff2"),
            ("a.mjs", "text/javascript; charset=utf-8"),
            ("a.wasm", "application/wasm"),
            ("a.csv", "text/csv; charset=utf-8"),
            ("a", "application/octet-stream"),
            ("a.b/c", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), expected, "{path}");
        }
    }
}
