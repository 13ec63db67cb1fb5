//! What each stage of a build takes on the made-up reference of `cargo xtask bench`:
//! `cargo bench --all-features`, with a part of a name behind it for some.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on ends")]

#[allow(dead_code, unused_imports, reason = "the chores use more of it, and have its tests")]
#[path = "../xtask/src/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "the chores use more of it")]
#[path = "../xtask/src/layout.rs"]
mod layout;

use corpus::Corpus;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use statuary::source::Sources;
use statuary::stages::{Stages, tokens};
use statuary::{Options, compile, load, publish};
use std::fs;
use std::path::{Path, PathBuf};

/// How many codes the reference has.
const CODES: usize = 300;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A folder for what the benches write.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The reference, read.
fn sources() -> Sources {
    let (root, folder) = (Path::new(env!("CARGO_MANIFEST_DIR")), folder("stages"));
    layout::write(root, &folder, &Corpus::new(CODES), layout::Form::Statuary).unwrap();
    load(&folder).0
}

fn stages() -> Stages {
    Stages::new(sources()).unwrap()
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let stages = stages();
    bencher.counter(ItemsCount::new(CODES)).bench(|| stages.parsed());
}

#[divan::bench]
fn link(bencher: Bencher) {
    let stages = stages();
    let bencher = bencher.counter(ItemsCount::new(CODES));
    bencher.with_inputs(|| stages.parsed().unwrap()).bench_values(|parsed| stages.link(parsed));
}

#[divan::bench]
fn render(bencher: Bencher) {
    let stages = stages();
    bencher.counter(ItemsCount::new(CODES)).bench(|| stages.render());
}

#[divan::bench]
fn squeeze(bencher: Bencher) {
    let stages = stages();
    let bencher = bencher.counter(BytesCount::new(stages.html.iter().map(String::len).sum::<usize>()));
    bencher
        .with_inputs(|| stages.html.clone())
        .bench_values(|html| html.into_iter().map(|html| stages.squeeze(html)).sum::<usize>());
}

#[divan::bench]
fn index(bencher: Bencher) {
    let stages = stages();
    bencher.counter(ItemsCount::new(CODES)).bench(|| stages.index());
}

#[divan::bench(name = "publish", sample_count = 20)]
fn publish_all(bencher: Bencher) {
    let output = compile(&sources(), &Options::default(), Vec::new()).output;
    let root = folder("publish");
    let empty = || {
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
    };
    let bencher = bencher.counter(ItemsCount::new(output.files.len()));
    bencher.with_inputs(empty).bench_values(|()| publish(&output, &root, &root.join("public")).is_ok());
}

/// The pass over a page's tokens, beside a tokenizer that decodes what it reads.
mod tokenizer {
    use super::{Bencher, BytesCount, stages, tokens};

    #[divan::bench]
    fn own(bencher: Bencher) {
        let html = stages().html.concat();
        bencher.counter(BytesCount::of_str(&html)).bench(|| tokens(&html));
    }

    #[divan::bench]
    fn html5gum(bencher: Bencher) {
        let html = stages().html.concat();
        bencher.counter(BytesCount::of_str(&html)).bench(|| html5gum::Tokenizer::new(&html).count());
    }
}
