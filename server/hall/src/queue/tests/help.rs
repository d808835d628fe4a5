//! Help at a kiosk.

use super::*;
use crate::id::DeviceId;

fn device(id: &str) -> DeviceId {
    id.parse().unwrap()
}

fn ask(id: &str) -> Command {
    Command::CallHelp { device: device(id) }
}

fn go(id: &str) -> Command {
    Command::EndHelp { device: device(id) }
}

#[test]
fn a_call_is_one_until_somebody_goes() {
    let (hall, mut board, now) = (hall(), Board::default(), at("09:00:00"));
    let called = run(&mut board, &hall, &ask("gate"), now).unwrap();
    let Event::HelpCalled { place, .. } = &called.last().unwrap().event else { panic!("{called:?}") };
    assert_eq!(place.zh, hall.device(&device("gate")).unwrap().place.zh);
    assert!(run(&mut board, &hall, &ask("gate"), at("09:00:05")).unwrap().is_empty(), "asked already");
    assert_eq!(board.help_at(&device("gate")).unwrap().since, now);
    assert_eq!(board.help_at(&device("gate")).unwrap().seen, None);

    assert_eq!(run(&mut board, &hall, &go("gate"), at("09:01:00")).unwrap().len(), 1);
    assert!(run(&mut board, &hall, &go("gate"), at("09:01:01")).unwrap().is_empty(), "somebody else goes");
    assert_eq!(board.help_at(&device("gate")).unwrap().seen, Some(at("09:01:00")));
    assert_eq!(run(&mut board, &hall, &ask("gate"), at("09:01:10")), Err(Code::HelpTooSoon));
    assert_eq!(run(&mut board, &hall, &ask("gate"), at("09:02:00")).unwrap().len(), 1);
}

#[test]
fn who_nobody_knows_is_refused_and_a_new_day_forgets_whom_somebody_went_to() {
    let (hall, mut board, now) = (hall(), Board::default(), at("09:00:00"));
    assert_eq!(run(&mut board, &hall, &ask("nowhere"), now), Err(Code::UnknownDevice));
    assert_eq!(run(&mut board, &hall, &go("gate"), now), Err(Code::HelpUnknown));
    assert!(!run(&mut board, &hall, &ask("kiosk"), now).unwrap().is_empty(), "a machine without a name");
    run(&mut board, &hall, &ask("gate"), now).unwrap();
    run(&mut board, &hall, &go("kiosk"), now).unwrap();
    let waited = board.help_at(&device("gate")).unwrap().clone();
    run(&mut board, &hall, &Command::Tick, "2026-11-24T00:00:01+08:00".parse().unwrap()).unwrap();
    assert_eq!(board.help, [waited]);
    let morning = "2026-11-24T07:00:00+08:00".parse().unwrap();
    assert_eq!(
        run(&mut board, &hall, &ask("gate"), morning).unwrap().len(),
        1,
        "another day, another person"
    );
    assert_eq!(board.help.iter().map(|help| help.since).collect::<Vec<_>>(), [morning]);
}

#[test]
fn the_people_of_the_assistance_window_are_called_or_everybody() {
    let mut hall = hall();
    assert!(hall.helps(&[window("K01")]) && !hall.helps(&[window("A01")]));
    hall.windows.retain(|place| place.id != window("K01"));
    assert!(hall.helps(&[window("A01")]));
}
