//! The door of the server: how many connections may be open, and how long one may wait for a reader that
//! takes nothing. Whoever is one too many is told so in a few bytes instead of being left waiting.

use crate::problem::retry_after;
use axum_server::accept::Accept;
use hall::api::Problem;
use hall::code::Code;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Sleep;

/// A reader that takes nothing for this long is cut off: it may come back and resume.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections that are being refused at once; more are closed without a word.
const REFUSALS: usize = 512;
/// A refusal takes no longer than this.
const REFUSAL: Duration = Duration::from_secs(2);

/// Pieces that are not longer together are written as one, in bytes: an event in its chunk.
const WHOLE: usize = 512;

/// Lets connections in while there are places.
#[derive(Clone)]
pub struct Door {
    places: Arc<Semaphore>,
    refusals: Arc<Semaphore>,
}

impl Door {
    /// A door to so many places.
    #[must_use]
    pub fn new(places: Arc<Semaphore>) -> Self {
        Self { places, refusals: Arc::new(Semaphore::new(REFUSALS)) }
    }
}

impl<S: Send + 'static> Accept<TcpStream, S> for Door {
    type Stream = Guest<TcpStream>;
    type Service = S;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, S)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let door = self.clone();
        Box::pin(async move {
            if let Ok(place) = door.places.try_acquire_owned() {
                // an event must not wait for the acknowledgement of the one before
                stream.set_nodelay(true)?;
                return Ok((Guest::new(stream, place, PATIENCE), service));
            }
            metrics::counter!("connections_refused_total").increment(1);
            if let Ok(_turn) = door.refusals.try_acquire_owned() {
                let _ = tokio::time::timeout(REFUSAL, refuse(stream)).await;
            }
            Err(io::ErrorKind::ConnectionRefused.into())
        })
    }
}

/// Answers whatever is asked with 503 and ends the connection.
async fn refuse(mut stream: TcpStream) -> io::Result<()> {
    let mut asked = [0; 1024];
    let _ = stream.read(&mut asked).await?;
    let body = serde_json::to_string(&Problem::from(Code::Overloaded)).unwrap_or_default();
    let answer = format!(
        "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\
         retry-after: {}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n{body}",
        body.len(),
        retry_after(Code::Overloaded).unwrap_or_default()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await?;
    // a connection that is closed before everything was read takes its answer with it
    while stream.read(&mut asked).await? > 0 {}
    Ok(())
}

/// A connection that was let in: it has a place until it ends, and ends when its reader takes nothing.
pub struct Guest<T> {
    stream: T,
    patience: Duration,
    deadline: Option<Pin<Box<Sleep>>>,
    _place: OwnedSemaphorePermit,
}

impl<T> Guest<T> {
    fn new(stream: T, place: OwnedSemaphorePermit, patience: Duration) -> Self {
        metrics::gauge!("connections_open").increment(1.0);
        Self { stream, patience, deadline: None, _place: place }
    }

    /// Passes a result on; the time runs only while the reader takes nothing.
    fn in_time<R>(&mut self, context: &mut Context<'_>, done: Poll<io::Result<R>>) -> Poll<io::Result<R>> {
        if done.is_ready() {
            self.deadline = None;
            return done;
        }
        let patience = self.patience;
        let deadline = self.deadline.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        deadline.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<T> Drop for Guest<T> {
    fn drop(&mut self) {
        metrics::gauge!("connections_open").decrement(1.0);
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Guest<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Guest<T> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.in_time(context, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let length: usize = pieces.iter().map(|piece| piece.len()).sum();
        let stream = Pin::new(&mut this.stream);
        let mut whole = [0; WHOLE];
        let written = match whole.get_mut(..length) {
            // the pieces of an event: the system takes one faster than several, and copying it costs nothing
            Some(whole) => {
                let mut rest = &mut *whole;
                for piece in pieces {
                    let (next, after) = std::mem::take(&mut rest).split_at_mut(piece.len());
                    next.copy_from_slice(piece);
                    rest = after;
                }
                stream.poll_write(context, whole)
            }
            None => stream.poll_write_vectored(context, pieces),
        };
        this.in_time(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let flushed = Pin::new(&mut this.stream).poll_flush(context);
        this.in_time(context, flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn pieces_arrive_whole_and_in_order_however_long_they_are() {
        for length in [0, 1, WHOLE / 3, WHOLE] {
            let place = Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap();
            let (server, mut client) = tokio::io::duplex(3 * WHOLE);
            let mut guest = Guest::new(server, place, PATIENCE);
            let pieces = [vec![1; length], vec![2; length], vec![3; length]];
            let slices = pieces.each_ref().map(|piece| io::IoSlice::new(piece));
            assert_eq!(guest.write_vectored(&slices).await.unwrap(), 3 * length);
            drop(guest);
            let mut read = Vec::new();
            client.read_to_end(&mut read).await.unwrap();
            assert_eq!(read, pieces.concat());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_takes_nothing_is_cut_off_and_a_slow_one_is_not() {
        let place = Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap();
        let (server, mut client) = tokio::io::duplex(16);
        let mut guest = Guest::new(server, place, PATIENCE);
        let reading = tokio::spawn(async move {
            let mut byte = [0];
            for _ in 0..40 {
                tokio::time::sleep(PATIENCE / 2).await;
                client.read_exact(&mut byte).await.unwrap();
            }
            client
        });
        guest.write_all(&[7; 40]).await.expect("slow is not dead");
        let client = reading.await.unwrap();
        let error = guest.write_all(&[7; 17]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        drop(client);
    }
}
