//! Routes of administrators: files that are read, versions, publishing and rolling back. Every change stands in
//! the audit record.

mod imports;
mod versions;

pub use imports::FILE_LIMIT;

use super::versions::{Done, Fault};
use crate::app::App;
use crate::problem::Refused;
use crate::queue::Queue;
use crate::staff::Staff;
use axum::Json;
use hall::api::{DiffView, FindingPage, PublishedView, Role};
use hall::catalog::{Diff, Finding, Report, Severity};
use hall::code::Code;
use hall::id::HallId;
use serde::Deserialize;
use std::sync::{Arc, Mutex, PoisonError};
use utoipa_axum::router::OpenApiRouter;

/// Longest name of a file and longest note, in characters.
const WORDS_MAX: usize = 200;
/// Changes or findings on a page, when nothing else is asked for.
const LINES: usize = 100;
/// Changes or findings on a page at most.
const LINES_MAX: usize = 500;

/// The routes.
#[must_use]
pub fn routes() -> OpenApiRouter<Arc<App>> {
    imports::routes().merge(versions::routes())
}

fn hall_of(app: &App, staff: &Staff, hall: &HallId) -> Result<Arc<Queue>, Code> {
    let queue = app.queue(hall)?;
    staff.0.needs(Role::Admin, hall)?;
    Ok(queue)
}

/// Words as typed, cut; none when there are none.
fn cut(words: &str) -> Option<String> {
    let words: String = words.trim().chars().filter(|c| !c.is_control()).take(WORDS_MAX).collect();
    (!words.is_empty()).then_some(words)
}

/// Which lines.
#[derive(Debug, Default, Deserialize)]
struct Lines {
    after: Option<usize>,
    limit: Option<usize>,
    severity: Option<Severity>,
    with: Option<u32>,
}

/// One page of lines, and where the next one begins.
fn page<T: Clone>(all: &[T], lines: &Lines) -> (Vec<T>, Option<String>) {
    let from = lines.after.unwrap_or_default().min(all.len());
    let to = from.saturating_add(lines.limit.unwrap_or(LINES).clamp(1, LINES_MAX)).min(all.len());
    (all.get(from..to).unwrap_or_default().to_vec(), (to < all.len()).then(|| to.to_string()))
}

/// One page of a report: what was refused first.
fn report_page(report: Report, lines: &Lines) -> FindingPage {
    let wanted = |severity| lines.severity.is_none_or(|wanted| wanted == severity);
    let (mut all, mut total) = (Vec::<Finding>::new(), 0_u32);
    for (severity, list, count) in [
        (Severity::Refused, report.refused, report.totals.refused),
        (Severity::Warning, report.warnings, report.totals.warnings),
        (Severity::Cleaned, report.cleaned, report.totals.cleaned),
    ] {
        if wanted(severity) {
            all.extend(list);
            total = total.saturating_add(count);
        }
    }
    let (items, next) = page(&all, lines);
    FindingPage { total, items, next }
}

/// The difference that was asked for last.
#[derive(Default)]
pub struct Differences(Mutex<Option<(String, Arc<Diff>)>>);

impl Differences {
    fn get(&self, name: &str) -> Option<Arc<Diff>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(known, _)| known == name).map(|(_, diff)| diff.clone())
    }

    fn keep(&self, name: String, diff: Diff) -> Arc<Diff> {
        let diff = Arc::new(diff);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((name, diff.clone()));
        diff
    }
}

fn diff_page(diff: &Diff, from: Option<u32>, to: Option<u32>, lines: &Lines) -> Json<DiffView> {
    let (items, next) = page(&diff.changes, lines);
    let lost_plans = diff.lost_plans.iter().take(LINES).cloned().collect();
    Json(DiffView { from, to, counts: diff.counts, lost_plans, items, next })
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(code) => code.into(),
            Fault::Database(error) => error.into(),
            Fault::Packing(error) => {
                tracing::error!(%error, "cannot pack a catalog");
                Code::Internal.into()
            }
        }
    }
}

/// Tells everybody, and answers when this server serves it.
async fn told(app: &App, queue: &Queue, done: Done) -> Result<Json<PublishedView>, Refused> {
    if let Some(seq) = done.seq {
        queue.told(seq);
        queue.look_around().await;
    }
    app.shelf(&queue.hall.id)?.fresh().await;
    Ok(Json(PublishedView { version: done.current.version, published_at: done.current.at }))
}
