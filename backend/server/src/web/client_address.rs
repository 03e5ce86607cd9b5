//! The address that a request comes from, to count what goes wrong from there.

use super::Web;
use axum::{extract::FromRequestParts, http::request::Parts};
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr},
};

/// Who is at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Whoever asks, as text. One household or school has a whole network of IPv6 addresses, so only the first half counts.
pub struct ClientAddress(pub String);

impl FromRequestParts<Web> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<ClientAddress, Infallible> {
        let peer = parts.extensions.get::<Peer>().map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.0);
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().filter_map(|header| header.to_str().ok());
        Ok(ClientAddress(network_of(client(peer, forwarded, web.proxies())).to_string()))
    }
}

/// A proxy of ours adds at the end from whom it has the request. What stands before that, anybody may have written.
fn client<'h>(peer: IpAddr, forwarded: impl Iterator<Item = &'h str>, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer.to_canonical()) {
        return peer.to_canonical();
    }
    let last = forwarded.last().and_then(|header| header.rsplit(',').next());
    last.and_then(|address| address.trim().parse().ok()).map_or(peer, |address: IpAddr| address).to_canonical()
}

fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["127.0.0.1".parse().unwrap()];
        network_of(client(peer.parse().unwrap(), forwarded.iter().copied(), &proxies)).to_string()
    }

    #[test]
    fn only_a_proxy_of_ours_is_believed_and_only_its_own_word() {
        assert_eq!(seen("192.0.2.7", &[]), "192.0.2.7");
        assert_eq!(seen("192.0.2.7", &["198.51.100.1"]), "192.0.2.7", "anybody may write that");
        assert_eq!(seen("127.0.0.1", &["203.0.113.9, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen("::ffff:127.0.0.1", &["203.0.113.9", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", &["nonsense"]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn a_network_counts_as_one() {
        assert_eq!(seen("2001:db8:1:2:aaaa::1", &[]), seen("2001:db8:1:2:bbbb::9", &[]));
        assert_ne!(seen("2001:db8:1:2::1", &[]), seen("2001:db8:1:3::1", &[]));
    }
}
