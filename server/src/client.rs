//! Who a request comes from, when that can be told: its own address, or behind a proxy that the
//! configuration names, the address that the proxy saw. Anybody can write a forwarding header, so one
//! from elsewhere only says that the address is not known.

use crate::app::App;
use crate::problem::Refused;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use hall::code::Code;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// The other end of the connection, perhaps a proxy.
    pub peer: IpAddr,
    /// The client's own address; none when it came through a proxy that is not trusted.
    pub address: Option<IpAddr>,
}

impl FromRequestParts<Arc<App>> for Client {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().ok_or(Code::Internal)?.0.ip();
        Ok(Self { peer, address: address(peer, &parts.headers, &app.trusted_proxies) })
    }
}

/// True when a request came through a proxy, or pretends to.
#[must_use]
pub fn is_forwarded(headers: &HeaderMap) -> bool {
    [FORWARDED_FOR, "forwarded", "x-real-ip"].iter().any(|name| headers.contains_key(*name))
}

/// The nearest address that is no trusted proxy's. A proxy appends the address that it saw, so the list
/// is read from its end.
fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<IpAddr> {
    if !is_forwarded(headers) {
        return Some(peer);
    }
    if !trusted.contains(&peer) {
        return None;
    }
    let lists: Vec<&str> =
        headers.get_all(FORWARDED_FOR).iter().filter_map(|list| list.to_str().ok()).collect();
    let mut named = lists.iter().rev().flat_map(|list| list.rsplit(','));
    named.find_map(|name| match name.trim().parse::<IpAddr>() {
        Ok(address) if trusted.contains(&address) => None,
        Ok(address) => Some(Some(address)),
        Err(_) => Some(None),
    })?
}

/// How often people who are not signed in may do something, per minute: from one address, and from behind proxies
/// that are not trusted all together.
pub struct Pace {
    of_address: DefaultKeyedRateLimiter<IpAddr>,
    of_unknown: DefaultDirectRateLimiter,
}

impl Pace {
    /// So often a minute.
    #[must_use]
    pub fn per_minute(of_address: NonZeroU32, of_unknown: NonZeroU32) -> Self {
        Self {
            of_address: RateLimiter::keyed(Quota::per_minute(of_address)),
            of_unknown: RateLimiter::direct(Quota::per_minute(of_unknown)),
        }
    }

    /// Refuses what is one too many.
    ///
    /// # Errors
    /// `too_many_attempts`.
    pub fn check(&self, client: Client) -> Result<(), Code> {
        let fits = match client.address {
            Some(address) => self.of_address.check_key(&address).is_ok(),
            // everybody behind that proxy has one address: they share a larger limit
            None => self.of_unknown.check().is_ok(),
        };
        if fits { Ok(()) } else { Err(Code::TooManyAttempts) }
    }

    /// Forgets who has done nothing for a while.
    pub fn tidy(&self) {
        self.of_address.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for list in forwarded {
            headers.append(FORWARDED_FOR, list.parse().unwrap());
        }
        let trusted = ["127.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        address(peer.parse().unwrap(), &headers, &trusted).map(|address| address.to_string())
    }

    #[test]
    fn only_what_a_trusted_proxy_saw_is_believed() {
        assert_eq!(seen("10.1.1.1", &[]).as_deref(), Some("10.1.1.1"));
        assert_eq!(seen("10.1.1.1", &["8.8.8.8"]), None, "anybody can write a header");
        assert_eq!(seen("127.0.0.1", &["1.1.1.1, 9.9.9.9"]).as_deref(), Some("9.9.9.9"));
        assert_eq!(seen("127.0.0.1", &["1.1.1.1", "9.9.9.9, 10.0.0.2"]).as_deref(), Some("9.9.9.9"));
        assert_eq!(seen("127.0.0.1", &["unknown"]), None);
        assert_eq!(seen("127.0.0.1", &["10.0.0.2"]), None);
    }
}
