//! SQL of ratings and of the keys that sign their codes.

use super::Rateable;
use super::general::About;
use super::token::Key;
use crate::app::App;
use crate::db::is_conflict;
use crate::problem::Refused;
use hall::code::Code;
use hall::id::{BadId, HallId, ItemId, RequestKey, ServiceId, ThemeId, WindowId};
use hall::moment::Moment;
use hall::order::Finding;
use hall::rating::{Channel, Checked, Level};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, Row};

/// The first assessment of a service.
pub const FIRST: i64 = 1;
/// The second: the follow-up after a bad one was answered.
pub const SECOND: i64 = 2;

/// True when a service has been rated in this assessment.
///
/// # Errors
/// When the database fails.
pub async fn is_rated(pool: &AnyPool, service: &ServiceId, assessment: i64) -> Result<bool, sqlx::Error> {
    let found = sqlx::query("SELECT id FROM ratings WHERE ticket = $1 AND assessment = $2")
        .bind(service.to_string())
        .bind(assessment)
        .fetch_optional(pool)
        .await?;
    Ok(found.is_some())
}

/// The number of a service's rating, when this request made it.
///
/// # Errors
/// When the database fails.
pub async fn made_by(
    pool: &AnyPool,
    service: &ServiceId,
    key: &RequestKey,
) -> Result<Option<i64>, sqlx::Error> {
    let sql = "SELECT id FROM ratings WHERE ticket = $1 AND request_key = $2";
    let query = sqlx::query(sql).bind(service.to_string()).bind(key.to_string());
    query.fetch_optional(pool).await?.map(|row| row.try_get("id")).transpose()
}

/// Stores a rating and gives back its number.
///
/// # Errors
/// `already_rated` when somebody was faster, `unavailable` when the database fails.
pub async fn insert(
    app: &App,
    rateable: &Rateable,
    checked: &Checked,
    channel: Channel,
    key: Option<&RequestKey>,
) -> Result<i64, Refused> {
    let tags: Vec<String> = checked.tags.iter().map(ToString::to_string).collect();
    let id = new_id()?;
    let result = sqlx::query(
        "INSERT INTO ratings (ticket, assessment, id, hall, day, \"window\", item, level, tags, comment, \
         contact, channel, norm, rated_at, request_key) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)",
    )
    .bind(rateable.row.id.to_string())
    .bind(if rateable.rated { SECOND } else { FIRST })
    .bind(id)
    .bind(rateable.row.hall.to_string())
    .bind(rateable.row.day.clone())
    .bind(rateable.row.window.to_string())
    .bind(rateable.row.item.as_ref().map(ToString::to_string))
    .bind(i64::from(checked.level.get()))
    .bind(tags.join(","))
    .bind(checked.comment.clone())
    .bind(checked.contact.clone())
    .bind(i64::from(channel.national()))
    .bind(app.norm.version.clone())
    .bind(app.clock.now().unix_ms())
    .bind(key.map(ToString::to_string))
    .execute(&app.pool)
    .await;
    match result {
        Ok(_) => Ok(id),
        Err(error) if is_conflict(&error) => Err(Code::AlreadyRated.into()),
        Err(error) => Err(error.into()),
    }
}

/// Stores a rating of no service in particular, and gives back its number.
///
/// # Errors
/// `already_rated` for a request that has made one; `unavailable` when the database fails.
pub async fn insert_general(
    app: &App,
    about: &About<'_>,
    day: &str,
    checked: &Checked,
) -> Result<i64, Refused> {
    let tags: Vec<String> = checked.tags.iter().map(ToString::to_string).collect();
    let id = new_id()?;
    let result = sqlx::query(
        "INSERT INTO ratings (ticket, assessment, id, hall, day, \"window\", level, tags, comment, contact, channel, norm, \
         rated_at, request_key, kind, actor) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)",
    )
    // no service has such a name
    .bind(format!("{}/{}", about.kind.as_str(), about.key))
    .bind(FIRST)
    .bind(id)
    .bind(about.hall.to_string())
    .bind(day.to_owned())
    .bind(about.window.map_or_else(String::new, ToString::to_string))
    .bind(i64::from(checked.level.get()))
    .bind(tags.join(","))
    .bind(checked.comment.clone())
    .bind(checked.contact.clone())
    .bind(i64::from(about.channel.national()))
    .bind(app.norm.version.clone())
    .bind(app.clock.now().unix_ms())
    .bind(about.key.to_string())
    .bind(about.kind.as_str().to_owned())
    .bind(about.by.map(ToString::to_string))
    .execute(&app.pool)
    .await;
    match result {
        Ok(_) => Ok(id),
        Err(error) if is_conflict(&error) => Err(Code::AlreadyRated.into()),
        Err(error) => Err(error.into()),
    }
}

/// A random positive number that a JavaScript client can hold exactly.
fn new_id() -> Result<i64, Code> {
    let random = getrandom::u64().map_err(|_| Code::Unavailable)?;
    i64::try_from(random >> 12).map_err(|_| Code::Internal)
}

/// The signing keys, oldest first; the first one is made when there is none.
///
/// # Errors
/// When the database fails or the system has no randomness.
pub async fn keys(pool: &AnyPool, now: Moment) -> Result<Vec<Key>, sqlx::Error> {
    loop {
        let rows = sqlx::query("SELECT id, secret FROM rating_keys ORDER BY id").fetch_all(pool).await?;
        if !rows.is_empty() {
            return rows
                .into_iter()
                .map(|row| {
                    let id = u8::try_from(row.try_get::<i64, _>("id")?)
                        .map_err(|error| sqlx::Error::Decode(error.into()))?;
                    let secret: String = row.try_get("secret")?;
                    let secret = data_encoding::HEXLOWER
                        .decode(secret.as_bytes())
                        .map_err(|error| sqlx::Error::Decode(error.into()))?;
                    Ok(Key { id, secret })
                })
                .collect();
        }
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret).map_err(|error| sqlx::Error::Configuration(error.to_string().into()))?;
        let made = sqlx::query("INSERT INTO rating_keys (id, secret, created_at) VALUES (1, $1, $2)")
            .bind(data_encoding::HEXLOWER.encode(&secret))
            .bind(now.unix_ms())
            .execute(pool)
            .await;
        match made {
            // another server may have made it at the same moment: read it
            Err(error) if !is_conflict(&error) => return Err(error),
            _ => {}
        }
    }
}

/// Services or ratings of one kind.
#[derive(Clone, Debug)]
pub struct Count {
    /// The window that served.
    pub window: String,
    /// The matter.
    pub item: Option<String>,
    /// National channel code; none for services.
    pub channel: Option<i64>,
    /// Level; none for services.
    pub level: Option<i64>,
    /// How many.
    pub count: u64,
}

/// Services of a hall that ended on days `from` to `to`, by window and matter.
///
/// # Errors
/// When the database fails.
pub async fn served(pool: &AnyPool, hall: &HallId, from: &str, to: &str) -> Result<Vec<Count>, sqlx::Error> {
    let sql = "SELECT \"window\" AS place, item, COUNT(*) AS n FROM services \
               WHERE hall = $1 AND day BETWEEN $2 AND $3 GROUP BY \"window\", item";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(from.to_owned()).bind(to.to_owned());
    let rows = query.fetch_all(pool).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Count {
                window: row.try_get("place")?,
                item: row.try_get("item")?,
                channel: None,
                level: None,
                count: row.try_get::<i64, _>("n")?.unsigned_abs(),
            })
        })
        .collect()
}

/// Ratings of services of a hall that ended on days `from` to `to`, by window, matter, channel, level. What was found
/// mistaken or malicious counts no more (domain §6), nor does the second assessment after a fix.
///
/// # Errors
/// When the database fails.
pub async fn rated(pool: &AnyPool, hall: &HallId, from: &str, to: &str) -> Result<Vec<Count>, sqlx::Error> {
    let sql = "SELECT \"window\" AS place, item, channel, level, COUNT(*) AS n FROM ratings \
               WHERE hall = $1 AND day BETWEEN $2 AND $3 AND assessment = 1 AND kind = 'once' \
               AND (finding IS NULL OR finding NOT IN ('mistaken', 'malicious')) GROUP BY \"window\", item, channel, level";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(from.to_owned()).bind(to.to_owned());
    let rows = query.fetch_all(pool).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Count {
                window: row.try_get("place")?,
                item: row.try_get("item")?,
                channel: Some(row.try_get("channel")?),
                level: Some(row.try_get("level")?),
                count: row.try_get::<i64, _>("n")?.unsigned_abs(),
            })
        })
        .collect()
}

/// A rating with what is known of its service.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its business day.
    pub day: String,
    /// The number of the slip.
    pub number: String,
    /// The service's name, of which the part after the dot says which of the slip's services it was.
    pub service: ServiceId,
    /// The window that served.
    pub window: WindowId,
    /// The matter, when one was named.
    pub item: Option<ItemId>,
    /// The theme of the ticket.
    pub theme: Option<ThemeId>,
    /// Its level.
    pub level: Level,
    /// Official tags.
    pub tags: Vec<u16>,
    /// In the person's own words.
    pub comment: Option<String>,
    /// How it came in.
    pub channel: Channel,
    /// When.
    pub at: Moment,
    /// 1, or 2 after a fix.
    pub assessment: u8,
    /// The norm's version.
    pub norm: String,
    /// What counts as found of a bad one.
    pub finding: Option<Finding>,
}

impl Given {
    /// 办件编号: what names the case to others, and opens nothing here.
    #[must_use]
    pub fn project_no(&self, hall: &HallId) -> String {
        match self.service.part {
            0 => format!("{hall}-{}-{}", self.day, self.number),
            part => format!("{hall}-{}-{}-{}", self.day, self.number, u32::from(part) + 1),
        }
    }
}

/// The ratings of services of a hall that ended on days `from` to `to`, in the order in which they came.
///
/// # Errors
/// When the database fails.
pub async fn given(pool: &AnyPool, hall: &HallId, from: &str, to: &str) -> Result<Vec<Given>, sqlx::Error> {
    let sql = "SELECT r.ticket, r.assessment, r.day, s.number, r.\"window\" AS place, r.item, s.theme, r.level, r.tags, \
               r.comment, r.channel, r.rated_at, r.norm, r.finding \
               FROM ratings r JOIN services s ON s.id = r.ticket \
               WHERE r.hall = $1 AND r.day BETWEEN $2 AND $3 ORDER BY r.rated_at, r.id";
    let query = sqlx::query(sql).bind(hall.to_string()).bind(from.to_owned()).bind(to.to_owned());
    query.fetch_all(pool).await?.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Given, sqlx::Error> {
    let small = |name: &str| {
        u8::try_from(row.try_get::<i64, _>(name)?).map_err(|error| sqlx::Error::Decode(error.into()))
    };
    let level = Level::try_from(small("level")?).map_err(|error| sqlx::Error::Decode(error.into()))?;
    let channel = Channel::of_national(small("channel")?);
    let tags: String = row.try_get("tags")?;
    let finding: Option<String> = row.try_get("finding")?;
    Ok(Given {
        day: row.try_get("day")?,
        number: row.try_get("number")?,
        service: parse(row.try_get("ticket")?)?,
        window: parse(row.try_get("place")?)?,
        item: row.try_get::<Option<String>, _>("item")?.map(parse).transpose()?,
        theme: row.try_get::<Option<String>, _>("theme")?.map(parse).transpose()?,
        level,
        tags: tags.split(',').filter_map(|tag| tag.parse().ok()).collect(),
        comment: row.try_get("comment")?,
        channel: channel.ok_or_else(|| sqlx::Error::Decode("no channel".into()))?,
        at: Moment::from_unix_ms(row.try_get("rated_at")?),
        assessment: small("assessment")?,
        norm: row.try_get("norm")?,
        finding: finding.and_then(|name| Finding::of_name(&name)),
    })
}

fn parse<T: std::str::FromStr<Err = BadId>>(text: String) -> Result<T, sqlx::Error> {
    text.parse().map_err(|error: BadId| sqlx::Error::Decode(error.into()))
}
