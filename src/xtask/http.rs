//! Serving a site from memory, to the developer's own browser.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::site::{Files, extension};

/// What is served now, and how often it has changed.
#[derive(Default)]
pub struct Stage {
    state: Mutex<(u64, Files)>,
    changed: Condvar,
}

impl Stage {
    /// Serves these files from now on.
    pub fn show(&self, files: Files) {
        let mut state = self.lock();
        *state = (state.0 + 1, files);
        self.changed.notify_all();
    }

    /// Waits for files newer than those of this number.
    fn newer_than(&self, seen: u64) -> u64 {
        let state = self.changed.wait_while(self.lock(), |state| state.0 <= seen);
        state.unwrap_or_else(PoisonError::into_inner).0
    }

    fn lock(&self) -> MutexGuard<'_, (u64, Files)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a port of this machine.
pub fn bind(port: u16) -> Result<Server> {
    Server::http(("127.0.0.1", port)).map_err(|error| anyhow!("port {port}: {error}"))
}

/// Answers requests for ever, each on a thread of its own.
pub fn listen(server: &Server, stage: &Stage) {
    std::thread::scope(|scope| {
        for request in server.incoming_requests() {
            // A browser that has gone away is no news.
            scope.spawn(|| answer(request, stage).ok());
        }
    });
}

fn answer(request: Request, stage: &Stage) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(405));
    }
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    let address = match path.trim_start_matches('/') {
        "" => "index.html".to_owned(),
        address => address.to_owned(),
    };
    if address == "reload" {
        let newer = stage.newer_than(query.parse().unwrap_or_default());
        return request.respond(Response::from_string(newer.to_string()));
    }
    let bytes = stage.lock().1.get(&address).cloned();
    match bytes {
        Some(bytes) => request.respond(
            Response::from_data(bytes)
                .with_header(header("content-type", media_type(&address)))
                .with_header(header("cache-control", "no-store")),
        ),
        None => request.respond(Response::from_string("not found").with_status_code(404)),
    }
}

fn header(name: &str, value: &str) -> Header {
    // Both are written in this file, in ASCII.
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("{name}: {value}"))
}

fn media_type(address: &str) -> &'static str {
    match extension(address) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
