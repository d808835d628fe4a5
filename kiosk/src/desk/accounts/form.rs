//! What an account is: its name, the person's, what they may do, and at which windows and post. The same
//! form makes a new one and changes one that is there.

use super::question::Asked;
use super::text as t;
use super::{Book, role_phrase};
use crate::desk::context::{Desk, Tone};
use crate::desk::counter::focus;
use crate::desk::foot::Foot;
use crate::desk::password::one_time;
use crate::desk::reason::{Reason, ReasonField};
use crate::desk::text::{ACCOUNT, NEED_ACCOUNT, POST_A, POST_B, REASON_OPTIONAL, failed, filled};
use crate::desk::wire;
use crate::live::Failure;
use hall::api::Role;
use hall::code::Code;
use hall::id::{AccountId, WindowId};
use hall::staff::{AccountChange, AccountView, DeskPost, NewAccount};
use hall::text::{Phrase, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Characters of a person's name at most.
const NAME_MAX: &str = "60";
/// The roles, in the order of the list.
const ROLES: [Role; 3] = [Role::Clerk, Role::Supervisor, Role::Admin];
/// The posts, in the order of the buttons.
const POSTS: [(Option<DeskPost>, &str, Phrase); 3] =
    [(None, "none", t::NO_POST), (Some(DeskPost::A), "a", POST_A), (Some(DeskPost::B), "b", POST_B)];

/// What is being entered.
#[derive(Clone, Copy)]
struct Entry {
    name: RwSignal<String>,
    display_name: RwSignal<String>,
    role: RwSignal<Role>,
    windows: RwSignal<Vec<WindowId>>,
    post: RwSignal<Option<DeskPost>>,
    /// What is wrong, and the field it is about, by its id.
    wrong: RwSignal<Option<(&'static str, Text)>>,
}

impl Entry {
    fn of(account: Option<&AccountView>, desk: Desk) -> Self {
        // a window that the hall has no more cannot be chosen, and is not kept
        let there = |id: &&WindowId| {
            desk.hall.with_untracked(|hall| hall.as_ref().is_some_and(|hall| hall.window(id).is_some()))
        };
        let windows = account.map(|account| account.windows.iter().filter(there).cloned().collect());
        Self {
            name: RwSignal::new(account.map(|account| account.name.to_string()).unwrap_or_default()),
            display_name: RwSignal::new(
                account.map(|account| account.display_name.clone()).unwrap_or_default(),
            ),
            role: RwSignal::new(account.map_or(Role::Clerk, |account| account.role)),
            windows: RwSignal::new(windows.unwrap_or_default()),
            post: RwSignal::new(account.and_then(|account| account.post)),
            wrong: RwSignal::new(None),
        }
    }

    fn show(self, field: &'static str, text: Text) {
        self.wrong.set(Some((field, text)));
        focus(field);
    }

    fn refused(self, failure: &Failure) {
        let field = match failure.code() {
            Some(Code::AccountExists | Code::WeakPassword) => "account-name",
            Some(Code::PostTaken) => "account-post",
            Some(Code::LastAdmin) => "account-role",
            _ => "account-windows",
        };
        self.show(field, failed(failure));
    }

    /// The account's name as it was typed, when it can be one.
    fn account(self) -> Option<AccountId> {
        let typed = self.name.with_untracked(|name| name.trim().to_lowercase());
        match typed.parse() {
            Ok(name) => Some(name),
            Err(_) => {
                self.show(
                    "account-name",
                    if typed.is_empty() { NEED_ACCOUNT } else { t::ACCOUNT_BAD }.text(),
                );
                None
            }
        }
    }
}

/// What differs from the account that the form began with: the rest may have been changed by somebody
/// else meanwhile, and stays as they left it.
fn changed(
    begun: Option<&AccountView>,
    role: Role,
    windows: Vec<WindowId>,
    post: Option<DeskPost>,
    display_name: String,
) -> AccountChange {
    AccountChange {
        role: Some(role).filter(|role| begun.is_none_or(|begun| begun.role != *role)),
        windows: Some(windows).filter(|windows| begun.is_none_or(|begun| begun.windows != *windows)),
        post: Some(post).filter(|post| begun.is_none_or(|begun| begun.post != *post)),
        display_name: Some(display_name).filter(|name| begun.is_none_or(|begun| begun.display_name != *name)),
        reason: None,
    }
}

/// The form; of a new account when there is none.
#[component]
pub fn AccountForm(book: Book, account: Option<AccountView>) -> impl IntoView {
    let desk = book.desk;
    let entry = Entry::of(account.as_ref(), desk);
    let reason = Reason::begun("");
    let is_new = account.is_none();
    Effect::new(move || focus(if is_new { "account-name" } else { "account-person" }));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(hall) = desk.hall_id().filter(|_| !book.busy.get_untracked()) else { return };
        let Some(name) = entry.account() else { return };
        let (windows, post) = (entry.windows.get_untracked(), entry.post.get_untracked());
        let begun = account.clone();
        if post.is_some() && windows.is_empty() {
            return entry.show("account-windows", t::POST_NEEDS_WINDOW.text());
        }
        let (role, display_name) = (entry.role.get_untracked(), entry.display_name.get_untracked());
        let password = if is_new { one_time() } else { None };
        let reason = reason.given();
        entry.wrong.set(None);
        book.busy.set(true);
        book.tasks.spawn(async move {
            let answer = match &password {
                Some(password) => {
                    let new = NewAccount {
                        name: name.clone(),
                        password: password.clone(),
                        role,
                        display_name,
                        windows,
                        post,
                        one_time: true,
                    };
                    wire::add_account(hall, &new).await
                }
                None => {
                    let change = changed(begun.as_ref(), role, windows, post, display_name);
                    let change = AccountChange { reason, ..change };
                    wire::change_account(hall, name.clone(), &change).await
                }
            };
            book.busy.set(false);
            match answer {
                Ok(account) => {
                    let done = if password.is_some() { t::DONE_ADDED } else { t::DONE_CHANGED };
                    desk.tell(Tone::Done, filled(done, &[name.as_str()]));
                    book.note(account);
                    book.asked.set(password.map(|password| Asked::Given(name, password)));
                }
                Err(failure) if failure.code() == Some(Code::Unauthenticated) => desk.refuse(&failure),
                Err(failure) => entry.refused(&failure),
            }
        });
    };
    let confirm = if is_new { t::ADD } else { t::SAVE };
    view! {
        <form novalidate on:submit=submit>
            {is_new.then(|| view! {
                <div class="field">
                    <label for="account-name">{desk.words(ACCOUNT)}</label>
                    <input
                        id="account-name"
                        type="text"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        maxlength="32"
                        aria-describedby="account-name-hint account-name-fault"
                        prop:value=entry.name
                        on:input:target=move |event| entry.name.set(event.target().value())
                    />
                    <p id="account-name-hint" class="quiet">{desk.words(t::ACCOUNT_HINT)}</p>
                    <Fault id="account-name" entry/>
                </div>
            })}
            <div class="pair">
                <div class="field">
                    <label for="account-person">{desk.words(t::NAME)}</label>
                    <input
                        id="account-person"
                        type="text"
                        autocomplete="off"
                        maxlength=NAME_MAX
                        prop:value=entry.display_name
                        on:input:target=move |event| entry.display_name.set(event.target().value())
                    />
                </div>
                <RoleField entry/>
            </div>
            <Windows entry/>
            <Posts entry/>
            {(!is_new).then(|| view! { <ReasonField reason label=REASON_OPTIONAL/> })}
            <Foot confirm act="account-save" busy=book.busy on_back=move || book.asked.set(None)/>
        </form>
    }
}

#[component]
fn Fault(id: &'static str, entry: Entry) -> impl IntoView {
    let desk = crate::desk::context::Desk::here();
    let text = move || {
        entry.wrong.with(|wrong| {
            let (_, text) = wrong.as_ref().filter(|(field, _)| *field == id)?;
            Some(text.get(desk.lang.get()).to_owned())
        })
    };
    view! { <p id=format!("{id}-fault") class="fault" role="alert">{text}</p> }
}

#[component]
fn RoleField(entry: Entry) -> impl IntoView {
    let desk = crate::desk::context::Desk::here();
    let choose = move |value: String| {
        if let Some(role) = ROLES.into_iter().find(|role| role.as_str() == value) {
            entry.role.set(role);
        }
    };
    let option = move |role: Role| {
        view! {
            <option value=role.as_str() selected=move || entry.role.get() == role>
                {desk.words(role_phrase(role))}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for="account-role">{desk.words(t::ROLE)}</label>
            <select
                id="account-role"
                aria-describedby="account-role-fault"
                on:change:target=move |event| choose(event.target().value())
            >
                {ROLES.map(option).collect_view()}
            </select>
            <Fault id="account-role" entry/>
        </div>
    }
}

/// Every window of the hall, to be ticked.
#[component]
fn Windows(entry: Entry) -> impl IntoView {
    let desk = crate::desk::context::Desk::here();
    let all =
        desk.hall.with_untracked(|hall| hall.as_ref().map(|hall| hall.windows.clone())).unwrap_or_default();
    let row = move |window: hall::profile::Window| {
        let hall::profile::Window { id, label, .. } = window;
        let (is, value) = (id.clone(), id.to_string());
        let toggle = move |_| {
            entry.windows.update(|windows| match windows.iter().position(|one| *one == id) {
                Some(at) => {
                    windows.remove(at);
                }
                None => windows.push(id.clone()),
            });
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    value=value
                    prop:checked=move || entry.windows.with(|windows| windows.contains(&is))
                    on:change=toggle
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset id="account-windows" class="reasons" tabindex="-1" aria-describedby="account-windows-fault">
            <legend>{desk.words(t::WINDOWS)}</legend>
            <div class="grid-of-windows">{all.into_iter().map(row).collect_view()}</div>
            <Fault id="account-windows" entry/>
        </fieldset>
    }
}

#[component]
fn Posts(entry: Entry) -> impl IntoView {
    let desk = crate::desk::context::Desk::here();
    let choice = move |(post, value, phrase): (Option<DeskPost>, &'static str, Phrase)| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="post"
                    value=value
                    prop:checked=move || entry.post.get() == post
                    on:change=move |_| entry.post.set(post)
                />
                <span>{desk.words(phrase)}</span>
            </label>
        }
    };
    view! {
        <fieldset id="account-post" class="reasons abreast-choices" tabindex="-1" aria-describedby="account-post-fault">
            <legend>{desk.words(t::POST)}</legend>
            {POSTS.map(choice).collect_view()}
            <Fault id="account-post" entry/>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_changed_here_is_left_as_somebody_else_may_have_changed_it() {
        let account: AccountView = serde_json::from_str(
            r#"{"name":"wang","display_name":"王小明","role":"supervisor","windows":["A01","A02"],"post":"a",
                "disabled":false,"sessions":0,"last_sign_in":null}"#,
        )
        .unwrap();
        let with = |name: &str, windows: &[WindowId]| {
            changed(Some(&account), account.role, windows.to_vec(), account.post, name.to_owned())
        };
        assert_eq!(with("王小明", &account.windows), AccountChange::default());
        let name = AccountChange { display_name: Some("王晓明".to_owned()), ..AccountChange::default() };
        assert_eq!(with("王晓明", &account.windows), name);
        let one = account.windows[..1].to_vec();
        let fewer = AccountChange { windows: Some(one.clone()), ..AccountChange::default() };
        assert_eq!(with("王小明", &one), fewer);
        let none = changed(Some(&account), account.role, account.windows.clone(), None, "王小明".to_owned());
        assert_eq!(none, AccountChange { post: Some(None), ..AccountChange::default() });
    }
}
