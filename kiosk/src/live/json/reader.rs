//! Reads the text of JSON, piece by piece: what does not depend on a type.

use super::Broken;
use std::borrow::Cow;

/// Lists and records within each other go no deeper.
const DEEPEST: u8 = 127;

/// A number, in the first of these types that holds it.
pub(super) enum Number {
    Whole(u64),
    Negative(i64),
    Broken(f64),
}

/// How far the text was read.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: u8,
}

/// What does not depend on a type.
impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Goes past this byte.
    pub(super) fn pass(&mut self, wanted: u8) -> Result<(), Broken> {
        if self.peek() == Some(wanted) {
            self.at += 1;
            Ok(())
        } else {
            Err(Broken)
        }
    }

    /// Goes past a word that JSON knows.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Broken> {
        let there = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        self.at += word.len();
        if there { Ok(()) } else { Err(Broken) }
    }

    pub(super) fn enter(&mut self, opening: u8) -> Result<(), Broken> {
        self.pass(opening)?;
        self.depth += 1;
        if self.depth > DEEPEST { Err(Broken) } else { Ok(()) }
    }

    pub(super) fn leave(&mut self, closing: u8) -> Result<(), Broken> {
        self.depth -= 1;
        self.pass(closing)
    }

    /// Goes to the next entry of a list or record, past the comma before it; false when there is none.
    pub(super) fn next(&mut self, first: &mut bool, closing: u8) -> Result<bool, Broken> {
        if self.peek() == Some(closing) {
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.pass(b',')?;
        }
        Ok(true)
    }

    /// The name of the next entry of a record; none after the last.
    pub(super) fn key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>, Broken> {
        if !self.next(first, b'}')? {
            return Ok(None);
        }
        let key = self.string()?;
        self.pass(b':')?;
        Ok(Some(key))
    }

    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Broken> {
        self.pass(b'"')?;
        let mut whole = String::new();
        let mut from = self.at;
        loop {
            let byte = self.byte().ok_or(Broken)?;
            if byte < b' ' {
                return Err(Broken);
            }
            if byte != b'"' && byte != b'\\' {
                self.at += 1;
                continue;
            }
            let piece = self.text.get(from..self.at).ok_or(Broken)?;
            self.at += 1;
            if byte == b'"' {
                if whole.is_empty() {
                    return Ok(Cow::Borrowed(piece));
                }
                whole.push_str(piece);
                return Ok(Cow::Owned(whole));
            }
            whole.push_str(piece);
            whole.push(self.escaped()?);
            from = self.at;
        }
    }

    /// What stands for a character after a backslash.
    fn escaped(&mut self) -> Result<char, Broken> {
        let byte = self.byte().ok_or(Broken)?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                let code = if (0xD800..0xDC00).contains(&high) {
                    self.word("\\u")?;
                    let low = self.hex()?.checked_sub(0xDC00).filter(|low| *low < 0x400).ok_or(Broken)?;
                    0x10000 + ((high - 0xD800) << 10) + low
                } else {
                    high
                };
                char::from_u32(code).ok_or(Broken)?
            }
            _ => return Err(Broken),
        })
    }

    fn hex(&mut self) -> Result<u32, Broken> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16)).ok_or(Broken)?;
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }

    /// Goes past digits, at least one.
    fn digits(&mut self) -> Result<(), Broken> {
        let from = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > from { Ok(()) } else { Err(Broken) }
    }

    pub(super) fn number(&mut self) -> Result<Number, Broken> {
        self.peek();
        let from = self.at;
        let negative = self.byte() == Some(b'-');
        self.at += usize::from(negative);
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        let mut whole = true;
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
            whole = false;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
            whole = false;
        }
        let written = self.text.get(from..self.at).ok_or(Broken)?;
        if whole
            && !negative
            && let Ok(number) = written.parse()
        {
            return Ok(Number::Whole(number));
        }
        if whole
            && negative
            && let Ok(number) = written.parse::<i64>()
            && number < 0
        {
            return Ok(Number::Negative(number));
        }
        written.parse().ok().filter(|number: &f64| number.is_finite()).map(Number::Broken).ok_or(Broken)
    }

    /// Goes past one value of any kind.
    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        let mut first = true;
        match self.peek() {
            Some(b'{') => {
                self.enter(b'{')?;
                while self.key(&mut first)?.is_some() {
                    self.skip()?;
                }
                self.leave(b'}')
            }
            Some(b'[') => {
                self.enter(b'[')?;
                while self.next(&mut first, b']')? {
                    self.skip()?;
                }
                self.leave(b']')
            }
            Some(b'"') => self.string().map(|_| ()),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            _ => self.number().map(|_| ()),
        }
    }

    pub(super) fn bool(&mut self) -> Result<bool, Broken> {
        let yes = self.peek() == Some(b't');
        self.word(if yes { "true" } else { "false" })?;
        Ok(yes)
    }
}
