//! `serve`: shows the site while it is written.

use super::project::{Project, counts};
use super::{Voice, could_not};
use clap::Args;
use statuary::Minify;
use statuary::serve::{News, Place, serve};
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// What to show, and where.
#[derive(Args)]
pub struct ServeArguments {
    #[command(flatten)]
    project: Project,
    /// The port; the next free one is taken when it is in use
    #[arg(long, short, value_name = "PORT", default_value_t = 4000, value_parser = port)]
    port: u16,
    /// The address of this machine to answer at; 0.0.0.0 lets other machines in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Show the home page in a browser
    #[arg(long)]
    open: bool,
}

fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "write a number from 0 to 65535, such as 4000; 0 takes any free one".to_owned())
}

/// Serves until the process is stopped.
pub fn run(arguments: ServeArguments, voice: Voice) -> ExitCode {
    let ServeArguments { project, port, host, open } = arguments;
    let root = match project.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    if !host.is_loopback() {
        eprintln!("warning: whoever reaches this machine can read what is written here; stop with Ctrl-C");
    }
    let reported = project.clone();
    let tell = move |news: News| match news {
        News::Serving(address) => {
            voice.say(&format!("serving at {address} (stop with Ctrl-C)"));
            if open && let Err(error) = open::that_detached(address) {
                eprintln!("warning: no browser can be opened: {error}");
            }
        }
        News::Ready(time) => voice.say(&format!("ready in {}", milliseconds(time))),
        News::Checked(report) => {
            reported.print(report);
            let is_good = report.findings.is_empty();
            let found = if is_good { "no problems".to_owned() } else { counts(report) + &reported.more(report) };
            voice.say(&format!("checked: {found}"));
        }
        News::Blind(why) => eprintln!("warning: changes cannot be seen, since files cannot be watched: {why}"),
    };
    let options = project.options(Minify::No);
    match serve(&root, &options, &Place { host, port }, Arc::new(tell)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => could_not(&format!("cannot serve: {error}")),
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}
