//! Somebody has left before it was known whether there is a number for them. Nobody will come for it: it is asked for
//! under the same name until that is known, and given back. The page is not loaded anew before.

use super::attempt::is_unknown;
use super::renew::Renewal;
use crate::live::{Call, api};
use gloo_timers::future::TimeoutFuture;
use hall::api::{IssuedTicket, TicketRequest, TicketView};
use hall::id::{HallId, RequestKey};
use leptos::task::spawn_local;
use serde_json::json;

/// Asked again after this long while no answer comes.
const AGAIN_MS: u32 = 5_000;
/// Given up after so many tries: two minutes, or six of silence.
const TRIES: u32 = 24;

/// Gives the number back that this request may have made.
pub fn give_back(renewal: Renewal, hall: HallId, request: TicketRequest, key: RequestKey) {
    renewal.hold();
    spawn_local(async move {
        let ask = Call::IssueTicket(hall);
        let mut made = None;
        for _ in 0..TRIES {
            if made.is_none() {
                made = match api::send::<_, IssuedTicket>(&ask, &request, Some(&key)).await {
                    Ok(Some(issued)) => Some(Call::CancelTicket(issued.id)),
                    Err(failure) if is_unknown(&failure) => None,
                    _ => break,
                };
            }
            if let Some(back) = &made {
                match api::send::<_, TicketView>(back, &json!({}), None).await {
                    Err(failure) if is_unknown(&failure) => {}
                    _ => break,
                }
            }
            TimeoutFuture::new(AGAIN_MS).await;
        }
        renewal.release();
    });
}
