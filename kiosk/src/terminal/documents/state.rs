//! What a citizen answered and ticked for one matter. In memory only; it ends with the visit.

use hall::api::{NoticeCode, NoticeKind, NoticeRequest, TicketChecklist, TicketRequest};
use hall::catalog::{Answers, Checklist, Item, Material, Need, Progress, Question};
use hall::id::{ItemId, RequestKey};
use std::collections::BTreeSet;

/// Answers and ticks for one matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documents {
    /// The matter with its guide; none before anything was asked.
    pub item: Option<Item>,
    /// Every answer ever given, also to questions that do not apply at the moment: who changes an answer and
    /// changes it back finds the others as they were.
    pub answers: Answers,
    /// Keys of the documents at hand.
    pub at_hand: BTreeSet<String>,
    /// True once the ticking was finished; before, nothing is told to the clerk.
    pub told: bool,
    /// The notice of the list as it is now, and the name under which it was asked for.
    pub notice: Option<Asked>,
    /// The version of the catalog that the matter is of.
    pub version: String,
    /// Counts what the matter has been, so that a page knows when to draw itself anew.
    pub edition: u32,
    /// The matter whose guide was changed, so that all was to be said anew; until something is said.
    changed: Option<ItemId>,
}

/// A notice that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// What was asked for.
    pub request: NoticeRequest,
    /// The name of the request: the same is asked for again under the same name.
    pub key: RequestKey,
    /// The notice, once it is there.
    pub view: Option<NoticeCode>,
}

impl Documents {
    /// Begins with a matter of a version of the catalog, or goes on with it: what was answered and ticked stays
    /// while the matter asks the same and wants the same documents.
    pub fn begin(&mut self, item: &Item, version: &str) {
        version.clone_into(&mut self.version);
        let Some(before) = self.item.replace(item.clone()).filter(|before| before.id == item.id) else {
            let changed = self.changed.take().filter(|id| *id == item.id);
            *self = Self { item: self.item.take(), changed, ..self.emptied() };
            return;
        };
        if before == *item {
            if let Some(asked) = self.notice.as_mut().filter(|asked| asked.view.is_some()) {
                // it says what this version says
                asked.request.catalog_version = Some(version.to_owned());
            }
        } else if (&before.questions, &before.materials) == (&item.questions, &item.materials) {
            (self.notice, self.edition) = (None, self.edition.wrapping_add(1));
        } else {
            let begun = !self.answers.is_empty() || !self.at_hand.is_empty() || self.told;
            let changed = begun.then(|| item.id.clone()).or(self.changed.take());
            *self = Self { item: self.item.take(), changed, ..self.emptied() };
        }
    }

    /// The server knows the matter otherwise than it is here: it must be fetched, and all is to be said anew.
    pub fn forget(&mut self) {
        let changed = self.item.take().map(|item| item.id);
        *self = Self { changed, ..self.emptied() };
    }

    /// Of the same version and the next edition, with nothing said.
    fn emptied(&mut self) -> Self {
        let version = std::mem::take(&mut self.version);
        Self { version, edition: self.edition.wrapping_add(1), ..Self::default() }
    }

    /// True when all began anew because the guide was changed, and nothing was said since.
    #[must_use]
    pub fn began_anew(&self) -> bool {
        self.item.as_ref().is_some_and(|item| self.changed.as_ref() == Some(&item.id))
    }

    /// True when it is about this matter.
    #[must_use]
    pub fn is_of(&self, id: &ItemId) -> bool {
        self.item.as_ref().is_some_and(|item| item.id == *id)
    }

    /// The question of a step, from 0, with how far that is; none when the step is beyond the questions.
    #[must_use]
    pub fn question(&self, step: usize) -> Option<(&Question, Progress)> {
        let item = self.item.as_ref()?;
        let asked = item.asked(&self.answers);
        let question = *asked.get(step)?;
        let before = asked.iter().take(step);
        let before = before.filter_map(|question| self.answers.get_key_value(&question.id));
        let before: Answers = before.map(|(id, choice)| (id.clone(), choice.clone())).collect();
        Some((question, item.progress(&before)))
    }

    /// The step that is open: the first question without an answer, or the ticking after the last one.
    #[must_use]
    pub fn open_step(&self) -> usize {
        let Some(item) = &self.item else { return 0 };
        let asked = item.asked(&self.answers);
        asked.iter().take_while(|question| self.answers.contains_key(&question.id)).count()
    }

    /// Answers a question.
    pub fn answer(&mut self, question: &str, choice: &str) {
        self.answers.insert(question.to_owned(), choice.to_owned());
        (self.told, self.changed) = (false, None);
    }

    /// The exact list; none before all questions are answered.
    #[must_use]
    pub fn checklist(&self) -> Option<Checklist<'_>> {
        self.item.as_ref()?.checklist(&self.answers).ok()
    }

    /// Ticks a document, or takes the tick away.
    pub fn turn(&mut self, key: &str) {
        self.changed = None;
        if !self.at_hand.remove(key) {
            self.at_hand.insert(key.to_owned());
        }
    }

    /// The documents of the list that are not at hand and would have to be.
    #[must_use]
    pub fn missing(&self) -> Vec<&Material> {
        self.lacking(|need| matches!(need, Need::Necessary | Need::MayFollow))
    }

    /// The documents that are not at hand and are wanted only where their case applies: nobody knows here
    /// whether it does, so they are not missing.
    #[must_use]
    pub fn perhaps(&self) -> Vec<&Material> {
        self.lacking(|need| need == Need::IfApplicable)
    }

    fn lacking(&self, of: impl Fn(Need) -> bool) -> Vec<&Material> {
        let documents = self.checklist().map(|checklist| checklist.documents).unwrap_or_default();
        let lacks = |document: &&Material| of(document.need()) && !self.at_hand.contains(&document.key);
        documents.into_iter().filter(lacks).collect()
    }

    /// A request for a number of this matter alone, with what was checked.
    #[must_use]
    pub fn attach(&self, request: TicketRequest) -> TicketRequest {
        let same = self.item.as_ref().map(|item| item.id.as_str()) == request.item.as_deref();
        match self.checked().filter(|_| same && self.told) {
            Some(checklist) => TicketRequest { checklist: Some(checklist), ..request },
            None => request,
        }
    }

    fn checked(&self) -> Option<TicketChecklist> {
        let missing = self.missing().iter().map(|document| document.key.clone()).collect();
        Some(TicketChecklist {
            answers: self.checklist()?.answers,
            missing,
            version: self.version.parse().ok(),
        })
    }

    /// The notice to ask for: what was answered, and what is missing.
    #[must_use]
    pub fn notice_request(&self) -> Option<NoticeRequest> {
        let TicketChecklist { answers, missing, .. } = self.checked()?;
        let item = self.item.as_ref()?.id.to_string();
        let (kind, catalog_version) = (NoticeKind::OneTime, Some(self.version.clone()));
        Some(NoticeRequest { kind, item, answers, missing, catalog_version, ..NoticeRequest::default() })
    }

    /// The name to ask for the notice under: the one it had, while it is the same notice.
    pub fn ask(&mut self, fresh: impl FnOnce() -> Option<RequestKey>) -> Option<Asked> {
        let request = self.notice_request()?;
        if self.notice.as_ref().is_none_or(|asked| asked.request != request) {
            self.notice = Some(Asked { request, key: fresh()?, view: None });
        }
        self.notice.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> Item {
        let text = |zh: &str| serde_json::json!({"zh": zh, "en": zh});
        let document = |key: &str, only_if: serde_json::Value| {
            serde_json::json!({"no": 1, "key": key, "name": text(key), "original": 1, "copy": 0, "form": "paper",
                "source": text("本人"), "necessity": "necessary", "deferrable": false, "e_license_exempt": false,
                "shared": key == "shared", "only_if": only_if})
        };
        let question = |id: &str, only_if: serde_json::Value| {
            serde_json::json!({"id": id, "ask": text(id), "only_if": only_if,
                "choices": [{"id": "yes", "text": text("是")}, {"id": "no", "text": text("否")}]})
        };
        let limit = serde_json::json!({"value": 1, "unit": "day", "text_zh": "一日", "text_en": "a day"});
        serde_json::from_value(serde_json::json!({
            "id": "sample", "name": text("样例"), "department": {"id": "x", "zh": "局", "en": "Bureau"},
            "codes": {"basic": "", "implementation": "", "business_item": ""}, "item_type": "confirmation",
            "service_objects": [], "handling_class": "promised", "legal_limit": limit, "promised_limit": limit,
            "max_visits": 1, "conditions": [],
            "questions": [question("agent", serde_json::json!({})),
                question("adult", serde_json::json!({"agent": ["no"]})), question("lost", serde_json::json!({}))],
            "materials": [document("id", serde_json::json!({})), document("proxy", serde_json::json!({"agent": ["yes"]})),
                document("shared", serde_json::json!({}))],
            "steps": [], "fee": {"charged": false, "items": []}, "legal_basis": [], "queue_prefix": "A",
            "consult_phone": "1", "complaint_phone": "2",
            "channels": {"window": true, "online": false, "self_service": false, "self_service_24h": false,
                "appointment": false, "post": false, "home_visit": false},
            "hot": false, "keywords": [], "faq": []
        }))
        .unwrap()
    }

    fn begun() -> Documents {
        let mut documents = Documents::default();
        documents.begin(&item(), "1");
        documents
    }

    fn request(item: &str) -> TicketRequest {
        TicketRequest { item: Some(item.to_owned()), ..TicketRequest::default() }
    }

    #[test]
    fn going_back_and_forth_keeps_every_answer() {
        let mut documents = begun();
        assert_eq!(documents.question(0).unwrap().0.id, "agent");
        assert_eq!(documents.question(1), None, "a step that nobody has come to yet");
        for (question, choice) in [("agent", "no"), ("adult", "yes"), ("lost", "no")] {
            documents.answer(question, choice);
        }
        assert_eq!(documents.open_step(), 3);
        documents.answer("agent", "yes");
        assert_eq!(documents.question(1).unwrap().0.id, "lost");
        assert_eq!(documents.open_step(), 2);
        assert_eq!(documents.question(1).unwrap().1, Progress { at: 2, of: 2 });
        documents.answer("agent", "no");
        assert_eq!(documents.open_step(), 3, "what was answered before is still there");
    }

    #[test]
    fn the_clerk_is_told_what_is_missing_once_the_ticking_is_done_and_for_this_matter_alone() {
        let mut documents = begun();
        documents.answer("agent", "yes");
        documents.answer("lost", "no");
        documents.turn("id");
        assert_eq!(documents.attach(request("sample")).checklist, None);
        documents.told = true;
        let checklist = documents.attach(request("sample")).checklist.unwrap();
        assert_eq!(checklist.missing, ["proxy"]);
        assert_eq!((checklist.answers.len(), checklist.version), (2, Some(1)));
        assert_eq!(documents.attach(request("other")).checklist, None);
        assert_eq!(documents.attach(TicketRequest::default()).checklist, None);
        documents.turn("id");
        assert_eq!(documents.missing().len(), 2);
    }

    #[test]
    fn what_is_wanted_only_in_a_case_is_not_missing() {
        let mut documents = begun();
        if let Some(item) = documents.item.as_mut() {
            item.materials[0].necessity = hall::catalog::Necessity::Conditional;
        }
        documents.answer("agent", "yes");
        documents.answer("lost", "no");
        documents.told = true;
        let keys = |lacking: Vec<&Material>| lacking.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(documents.missing()), ["proxy"]);
        assert_eq!(keys(documents.perhaps()), ["id"]);
        assert_eq!(documents.attach(request("sample")).checklist.unwrap().missing, ["proxy"]);
        assert_eq!(documents.notice_request().unwrap().missing, ["proxy"]);
        documents.turn("id");
        assert!(documents.perhaps().is_empty());
    }

    #[test]
    fn the_same_notice_is_asked_for_under_the_same_name() {
        let mut documents = begun();
        documents.answer("agent", "yes");
        let key = |name: &str| name.parse().ok();
        assert_eq!(documents.ask(|| key("key-one-1")), None, "not before all is answered");
        documents.answer("lost", "no");
        let first = documents.ask(|| key("key-one-1")).unwrap();
        assert_eq!(documents.ask(|| key("key-two-2")).unwrap().key, first.key);
        documents.turn("id");
        assert_ne!(documents.ask(|| key("key-two-2")).unwrap().key, first.key);
    }

    #[test]
    fn another_matter_begins_anew_and_the_same_one_goes_on() {
        let mut documents = begun();
        documents.answer("agent", "yes");
        documents.begin(&item(), "1");
        assert_eq!(documents.answers.len(), 1);
        let other = Item { id: "other".parse().unwrap(), ..item() };
        documents.begin(&other, "1");
        assert!(documents.answers.is_empty() && documents.is_of(&other.id) && !documents.began_anew());
    }

    #[test]
    fn another_version_that_asks_the_same_goes_on_and_one_that_does_not_begins_anew() {
        let mut documents = begun();
        documents.answer("agent", "yes");
        documents.answer("lost", "no");
        documents.turn("id");
        documents.told = true;
        let key = |name: &str| name.parse().ok();
        let first = documents.ask(|| key("key-one-1")).unwrap();
        assert_eq!(first.request.catalog_version.as_deref(), Some("1"));
        documents.begin(&item(), "2");
        assert!(documents.told && !documents.began_anew());
        let second = documents.ask(|| key("key-two-2")).unwrap();
        assert_eq!(second.request.catalog_version.as_deref(), Some("2"));
        assert_ne!(first.key, second.key, "it was refused under the first name");

        let phone = Item { consult_phone: "3".to_owned(), ..item() };
        let edition = documents.edition;
        documents.begin(&phone, "3");
        assert!(documents.told && documents.notice.is_none() && documents.edition != edition);

        let shorter = Item { questions: Vec::new(), ..phone };
        documents.begin(&shorter, "4");
        assert!(documents.began_anew() && documents.answers.is_empty() && !documents.told);
        assert_eq!(documents.version, "4");
        documents.turn("id");
        assert!(!documents.began_anew());
    }

    #[test]
    fn what_the_server_knows_otherwise_is_forgotten_and_said_when_it_is_back() {
        let mut documents = begun();
        documents.answer("agent", "yes");
        documents.forget();
        assert!(documents.item.is_none() && documents.answers.is_empty());
        let mut other = documents.clone();
        documents.begin(&item(), "2");
        assert!(documents.began_anew());
        other.begin(&Item { id: "other".parse().unwrap(), ..item() }, "2");
        assert!(!other.began_anew(), "of another matter nothing was said");
    }
}
