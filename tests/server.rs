//! A dumb static host under `/some/sub/path/` that remembers what it was asked, and can be told
//! to misbehave; and a recorder for whatever a browser would send elsewhere.

use std::fs;
use std::io::{self, BufReader};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::http::{self, Answer, Request};

/// The path that every served folder hangs under: no root of a host, on purpose.
pub const BASE: &str = "/some/sub/path/";

/// What can go wrong with a path.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// The answer comes so much later.
    Slow(Duration),
    /// The answer comes when this trouble is over.
    Held,
    /// The connection ends after so many bytes of the body that was promised.
    CutOff(usize),
    /// The path answers with these bytes, whole and with status 200.
    Other(Vec<u8>),
    /// The path answers with this status and a short text.
    Status(u16),
    /// The path redirects (302) to this address.
    Redirect(String),
}

#[derive(Default)]
struct State {
    folder: Option<PathBuf>,
    requests: Vec<Request>,
    /// How many requests were forgotten: positions are counted from the very first.
    forgotten: usize,
    troubles: Vec<(String, Trouble)>,
    headers: Vec<(String, String)>,
    compressed: bool,
    open: Vec<TcpStream>,
}

/// A server on a free port of 127.0.0.1.
pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
    running: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl Server {
    /// Serves a folder under [`BASE`], with no rewrite rules and no compressed siblings.
    pub fn of(folder: &Path) -> io::Result<Self> {
        Self::start(State { folder: Some(folder.to_owned()), ..State::default() })
    }

    /// A server that has nothing, answers 204 to everything and allows every origin to read it:
    /// whatever arrives has left the site's origin.
    pub fn recorder() -> io::Result<Self> {
        Self::start(State::default())
    }

    fn start(state: State) -> io::Result<Self> {
        let mut server = Self { port: 0, state: Arc::new(Mutex::new(state)), running: None };
        server.restart()?;
        Ok(server)
    }

    /// Where it listens, such as `127.0.0.1:40123`.
    pub fn authority(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The origin, such as `http://127.0.0.1:40123`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.authority())
    }

    /// The address of the served folder, with its slash at the end.
    pub fn home(&self) -> String {
        format!("{}{BASE}", self.origin())
    }

    /// Every request so far, in the order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// The requests so far for a path below [`BASE`]; `*` stands for any characters.
    pub fn requests_for(&self, pattern: &str) -> Vec<Request> {
        let matching = |r: &Request| below(r.path()).is_some_and(|path| glob(pattern, path));
        self.lock().requests.iter().filter(|r| matching(r)).cloned().collect()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        let mut state = self.lock();
        state.forgotten += state.requests.len();
        state.requests.clear();
    }

    /// From now on, a path below [`BASE`] (`*` stands for any characters) is in trouble.
    pub fn trouble(&self, pattern: &str, trouble: Trouble) {
        self.lock().troubles.insert(0, (pattern.to_owned(), trouble));
    }

    /// Ends all trouble.
    pub fn heal(&self) {
        self.lock().troubles.clear();
    }

    /// Ends the trouble with one pattern.
    pub fn relieve(&self, pattern: &str) {
        self.lock().troubles.retain(|(troubled, _)| troubled != pattern);
    }

    /// Puts another folder in the place of the served one, at once and for every path: a deploy.
    pub fn deploy(&self, folder: &Path) {
        self.lock().folder = Some(folder.to_owned());
    }

    /// From now on, `.br` and `.gz` siblings answer for their originals where accepted.
    pub fn offer_compressed(&self) {
        self.lock().compressed = true;
    }

    /// Adds a header to every answer, such as a host's `Cache-Control`.
    pub fn say(&self, name: &str, value: &str) {
        self.lock().headers.push((name.to_owned(), value.to_owned()));
    }

    /// Stops: open connections break, new ones are refused.
    pub fn stop(&mut self) {
        let Some((stopping, thread)) = self.running.take() else {
            return;
        };
        stopping.store(true, Ordering::SeqCst);
        // Wakes the listener, which is waiting for a connection.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        let _ = thread.join();
        for stream in self.lock().open.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Starts again on the same port, with the same folder, troubles and memory.
    pub fn restart(&mut self) -> io::Result<()> {
        if self.running.is_some() {
            return Ok(());
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?;
        self.port = listener.local_addr()?.port();
        let stopping = Arc::new(AtomicBool::new(false));
        let (state, stop) = (Arc::clone(&self.state), Arc::clone(&stopping));
        let thread = thread::spawn(move || accept(&listener, &state, &stop));
        self.running = Some((stopping, thread));
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn accept(listener: &TcpListener, state: &Arc<Mutex<State>>, stop: &Arc<AtomicBool>) {
    for stream in listener.incoming() {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let Ok(stream) = stream else { continue };
        if let Ok(handle) = stream.try_clone() {
            lock(state).open.push(handle);
        }
        let (state, stop) = (Arc::clone(state), Arc::clone(stop));
        thread::spawn(move || {
            // A browser hangs up when it likes; that is no failure of a test.
            let _ = converse(stream, &state, &stop);
        });
    }
}

fn converse(mut stream: TcpStream, state: &Mutex<State>, stop: &AtomicBool) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(mut request) = http::read(&mut reader)? {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let trouble = trouble_of(&lock(state), &request);
        // Remembered on arrival, so that a test which waits for a slow answer sees the question.
        let index = {
            let mut state = lock(state);
            state.requests.push(request.clone());
            state.forgotten + state.requests.len() - 1
        };
        if let Some(Trouble::Slow(time)) = trouble {
            thread::sleep(time);
        }
        let mut trouble = trouble;
        while matches!(trouble, Some(Trouble::Held)) && !stop.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(10));
            trouble = trouble_of(&lock(state), &request);
        }
        let answer = answer(&lock(state), &request, trouble);
        request.status = answer.status;
        {
            let mut state = lock(state);
            let kept = index.checked_sub(state.forgotten);
            if let Some(kept) = kept.and_then(|at| state.requests.get_mut(at)) {
                kept.status = answer.status;
            }
        }
        if stop.load(Ordering::SeqCst) || !answer.write(&mut stream, request.method == "HEAD")? {
            break;
        }
    }
    stream.shutdown(Shutdown::Both)
}

fn trouble_of(state: &State, request: &Request) -> Option<Trouble> {
    let path = below(request.path())?;
    let found = state.troubles.iter().find(|(pattern, _)| glob(pattern, path));
    found.map(|(_, trouble)| trouble.clone())
}

fn answer(state: &State, request: &Request, trouble: Option<Trouble>) -> Answer {
    let mut answer = match trouble {
        Some(Trouble::Status(status)) => plain(status, "trouble"),
        Some(Trouble::Redirect(to)) => plain(302, "elsewhere").with("Location", &to),
        Some(Trouble::Other(body)) => Answer::of(200, http::mime(&file_name(request.path())), body),
        Some(Trouble::CutOff(at)) => Answer { cut_at: Some(at), ..file(state, request) },
        Some(Trouble::Slow(_) | Trouble::Held) | None => file(state, request),
    };
    answer.headers.extend(state.headers.iter().cloned());
    answer
}

fn plain(status: u16, text: &str) -> Answer {
    Answer::of(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn file(state: &State, request: &Request) -> Answer {
    let Some(folder) = &state.folder else {
        return Answer { status: 204, ..Answer::default() }
            .with("Access-Control-Allow-Origin", "*")
            .with("Connection", "close");
    };
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return plain(405, "only GET");
    }
    let Some(path) = below(request.path()).and_then(decoded) else {
        return plain(404, "nothing here");
    };
    let path = file_name(&path);
    let inside = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return plain(404, "nothing here");
    }
    let accepted = request.header("accept-encoding").unwrap_or_default();
    for (coding, suffix) in [("br", "br"), ("gzip", "gz")] {
        if state.compressed
            && accepted.split(',').any(|one| one.trim() == coding)
            && let Ok(body) = fs::read(folder.join(format!("{path}.{suffix}")))
        {
            return Answer::of(200, http::mime(&path), body)
                .with("Content-Encoding", coding)
                .with("Vary", "Accept-Encoding");
        }
    }
    match fs::read(folder.join(&path)) {
        Ok(body) => Answer::of(200, http::mime(&path), body),
        Err(_) => plain(404, "nothing here"),
    }
}

/// What a path stands for: a folder, for its index.
fn file_name(path: &str) -> String {
    let folder = path.is_empty() || path.ends_with('/');
    if folder { format!("{path}index.html") } else { path.to_owned() }
}

/// The part of a path below [`BASE`].
fn below(path: &str) -> Option<&str> {
    path.strip_prefix(BASE)
}

/// Whether a pattern, in which `*` stands for any characters, covers a whole path.
fn glob(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|path| {
            path.char_indices()
                .map(|(at, _)| at)
                .chain([path.len()])
                .any(|at| path.get(at..).is_some_and(|tail| glob(rest, tail)))
        }),
    }
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}
