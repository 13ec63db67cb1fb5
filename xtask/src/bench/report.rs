//! The report of a run of `cargo xtask bench`, as Markdown: the machine, a table for
//! each size, ratios to Statuary, and how time and memory grow with the size.

use super::measure::Took;
use super::preview::Edit;
use super::{Latency, Line, Peer, Step};
use std::fmt::Write as _;
use std::fs;

/// The whole report.
pub fn report(peers: &[Peer], lines: &[Line], latencies: &[Latency], sizes: &[usize], runs: usize) -> String {
    let mut text = String::from(
        "# How long a build takes\n\nWritten by `cargo xtask bench`: a made-up reference, built minified and with its \
         search index. Each number is the\nmiddle of some runs; CPU seconds are those of all threads. The ratio is that \
         of the other program to Statuary.\n\n",
    );
    let _ = writeln!(text, "- machine: {}", machine());
    for peer in peers {
        let _ = writeln!(text, "- {}: {}", peer.name, peer.version);
    }
    let _ = writeln!(text, "- runs of each build: {runs}");
    for size in sizes {
        let _ = writeln!(text, "\n## {size} codes\n\n{}", header(peers));
        for step in Step::ALL {
            let took = |peer: usize| found(lines, *size, step, peer);
            let mut cells = String::new();
            for peer in 0..peers.len() {
                let _ = write!(cells, " {} |", took(peer).map(told).unwrap_or_default());
            }
            for peer in 1..peers.len() {
                let ratio = took(0).zip(took(peer)).map(|(own, other)| {
                    format!(
                        "{:.1} / {:.1} / {:.1}",
                        other.wall / own.wall,
                        other.cpu / own.cpu,
                        other.memory / own.memory
                    )
                });
                let _ = write!(cells, " {} |", ratio.unwrap_or_default());
            }
            let _ = writeln!(text, "| {} |{cells}", step.name());
        }
    }
    let _ = write!(text, "{}", growth(peers, lines, sizes));
    let _ = write!(text, "{}", saves(peers, latencies));
    text
}

/// How long previews take from a save to the new bytes.
fn saves(peers: &[Peer], latencies: &[Latency]) -> String {
    let names: String = peers.iter().map(|peer| format!(" {} |", peer.name)).collect();
    let mut text = format!(
        "\n## From a save to the new bytes\n\nMilliseconds until the program's own server answers with what was saved, \
         the middle of eleven saves.\n\n| codes | edit |{names}\n|---|---|{}\n",
        "---|".repeat(peers.len())
    );
    for of_peers in latencies.chunks(peers.len()) {
        let edit = match of_peers[0].edit {
            Edit::Body => "a text",
            Edit::Title => "a title",
        };
        let cells: String = of_peers.iter().map(|latency| format!(" {:.0} |", latency.seconds * 1e3)).collect();
        let _ = writeln!(text, "| {} | {edit} |{cells}", of_peers[0].size);
    }
    text
}

fn header(peers: &[Peer]) -> String {
    let names = peers.iter().map(|peer| format!(" {}: wall s / CPU s / MiB |", peer.name));
    let ratios = peers.iter().skip(1).map(|peer| format!(" {} to Statuary |", peer.name));
    let cells: String = names.chain(ratios).collect();
    format!("| |{cells}\n|---|{}", "---|".repeat(peers.len() * 2 - 1))
}

fn found(lines: &[Line], size: usize, step: Step, peer: usize) -> Option<Took> {
    lines.iter().find(|line| line.size == size && line.step == step && line.peer == peer).map(|line| line.took)
}

fn told(took: Took) -> String {
    format!("{:.2} / {:.2} / {:.0}", took.wall, took.cpu, took.memory)
}

/// The exponents with which CPU time and memory of a cold build grow: 1 is in
/// proportion to the number of codes.
fn growth(peers: &[Peer], lines: &[Line], sizes: &[usize]) -> String {
    let mut text = String::new();
    for pair in sizes.windows(2) {
        for (at, peer) in peers.iter().enumerate() {
            let ends = found(lines, pair[0], Step::Cold, at).zip(found(lines, pair[1], Step::Cold, at));
            let Some((small, large)) = ends else { continue };
            let slope = |small: f64, large: f64| (large / small).ln() / (pair[1] as f64 / pair[0] as f64).ln();
            let _ = writeln!(
                text,
                "| {} | {} to {} | {:.2} | {:.2} |",
                peer.name,
                pair[0],
                pair[1],
                slope(small.cpu, large.cpu),
                slope(small.memory, large.memory)
            );
        }
    }
    if text.is_empty() {
        return text;
    }
    format!(
        "\n## Growth of a cold build\n\nAn exponent of 1 is growth in proportion to the number of codes.\n\n| | codes | CPU | memory |\n|---|---|---|---|\n{text}"
    )
}

/// The processor, how many of it, and the system.
fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = processors.lines().find(|line| line.starts_with("model name"));
    let model = line.and_then(|line| line.split_once(": ")).map_or("unknown processor", |(_, model)| model);
    let count = std::thread::available_parallelism().map_or(0, usize::from);
    let system = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{count} × {model}, {} {}", std::env::consts::OS, system.trim())
}
