//! A provider of services: a real HTTP server on a loopback address, which keeps what it gets and does what it is told.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// What the provider does with a message.
#[derive(Clone, Debug)]
pub(crate) enum Manner {
    /// Takes it.
    Takes,
    /// Answers with this status and these further headers.
    Answers(u16, &'static str),
    /// Sends the sender elsewhere.
    Redirects(String),
    /// Takes it after this time.
    Slow(Duration),
    /// Keeps it and breaks the connection without an answer.
    Dies,
}

/// A message as it came.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Delivery {
    pub(crate) fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("a body in json")
    }

    /// Whether it is signed with this secret, by the specification and not by the program.
    pub(crate) fn is_signed_with(&self, secret: &str) -> bool {
        let (timestamp, signature) = (&self.headers["webhook-timestamp"], &self.headers["webhook-signature"]);
        signature_of(secret, self.id(), timestamp, &self.body) == *signature
    }
}

/// The signature that the specification wants.
pub(crate) fn signature_of(secret: &str, id: &str, timestamp: &str, payload: &str) -> String {
    let key = STANDARD.decode(secret.strip_prefix("whsec_").expect("a secret")).expect("base64");
    let mut code = Hmac::<Sha256>::new_from_slice(&key).expect("any length");
    code.update(format!("{id}.{timestamp}.{payload}").as_bytes());
    format!("v1,{}", STANDARD.encode(code.finalize().into_bytes()))
}

struct Kept {
    manner: Manner,
    deliveries: Vec<Delivery>,
    under_way: HashSet<String>,
    /// Ids that came again while they were being worked on.
    overlapped: Vec<String>,
}

/// A running provider; its threads end with the test's process.
#[derive(Clone)]
pub(crate) struct Provider {
    pub(crate) port: u16,
    kept: Arc<(Mutex<Kept>, Condvar)>,
}

impl Provider {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let port = listener.local_addr().expect("an address").port();
        let kept = Kept {
            manner: Manner::Takes,
            deliveries: Vec::new(),
            under_way: HashSet::new(),
            overlapped: Vec::new(),
        };
        let provider = Self { port, kept: Arc::new((Mutex::new(kept), Condvar::new())) };
        let serving = provider.clone();
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let serving = serving.clone();
                thread::spawn(move || serving.serve(&connection));
            }
        });
        provider
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/requests?of=cards", self.port)
    }

    pub(crate) fn is_to(&self, manner: Manner) {
        self.lock().manner = manner;
    }

    /// What came before is no more of anybody's interest.
    pub(crate) fn forget(&self) {
        self.lock().deliveries.clear();
    }

    pub(crate) fn deliveries(&self) -> Vec<Delivery> {
        self.lock().deliveries.clone()
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.deliveries().iter().map(|delivery| delivery.id().to_owned()).collect()
    }

    /// How many messages of different ids came.
    pub(crate) fn different(&self) -> usize {
        self.ids().into_iter().collect::<HashSet<_>>().len()
    }

    pub(crate) fn overlapped(&self) -> Vec<String> {
        self.lock().overlapped.clone()
    }

    /// Waits until so many messages came.
    #[track_caller]
    pub(crate) fn wait_for(&self, count: usize) {
        let guard = self.lock();
        let patience = Duration::from_mins(2);
        let (guard, late) = self
            .kept
            .1
            .wait_timeout_while(guard, patience, |kept| kept.deliveries.len() < count)
            .expect("no thread panics");
        assert!(!late.timed_out(), "{} of {count} messages came", guard.deliveries.len());
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.0.lock().expect("no thread panics")
    }

    fn serve(&self, connection: &TcpStream) {
        let mut reader = BufReader::new(connection);
        while let Some(delivery) = read(&mut reader) {
            let id = delivery.headers.get("webhook-id").cloned().unwrap_or_default();
            let manner = {
                let mut kept = self.lock();
                if !kept.under_way.insert(id.clone()) {
                    kept.overlapped.push(id.clone());
                }
                kept.deliveries.push(delivery);
                self.kept.1.notify_all();
                kept.manner.clone()
            };
            let answer = match manner {
                Manner::Takes => Some("204 No Content\r\n".to_owned()),
                Manner::Answers(status, more) => {
                    Some(format!("{status} As told\r\n{more}Content-Length: 0\r\n"))
                }
                Manner::Redirects(to) => {
                    Some(format!("307 Elsewhere\r\nLocation: {to}\r\nContent-Length: 0\r\n"))
                }
                Manner::Slow(time) => {
                    thread::sleep(time);
                    Some("200 OK\r\nContent-Length: 0\r\n".to_owned())
                }
                Manner::Dies => None,
            };
            self.lock().under_way.remove(&id);
            let Some(answer) = answer else { return };
            let mut connection = connection;
            if write!(connection, "HTTP/1.1 {answer}\r\n").is_err() {
                return;
            }
        }
    }
}

/// Reads one message; none at the end of the connection.
fn read(reader: &mut BufReader<&TcpStream>) -> Option<Delivery> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Delivery { path, headers, body: String::from_utf8(body).expect("UTF-8") })
}

#[test]
fn the_providers_own_check_meets_the_published_vector() {
    let signature = signature_of(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        "{\"test\": 2432232314}",
    );
    assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}
