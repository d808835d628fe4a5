//! What is said of a control beside its name: what it is, how it stands, where it is among the others (A21).

use super::words as w;
use hall::text::{Lang, Phrase};

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// One of several views.
    Tab,
    /// On or off.
    Switch,
    /// One of several answers, of which one is chosen.
    Choice,
    /// One of several, each chosen or not.
    Tick,
    /// Takes text.
    Field,
}

/// How it stands, as its attributes say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The chosen one.
    pub selected: bool,
    /// On or off, of what can be either.
    pub checked: Option<bool>,
    /// A button that stays down.
    pub pressed: bool,
    /// Leads to where one is.
    pub current: bool,
    /// What is in it is wrong.
    pub invalid: bool,
    /// Cannot be used now.
    pub disabled: bool,
    /// Works at it.
    pub busy: bool,
}

/// The words after the name, in one language; `place` counts from 1.
#[must_use]
pub fn after_name(role: Role, standing: Standing, place: Option<(usize, usize)>, lang: Lang) -> String {
    let as_switch = role == Role::Switch;
    let role = match role {
        Role::Button => w::BUTTON,
        Role::Tab => w::TAB,
        Role::Switch => w::SWITCH,
        Role::Choice => w::CHOICE,
        Role::Tick => w::TICK,
        Role::Field => w::FIELD,
    };
    let (is, is_not) = if as_switch { (w::ON, w::OFF) } else { (w::SELECTED, w::NOT_SELECTED) };
    let checked = standing.checked.map(|on| if on { is } else { is_not });
    let states: [(bool, Phrase); 6] = [
        (standing.selected, w::SELECTED),
        (standing.pressed, w::PRESSED),
        (standing.current, w::CURRENT),
        (standing.invalid, w::INVALID),
        (standing.busy, w::BUSY),
        // who waits is told to wait, not that it cannot be used
        (standing.disabled && !standing.busy, w::DISABLED),
    ];
    let states = states.into_iter().filter_map(|(is, phrase)| is.then_some(phrase));
    let mut words: Vec<String> =
        [role].into_iter().chain(checked).chain(states).map(|phrase| phrase.get(lang).to_owned()).collect();
    words.extend(place.map(|(this, all)| w::PLACE.fill(lang, &[&this.to_string(), &all.to_string()])));
    words.join(if lang == Lang::Zh { "，" } else { ", " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_state_and_place_in_this_order() {
        let off = Standing { disabled: true, ..Standing::default() };
        assert_eq!(
            after_name(Role::Button, off, Some((2, 7)), Lang::Zh),
            "按钮，现在不能用，第 2 个，共 7 个"
        );
        let tab = Standing { selected: true, ..Standing::default() };
        assert_eq!(after_name(Role::Tab, tab, Some((2, 7)), Lang::En), "tab, selected, 2 of 7");
        let busy = Standing { disabled: true, busy: true, ..Standing::default() };
        assert_eq!(after_name(Role::Button, busy, None, Lang::En), "button, please wait");
        let switch = Standing { checked: Some(false), ..Standing::default() };
        assert_eq!(after_name(Role::Switch, switch, None, Lang::Zh), "开关，未打开");
        let chosen = Standing { checked: Some(true), ..Standing::default() };
        assert_eq!(after_name(Role::Choice, chosen, Some((1, 5)), Lang::En), "option, selected, 1 of 5");
        assert_eq!(after_name(Role::Tick, switch, None, Lang::Zh), "多选项，未选中");
        let wrong = Standing { invalid: true, ..Standing::default() };
        assert_eq!(after_name(Role::Field, wrong, None, Lang::Zh), "输入框，内容有误");
    }
}
