//! Blank forms and filled-in samples (R4, R10): what the hall has, which documents use it, what is missing; sent,
//! replaced and removed by an administrator.

mod remove;
mod upload;

use super::file::size;
use super::lang_of;
use super::text as t;
use super::wire;
use crate::desk::accounts::moment;
use crate::desk::context::Desk;
use crate::desk::record::actor;
use crate::desk::tasks::Tasks;
use hall::form::{FormLine, FormUse, FormView};
use hall::text::Phrase;
use leptos::prelude::*;
use remove::Remove;
use upload::{Sheet, Upload};

/// Documents that are named in a line.
const USES: usize = 3;

/// The forms, and what is asked about them.
#[derive(Clone, Copy)]
pub struct Drawer {
    /// The desk.
    pub desk: Desk,
    /// Tasks of the page.
    pub tasks: Tasks,
    /// All of them; none before the first answer.
    pub all: RwSignal<Option<Vec<FormLine>>>,
    /// The file that is to be sent.
    pub sheet: Sheet,
    /// Which one is to go.
    pub asked: RwSignal<Option<FormLine>>,
    /// Something is being done.
    pub busy: RwSignal<bool>,
}

impl Drawer {
    /// Asks for them.
    pub fn find(self) {
        let Some(hall) = self.desk.hall_id() else { return };
        self.tasks.spawn(async move {
            match wire::forms(hall).await {
                Ok(all) => self.all.set(Some(all)),
                Err(failure) => self.desk.refuse(&failure),
            }
        });
    }

    /// True when the hall has a file of this name.
    #[must_use]
    pub fn has(self, name: &str) -> bool {
        let is = |line: &FormLine| line.file.is_some() && line.name == name;
        self.all.with(|all| all.as_ref().is_some_and(|all| all.iter().any(is)))
    }
}

/// The page of the forms.
#[component]
pub fn Forms() -> impl IntoView {
    let desk = Desk::here();
    let drawer = Drawer {
        desk,
        tasks: Tasks::new(),
        all: RwSignal::new(None),
        sheet: Sheet::new(),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let there = Memo::new(move |_| desk.hall.with(Option::is_some));
    Effect::new(move || {
        if there.get() {
            drawer.find();
        }
    });
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let state = move || match drawer.all.with(|all| all.as_ref().map(Vec::is_empty)) {
        None => Some(desk.say(t::LOADING)),
        Some(true) => Some(desk.say(t::FORMS_NONE)),
        Some(false) => None,
    };
    let rows = move || {
        let all = drawer.all.get().unwrap_or_default();
        all.into_iter().map(|line| view! { <Row drawer line/> }).collect_view()
    };
    view! {
        <Upload drawer/>
        <section class="card stack" aria-labelledby="forms-title">
            <h2 id="forms-title">{desk.words(t::FORMS_TITLE)}</h2>
            <p class="quiet" role="status" hidden=move || state().is_none()>{state}</p>
            <div class="scroll">
                <table class="list forms" aria-labelledby="forms-title">
                    <thead>
                        <tr>
                            {head(t::COL_NAME)} {head(t::COL_SIZE)} {head(t::COL_USED)} {head(t::COL_SENT)}
                            {head(t::COL_ACTS)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
        <Remove drawer/>
    }
}

#[component]
fn Row(drawer: Drawer, line: FormLine) -> impl IntoView {
    let desk = drawer.desk;
    let FormLine { name, file, uses } = line.clone();
    let label = {
        let name = name.clone();
        move |phrase: Phrase| {
            let name = name.clone();
            move || format!("{} {name}", desk.say(phrase))
        }
    };
    let used = move || {
        if uses.count == 0 {
            return view! { <span class="quiet">{desk.say(t::FORM_UNUSED)}</span> }.into_any();
        }
        let lang = desk.lang.get();
        let said = |one: &FormUse| {
            let kind = if one.sample { t::FORM_SAMPLE } else { t::FORM_BLANK };
            let words = format!("{} · {}", one.item_name.get(lang), one.document.get(lang));
            view! { <li>{words} " " <small>{kind.get(lang)}</small></li> }
        };
        let shown = uses.first.iter().take(USES).map(said).collect_view();
        let more = usize::try_from(uses.count).unwrap_or(usize::MAX).saturating_sub(USES);
        let more = (more > 0)
            .then(|| view! { <li class="quiet">{desk.fill(t::AND_MORE, &[&more.to_string()])}</li> });
        view! { <ul>{shown} {more}</ul> }.into_any()
    };
    let is_there = file.is_some();
    let about = file.map(|file| {
        let FormView { kind, size: bytes, path, at, by, .. } = file;
        let sent = move || {
            let who = by.as_deref().map(|by| actor(Some(by), desk.lang.get()));
            who.unwrap_or_else(|| desk.say(t::FORM_OF_FOLDER).to_owned())
        };
        (
            view! { {desk.words(kind.phrase())} " " {size(f64::from(bytes))} },
            view! { <time>{move || moment(at, desk.lang.get())}</time> " " <span>{sent}</span> },
            path,
        )
    });
    let (kind, sent, path) = match about {
        Some((kind, sent, path)) => (kind.into_any(), sent.into_any(), Some(path)),
        None => (
            view! { <span class="chip busy">{desk.words(t::FORM_MISSING)}</span> }.into_any(),
            ().into_any(),
            None,
        ),
    };
    let show = path.map(|path| {
        let (label, address) = (label(t::FORM_SHOW), path.clone());
        // a browser that refuses new windows says so itself
        let open = move |_| drop(window().open_with_url_and_target(&address, "_blank"));
        view! {
            <button class="btn" data-do="form-show" data-path=path aria-label=label on:click=open>
                {desk.words(t::FORM_SHOW)}
            </button>
        }
    });
    let replace = {
        let name = name.clone();
        let phrase = if is_there { t::FORM_REPLACE } else { t::FORMS_SEND };
        view! {
            <button
                class="btn"
                data-do="form-replace"
                aria-label=label(phrase)
                on:click=move |_| drawer.sheet.named(&name)
            >
                {desk.words(phrase)}
            </button>
        }
    };
    let remove = is_there.then(|| {
        view! {
            <button
                class="btn"
                data-do="form-remove"
                aria-haspopup="dialog"
                aria-label=label(t::FORM_REMOVE)
                on:click=move |_| drawer.asked.set(Some(line.clone()))
            >
                {desk.words(t::FORM_REMOVE)}
            </button>
        }
    });
    view! {
        <tr data-form=name.clone() data-missing=(!is_there).then_some("")>
            <th scope="row" lang=lang_of(&name)><b>{name.clone()}</b></th>
            <td>{kind}</td>
            <td>{used}</td>
            <td>{sent}</td>
            <td><div class="acts">{show} {replace} {remove}</div></td>
        </tr>
    }
}
