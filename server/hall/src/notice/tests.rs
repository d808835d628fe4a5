//! What notices say, and what is refused.

use super::*;
use crate::catalog::sample_item;
use crate::moment::Moment;
use crate::text::Phrase;

fn hall() -> Hall {
    serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap()
}

fn told(kind: NoticeKind) -> Told {
    Told { kind, answers: [("who".to_owned(), "agent".to_owned())].into(), ..Told::default() }
}

#[test]
fn a_notice_lists_what_the_answers_decide_and_marks_what_is_missing() {
    let item = sample_item();
    let told = Told { missing: vec!["proxy".to_owned()], ..told(NoticeKind::OneTime) };
    let facts = facts(&hall(), &item, &told).unwrap();
    let keys: Vec<&str> = facts.documents.iter().map(|document| document.key.as_str()).collect();
    assert_eq!(keys, ["id", "proxy", "shared"]);
    let owed = paper::owed(NoticeKind::OneTime, &facts);
    assert_eq!(owed.map(|document| document.key.as_str()).collect::<Vec<_>>(), ["proxy"]);
    assert_eq!(facts.said.len(), 1);
}

#[test]
fn answers_and_documents_that_do_not_exist_are_refused() {
    let (hall, item) = (hall(), sample_item());
    let open = Told::default();
    assert_eq!(facts(&hall, &item, &open), Err(Code::AnswersInvalid));
    for key in ["nothing", "shared"] {
        let told = Told { missing: vec![key.to_owned()], ..told(NoticeKind::OneTime) };
        assert_eq!(facts(&hall, &item, &told), Err(Code::DocumentUnknown), "{key}");
    }
}

#[test]
fn a_refusal_says_why_and_where_to_turn_and_nothing_else_does() {
    let (hall, item) = (hall(), sample_item());
    assert_eq!(facts(&hall, &item, &told(NoticeKind::Refused)), Err(Code::NoticeTextInvalid));
    let with =
        |kind, reason: &str| facts(&hall, &item, &Told { reason: Some(reason.to_owned()), ..told(kind) });
    let refused = with(NoticeKind::Refused, " 不属于本厅\n受理范围 ").unwrap();
    assert_eq!(refused.reason.as_deref(), Some("不属于本厅 受理范围"));
    assert!(refused.remedy.unwrap().zh.contains("行政复议"));
    let mut service = item.clone();
    service.item_type = crate::catalog::ItemType::PublicService;
    let refuse = |remedy: Option<&str>| {
        let reason = Some("不属于本厅受理范围".to_owned());
        let told = Told { reason, remedy: remedy.map(str::to_owned), ..told(NoticeKind::Refused) };
        facts(&hall, &service, &told).map(|facts| facts.remedy.unwrap().zh)
    };
    let usual = refuse(None).unwrap();
    assert!(usual.contains("12345") && !usual.contains("行政复议"), "a public service is no act: {usual}");
    assert_eq!(refuse(Some("可以向供水公司反映")).unwrap(), "可以向供水公司反映", "what is told goes first");
    assert_eq!(refuse(Some("联系人电话 13800138000")), Err(Code::NoticeTextPersonal));
    for (kind, reason) in
        [(NoticeKind::Refused, " "), (NoticeKind::OneTime, "x"), (NoticeKind::Accepted, "x")]
    {
        assert_eq!(with(kind, reason), Err(Code::NoticeTextInvalid));
    }
    assert_eq!(with(NoticeKind::Refused, &"字".repeat(501)), Err(Code::NoticeTextInvalid));
    let personal = with(NoticeKind::Refused, "联系人电话 13800138000");
    assert_eq!(personal, Err(Code::NoticeTextPersonal));
}

#[test]
fn nothing_is_accepted_without_what_it_needs_unless_that_may_follow_or_is_covered() {
    let (hall, base) = (hall(), sample_item());
    let accept = |item: &Item, key: &str| {
        facts(&hall, item, &Told { missing: vec![key.to_owned()], ..told(NoticeKind::Accepted) }).map(drop)
    };
    assert_eq!(accept(&base, "proxy"), Err(Code::RequiredMissing));
    let changed = |change: fn(&mut Item)| {
        let mut item = base.clone();
        change(&mut item);
        accept(&item, "proxy")
    };
    assert_eq!(changed(|item| item.materials[1].deferrable = true), Ok(()));
    assert_eq!(changed(|item| item.materials[1].e_license_exempt = true), Ok(()));
    assert_eq!(changed(|item| item.modes.notification_commitment = true), Ok(()));
    for name in
        ["食品经营许可申请书", "告知承诺书（样式）", "法定代表人（负责人）身份证件", "代理人居民身份证"]
    {
        let mut item = base.clone();
        item.modes.notification_commitment = true;
        item.materials[1].name.zh = name.to_owned();
        assert_eq!(accept(&item, "proxy"), Err(Code::RequiredMissing), "{name}");
    }
    let conditional = |item: &mut Item| {
        item.materials[1].necessity = crate::catalog::Necessity::Conditional;
        item.materials[1].only_if = crate::catalog::Cases::default();
    };
    assert_eq!(changed(conditional), Ok(()), "its case may not apply");
    // told once, or not accepted, it is no matter what is missing
    let once = Told { missing: vec!["proxy".to_owned()], ..told(NoticeKind::OneTime) };
    assert!(facts(&hall, &base, &once).is_ok());
}

#[test]
fn what_was_checked_is_put_in_order_and_reaches_the_clerk_in_words() {
    let item = sample_item();
    let given = TicketChecklist {
        answers: [("who".to_owned(), "agent".to_owned()), ("age".to_owned(), "child".to_owned())].into(),
        missing: vec!["proxy".to_owned(), "id".to_owned(), "id".to_owned()],
        version: Some(3),
    };
    let kept = checked(&item, &given).unwrap();
    assert_eq!(kept.missing, ["id", "proxy"]);
    assert_eq!(kept.answers.len(), 1, "an answer to a question that does not apply is dropped");
    assert_eq!(kept.version, None, "the ticket has the version that was found");
    let desk = for_desk(Some(&item), &kept, None);
    assert!(!desk.void && desk.versions.is_none());
    assert_eq!(desk.missing.len(), 2);
    assert_eq!(desk.said.len(), 1);
    let none = TicketChecklist::default();
    assert_eq!(checked(&item, &none), Err(Code::AnswersInvalid));
    assert!(for_desk(Some(&item), &none, None).void);
    let mut changed = item.clone();
    changed.materials.retain(|document| document.key != "proxy");
    let versions = Some(CheckedVersions { checked: 3, current: 4 });
    let void = DeskChecklist { versions, void: true, ..DeskChecklist::default() };
    assert_eq!(for_desk(Some(&changed), &kept, versions), void, "what was missing is no longer asked for");
    assert_eq!(for_desk(None, &kept, versions), void, "the matter has left the catalog");
}

#[test]
fn numbers_name_kind_and_day() {
    let day = "2026-11-26".parse().unwrap();
    assert_eq!(number(NoticeKind::OneTime, day, 7), "G20261126-0007");
    assert_eq!(number(NoticeKind::Refused, day, 12345), "B20261126-12345");
}

/// A paper as it is drawn, all of it in one string.
fn paper(kind: NoticeKind, item: &Item, more: Told) -> (paper::Paper, String) {
    let facts = facts(&hall(), item, &Told { kind, ..more }).unwrap();
    let at = Moment::from_unix_ms(1_795_658_400_000);
    let number = "S20261126-0001";
    let made = paper::Made { kind, facts: &facts, number: Some(number), at, ticket: None };
    let paper = paper::Paper::of(&made);
    let said = format!("{paper:?}");
    (paper, said)
}

fn by_agent() -> Told {
    told(NoticeKind::OneTime)
}

#[test]
fn a_refusal_tells_only_why_on_what_basis_and_where_to_turn() {
    let item = sample_item();
    let refused = |turn_to: Option<&str>| {
        let (reason, turn_to) = (Some("不属于本厅受理范围".to_owned()), turn_to.map(str::to_owned));
        paper(NoticeKind::Refused, &item, Told { reason, turn_to, ..by_agent() })
    };
    let (paper, said) = refused(None);
    let titles: Vec<&str> = paper
        .parts
        .iter()
        .map(|part| match part {
            paper::Part::Words(name, _) | paper::Part::List(name, _) => name.zh,
            paper::Part::Rows(rows) => {
                assert_eq!(
                    rows.iter().map(|row| row.name).collect::<Vec<_>>(),
                    [text::CONSULT, text::COMPLAINT]
                );
                ""
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(titles, [text::REASON.zh, text::BASIS.zh, text::TURN_TO.zh, text::REMEDY.zh, ""]);
    for words in ["六十日", "六个月", "K01 窗口", item.consult_phone.as_str()] {
        assert!(said.contains(words), "{words}");
    }
    let (_, said) = refused(Some("向示例市自然资源局申请"));
    assert!(said.contains("示例市自然资源局") && !said.contains("K01"));
    let odd = Told { turn_to: Some("x".to_owned()), ..by_agent() };
    assert_eq!(facts(&hall(), &item, &odd), Err(Code::NoticeTextInvalid));
}

#[test]
fn an_acceptance_lists_what_was_received_and_until_when_it_is_done() {
    let mut item = sample_item();
    item.materials[1].deferrable = true;
    item.promised_limit.unit = Some(crate::catalog::LimitUnit::Workday);
    item.promised_limit.value = Some(5);
    let day = "2026-11-26".parse().unwrap();
    let more = Told { missing: vec!["proxy".to_owned()], accepted_on: Some(day), ..by_agent() };
    let (paper, said) = paper(NoticeKind::Accepted, &item, more);
    assert_eq!(paper.missing.len(), 1);
    let (name, lines) = documents(&paper).remove(0);
    assert_eq!(name, text::RECEIVED);
    let marks: Vec<paper::Mark> = lines.iter().map(|line| line.mark).collect();
    assert_eq!(marks, [paper::Mark::Ticked], "what follows is not received, the shared one never");
    assert!(said.contains("2026年12月3日") && said.contains("S20261126-0001"));
    assert!(!said.contains(text::STEPS.zh) && !said.contains(text::CONDITIONS.zh));
}

/// The documents of a paper under each title.
fn documents(paper: &paper::Paper) -> Vec<(Phrase, Vec<paper::Line>)> {
    let parts = paper.parts.iter().filter_map(|part| match part {
        paper::Part::Documents(name, lines) => Some((*name, lines.clone())),
        _ => None,
    });
    parts.collect()
}

/// What a test makes of the sample.
type Change<'a> = &'a dyn Fn(&mut Item);

#[test]
fn nobody_is_told_to_hand_in_what_an_acceptance_does_not_need() {
    let accept = |change: Change<'_>, missing: bool| {
        let mut item = sample_item();
        change(&mut item);
        let missing = if missing { vec!["proxy".to_owned()] } else { Vec::new() };
        paper(NoticeKind::Accepted, &item, Told { missing, ..by_agent() }).0
    };
    let need = |paper: &paper::Paper, key: &str| {
        documents(paper).into_iter().find_map(|(title, lines)| {
            let line = lines.into_iter().find(|line| line.name.zh == key)?;
            Some((title, line.need, line.mark))
        })
    };
    let shared = Some((text::REPLACED, Some(Need::Exempt.phrase()), paper::Mark::None));
    let licence = |item: &mut Item| item.materials[1].e_license_exempt = true;
    let follows = |item: &mut Item| item.materials[1].deferrable = true;
    let both_of_them = |item: &mut Item| {
        licence(item);
        follows(item);
    };
    let commitment = |item: &mut Item| item.modes.notification_commitment = true;
    let conditional = |item: &mut Item| {
        item.materials[1].necessity = crate::catalog::Necessity::Conditional;
        item.materials[1].only_if = crate::catalog::Cases::default();
    };
    let changes: [Change<'_>; 5] = [&licence, &follows, &both_of_them, &commitment, &conditional];
    for change in changes {
        let all_there = accept(change, false);
        assert_eq!(need(&all_there, "proxy"), Some((text::RECEIVED, None, paper::Mark::Ticked)));
        assert_eq!(need(&all_there, "shared"), shared);
        let boxes = |paper: &paper::Paper| {
            documents(paper).iter().flat_map(|(_, lines)| lines).any(|line| line.mark == paper::Mark::Box)
        };
        assert!(!boxes(&all_there) && !boxes(&accept(change, true)), "nothing is left to tick");
    }
    let replaced: [(Change<'_>, Phrase); 3] =
        [(&licence, text::LICENCE_SEEN), (&both_of_them, text::LICENCE_SEEN), (&commitment, text::COMMITTED)];
    for (change, words) in replaced {
        let paper = accept(change, true);
        assert_eq!((paper.opening, paper.missing.len()), (text::ACCEPTED, 0), "{words:?}");
        assert_eq!(need(&paper, "proxy"), Some((text::REPLACED, Some(words), paper::Mark::None)));
    }
    let later = accept(&follows, true);
    assert_eq!((later.opening, later.missing.len()), (text::ACCEPTED_TO_ADD, 1));
    assert_eq!(need(&later, "proxy"), None, "it stands above");
    let without = accept(&conditional, true);
    assert_eq!((without.opening, without.missing.len()), (text::ACCEPTED, 0));
    assert_eq!(need(&without, "proxy"), None, "its case does not apply");
    let told = Told { missing: vec!["proxy".to_owned()], ..told(NoticeKind::Accepted) };
    let mut item = sample_item();
    conditional(&mut item);
    let kept = facts(&hall(), &item, &told).unwrap().documents;
    assert!(kept.iter().all(|document| document.key != "proxy"));
}

#[test]
fn what_nobody_has_to_bring_has_no_box_and_an_e_licence_to_show_has_one() {
    let mut item = sample_item();
    item.materials[0].e_license_exempt = true;
    let (paper, _) = paper(NoticeKind::OneTime, &item, by_agent());
    let (_, lines) = documents(&paper).remove(0);
    let marks: Vec<_> = lines.iter().map(|line| (line.mark, line.need)).collect();
    assert_eq!(
        marks,
        [
            (paper::Mark::Box, Some(text::LICENCE_EXEMPT)),
            (paper::Mark::Box, Some(Need::Necessary.phrase())),
            (paper::Mark::None, Some(Need::Exempt.phrase())),
        ]
    );
    assert_eq!(lines[0].notes[0], text::LICENCE_HOW.text());
}

#[test]
fn what_the_program_knows_is_printed_at_the_foot_and_the_rest_is_room_to_write() {
    let known = Told { window: Some("A01".to_owned()), ..by_agent() };
    let (paper, _) = paper(NoticeKind::OneTime, &sample_item(), known);
    let blank: Vec<bool> = paper.foot.rows.iter().map(|row| row.lines.is_empty()).collect();
    assert_eq!(blank, [true, true, false, true], "signature, its date, the window, the clerk");
    assert_eq!(paper.foot.date.zh, "2026年11月26日");
    assert_eq!(paper.foot.date.en, "26 November 2026");
    assert_eq!(paper.foot.department, sample_item().department.name);
}

#[test]
fn a_notice_of_an_older_program_is_still_read() {
    let old = serde_json::json!({
        "hall": {"zh": "厅", "en": "Hall"}, "item": {"zh": "事", "en": "Matter"}, "department": {"zh": "局", "en": "Bureau"},
        "version": "1", "documents": [], "conditions": [], "steps": [], "legal_limit": {"zh": "5日", "en": "5 days"},
        "promised_limit": {"zh": "当场", "en": "At once"}, "fee": {"charged": false, "items": []}, "place": [],
        "hours": [], "consult_phone": "12345", "complaint_phone": "12345",
    });
    let facts: NoticeFacts = serde_json::from_value(old).unwrap();
    assert_eq!(facts.legal_limit.unwrap().zh, "5日");
    assert!(!facts.fee.unwrap().charged);
}
