//! A public list: pasted from a spreadsheet, looked at masked, then published (A70). What was pasted is on this page
//! alone: it is dropped with the form, and the server keeps what is masked.

use super::choice::Pick;
use super::columns::{ColumnFields, Columns, key, value};
use super::field::{Both, Faults, Lines, Pair, Typed};
use super::lists_text as t;
use super::masked::Masked;
use super::notice::until;
use super::text as shared;
use super::{Wall, wire};
use crate::desk::foot::Foot;
use crate::live::signs::SignCall;
use hall::api::FieldProblem;
use hall::code::Code;
use hall::id::SignId;
use hall::screen::{ListKind, PublicList};
use hall::text::Text;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The kinds of lists, as on the wire.
const KINDS: [(ListKind, &str); 6] = [
    (ListKind::Progress, "progress"),
    (ListKind::Decisions, "decisions"),
    (ListKind::List, "list"),
    (ListKind::Whereabouts, "whereabouts"),
    (ListKind::Duty, "duty"),
    (ListKind::Agents, "agents"),
];

/// The cells of what a spreadsheet put on the clipboard: lines with tabs between, blank ones left out.
fn cells(pasted: &str) -> Vec<Vec<String>> {
    let lines = pasted.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// Where a field of the server stands.
fn place(problem: Option<&FieldProblem>) -> (String, Text) {
    const PLACES: [(&str, &str); 6] = [
        ("/rows", "list-rows"),
        ("/id", "list-id"),
        ("/kind", "list-kind"),
        ("/title", "list-title-zh"),
        ("/columns", "list-columns"),
        ("/until", "list-until"),
    ];
    super::field::at(&PLACES, problem)
}

/// What is being entered, and what the public would see of it.
#[derive(Clone, Copy)]
struct Entry {
    id: RwSignal<String>,
    kind: RwSignal<String>,
    title: Pair,
    columns: Columns,
    pasted: RwSignal<String>,
    last: RwSignal<String>,
    faults: Faults,
    /// What was looked at: as it was sent, and masked.
    seen: RwSignal<Option<(PublicList, PublicList)>>,
}

impl Entry {
    fn of(list: Option<&PublicList>) -> Self {
        let typed = |of: Option<String>| RwSignal::new(of.unwrap_or_default());
        let rows = list.map(|list| list.rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n"));
        Self {
            id: typed(list.map(|list| list.id.to_string())),
            kind: typed(Some(key(&KINDS, &list.map_or(ListKind::Progress, |list| list.kind)))),
            title: Pair::of(&list.map(|list| list.title.clone()).unwrap_or_default()),
            columns: Columns::of(list.map(|list| list.columns.as_slice()).unwrap_or_default()),
            pasted: typed(rows),
            last: typed(list.map(|list| list.until.to_string())),
            faults: Faults::new(),
            seen: RwSignal::new(None),
        }
    }

    /// The list as it stands in the form, without a look at what is wrong.
    fn draft(self, until: Option<hall::moment::Day>) -> Option<PublicList> {
        Some(PublicList {
            id: self.id.with_untracked(|id| id.trim().parse::<SignId>().ok())?,
            kind: self.kind.with_untracked(|kind| value(&KINDS, kind))?,
            title: self.title.read(),
            columns: self.columns.read(),
            rows: self.pasted.with_untracked(|pasted| cells(pasted)),
            until: until?,
        })
    }

    /// The list; what is wrong is said where it is.
    fn read(self, wall: Wall, is_new: bool) -> Option<PublicList> {
        let faults = self.faults;
        faults.clear();
        let id = self.id.with_untracked(|id| id.trim().parse::<SignId>().ok());
        let id = faults.need(id, "list-id", shared::ID_BAD);
        let taken = |id: &SignId| is_new && untrack(|| wall.signage(|signage| signage.list(id).is_some()));
        if id.as_ref().is_some_and(taken) {
            faults.show("list-id", shared::ID_TAKEN.text());
            return None;
        }
        let until = faults.need(until(wall.desk, self.last), "list-until", shared::UNTIL_BAD);
        let pasted = self.pasted.with_untracked(|pasted| !cells(pasted).is_empty());
        faults.need(pasted.then_some(()), "list-rows", t::NEED_ROWS)?;
        let list = untrack(|| self.draft(until))?;
        // the server says the same; here what was pasted has not left the page yet
        if let Some(fault) = list.fault() {
            let at = if list.title.is_complete() { "list-columns" } else { "list-title-zh" };
            faults.show(at, fault.text());
            return None;
        }
        Some(list)
    }

    /// Sends the list to be masked, and shows what comes back.
    fn look(self, wall: Wall, list: PublicList) {
        let Some(hall) = wall.desk.hall_id().filter(|_| !wall.busy.get_untracked()) else { return };
        wall.busy.set(true);
        wall.tasks.spawn(async move {
            let answer = wire::preview(hall, &list).await;
            wall.busy.set(false);
            match answer {
                // the form may have been closed meanwhile
                Ok(masked) => drop(self.seen.try_set(Some((list, masked)))),
                Err(failure) if failure.code() == Some(Code::Unauthenticated) => wall.desk.refuse(&failure),
                Err(failure) => self.faults.take(&failure, place),
            }
        });
    }

    /// What was looked at, as long as nothing was changed since.
    fn looked_at(self) -> Option<(PublicList, PublicList)> {
        let (sent, masked) = self.seen.get()?;
        // every field is followed
        self.id.track();
        self.kind.track();
        self.pasted.track();
        self.title.zh.track();
        self.title.en.track();
        let until = self.last.with(|last| last.trim().parse().ok());
        (self.draft(until).as_ref() == Some(&sent)).then_some((sent, masked))
    }
}

/// The form.
#[component]
pub fn ListForm(
    /// The page.
    wall: Wall,
    /// The list, or none for another one.
    list: Option<PublicList>,
) -> impl IntoView {
    let desk = wall.desk;
    let is_new = list.is_none();
    let entry = Entry::of(list.as_ref());
    let faults = entry.faults;
    let looked = Memo::new(move |_| entry.looked_at().map(|(_, masked)| masked));
    let ready = Memo::new(move |_| looked.with(Option::is_some));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(list) = entry.read(wall, is_new) else { return };
        if !untrack(|| ready.get()) {
            return entry.look(wall, list);
        }
        let (call, said) = (SignCall::List(list.id.clone()), list.id.to_string());
        wall.put::<PublicList, PublicList>(call, list, (t::DONE, said), faults, place);
    };
    let kinds = Signal::derive(move || {
        let choice = |(kind, key): &(ListKind, &str)| ((*key).to_owned(), desk.say(kind.phrase()).to_owned());
        KINDS.iter().map(choice).collect()
    });
    let foot = move || {
        // only what was looked at is published
        let (confirm, act) =
            if ready.get() { (t::PUBLISH, "list-publish") } else { (t::PREVIEW, "list-preview") };
        view! { <Foot confirm act busy=wall.busy on_back=move || wall.asked.set(None)/> }
    };
    let id_field = is_new.then(|| {
        view! { <Typed id="list-id" label=desk.words(shared::ID) value=entry.id faults most=32 lang="en" first=true/> }
    });
    view! {
        <form novalidate on:submit=submit>
            {id_field}
            <div class="pair">
                <Pick id="list-kind" label=desk.words(t::KIND) value=entry.kind options=kinds faults/>
                <Typed id="list-until" label=desk.words(shared::UNTIL) value=entry.last faults kind="date"/>
            </div>
            <Both id="list-title" label=shared::TITLE value=entry.title faults/>
            <ColumnFields columns=entry.columns faults/>
            <Lines id="list-rows" label=desk.words(t::ROWS) value=entry.pasted faults hint=t::ROWS_HINT rows=6/>
            <Show when=move || !ready.get()>
                <p class="quiet">{desk.words(t::FIRST_PREVIEW)}</p>
            </Show>
            {move || looked.get().map(|list| view! { <Masked list/> })}
            {foot}
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_copies_becomes_rows() {
        let rows = cells("张三\t2026-0001\t 已受理\r\n\r\n李四\t2026-0002\t\n");
        assert_eq!(rows, [["张三", "2026-0001", "已受理"], ["李四", "2026-0002", ""]]);
        assert!(cells(" \n\t\n").is_empty());
    }

    #[test]
    fn what_was_looked_at_counts_only_until_something_is_changed() {
        Owner::new().with(|| {
            let list: PublicList = serde_json::from_str(
                r#"{"id":"l","kind":"decisions","title":{"zh":"公示","en":"List"},"until":"2026-12-31",
                    "columns":[{"name":{"zh":"姓名","en":"Name"},"kind":"name"}],"rows":[["张三"],["李四"]]}"#,
            )
            .unwrap();
            let entry = Entry::of(Some(&list));
            assert_eq!(entry.draft(Some(list.until)), Some(list.clone()), "entered as it was");
            assert_eq!(entry.looked_at(), None);
            entry.seen.set(Some((list.clone(), list.clone().masked())));
            assert_eq!(entry.looked_at().map(|(_, masked)| masked.rows.concat()), Some(vec!["张*".to_owned(), "李*".to_owned()]));
            entry.pasted.update(|pasted| pasted.push_str("\n王五"));
            assert_eq!(entry.looked_at(), None, "another row");
            entry.pasted.set("张三\n李四".to_owned());
            assert!(entry.looked_at().is_some());
            entry.last.set("2026-12-30".to_owned());
            assert_eq!(entry.looked_at(), None, "another day");
        });
    }

    #[test]
    fn every_kind_can_be_chosen() {
        for kind in ListKind::ALL {
            assert_eq!(value(&KINDS, &key(&KINDS, &kind)), Some(kind));
        }
    }
}
