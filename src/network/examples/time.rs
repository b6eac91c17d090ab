//! Says how long each network takes: the median of many runs, in milliseconds.
//!
//! ```sh
//! cargo run --release -p tucai-network --example time
//! ```

use std::{error::Error, time::Instant};

use tucai_network::Network;
use tucai_weights::Weights;

/// Runs that are measured, after a tenth as many that are not.
const RUNS: usize = 200;

#[expect(clippy::disallowed_methods, reason = "not for the browser")]
fn main() -> Result<(), Box<dyn Error>> {
    for weights in Weights::ALL {
        let mut network = Network::read(&weights.bytes()?)?;
        let values: usize = network.input().iter().product();
        let input: Vec<f32> = (0_u16..251).map(|n| f32::from(n) / 250.0).collect();
        let input: Vec<f32> = input.into_iter().cycle().take(values).collect();
        for _ in 0..RUNS / 10 {
            network.run(&input)?;
        }
        let mut times = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            let begun = Instant::now();
            network.run(&input)?;
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        let median = times.get(RUNS / 2).copied().unwrap_or_default().as_secs_f64() * 1e3;
        let least = times.first().copied().unwrap_or_default().as_secs_f64() * 1e3;
        println!("{:24} {median:6.2} ms, at best {least:.2}", weights.file_name());
    }
    Ok(())
}
