//! The table that turns pinyin into characters: a file of the site, fetched when somebody first wants it.

use super::api;
use super::path::Call;
use crate::page::meta;
use hall::pinyin::Table;

/// Fetches it; none when it does not come.
pub async fn fetch() -> Option<Table> {
    let file = api::bytes(&Call::File(meta("mingtang-pinyin")?)).await.ok()?;
    String::from_utf8(file).ok().map(Table::new)
}
