//! Signing in: account and password. An error names the field, says what to do, and the focus goes
//! there (row A28); what was typed stays, also when the language changes.

use super::context::{Desk, Session};
use super::notice::NoticeLine;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use crate::live::Failure;
use crate::live::clock::monotonic_ms;
use hall::code::Code;
use hall::text::Text;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// A newer build is loaded while nobody is signed in and nothing is typed, but not sooner than this
/// after the last load: a page that stays old, for whatever reason, must not reload for ever.
const SETTLED_MS: f64 = 60_000.0;

/// Which field is wrong; none when it is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Account,
    Password,
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    field: Option<Field>,
    text: Text,
}

impl Fault {
    fn of_empty(account: &str, password: &str) -> Option<Self> {
        if account.trim().is_empty() {
            Some(Self { field: Some(Field::Account), text: t::NEED_ACCOUNT.text() })
        } else if password.is_empty() {
            Some(Self { field: Some(Field::Password), text: t::NEED_PASSWORD.text() })
        } else {
            None
        }
    }

    fn of_failure(failure: &Failure) -> Self {
        match (failure.code(), failure) {
            (Some(Code::WrongPassword), _) => {
                Self { field: Some(Field::Password), text: t::WRONG_PASSWORD.text() }
            }
            (Some(Code::TooManyAttempts), _) => Self { field: None, text: t::TOO_MANY_ATTEMPTS.text() },
            (_, Failure::Refused(problem)) => Self { field: None, text: problem.detail.clone() },
            (_, Failure::Unreachable) => Self { field: None, text: t::SIGN_IN_UNREACHABLE.text() },
        }
    }
}

/// The page of who is not signed in.
#[component]
pub fn SignIn() -> impl IntoView {
    let desk = Desk::here();
    let tasks = Tasks::new();
    let (account, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (account_field, password_field) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let fault = RwSignal::new(None::<Fault>);
    let busy = RwSignal::new(false);
    Effect::new(move || {
        if let Some(field) = account_field.get() {
            // the page is usable without it
            let _ = field.focus();
        }
    });
    Effect::new(move || {
        let empty = account.with(String::is_empty) && password.with(String::is_empty);
        desk.live.now.track();
        if empty && desk.live.link.get().is_fresh() && desk.live.is_outdated() && monotonic_ms() > SETTLED_MS
        {
            // fails only where there is no page to reload
            let _ = window().location().reload();
        }
    });

    let show = move |found: Fault| {
        let field = match found.field {
            Some(Field::Account) => account_field.get_untracked(),
            Some(Field::Password) => password_field.get_untracked(),
            None => None,
        };
        fault.set(Some(found));
        if let Some(field) = field {
            // a field that cannot take the focus still has its message
            let _ = field.focus();
            field.select();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (name, secret) = (account.get_untracked(), password.get_untracked());
        if let Some(empty) = Fault::of_empty(&name, &secret) {
            return show(empty);
        }
        fault.set(None);
        busy.set(true);
        tasks.spawn(async move {
            let answer = wire::sign_in(&name, secret).await;
            busy.set(false);
            match answer {
                Ok(who) => {
                    desk.notice.set(None);
                    desk.session.set(Session::In(who));
                }
                Err(failure) => show(Fault::of_failure(&failure)),
            }
        });
    };
    let wrong = move |field: Field| {
        fault.with(|fault| fault.as_ref().is_some_and(|fault| fault.field == Some(field)))
    };
    let invalid = move |field: Field| wrong(field).then_some("true");
    let message = move |at: Option<Field>| {
        fault.with(|fault| {
            let fault = fault.as_ref().filter(|fault| fault.field == at)?;
            Some(fault.text.get(desk.lang.get()).to_owned())
        })
    };
    view! {
        <form class="card narrow sign-in" novalidate on:submit=submit>
            <h1>{desk.words(t::SIGN_IN_TITLE)}</h1>
            <NoticeLine/>
            <div class="field">
                <label for="account">{desk.words(t::ACCOUNT)}</label>
                <input
                    id="account"
                    name="account"
                    type="text"
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="32"
                    required
                    node_ref=account_field
                    aria-invalid=move || invalid(Field::Account)
                    aria-describedby="account-fault"
                    prop:value=account
                    on:input:target=move |event| account.set(event.target().value())
                />
                <p id="account-fault" class="fault" role="alert">{move || message(Some(Field::Account))}</p>
            </div>
            <div class="field">
                <label for="password">{desk.words(t::PASSWORD)}</label>
                <input
                    id="password"
                    name="password"
                    type="password"
                    autocomplete="current-password"
                    maxlength="256"
                    required
                    node_ref=password_field
                    aria-invalid=move || invalid(Field::Password)
                    aria-describedby="password-fault"
                    prop:value=password
                    on:input:target=move |event| password.set(event.target().value())
                />
                <p id="password-fault" class="fault" role="alert">{move || message(Some(Field::Password))}</p>
            </div>
            <p class="fault" role="alert">{move || message(None)}</p>
            <button type="submit" class="btn primary wide" aria-busy=move || busy.get().to_string()>
                {move || desk.say(if busy.get() { t::SIGNING_IN } else { t::SIGN_IN })}
            </button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::api::Problem;

    #[test]
    fn a_fault_names_its_field() {
        let field = |fault: Option<Fault>| fault.and_then(|fault| fault.field);
        assert_eq!(field(Fault::of_empty(" ", "x")), Some(Field::Account));
        assert_eq!(field(Fault::of_empty("a01", "")), Some(Field::Password));
        assert_eq!(Fault::of_empty("a01", "x"), None);
        let refused = |code: Code| Failure::Refused(Box::new(Problem::from(code)));
        assert_eq!(Fault::of_failure(&refused(Code::WrongPassword)).field, Some(Field::Password));
        let many = Fault::of_failure(&refused(Code::TooManyAttempts));
        assert_eq!((many.field, many.text), (None, t::TOO_MANY_ATTEMPTS.text()));
        assert_eq!(Fault::of_failure(&Failure::Unreachable).text, t::SIGN_IN_UNREACHABLE.text());
        assert_eq!(Fault::of_failure(&refused(Code::BadOrigin)).text, Code::BadOrigin.phrase().text());
    }
}
