//! `server accounts`: accounts from the server's own terminal, for the first administrator and for whoever
//! locked themselves out. A running server heeds it at once for sign-ins and sessions, and within half a
//! minute for windows.

use super::audit::{Actor, By};
use super::rules::Rules;
use super::{Account, Fault, Profile, hash_password, store};
use crate::clock::Clock;
use crate::db;
use clap::{Args, Subcommand, ValueEnum};
use hall::api::Role;
use hall::code::Code;
use hall::id::{AccountId, HallId, WindowId};
use hall::staff::{AccountChange, AccountView, DeskPost, password_fits};
use sqlx::AnyPool;
use std::io::BufRead;
use std::path::PathBuf;

type Failure = Box<dyn std::error::Error>;

/// `server accounts`.
#[derive(Debug, Args)]
pub struct Accounts {
    /// Folder of the embedded database.
    #[arg(long, env = "MINGTANG_DATA", default_value = "./data", global = true)]
    data: PathBuf,
    /// PostgreSQL instead of the embedded database.
    #[arg(long, env = "MINGTANG_DATABASE", hide_env_values = true, global = true)]
    database: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add an account; its first password is read from standard input.
    Add {
        /// The hall.
        #[arg(long)]
        hall: HallId,
        /// What the person may do.
        #[arg(long, value_enum)]
        role: RoleName,
        /// A window the person serves; may be given several times.
        #[arg(long = "window")]
        windows: Vec<WindowId>,
        /// The person's post at these windows; each post of a window is held once.
        #[arg(long, value_enum, requires = "windows")]
        post: Option<PostName>,
        /// The person's name.
        #[arg(long, default_value = "")]
        display_name: String,
        /// The password works once: to choose an own one.
        #[arg(long)]
        one_time: bool,
        /// Account name.
        name: AccountId,
    },
    /// Change what an account is; what is not named stays as it is.
    Set {
        /// What the person may do from now on.
        #[arg(long, value_enum)]
        role: Option<RoleName>,
        /// All windows of the person from now on; may be given several times.
        #[arg(long = "window", conflicts_with = "no_windows")]
        windows: Vec<WindowId>,
        /// The person serves no window any more.
        #[arg(long)]
        no_windows: bool,
        /// The person's post at these windows from now on.
        #[arg(long, value_enum, conflicts_with = "no_post")]
        post: Option<PostName>,
        /// The person holds no post any more.
        #[arg(long)]
        no_post: bool,
        /// The person's name from now on.
        #[arg(long)]
        display_name: Option<String>,
        #[command(flatten)]
        change: Change,
    },
    /// Lift the locks of an account that too many wrong passwords were given for.
    Unlock(Change),
    /// Disable an account: nobody signs in with it any more, and its sessions end.
    Disable(Change),
    /// Enable an account again.
    Enable(Change),
    /// Give an account a new password, read from standard input; its sessions end, its locks are lifted.
    Reset {
        /// It works once: to choose an own one.
        #[arg(long)]
        one_time: bool,
        #[command(flatten)]
        change: Change,
    },
    /// List the accounts.
    List {
        /// Of this hall alone.
        #[arg(long)]
        hall: Option<HallId>,
    },
}

#[derive(Debug, Args)]
struct Change {
    /// Why, for the audit record.
    #[arg(long)]
    reason: Option<String>,
    /// Account name.
    name: AccountId,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Clerk,
    Supervisor,
    Admin,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PostName {
    A,
    B,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Clerk => Self::Clerk,
            RoleName::Supervisor => Self::Supervisor,
            RoleName::Admin => Self::Admin,
        }
    }
}

impl From<PostName> for DeskPost {
    fn from(name: PostName) -> Self {
        match name {
            PostName::A => Self::A,
            PostName::B => Self::B,
        }
    }
}

impl Accounts {
    /// Does it.
    ///
    /// # Errors
    /// Whatever stops it, in words for the person at the terminal.
    pub async fn run(self) -> Result<(), Failure> {
        let url = match self.database {
            Some(url) => url,
            None => {
                std::fs::create_dir_all(&self.data)?;
                db::embedded_url(&self.data)
            }
        };
        let pool = db::open(&url).await?;
        let done = act(&pool, self.command).await;
        pool.close().await;
        done
    }
}

async fn act(pool: &AnyPool, command: Command) -> Result<(), Failure> {
    let now = Clock::default().now();
    let said = match command {
        Command::Add { hall, role, windows, post, display_name, one_time, name } => {
            let hash = new_password(&name)?;
            let account = Account { name, hall, role: role.into(), windows };
            let profile = Profile { account, display_name, post: post.map(DeskPost::from) };
            store::add(pool, &By::plain(Actor::Terminal, now), &profile, given(&hash, one_time)).await?;
            format!("{} may now sign in", profile.account.name)
        }
        Command::Set { role, windows, no_windows, post, no_post, display_name, change } => {
            let Change { reason, name } = change;
            let by = By { actor: Actor::Terminal, at: now, reason: reason.as_deref() };
            let change = AccountChange {
                role: role.map(Role::from),
                windows: (no_windows || !windows.is_empty()).then_some(windows),
                post: if no_post { Some(None) } else { post.map(|post| Some(post.into())) },
                display_name,
                reason: None,
            };
            store::change(pool, &by, &hall_of(pool, &name).await?, &name, &change).await?;
            format!("{name} is changed")
        }
        Command::Unlock(Change { reason, name }) => {
            let by = By { actor: Actor::Terminal, at: now, reason: reason.as_deref() };
            store::unlock(pool, &by, &hall_of(pool, &name).await?, &name).await?;
            format!("{name} is not locked anywhere")
        }
        Command::Disable(Change { reason, name }) => {
            let by = By { actor: Actor::Terminal, at: now, reason: reason.as_deref() };
            store::set_disabled(pool, &by, &hall_of(pool, &name).await?, &name, true).await?;
            format!("{name} is disabled")
        }
        Command::Enable(Change { reason, name }) => {
            let by = By { actor: Actor::Terminal, at: now, reason: reason.as_deref() };
            store::set_disabled(pool, &by, &hall_of(pool, &name).await?, &name, false).await?;
            format!("{name} may sign in again")
        }
        Command::Reset { one_time, change: Change { reason, name } } => {
            let hall = hall_of(pool, &name).await?;
            let hash = new_password(&name)?;
            let by = By { actor: Actor::Terminal, at: now, reason: reason.as_deref() };
            store::reset(pool, &by, &hall, &name, given(&hash, one_time)).await?;
            format!("{name} signs in with the new password from now on")
        }
        Command::List { hall } => {
            let accounts = store::list(pool, hall.as_ref(), &Rules::default(), now).await?;
            let lines: Vec<String> = accounts.iter().map(|(hall, account)| line(hall, account)).collect();
            lines.join("\n")
        }
    };
    println!("{said}");
    Ok(())
}

async fn hall_of(pool: &AnyPool, name: &AccountId) -> Result<HallId, Fault> {
    let stored = store::account(pool, name).await?.ok_or(Code::UnknownAccount)?;
    Ok(stored.account.hall)
}

fn new_password(name: &AccountId) -> Result<String, Failure> {
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']);
    password_fits(name, password).map_err(Fault::from)?;
    Ok(hash_password(password)?)
}

const fn given(hash: &str, one_time: bool) -> store::Given<'_> {
    store::Given { hash, one_time }
}

fn line(hall: &HallId, account: &AccountView) -> String {
    let windows: Vec<&str> = account.windows.iter().map(WindowId::as_str).collect();
    let mut parts = vec![account.name.to_string(), hall.to_string(), account.role.as_str().to_owned()];
    parts.push(if windows.is_empty() { "-".to_owned() } else { windows.join(",") });
    parts.push(account.post.map_or("-", DeskPost::as_str).to_owned());
    parts.push(if account.disabled { "disabled" } else { "enabled" }.to_owned());
    parts.push(account.last_sign_in.map_or_else(|| "never".to_owned(), |at| at.rfc3339()));
    parts.push(account.display_name.clone());
    parts.join("\t")
}
