//! What one run of a program took: wall time, CPU time of all its threads and
//! children, and the most memory that it held.

use std::io;
use std::process::Command;
use std::time::Instant;
use wait4::Wait4;

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    /// Seconds by the clock.
    pub wall: f64,
    /// Seconds of CPU, the program's and the system's.
    pub cpu: f64,
    /// MiB of memory at most.
    pub memory: f64,
}

/// Runs a program to its end. One that fails is an error.
pub fn run(command: &mut Command) -> io::Result<Took> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let used = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.success() {
        return Err(io::Error::other(format!("{command:?} failed: {}", used.status)));
    }
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Took { wall, cpu, memory: used.rusage.maxrss as f64 / f64::from(1 << 20) })
}

/// The middle of some runs, each quantity by itself.
pub fn median(runs: &[Took]) -> Took {
    let middle = |quantity: fn(&Took) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(quantity).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Took { wall: middle(|took| took.wall), cpu: middle(|took| took.cpu), memory: middle(|took| took.memory) }
}
