//! The event stream (server-sent events): an event is serialised once and shared by all listeners; a
//! listener that was away gets what it missed, or a snapshot when it is too far behind; one that is
//! too slow is cut off and resumes, it never holds memory.

use super::Queue;
use crate::app::App;
use crate::problem::{Path, Query, Refused};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use hall::api::{Beat, Hello};
use hall::code::Code;
use hall::event::Recorded;
use hall::id::HallId;
use hall::moment::Moment;
use serde::Deserialize;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio_stream::Stream;
use tokio_stream::wrappers::BroadcastStream;

/// Events that are replayed at most; further behind, a snapshot is smaller.
const REPLAY: u32 = 500;
/// A phone's page that takes nothing for this long is cut off.
const PATIENCE: Duration = Duration::from_secs(30);

/// One message of the stream, ready to send.
#[derive(Clone, Debug)]
pub enum Frame {
    /// A fact with its position.
    Fact(u64, Bytes),
    /// Something without a position.
    Note(Bytes),
    /// The server goes down: streams end and listeners resume elsewhere.
    End,
}

impl Frame {
    /// A heartbeat.
    #[must_use]
    pub fn beat(now: Moment) -> Self {
        Self::Note(message("beat", None, &Beat { now }))
    }

    /// The end of all streams.
    #[must_use]
    pub const fn end() -> Self {
        Self::End
    }
}

/// The public form of a fact.
#[must_use]
pub fn frame(recorded: &Recorded) -> Frame {
    Frame::Fact(recorded.seq, fact(recorded))
}

fn fact(recorded: &Recorded) -> Bytes {
    message(recorded.event.kind(), Some(recorded.seq), &recorded.public())
}

fn message<T: serde::Serialize>(event: &str, id: Option<u64>, data: &T) -> Bytes {
    // these types have string keys only, so they serialise
    let data = serde_json::to_string(data).unwrap_or_default();
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    Bytes::from(format!("{id}event: {event}\ndata: {data}\n\n"))
}

/// Where to resume.
#[derive(Debug, Default, Deserialize)]
pub struct Resume {
    /// Position of the last event that was seen; the header `Last-Event-ID` says the same.
    pub after: Option<u64>,
}

/// The event stream of a hall: `hello`, then a `snapshot` or what was missed, then facts as they
/// happen, and a `beat` every 15 s. `id:` is the position in the hall's ledger.
#[utoipa::path(get, path = "/api/v1/halls/{hall}/events", tag = "queue",
    params(("hall" = String, Path), ("after" = Option<u64>, Query, description = "resume after this position")),
    responses((status = 200, description = "text/event-stream of Recorded", content_type = "text/event-stream", body = Recorded),
              (status = 404, body = hall::api::Problem), (status = 503, body = hall::api::Problem)))]
pub async fn events(
    State(app): State<Arc<App>>,
    Path(hall): Path<HallId>,
    Query(resume): Query<Resume>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let queue = app.queue(&hall)?;
    let header = headers.get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    let after = header.or(resume.after);
    let hello = Hello { build: app.site.build().to_owned(), now: queue.now(), hall };
    Ok(stream(&queue, Open::new(&app)?, message("hello", None, &hello), after).await?)
}

/// The connection itself waits for frames and writes them: a task and a channel between the two would
/// cost a second waking for every screen and event. A reader that takes nothing is cut off by the
/// connection ([`crate::door`]), and one that is too far behind here.
async fn stream(queue: &Queue, open: Open, hello: Bytes, after: Option<u64>) -> Result<Response, Code> {
    // subscribe first, so that nothing falls between the past and the future
    let frames = BroadcastStream::new(queue.subscribe());
    let (missed, seen) = missed(queue, after).await?;
    let first = [hello].into_iter().chain(missed).collect::<Vec<_>>().into_iter();
    let told = Told { first, frames, seen, _open: open };
    let mut response = Response::new(Body::from_stream(told));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx must not hold events back
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// What one listener is told: what it missed, then the shared bytes of everything that happens. One layer
/// instead of a chain of adapters, because ten thousand screens go through it at every call.
struct Told {
    first: std::vec::IntoIter<Bytes>,
    frames: BroadcastStream<Arc<Frame>>,
    seen: u64,
    _open: Open,
}

impl Stream for Told {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(bytes) = this.first.next() {
            return Poll::Ready(Some(Ok(bytes)));
        }
        // whoever is too far behind is cut off and resumes
        while let Some(Ok(frame)) = ready!(Pin::new(&mut this.frames).poll_next(context)) {
            match &*frame {
                // already part of the snapshot or of what was missed
                Frame::Fact(seq, _) if *seq <= this.seen => {}
                Frame::Fact(seq, bytes) => {
                    this.seen = *seq;
                    return Poll::Ready(Some(Ok(bytes.clone())));
                }
                Frame::Note(bytes) => return Poll::Ready(Some(Ok(bytes.clone()))),
                Frame::End => break,
            }
        }
        Poll::Ready(None)
    }
}

/// Hands a message to a phone's page; false when the reader has gone, or takes nothing for so long that it is
/// cut off: it may come back and resume.
pub async fn hand_over<T>(reader: &tokio::sync::mpsc::Sender<T>, message: T) -> bool {
    matches!(tokio::time::timeout(PATIENCE, reader.send(message)).await, Ok(Ok(())))
}

/// What a listener missed since `after`, or a snapshot; and the position it then has.
async fn missed(queue: &Queue, after: Option<u64>) -> Result<(Vec<Bytes>, u64), Code> {
    let seq = queue.live().board.seq;
    if let Some(after) = after.filter(|after| *after <= seq && seq - after <= u64::from(REPLAY)) {
        let events = queue.ledger.after(&queue.hall.id, after, REPLAY).await.map_err(|error| {
            tracing::error!(%error, "cannot replay events");
            Code::Unavailable
        })?;
        let seen = events.last().map_or(after, |recorded| recorded.seq);
        return Ok((events.iter().map(fact).collect(), seen));
    }
    let live = queue.live();
    Ok((vec![message("snapshot", Some(live.board.seq), &live.board)], live.board.seq))
}

/// Counts as an open stream for as long as it lives.
pub struct Open {
    _place: OwnedSemaphorePermit,
}

impl Open {
    /// One stream more.
    ///
    /// # Errors
    /// `overloaded` when as many are open as may be.
    pub fn new(app: &App) -> Result<Self, Code> {
        let place = app.streams.clone().try_acquire_owned().map_err(|_| Code::Overloaded)?;
        metrics::gauge!("event_streams_open").increment(1.0);
        Ok(Self { _place: place })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        metrics::gauge!("event_streams_open").decrement(1.0);
    }
}
