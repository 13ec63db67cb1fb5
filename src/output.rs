//! What a build makes, and what a caller may ask of it.
//!
//! A finished file is handed to a [`Sink`] while its bytes are hot, and what stays
//! of it is a [`Record`]. Whoever wants the files in memory takes an [`Output`];
//! publishing takes a stage; a check takes nothing at all.

use crate::hash::{Digest, digest};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Takes finished files, each path once, from many threads at once. What goes wrong
/// in it is its own to tell when all files have come.
pub trait Sink: Sync {
    /// Takes a file, whose record says what its bytes are.
    fn put(&self, path: &str, bytes: &[u8], record: &Record);

    /// Whether just these files lie where files go, so that they need not be made. Then
    /// they count as taken, and otherwise none of them does.
    fn keep(&self, _: &[(String, Record)]) -> bool {
        false
    }

    /// Whether files are wanted at all. Elsewhere only those are made in whose making
    /// something can turn out to be wrong.
    fn wants(&self) -> bool {
        true
    }
}

/// What is known of a file whose bytes have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// How many bytes it has.
    pub size: usize,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
}

impl Record {
    /// The record of some bytes.
    pub fn of(bytes: &[u8]) -> Record {
        Record { size: bytes.len(), digest: digest(bytes) }
    }
}

/// A sorted map from output path to the file's record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Records {
    /// The records.
    pub files: BTreeMap<String, Record>,
}

impl Records {
    /// The size of all files.
    pub fn bytes(&self) -> usize {
        self.files.values().map(|record| record.size).sum()
    }

    /// The paths of all HTML files.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|path| path.ends_with(".html"))
    }
}

/// Hands files to a sink and keeps their records.
pub struct Writer<'a> {
    sink: &'a dyn Sink,
}

impl<'a> Writer<'a> {
    /// A writer into a sink.
    pub fn new(sink: &'a dyn Sink) -> Writer<'a> {
        Writer { sink }
    }

    /// Hands a file over. What is given back stays of it.
    pub fn put(&self, path: impl Into<String>, bytes: impl AsRef<[u8]>) -> (String, Record) {
        let (path, bytes) = (path.into(), bytes.as_ref());
        let record = Record::of(bytes);
        self.sink.put(&path, bytes, &record);
        (path, record)
    }

    /// [`Sink::wants`].
    pub fn wants(&self) -> bool {
        self.sink.wants()
    }

    /// [`Sink::keep`].
    pub fn keep(&self, files: &[(String, Record)]) -> bool {
        self.sink.keep(files)
    }
}

/// A sink that puts all files into a folder of another one.
pub struct Below<'a> {
    /// The folder, with its final slash.
    pub folder: &'a str,
    /// The other one.
    pub sink: &'a dyn Sink,
}

impl Sink for Below<'_> {
    fn put(&self, path: &str, bytes: &[u8], record: &Record) {
        self.sink.put(&format!("{}{path}", self.folder), bytes, record);
    }

    fn keep(&self, files: &[(String, Record)]) -> bool {
        let files: Vec<_> = files.iter().map(|(path, record)| (format!("{}{path}", self.folder), *record)).collect();
        self.sink.keep(&files)
    }

    fn wants(&self) -> bool {
        self.sink.wants()
    }
}

/// A sink for whom the records are enough.
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &str, _: &[u8], _: &Record) {}

    fn wants(&self) -> bool {
        false
    }
}

/// A sorted map from output path to bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// The files.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl Output {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), Arc::from(bytes.into()));
    }

    /// The text of a file; empty when there is none.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Hands all files to a sink.
    pub fn put_into(&self, sink: &dyn Sink) {
        let writer = Writer::new(sink);
        self.files.iter().for_each(|(path, bytes)| _ = writer.put(&**path, bytes));
    }
}

/// A sink that keeps all files in memory.
#[derive(Default)]
pub struct Memory(Mutex<BTreeMap<String, Arc<[u8]>>>);

impl Memory {
    /// The files that have come.
    pub fn output(self) -> Output {
        Output { files: self.0.into_inner().unwrap_or_else(PoisonError::into_inner) }
    }
}

impl Sink for Memory {
    fn put(&self, path: &str, bytes: &[u8], _: &Record) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), Arc::from(bytes));
    }
}
