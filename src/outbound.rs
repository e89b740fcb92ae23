//! What is sent over the network: the only room that names reqwest.
//!
//! Without the feature `dispatch` there is nothing in it that sends, and whoever asks is told so.

use std::time::Duration;

use crate::domain::hosts::AllowedHosts;
use crate::domain::service::Address;

/// A message for a provider.
pub struct Outgoing<'a> {
    /// Where it goes.
    pub address: &'a Address,
    /// Its id, the same whenever it is sent again.
    pub id: &'a str,
    /// When it is sent, in seconds since 1970.
    pub timestamp: i64,
    /// Its signature.
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// What a provider answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// So many seconds it asks to wait.
    pub retry_after: Option<u64>,
}

impl Answer {
    /// Whether the provider has taken the message.
    #[must_use]
    pub const fn is_taken(self) -> bool {
        self.status / 100 == 2
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// None within the time.
    #[error("no answer in time")]
    Timeout,
    /// No connection, or one that broke.
    #[error("no connection")]
    Unreachable,
    /// The host has an address to which nothing is sent.
    #[error("an address that is not allowed")]
    Forbidden,
}

/// Why nothing can be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// The program was built without.
    #[error("this program was built without what sends to providers")]
    NotBuilt,
    /// The system has no certificates, or the like.
    #[error("nothing can be sent from here: {0}")]
    Unusable(String),
}

#[cfg(feature = "dispatch")]
pub use with_reqwest::Outbound;
#[cfg(not(feature = "dispatch"))]
pub use without::Outbound;

#[cfg(not(feature = "dispatch"))]
mod without {
    use super::{AllowedHosts, Answer, Duration, Failure, OutboundError, Outgoing};

    /// Sends nothing.
    #[derive(Clone)]
    pub struct Outbound(std::convert::Infallible);

    impl Outbound {
        /// Says that nothing can be sent.
        pub fn new(_timeout: Duration, _allowed: AllowedHosts) -> Result<Self, OutboundError> {
            Err(OutboundError::NotBuilt)
        }

        /// Is never called.
        #[expect(clippy::unused_async, reason = "it is awaited as the one that sends")]
        pub async fn post(&self, _message: &Outgoing<'_>) -> Result<Answer, Failure> {
            match self.0 {}
        }
    }
}

#[cfg(feature = "dispatch")]
mod with_reqwest {
    use std::error::Error as StdError;
    use std::net::{IpAddr, SocketAddr};
    use std::sync::Arc;

    use reqwest::dns::{Addrs, Name, Resolve, Resolving};
    use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
    use reqwest::redirect::Policy;

    use super::{AllowedHosts, Answer, Duration, Failure, OutboundError, Outgoing};

    /// So many redirects within one host are followed.
    const REDIRECTS: usize = 3;

    /// Sends messages by HTTP POST.
    #[derive(Clone)]
    pub struct Outbound {
        client: reqwest::Client,
        allowed: Arc<AllowedHosts>,
    }

    impl Outbound {
        /// A message takes `timeout` at most, from the look-up of its host to the status of the answer.
        pub fn new(timeout: Duration, allowed: AllowedHosts) -> Result<Self, OutboundError> {
            // Another part of the program may have chosen one already, which is as good.
            _ = rustls::crypto::ring::default_provider().install_default();
            let allowed = Arc::new(allowed);
            let client = reqwest::Client::builder()
                .user_agent(concat!("cardctl/", env!("CARGO_PKG_VERSION")))
                .timeout(timeout)
                // A proxy would look hosts up by itself, and reach what is not allowed from here.
                .no_proxy()
                .dns_resolver(Resolver(Arc::clone(&allowed)))
                .redirect(Policy::custom(|attempt| {
                    let same = attempt.previous().last().is_some_and(|before| {
                        let next = attempt.url();
                        (before.scheme(), before.host_str(), before.port_or_known_default())
                            == (next.scheme(), next.host_str(), next.port_or_known_default())
                    });
                    if same && attempt.previous().len() <= REDIRECTS {
                        attempt.follow()
                    } else {
                        attempt.stop()
                    }
                }))
                .build()
                .map_err(|error| OutboundError::Unusable(told(&error)))?;
            Ok(Self { client, allowed })
        }

        /// Sends a message and waits for the status of the answer; nothing else of it is read.
        pub async fn post(&self, message: &Outgoing<'_>) -> Result<Answer, Failure> {
            // A host that is an address is not looked up, so the resolver never sees it.
            let host = message.address.host();
            if let Ok(address) = host.trim_matches(['[', ']']).parse::<IpAddr>()
                && !self.allowed.permit(host, address)
            {
                return Err(Failure::Forbidden);
            }
            let sent = self
                .client
                .post(message.address.as_str())
                .header(CONTENT_TYPE, "application/json")
                .header("webhook-id", message.id)
                .header("webhook-timestamp", message.timestamp.to_string())
                .header("webhook-signature", &message.signature)
                .body(message.body.clone())
                .send()
                .await;
            match sent {
                Ok(answer) => {
                    let asked = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
                    Ok(Answer {
                        status: answer.status().as_u16(),
                        retry_after: asked.and_then(|text| text.trim().parse().ok()),
                    })
                }
                Err(error) if error.is_timeout() => Err(Failure::Timeout),
                Err(error) if is_forbidden(&error) => Err(Failure::Forbidden),
                Err(_) => Err(Failure::Unreachable),
            }
        }
    }

    /// Looks hosts up and gives only the addresses that are allowed, so that what was looked up is what is connected to.
    struct Resolver(Arc<AllowedHosts>);

    /// All addresses of the host are such to which nothing is sent.
    #[derive(Debug, thiserror::Error)]
    #[error("the host has no address that is allowed")]
    struct NoneAllowed;

    impl Resolve for Resolver {
        fn resolve(&self, name: Name) -> Resolving {
            let allowed = Arc::clone(&self.0);
            Box::pin(async move {
                let host = name.as_str().to_owned();
                let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
                let permitted: Vec<SocketAddr> =
                    found.into_iter().filter(|found| allowed.permit(&host, found.ip())).collect();
                if permitted.is_empty() {
                    return Err(NoneAllowed.into());
                }
                Ok(Box::new(permitted.into_iter()) as Addrs)
            })
        }
    }

    fn is_forbidden(error: &reqwest::Error) -> bool {
        let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
        while let Some(each) = cause {
            if each.is::<NoneAllowed>() {
                return true;
            }
            cause = each.source();
        }
        false
    }

    /// What lies at the bottom of an error.
    fn told(error: &reqwest::Error) -> String {
        let mut cause: &(dyn StdError + 'static) = error;
        while let Some(below) = cause.source() {
            cause = below;
        }
        cause.to_string()
    }
}
