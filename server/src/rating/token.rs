//! The one-time rating code: `v1.<payload>.<mac>`, 46 characters, no database row until it is used.
//!
//! Payload: key id (1 byte), expiry (4 bytes, minutes since the epoch), ticket (10 bytes), and for a further
//! matter on the same slip which of its services (1 byte); base64url.
//! MAC: HMAC-SHA256 over `v1.<payload>`, cut to 128 bits. Keys rotate by id: the newest signs, all
//! known ones verify.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use hall::code::Code;
use hall::id::{Number, ServiceId, TicketId};
use hall::moment::Moment;
use hall::rating::slip_code;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Bytes of the MAC that travel.
const MAC_BYTES: usize = 16;

/// A signing key.
#[derive(Clone)]
pub struct Key {
    /// Its id, part of every code it signs.
    pub id: u8,
    /// 32 random bytes.
    pub secret: Vec<u8>,
}

/// Mints and verifies codes.
#[derive(Clone)]
pub struct Codes {
    keys: Vec<Key>,
    days: u16,
}

impl Codes {
    /// With keys, newest last, and the days a code is valid.
    #[must_use]
    pub const fn new(keys: Vec<Key>, days: u16) -> Self {
        Self { keys, days }
    }

    /// Days a code is valid.
    #[must_use]
    pub const fn days(&self) -> u16 {
        self.days
    }

    /// When the code of a service that ended at `served_at` stops working, to the minute.
    #[must_use]
    pub fn expires(&self, served_at: Moment) -> Moment {
        let minutes = served_at.unix_ms() / 60_000 + i64::from(self.days) * 24 * 60;
        Moment::from_unix_ms(minutes * 60_000)
    }

    /// The code of a service; the same service always has the same code.
    ///
    /// # Errors
    /// `internal` when there is no key.
    pub fn mint(&self, service: &ServiceId, served_at: Moment) -> Result<String, Code> {
        let key = self.keys.last().ok_or(Code::Internal)?;
        let minutes =
            u32::try_from(self.expires(served_at).unix_ms() / 60_000).map_err(|_| Code::Internal)?;
        let id = BASE32_NOPAD
            .decode(service.ticket.as_str().to_ascii_uppercase().as_bytes())
            .map_err(|_| Code::Internal)?;
        let mut payload = vec![key.id];
        payload.extend(minutes.to_be_bytes());
        payload.extend(id);
        payload.extend((service.part > 0).then_some(service.part));
        let signed = format!("v1.{}", BASE64URL_NOPAD.encode(&payload));
        let mac = mac(key, &signed)?;
        Ok(format!("{signed}.{}", BASE64URL_NOPAD.encode(&mac)))
    }

    /// The code of a slip, for who types it at a kiosk: short, so it is asked for slowly only.
    ///
    /// # Errors
    /// `internal` when there is no key.
    pub fn slip(&self, ticket: &TicketId, number: &Number) -> Result<String, Code> {
        slip_of(self.keys.last().ok_or(Code::Internal)?, ticket, number)
    }

    /// Whether a code is that of this slip, by any of the keys.
    ///
    /// # Errors
    /// `internal` for a key that cannot sign.
    pub fn is_slip(&self, ticket: &TicketId, number: &Number, given: &str) -> Result<bool, Code> {
        let mut is = false;
        for key in &self.keys {
            is |= bool::from(slip_of(key, ticket, number)?.as_bytes().ct_eq(given.as_bytes()));
        }
        Ok(is)
    }

    /// The service a code stands for.
    ///
    /// # Errors
    /// `token_unknown` for anything this server did not sign, `token_expired` afterwards.
    pub fn verify(&self, token: &str, now: Moment) -> Result<ServiceId, Code> {
        let (service, expires) = self.read(token)?;
        if now >= expires { Err(Code::TokenExpired) } else { Ok(service) }
    }

    /// The service a code stands for, and when it stops working: who rated by it may read the answer later too.
    ///
    /// # Errors
    /// `token_unknown` for anything this server did not sign.
    pub fn read(&self, token: &str) -> Result<(ServiceId, Moment), Code> {
        let (signed, given) = token.rsplit_once('.').ok_or(Code::TokenUnknown)?;
        let payload = signed.strip_prefix("v1.").ok_or(Code::TokenUnknown)?;
        let payload = BASE64URL_NOPAD.decode(payload.as_bytes()).map_err(|_| Code::TokenUnknown)?;
        let given = BASE64URL_NOPAD.decode(given.as_bytes()).map_err(|_| Code::TokenUnknown)?;
        let (Some((key, rest)), 15 | 16) = (payload.split_first(), payload.len()) else {
            return Err(Code::TokenUnknown);
        };
        let key = self.keys.iter().find(|known| known.id == *key).ok_or(Code::TokenUnknown)?;
        if !bool::from(mac(key, signed)?.ct_eq(&given)) {
            return Err(Code::TokenUnknown);
        }
        let (minutes, id) = rest.split_at_checked(4).ok_or(Code::TokenUnknown)?;
        let minutes = u32::from_be_bytes(minutes.try_into().map_err(|_| Code::TokenUnknown)?);
        let expires = Moment::from_unix_ms(i64::from(minutes) * 60_000);
        let (id, part) = id.split_at_checked(10).ok_or(Code::TokenUnknown)?;
        let ticket = BASE32_NOPAD.encode(id).to_ascii_lowercase().parse().map_err(|_| Code::TokenUnknown)?;
        Ok((ServiceId { ticket, part: part.first().copied().unwrap_or_default() }, expires))
    }
}

/// Signed as something else than a token, so that neither says anything about the other.
fn slip_of(key: &Key, ticket: &TicketId, number: &Number) -> Result<String, Code> {
    let mac = mac(key, &format!("slip.{ticket}"))?;
    let secret = mac.first_chunk().copied().map(u64::from_be_bytes).ok_or(Code::Internal)?;
    Ok(slip_code(number, secret))
}

fn mac(key: &Key, signed: &str) -> Result<Vec<u8>, Code> {
    let mut hmac = Hmac::<Sha256>::new_from_slice(&key.secret).map_err(|_| Code::Internal)?;
    hmac.update(signed.as_bytes());
    let mut bytes = hmac.finalize().into_bytes().to_vec();
    bytes.truncate(MAC_BYTES);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(keys: &[u8]) -> Codes {
        Codes::new(keys.iter().map(|id| Key { id: *id, secret: vec![*id; 32] }).collect(), 7)
    }

    fn now() -> Moment {
        "2026-11-23T10:00:00+08:00".parse().unwrap()
    }

    #[test]
    fn a_code_is_short_stable_and_lasts_its_days() {
        let (codes, ticket) = (codes(&[1]), "abcdefghijklmnop".parse::<ServiceId>().unwrap());
        let token = codes.mint(&ticket, now()).unwrap();
        assert_eq!(token, codes.mint(&ticket, now()).unwrap());
        assert_eq!(token.len(), 46);
        assert_eq!(codes.verify(&token, now().plus_seconds(7 * 86_400 - 60)), Ok(ticket.clone()));
        assert_eq!(codes.verify(&token, now().plus_seconds(7 * 86_400)), Err(Code::TokenExpired));
    }

    #[test]
    fn each_matter_of_a_slip_has_a_code_of_its_own() {
        let codes = codes(&[1]);
        let [first, second] =
            ["abcdefghijklmnop", "abcdefghijklmnop.2"].map(|id| id.parse::<ServiceId>().unwrap());
        let (one, two) = (codes.mint(&first, now()).unwrap(), codes.mint(&second, now()).unwrap());
        assert_ne!(one, two);
        assert_eq!((codes.verify(&one, now()), codes.verify(&two, now())), (Ok(first), Ok(second)));
    }

    #[test]
    fn an_older_key_still_verifies_and_a_foreign_one_does_not() {
        let ticket = "abcdefghijklmnop".parse::<ServiceId>().unwrap();
        let token = codes(&[1]).mint(&ticket, now()).unwrap();
        assert_eq!(codes(&[1, 2]).verify(&token, now()), Ok(ticket));
        assert_eq!(codes(&[2]).verify(&token, now()), Err(Code::TokenUnknown));
    }

    #[test]
    fn a_slip_has_one_code_of_its_own_that_older_keys_know_as_well() {
        let [one, two] = ["abcdefghijklmnop", "abcdefghijklmnoq"].map(|id| id.parse::<TicketId>().unwrap());
        let number: Number = "A012".parse().unwrap();
        let code = codes(&[1]).slip(&one, &number).unwrap();
        assert_eq!((code.len(), &code[..3]), (10, "012"));
        assert_ne!(code, codes(&[1]).slip(&two, &number).unwrap());
        assert_eq!(codes(&[1, 2]).is_slip(&one, &number, &code), Ok(true));
        assert_eq!(codes(&[2]).is_slip(&one, &number, &code), Ok(false));
        assert_eq!(codes(&[1]).is_slip(&two, &number, &code), Ok(false));
        assert_eq!(codes(&[1]).is_slip(&one, &number, &code[..9]), Ok(false));
    }

    proptest::proptest! {
        #[test]
        fn a_changed_code_is_refused(at in 0usize..46, to in "[A-Za-z0-9_.-]") {
            let (codes, ticket) = (codes(&[1]), "abcdefghijklmnop".parse::<ServiceId>().unwrap());
            let token = codes.mint(&ticket, now()).unwrap();
            let mut forged = token.clone();
            forged.replace_range(at..=at, &to);
            if forged != token {
                assert_eq!(codes.verify(&forged, now()), Err(Code::TokenUnknown));
            }
        }

        #[test]
        fn rubbish_is_refused_without_panic(text in "\\PC{0,80}") {
            assert_eq!(codes(&[1]).verify(&text, now()), Err(Code::TokenUnknown));
        }
    }
}
