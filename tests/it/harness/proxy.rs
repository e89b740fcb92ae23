//! A connection that breaks: what stands between the program and the server, and cuts it off when it is told to.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// When connections are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Never.
    Never,
    /// At this commit, counted from 1 over all connections, before the server hears of it.
    BeforeCommit(usize),
    /// At this commit, when the server has answered, before the program hears of it.
    AfterCommit(usize),
    /// The same, and nothing comes through from then on.
    ForGood(usize),
    /// After so many bytes from the program to the server, over all connections.
    AfterBytes(u64),
}

struct State {
    socket: PathBuf,
    cut: Mutex<Cut>,
    commits: AtomicUsize,
    bytes: AtomicU64,
    cuts: AtomicUsize,
    /// All connections that were made.
    open: Mutex<Vec<TcpStream>>,
}

/// A running proxy; its threads end with the test's process.
pub(crate) struct Proxy {
    port: u16,
    state: Arc<State>,
}

impl Proxy {
    /// Before the server of an address that names its socket's directory.
    pub(crate) fn before(url: &str) -> Self {
        let socket = url.split("host=").nth(1).and_then(|rest| rest.split('&').next()).expect("a socket");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(State {
            socket: PathBuf::from(socket).join(".s.PGSQL.5432"),
            cut: Mutex::new(Cut::Never),
            commits: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            cuts: AtomicUsize::new(0),
            open: Mutex::default(),
        });
        let serving = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let state = Arc::clone(&serving);
                thread::spawn(move || state.serve(client));
            }
        });
        Self { port, state }
    }

    /// The address of the same database by this way.
    pub(crate) fn url(&self, url: &str) -> String {
        let database = url.split('?').next().and_then(|url| url.rsplit('/').next()).expect("a database");
        format!("postgres://postgres@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// Cuts from now on; what is counted begins anew.
    pub(crate) fn cut(&self, cut: Cut) {
        *self.state.cut.lock().expect("nobody panics with it") = cut;
        self.state.commits.store(0, Ordering::SeqCst);
        self.state.bytes.store(0, Ordering::SeqCst);
        self.state.cuts.store(0, Ordering::SeqCst);
    }

    /// How many connections were cut.
    pub(crate) fn cuts(&self) -> usize {
        self.state.cuts.load(Ordering::SeqCst)
    }
}

impl State {
    fn serve(&self, mut client: TcpStream) {
        let cut = *self.cut.lock().expect("nobody panics with it");
        if matches!(cut, Cut::ForGood(_)) && self.cuts.load(Ordering::SeqCst) > 0 {
            return;
        }
        self.open.lock().expect("nobody panics with it").push(client.try_clone().expect("a handle"));
        let mut server = UnixStream::connect(&self.socket).expect("the server listens");
        let (mut answers, mut back) =
            (server.try_clone().expect("a handle"), client.try_clone().expect("a handle"));
        // Answers that are held back are not passed on any more.
        let silent = Arc::new(Mutex::new(false));
        let hushed = Arc::clone(&silent);
        let (answered, heard) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(length @ 1..) = answers.read(&mut buffer) {
                if *hushed.lock().expect("nobody panics with it") {
                    _ = answered.send(());
                    continue;
                }
                if back.write_all(&buffer[..length]).is_err() {
                    break;
                }
            }
            _ = back.shutdown(Shutdown::Both);
        });
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length @ 1..) = client.read(&mut buffer) {
            let part = &buffer[..length];
            // The driver sends it in a message of its own.
            let commits = part.windows(7).any(|word| word == b"COMMIT\0");
            let commit = if commits { self.commits.fetch_add(1, Ordering::SeqCst) + 1 } else { 0 };
            let bytes = self.bytes.fetch_add(length as u64, Ordering::SeqCst) + length as u64;
            let cut = *self.cut.lock().expect("nobody panics with it");
            let before = match cut {
                Cut::BeforeCommit(at) => commit == at,
                Cut::AfterBytes(most) => bytes > most && self.cuts.load(Ordering::SeqCst) == 0,
                Cut::Never | Cut::AfterCommit(_) | Cut::ForGood(_) => false,
            };
            if before {
                self.cuts.fetch_add(1, Ordering::SeqCst);
                break;
            }
            let after = [Cut::AfterCommit(commit), Cut::ForGood(commit)].contains(&cut) && commit > 0;
            if after {
                *silent.lock().expect("nobody panics with it") = true;
            }
            if server.write_all(part).is_err() {
                break;
            }
            if after {
                heard.recv().expect("the server answers");
                self.cuts.fetch_add(1, Ordering::SeqCst);
                if matches!(cut, Cut::ForGood(_)) {
                    for each in self.open.lock().expect("nobody panics with it").iter() {
                        _ = each.shutdown(Shutdown::Both);
                    }
                }
                break;
            }
        }
        _ = client.shutdown(Shutdown::Both);
        _ = server.shutdown(Shutdown::Both);
    }
}
