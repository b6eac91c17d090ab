//! As much of HTTP/1.1 as a dumb static host and a recorder need.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// The longest head of a request that is read; nothing a browser sends here comes near it.
const HEAD_LIMIT: u64 = 64 * 1024;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `POST`, … or `?` when what arrived was not HTTP, such as the start of a TLS session.
    pub method: String,
    /// The full target: path and query, or `host:port` when a proxy is asked to connect.
    pub target: String,
    /// Header names in lower case, with their values, in the order of arrival.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: u64,
    /// What was answered; 0 when the answer was withheld.
    pub status: u16,
}

impl Request {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The target without its query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query, without its question mark.
    pub fn query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }
}

/// Reads one request and throws its body away, keeping the length.
/// `None` when the other side has nothing more to say.
pub(crate) fn read(from: &mut BufReader<TcpStream>) -> io::Result<Option<Request>> {
    let mut line = Vec::new();
    if from.by_ref().take(HEAD_LIMIT).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let first = String::from_utf8_lossy(&line).into_owned();
    let mut words = first.split_whitespace();
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next())
    else {
        return Ok(Some(foreign()));
    };
    if !version.starts_with("HTTP/1") {
        return Ok(Some(foreign()));
    }
    let mut request = Request {
        method: method.to_owned(),
        target: target.to_owned(),
        headers: Vec::new(),
        body: 0,
        status: 0,
    };
    for line in from.by_ref().take(HEAD_LIMIT).lines() {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        request.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = request.header("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
    request.body = io::copy(&mut from.by_ref().take(length), &mut io::sink())?;
    if request.header("transfer-encoding").is_some() {
        // Nothing of the product sends such a body; that there is one is all a test needs to know.
        request.body = request.body.max(1);
    }
    Ok(Some(request))
}

fn foreign() -> Request {
    Request {
        method: "?".to_owned(),
        target: "something other than HTTP".to_owned(),
        headers: Vec::new(),
        body: 0,
        status: 0,
    }
}

/// An answer to a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Send only so many bytes of the body that was promised, then hang up.
    pub cut_at: Option<usize>,
}

impl Answer {
    pub(crate) fn of(status: u16, mime: &str, body: Vec<u8>) -> Self {
        let headers = vec![("Content-Type".to_owned(), mime.to_owned())];
        Self { status, headers, body, cut_at: None }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes the answer; `false` when the connection cannot be used again.
    pub(crate) fn write(&self, to: &mut TcpStream, head_only: bool) -> io::Result<bool> {
        let mut bytes =
            format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status)).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        bytes.extend(format!("Content-Length: {}\r\n\r\n", self.body.len()).bytes());
        if !head_only {
            bytes.extend(self.body.iter().take(self.cut_at.unwrap_or(usize::MAX)));
        }
        to.write_all(&bytes)?;
        to.flush()?;
        Ok(self.cut_at.is_none())
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Something Else",
    }
}

/// The MIME type that a plain host gives a file.
pub(crate) fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        _ => "application/octet-stream",
    }
}
