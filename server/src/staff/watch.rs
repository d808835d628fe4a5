//! A window never shows open without a signed-in person (R34, domain 4.5). Whatever ends the last session
//! of who sits at a window (a password reset, an account that was disabled, also from the command line or
//! by another server, or time), or takes the window from them, the window is closed within half a minute;
//! one that has a ticket is paused, keeps it, and waits for somebody who takes it over.

use super::audit::{self, Actor, By};
use super::sessions;
use crate::app::App;
use crate::queue::Queue;
use hall::board::WindowState;
use hall::id::{AccountId, WindowId};
use hall::queue::Command;
use hall::staff::Act;
use std::sync::Arc;
use std::time::Duration;

hall::phrases! {
    /// Why the server pauses a window.
    NOBODY_SIGNED_IN = "窗口人员已退出登录" / "Nobody is signed in at the window";
}

/// How often all windows are looked after.
const EVERY: Duration = Duration::from_secs(30);

/// Looks after all windows for as long as the server runs.
pub async fn run(app: Arc<App>) {
    let mut every = tokio::time::interval(EVERY);
    loop {
        every.tick().await;
        if let Err(error) = sweep(&app).await {
            // who is signed in is not known now, so nothing is closed
            tracing::error!(%error, "cannot look after the windows");
        }
    }
}

/// Looks after all windows once, and forgets what is over.
///
/// # Errors
/// When the database fails.
pub async fn sweep(app: &App) -> Result<(), sqlx::Error> {
    for queue in app.queues() {
        look_after(app, queue).await?;
    }
    sessions::forget(&app.pool, &app.staff_rules, app.clock.now()).await
}

/// Closes or pauses the windows of a hall that nobody attends.
///
/// # Errors
/// When the database fails.
pub async fn look_after(app: &App, queue: &Queue) -> Result<(), sqlx::Error> {
    // first the seats, then the people: who signs in and sits down in between is not in the list
    let seats: Vec<(WindowId, Option<AccountId>)> = {
        let live = queue.live();
        let manned = live.board.windows.iter().filter(|(_, post)| post.state != WindowState::Closed);
        manned.map(|(window, _)| (window.clone(), live.staff_at(window).cloned())).collect()
    };
    if seats.is_empty() {
        return Ok(());
    }
    let present = sessions::present(&app.pool, &app.staff_rules, app.clock.now()).await?;
    for (window, staff) in seats {
        let person = staff.as_ref().and_then(|staff| present.get(staff));
        if person.is_none_or(|person| !person.may_sit(&window)) {
            leave(app, queue, &window, staff.as_ref()).await?;
        }
    }
    Ok(())
}

async fn leave(
    app: &App,
    queue: &Queue,
    window: &WindowId,
    staff: Option<&AccountId>,
) -> Result<(), sqlx::Error> {
    let command = Command::Leave {
        window: window.clone(),
        staff: staff.cloned(),
        reason: NOBODY_SIGNED_IN.zh.to_owned(),
    };
    match queue.command(command).await {
        Ok(events) if !events.is_empty() => {
            tracing::warn!(hall = %queue.hall.id, %window, "nobody attends an open window");
            let by = By::plain(Actor::Server, app.clock.now());
            let object = staff.map_or_else(|| window.to_string(), |staff| format!("{window} {staff}"));
            audit::record(&app.pool, &queue.hall.id, &by, Act::WindowUnattended, &object).await
        }
        // somebody else sits there now, or it is closed already
        Ok(_) => Ok(()),
        Err(code) => {
            tracing::error!(hall = %queue.hall.id, %window, %code, "cannot close a window that nobody attends");
            Ok(())
        }
    }
}
