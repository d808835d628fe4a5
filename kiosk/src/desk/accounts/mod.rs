//! The accounts of the hall, for its administrator: who may sign in, what they may do and at which windows
//! and posts they work (R34, R103). What is asked before a change is in [`form`] and [`question`].

mod form;
mod question;
pub mod text;

use self::text as t;
use super::context::{Desk, Tone};
use super::crew::post_phrase;
use super::notice::NoticeLine;
use super::tasks::Tasks;
use super::text as shared;
use super::wire;
use crate::live::path::AccountAct;
use crate::text::date;
use hall::api::Role;
use hall::moment::Moment;
use hall::staff::{AccountView, Why};
use hall::text::{Lang, Phrase};
use leptos::prelude::*;
use question::{Asked, Questions};

/// What a role is called.
pub const fn role_phrase(role: Role) -> Phrase {
    match role {
        Role::Clerk => t::ROLE_CLERK,
        Role::Supervisor => t::ROLE_SUPERVISOR,
        Role::Admin => t::ROLE_ADMIN,
    }
}

/// A moment with its day, `11月25日 星期三 09:42`.
#[must_use]
pub fn moment(at: Moment, lang: Lang) -> String {
    format!("{} {}", date(at.day(), lang), at.hh_mm())
}

/// The accounts as they are known, and what is asked about one of them.
#[derive(Clone, Copy)]
struct Book {
    desk: Desk,
    all: RwSignal<Option<Vec<AccountView>>>,
    asked: RwSignal<Option<Asked>>,
    busy: RwSignal<bool>,
    tasks: Tasks,
}

impl Book {
    fn fetch(self) {
        let Some(hall) = self.desk.hall_id() else { return };
        self.tasks.spawn(async move {
            match wire::accounts(hall).await {
                Ok(page) => self.all.set(Some(page.items)),
                Err(failure) => self.desk.refuse(&failure),
            }
        });
    }

    /// Takes an answer as the newest word about an account.
    fn note(self, account: AccountView) {
        self.all.update(|all| {
            let all = all.get_or_insert_default();
            match all.iter_mut().find(|known| known.name == account.name) {
                Some(known) => *known = account,
                None => {
                    all.push(account);
                    all.sort_by(|one, other| one.name.cmp(&other.name));
                }
            }
        });
    }

    /// What needs no question.
    fn act(self, account: &AccountView, act: AccountAct, done: Phrase, why: Why) {
        let Some(hall) = self.desk.hall_id().filter(|_| !self.busy.get_untracked()) else { return };
        let name = account.name.clone();
        self.busy.set(true);
        self.tasks.spawn(async move {
            let answer = wire::account(hall, name.clone(), act, &why).await;
            self.busy.set(false);
            self.asked.set(None);
            match answer {
                Ok(account) => {
                    self.desk.tell(Tone::Done, shared::filled(done, &[name.as_str()]));
                    self.note(account);
                }
                Err(failure) => self.desk.refuse(&failure),
            }
        });
    }
}

/// The page of the accounts.
#[component]
pub fn Accounts() -> impl IntoView {
    let desk = Desk::here();
    let book = Book {
        desk,
        all: RwSignal::new(None),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
        tasks: Tasks::new(),
    };
    let query = RwSignal::new(String::new());
    Effect::new(move || {
        if desk.hall.with(Option::is_some) {
            book.fetch();
        }
    });
    let shown = Memo::new(move |_| {
        let words = query.with(|query| query.trim().to_lowercase());
        let matches = |account: &AccountView| {
            let windows =
                account.windows.iter().any(|window| window.as_str().to_lowercase().contains(&words));
            account.name.as_str().contains(&words)
                || account.display_name.to_lowercase().contains(&words)
                || windows
        };
        book.all.with(|all| {
            let all = all.iter().flatten();
            all.filter(|account| matches(account)).map(|account| account.name.clone()).collect::<Vec<_>>()
        })
    });
    let state = move || match (book.all.with(Option::is_none), shown.with(Vec::len)) {
        (true, _) => desk.say(t::LOADING).to_owned(),
        (false, 0) => desk.say(t::NONE).to_owned(),
        (false, count) => desk.fill(t::COUNT, &[&count.to_string()]),
    };
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    view! {
        <div class="overview accounts">
            <NoticeLine/>
            <section class="card" aria-labelledby="accounts-title">
                <div class="ratings-head">
                    <h1 id="accounts-title">{desk.words(t::ACCOUNTS)}</h1>
                    <span class="quiet" role="status">{state}</span>
                    <span class="fill"></span>
                    <div class="lists">
                        <input
                            type="search"
                            autocomplete="off"
                            spellcheck="false"
                            data-do="find-account"
                            aria-label=desk.words(t::FIND)
                            placeholder=desk.words(t::FIND)
                            prop:value=query
                            on:input:target=move |event| query.set(event.target().value())
                        />
                    </div>
                    <button
                        class="btn primary"
                        data-do="add-account"
                        aria-haspopup="dialog"
                        on:click=move |_| book.asked.set(Some(Asked::Add))
                    >
                        {desk.words(t::ADD)}
                    </button>
                </div>
                <p class="quiet">{desk.words(t::HINT)}</p>
                <div class="scroll">
                    <table class="list people">
                        <thead>
                            <tr>
                                {head(shared::ACCOUNT)} {head(t::ROLE)} {head(t::WINDOWS)} {head(t::POST)}
                                {head(t::STATE)} {head(t::LAST)} {head(t::ACTS)}
                            </tr>
                        </thead>
                        <tbody>
                            <For each=move || shown.get() key=ToString::to_string children=move |name| {
                                let account = Memo::new(move |before: Option<&Option<AccountView>>| {
                                    let now = book.all.with(|all| {
                                        all.iter().flatten().find(|one| one.name == name).cloned()
                                    });
                                    // a row that is about to go keeps what it showed
                                    now.or_else(|| before.cloned().flatten())
                                });
                                view! { <Row book account/> }
                            }/>
                        </tbody>
                    </table>
                </div>
            </section>
            <Questions book/>
        </div>
    }
}

/// What is to be seen of an account at once: its words, and a mark of its own shape (row A10).
fn state_of(account: &AccountView) -> (&'static str, Phrase) {
    match (account.disabled, account.locked, account.sessions) {
        (true, ..) => ("chip closed", t::STATE_DISABLED),
        (false, true, _) => ("chip overloaded", t::STATE_LOCKED),
        (false, false, 0) => ("chip off", t::STATE_OFF),
        (false, false, _) => ("chip open", t::STATE_ON),
    }
}

#[component]
fn Row(book: Book, account: Memo<Option<AccountView>>) -> impl IntoView {
    let desk = book.desk;
    let of = move |get: fn(&AccountView) -> String| account.with(|account| account.as_ref().map(get));
    let state =
        move || account.with(|account| account.as_ref().map(state_of)).unwrap_or(("chip off", t::STATE_OFF));
    let is = move |of: fn(&AccountView) -> bool| account.with(|account| account.as_ref().is_some_and(of));
    let role =
        move || account.with(|account| account.as_ref().map(|account| desk.say(role_phrase(account.role))));
    let post = move || {
        account.with(|account| account.as_ref()?.post.map(|post| desk.say(post_phrase(post)))).unwrap_or("–")
    };
    let last = move || {
        let lang = desk.lang.get();
        let at = account.with(|account| account.as_ref().and_then(|account| account.last_sign_in));
        at.map_or_else(|| desk.say(t::NEVER).to_owned(), |at| moment(at, lang))
    };
    let windows = move || {
        let joined =
            of(|account| account.windows.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        joined.filter(|joined| !joined.is_empty()).unwrap_or_else(|| "–".to_owned())
    };
    let button = move |act: &'static str, phrase: Phrase, primary: bool, ask: fn(AccountView) -> Asked| {
        let label = move || {
            format!("{} {}", desk.say(phrase), of(|account| account.name.to_string()).unwrap_or_default())
        };
        view! {
            <button
                class="btn"
                class:primary=primary
                data-do=act
                aria-haspopup="dialog"
                aria-label=label
                on:click=move |_| book.asked.set(account.get_untracked().map(ask))
            >
                {desk.words(phrase)}
            </button>
        }
    };
    let at_once = move |id: &'static str, phrase: Phrase, act: AccountAct, done: Phrase| {
        let label = move || {
            format!("{} {}", desk.say(phrase), of(|account| account.name.to_string()).unwrap_or_default())
        };
        view! {
            <button
                class="btn"
                data-do=id
                aria-label=label
                on:click=move |_| {
                    if let Some(account) = account.get_untracked() {
                        book.act(&account, act, done, Why::default());
                    }
                }
            >
                {desk.words(phrase)}
            </button>
        }
    };
    view! {
        <tr data-account=move || of(|account| account.name.to_string())>
            <th scope="row">
                <b>{move || of(|account| account.name.to_string())}</b>
                <small lang="zh-CN">{move || of(|account| account.display_name.clone())}</small>
            </th>
            <td>{role}</td>
            <td class="windows-of">{windows}</td>
            <td>{post}</td>
            <td><span class=move || state().0>{move || desk.say(state().1)}</span></td>
            <td class="when">{last}</td>
            <td>
                <div class="acts">
                    {button("edit", t::EDIT, false, Asked::Edit)}
                    {button("reset", t::RESET, false, Asked::Reset)}
                    <Show when=move || is(|account| account.locked)>
                        {at_once("unlock", t::UNLOCK, AccountAct::Unlock, t::DONE_UNLOCKED)}
                    </Show>
                    {move || if is(|account| account.disabled) {
                        at_once("enable", t::ENABLE, AccountAct::Enable, t::DONE_ENABLED).into_any()
                    } else {
                        button("disable", t::DISABLE, false, Asked::Disable).into_any()
                    }}
                </div>
            </td>
        </tr>
    }
}
