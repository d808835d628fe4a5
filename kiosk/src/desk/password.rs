//! The own password: chosen by who signed in with one that works once, before anything else, and by
//! anybody at any time. Here are also those one-time passwords, made for an administrator to hand over.

use super::context::{Desk, Session, Tone};
use super::dialog::Modal;
use super::notice::NoticeLine;
use super::tasks::Tasks;
use super::text as t;
use super::wire;
use hall::api::WhoAmI;
use hall::code::Code;
use hall::staff::{PasswordChange, password_fits};
use hall::text::{Phrase, Text};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// Letters and digits that nobody mistakes for one another; 32, so that every byte chooses evenly.
const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// A password that works once, from the browser's own source of randomness: 60 bits.
#[must_use]
pub fn one_time() -> Option<String> {
    let mut bytes = [0_u8; 12];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(spelled(&bytes))
}

/// `k7mp-x2fa-9rtd`: in groups that can be read out.
fn spelled(bytes: &[u8]) -> String {
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).map_or('2', |letter| char::from(*letter));
    let groups: Vec<String> = bytes.chunks(4).map(|group| group.iter().map(letter).collect()).collect();
    groups.join("-")
}

/// The page of who must choose a password first.
#[component]
pub fn ChoosePassword() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <section class="card narrow sign-in">
            <h1>{desk.words(t::PASSWORD_FIRST)}</h1>
            <NoticeLine/>
            <p>{desk.words(t::PASSWORD_FIRST_HINT)}</p>
            <PasswordForm old=t::PASSWORD_ONE_TIME done=move || {}/>
        </section>
    }
}

/// The dialog of who wants another password.
#[component]
pub fn PasswordDialog() -> impl IntoView {
    let desk = Desk::here();
    let open = Memo::new(move |_| desk.password.get());
    let title = Signal::derive(move || desk.say(t::PASSWORD_CHANGE).to_owned());
    view! {
        <Modal open title on_close=move || desk.password.set(false)>
            {view! {
                <PasswordForm old=t::PASSWORD_OLD done=move || desk.password.set(false)/>
            }
                .into_any()}
        </Modal>
    }
}

/// Which field is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Old,
    New,
    Again,
}

#[component]
fn PasswordForm(old: Phrase, done: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let desk = Desk::here();
    let tasks = Tasks::new();
    let busy = RwSignal::new(false);
    let typed = [(); 3].map(|()| RwSignal::new(String::new()));
    let nodes = [(); 3].map(|()| NodeRef::<html::Input>::new());
    let [was, new, again] = typed;
    let [was_field, new_field, again_field] = nodes;
    let wrong = RwSignal::new(None::<(Field, Text)>);
    was_field.on_load(|field| {
        // a field that cannot take the focus can still be clicked
        let _ = field.focus();
    });
    let show = move |field: Field, text: Text| {
        let node = match field {
            Field::Old => was_field,
            Field::New => new_field,
            Field::Again => again_field,
        };
        wrong.set(Some((field, text)));
        if let Some(node) = node.get_untracked() {
            // a field that cannot take the focus still has its message
            let _ = node.focus();
            node.select();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(who) = desk.who().filter(|_| !busy.get_untracked()) else { return };
        let change = PasswordChange { old: was.get_untracked(), new: new.get_untracked() };
        if change.old.is_empty() {
            return show(Field::Old, t::NEED_PASSWORD.text());
        }
        if let Err(code) = password_fits(&who.account, &change.new) {
            return show(Field::New, code.phrase().text());
        }
        if change.new != again.get_untracked() {
            return show(Field::Again, t::PASSWORD_DIFFERS.text());
        }
        wrong.set(None);
        busy.set(true);
        tasks.spawn(async move {
            let answer = wire::change_password(&change).await;
            let who = if answer.is_ok() { wire::who().await.ok() } else { None };
            busy.set(false);
            match answer {
                Ok(()) => {
                    desk.tell(Tone::Done, t::PASSWORD_DONE.text());
                    done();
                    // the password is changed, also when nobody can tell now who that is
                    if let Some(who) = who.or_else(|| desk.who()) {
                        desk.session.set(Session::In(WhoAmI { must_change_password: false, ..who }));
                    }
                }
                Err(failure) => match failure.code() {
                    Some(Code::Unauthenticated) => desk.refuse(&failure),
                    Some(Code::WrongPassword) => show(Field::Old, t::PASSWORD_WRONG.text()),
                    Some(Code::WeakPassword | Code::SamePassword) => show(Field::New, t::failed(&failure)),
                    _ => show(Field::Old, t::failed(&failure)),
                },
            }
        });
    };
    let field = move |at: Field,
                      id: &'static str,
                      label: Phrase,
                      typed: RwSignal<String>,
                      node: NodeRef<html::Input>| {
        let text = move || {
            wrong.with(|wrong| {
                let (_, text) = wrong.as_ref().filter(|(field, _)| *field == at)?;
                Some(text.get(desk.lang.get()).to_owned())
            })
        };
        let invalid = move || wrong.with(|wrong| wrong.as_ref().is_some_and(|(field, _)| *field == at));
        view! {
            <div class="field">
                <label for=id>{desk.words(label)}</label>
                <input
                    id=id
                    type="password"
                    autocomplete=if at == Field::Old { "current-password" } else { "new-password" }
                    maxlength="256"
                    data-focus=(at == Field::Old).then_some("")
                    node_ref=node
                    aria-invalid=move || invalid().then_some("true")
                    aria-describedby=format!("{id}-fault")
                    prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                />
                <p id=format!("{id}-fault") class="fault" role="alert">{text}</p>
            </div>
        }
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {field(Field::Old, "password-old", old, was, was_field)}
            {field(Field::New, "password-new", t::PASSWORD_NEW, new, new_field)}
            {field(Field::Again, "password-again", t::PASSWORD_AGAIN, again, again_field)}
            <button
                type="submit"
                class="btn primary wide"
                data-do="password-save"
                aria-busy=move || busy.get().to_string()
            >
                {desk.words(t::PASSWORD_SAVE)}
            </button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_one_time_password_can_be_read_out_and_fits() {
        let spoken = spelled(&[0, 31, 32, 255, 7, 8, 9, 10, 1, 2, 3, 4]);
        assert_eq!(spoken, "2z2z-9abc-3456");
        assert_eq!(password_fits(&"a01".parse().unwrap(), &spoken), Ok(()));
        let letters: std::collections::HashSet<_> = LETTERS.iter().collect();
        assert_eq!(letters.len(), 32);
        assert!(!LETTERS.iter().any(|letter| b"01lo".contains(letter)), "easily mistaken");
    }
}
