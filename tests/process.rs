//! Programs that a test starts, and that must not outlive it.
//!
//! A driver that is killed leaves its browser behind, and a browser its helpers. All of them
//! inherit a mark in their environment, so that a test can end exactly what it started; what a
//! killed test run left behind is swept by the next one.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, id};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The name of the mark; its value is `<process that started it>.<number>`.
const MARK: &str = "TUCAI_TESTS_STARTED";

/// How long a driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program that was started, with everything it started in turn; all of it ends on drop.
pub(crate) struct Started {
    child: Child,
    mark: String,
}

impl Started {
    /// Starts a program, with its output thrown away unless the command says otherwise.
    pub(crate) fn new(command: &mut Command) -> Result<Self, String> {
        static SWEEP: Once = Once::new();
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        SWEEP.call_once(|| end(|mark| owner_of(mark).is_some_and(|pid| !alive(pid))));

        let mark = format!("{}.{}", id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .env(MARK, &mark)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{name} could not be started: {error}"))?;
        Ok(Self { child, mark })
    }

    /// The first line of the program's standard output, which must have been piped.
    pub(crate) fn first_line(&mut self) -> Option<String> {
        let mut line = String::new();
        BufReader::new(self.child.stdout.take()?).read_line(&mut line).ok()?;
        Some(line.trim().to_owned())
    }

    /// Waits until something listens on a port.
    pub(crate) fn listens(&mut self, port: u16) -> Result<(), String> {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("ended early ({status})"));
            }
            if start.elapsed() > PATIENCE {
                return Err(format!("does not listen on port {port} after {PATIENCE:?}"));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        end(|mark| mark == self.mark);
    }
}

/// The full path of a program: the one that an environment variable names, or the first on the
/// path. Otherwise one line that says what to install.
pub(crate) fn find(name: &str, variable: &str, package: &str) -> Result<PathBuf, String> {
    if let Some(named) = env::var_os(variable) {
        return Ok(PathBuf::from(named));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()).ok_or_else(
        || format!("{name} is missing: install it (Debian: apt-get install {package}) or name it in {variable}"),
    )
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> Result<u16, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port: {error}"))
}

/// Ends every process whose mark is chosen.
fn end(chosen: impl Fn(&str) -> bool) {
    for pid in marked(&chosen) {
        // By its number: no other process is ever touched.
        let _ = Command::new("kill").arg("-KILL").arg(pid).stderr(Stdio::null()).status();
    }
}

fn marked(chosen: &impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let prefix = format!("{MARK}=");
    let is_marked = |folder: &Path| {
        let environment = fs::read(folder.join("environ")).unwrap_or_default();
        environment
            .split(|byte| *byte == 0)
            .filter_map(|pair| std::str::from_utf8(pair).ok())
            .filter_map(|pair| pair.strip_prefix(&prefix))
            .any(chosen)
    };
    processes
        .flatten()
        .filter(|process| is_marked(&process.path()))
        .filter_map(|process| process.file_name().into_string().ok())
        .filter(|name| name.parse::<u32>().is_ok())
        .collect()
}

fn owner_of(mark: &str) -> Option<u32> {
    mark.split('.').next()?.parse().ok()
}

/// Whether a process runs; one that has ended and whose parent did not look does not.
fn alive(pid: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The state follows the name, which is in parentheses.
    let state = status.rsplit(')').next().unwrap_or_default().trim_start();
    !state.is_empty() && !state.starts_with('Z')
}
