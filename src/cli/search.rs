//! `search`: what the site's search finds, with the reason for each score.

use super::project::Root;
use super::{could_not, print};
use clap::Args;
use statuary::{Answer, Hit, Minify, Options, Searcher, compile, load};
use std::fmt::Write;
use std::io::{self, BufRead};
use std::process::ExitCode;

/// What to search.
#[derive(Args)]
pub struct Search {
    /// The query; without one, each line of standard input is a query
    #[arg(allow_negative_numbers = true)]
    query: Option<String>,
    /// Print how each word of the query counts, and which shards were read
    #[arg(long)]
    explain: bool,
    /// Print keys and scores alone, one line a query
    #[arg(long)]
    brief: bool,
    /// How many results to print
    #[arg(short, long, default_value_t = 10, value_parser = most)]
    most: usize,
    #[command(flatten)]
    root: Root,
}

fn most(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|most| *most > 0).ok_or_else(|| "write a number from 1 on, such as 10".to_owned())
}

/// Searches the index that a build would publish.
pub fn run(search: &Search) -> ExitCode {
    let (sources, problems) = load(&search.root.place());
    let build = compile(&sources, &Options { minify: Minify::No, ..Options::default() }, problems);
    let Some(searcher) = Searcher::of(&build.output) else {
        return could_not("there is no search index; `check` tells what is wrong with the site");
    };
    let noun = searcher.noun();
    let tell = |query: &str| {
        let (answer, read) = searcher.search(query);
        if search.explain {
            read.iter().for_each(|path| print(&format!("read {path}\n")));
        }
        print(&told(&answer, &noun, search));
    };
    if let Some(query) = &search.query {
        tell(query);
    } else {
        io::stdin().lock().lines().map_while(Result::ok).for_each(|query| tell(&query));
    }
    ExitCode::SUCCESS
}

fn told(answer: &Answer, noun: &str, search: &Search) -> String {
    let hits = &answer.hits[..answer.hits.len().min(search.most)];
    if search.brief {
        let hits: Vec<String> = hits.iter().map(|hit| format!("{}:{}", hit.id, hit.score)).collect();
        return format!("{} {}\n", if answer.weak { "weak" } else { "good" }, hits.join(" "));
    }
    let mut text = String::new();
    if !answer.missing.is_empty() {
        let _ = writeln!(text, "there is no {noun} {}", answer.missing);
    }
    if answer.weak {
        text.push_str("no good match\n");
    }
    for (place, hit) in hits.iter().enumerate() {
        text.push_str(&line(place + 1, hit, search.explain));
    }
    text
}

fn line(place: usize, hit: &Hit, explain: bool) -> String {
    let weak = if hit.weak { "  weak" } else { "" };
    let whole = if hit.whole.is_empty() { String::new() } else { format!("  the query is {}", hit.whole) };
    let mut text = format!("{place:3}  {:12} {}  [{}]{whole}{weak}\n", hit.score, hit.label, hit.kind);
    for reason in hit.reasons.iter().filter(|_| explain) {
        let [quality, weight, rarity] = reason.factors;
        let _ = writeln!(
            text,
            "{:21}{} -> {} ({}): quality {quality} x weight {weight} x rarity {rarity} = {}",
            "",
            reason.word,
            reason.term,
            reason.how,
            quality * weight * rarity
        );
    }
    text
}
