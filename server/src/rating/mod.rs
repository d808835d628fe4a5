//! 好差评: one-time codes, ratings under a unique key, and figures. What makes a rating complete is
//! decided in [`hall::rating`].

pub mod export;
pub mod find;
pub mod general;
pub mod http;
pub mod store;
pub mod summary;
pub mod token;

use crate::app::App;
use crate::problem::Refused;
use crate::queue::store::{ServiceRow, service};
use hall::catalog::{Item, Theme};
use hall::code::Code;
use hall::id::{RequestKey, ServiceId};
use hall::profile::Window;
use hall::rating::{Channel, Checked, Rating};
use hall::text::Text;

hall::phrases! {
    SERVICE_AT_WINDOW = "窗口服务" / "Service at the window";
}

/// A service that may be rated.
#[derive(Clone, Debug)]
pub struct Rateable {
    /// What the table knows of it; its name is the rating's key.
    pub row: ServiceRow,
    /// What was served, in words.
    pub matter: Text,
    /// The department in charge.
    pub department: Text,
    /// The hall's name.
    pub hall: Text,
    /// Where complaints about this hall go.
    pub phone: String,
    /// True when it has been rated.
    pub rated: bool,
    /// It was rated badly and answered: it may be rated once more (domain §2.3, `assessNumber` 2).
    pub again: bool,
}

/// What a code stands for; reading never uses it up (A73). A code that is too old still rates what was answered a while
/// ago.
///
/// # Errors
/// `token_unknown`, `token_expired`, or `unavailable`.
pub async fn look_up(app: &App, token: &str) -> Result<Rateable, Refused> {
    let (id, expires) = app.codes.read(token)?;
    let rateable = rateable(app, service(&app.pool, &id).await?.ok_or(Code::TokenUnknown)?).await?;
    if app.clock.now() >= expires && !rateable.again {
        return Err(Code::TokenExpired.into());
    }
    Ok(rateable)
}

/// A service with what is said of it.
///
/// # Errors
/// `unknown_hall` when its hall is no longer in service, or `unavailable`.
pub async fn rateable(app: &App, row: ServiceRow) -> Result<Rateable, Refused> {
    let rated = store::is_rated(&app.pool, &row.id, store::FIRST).await?;
    let again = rated && may_again(app, &row.id).await?;
    let queue = app.queue(&row.hall)?;
    let published = app.catalog(&row.hall)?;
    let window = queue.hall.window(&row.window);
    let item = row.item.as_ref().and_then(|id| published.item(id));
    let theme = row.theme.as_ref().and_then(|id| published.catalog.theme(id));
    let department = item
        .map(|item| item.department.name.clone())
        .or_else(|| window.map(|window| window.department.clone()))
        .unwrap_or_default();
    let matter = matter(item, theme, window);
    let (hall, phone) = (queue.hall.name.clone(), queue.hall.complaint_phone.clone());
    Ok(Rateable { matter, department, hall, phone, rated, again, row })
}

/// What was served, in words: the matter, or as near as is known.
#[must_use]
pub fn matter(item: Option<&Item>, theme: Option<&Theme>, window: Option<&Window>) -> Text {
    item.map(|item| item.name.clone())
        .or_else(|| theme.map(|theme| theme.name.clone()))
        .or_else(|| window.map(|window| window.name.clone()))
        .unwrap_or_else(|| SERVICE_AT_WINDOW.text())
}

/// Stores a rating; the code is used up by this alone. The same `Idempotency-Key` gets the same answer.
///
/// # Errors
/// The refusals of [`look_up`] and [`Rating::check`], `already_rated`, or `unavailable`.
pub async fn rate(
    app: &App,
    token: &str,
    rating: Rating,
    channel: Channel,
    key: Option<&RequestKey>,
) -> Result<i64, Refused> {
    let rateable = look_up(app, token).await?;
    if rateable.rated && !rateable.again {
        return again(app, &rateable, key).await;
    }
    let checked: Checked = rating.check(&app.norm)?;
    match store::insert(app, &rateable, &checked, channel, key).await {
        Ok(id) => {
            metrics::counter!("ratings_total", "level" => checked.level.get().to_string()).increment(1);
            Ok(id)
        }
        // the same request at the same moment, or somebody who was faster
        Err(Refused(Code::AlreadyRated)) => again(app, &rateable, key).await,
        Err(refused) => Err(refused),
    }
}

/// Whether a service may be rated once more: it was rated badly, the person has had an answer for no longer than a code
/// lasts, and has not done it yet.
async fn may_again(app: &App, service: &ServiceId) -> Result<bool, Refused> {
    let replied_at = crate::orders::replied_at(app, service).await?;
    let open = replied_at.is_some_and(|at| app.clock.now() < app.codes.expires(at));
    Ok(open && !store::is_rated(&app.pool, service, store::SECOND).await?)
}

/// The number of the rating that this very request has made; anybody else comes too late.
async fn again(app: &App, rateable: &Rateable, key: Option<&RequestKey>) -> Result<i64, Refused> {
    let made = match key {
        Some(key) => store::made_by(&app.pool, &rateable.row.id, key).await?,
        None => None,
    };
    made.ok_or(Refused(Code::AlreadyRated))
}
