//! Reads what the server wrote (JSON) into its types.
//!
//! `serde_json` does the same, and does it for each type anew: with words for whoever wrote the text wrongly, and
//! with lists in the place of records. That was a fifth of what a browser loads. Here everything that does not
//! depend on a type is written once, and a text that is no answer is only that ([`Broken`]).

use serde::de::value::StrDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt;

/// Lists and records within each other go no deeper.
const DEEPEST: u8 = 127;

/// The text is no JSON, or not of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot be read")
    }
}

impl std::error::Error for Broken {}

// every word that the defaults would put together would be in the program
impl de::Error for Broken {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Reads the whole text as one value.
///
/// # Errors
/// [`Broken`] when it is none of this type.
pub fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Broken> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = T::deserialize(&mut reader)?;
    if reader.peek().is_none() { Ok(value) } else { Err(Broken) }
}

/// A number, in the first of these types that holds it.
enum Number {
    Whole(u64),
    Negative(i64),
    Broken(f64),
}

/// How far the text was read.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

/// What does not depend on a type.
impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Goes past this byte.
    fn pass(&mut self, wanted: u8) -> Result<(), Broken> {
        if self.peek() == Some(wanted) {
            self.at += 1;
            Ok(())
        } else {
            Err(Broken)
        }
    }

    /// Goes past a word that JSON knows.
    fn word(&mut self, word: &str) -> Result<(), Broken> {
        let there = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        self.at += word.len();
        if there { Ok(()) } else { Err(Broken) }
    }

    fn enter(&mut self, opening: u8) -> Result<(), Broken> {
        self.pass(opening)?;
        self.depth += 1;
        if self.depth > DEEPEST { Err(Broken) } else { Ok(()) }
    }

    fn leave(&mut self, closing: u8) -> Result<(), Broken> {
        self.depth -= 1;
        self.pass(closing)
    }

    /// Goes to the next entry of a list or record, past the comma before it; false when there is none.
    fn next(&mut self, first: &mut bool, closing: u8) -> Result<bool, Broken> {
        if self.peek() == Some(closing) {
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.pass(b',')?;
        }
        Ok(true)
    }

    /// The name of the next entry of a record; none after the last.
    fn key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>, Broken> {
        if !self.next(first, b'}')? {
            return Ok(None);
        }
        let key = self.string()?;
        self.pass(b':')?;
        Ok(Some(key))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Broken> {
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

    fn number(&mut self) -> Result<Number, Broken> {
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
    fn skip(&mut self) -> Result<(), Broken> {
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

    fn bool(&mut self) -> Result<bool, Broken> {
        let yes = self.peek() == Some(b't');
        self.word(if yes { "true" } else { "false" })?;
        Ok(yes)
    }
}

macro_rules! numbers {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
            match self.number()? {
                Number::Whole(number) => visitor.visit_u64(number),
                Number::Negative(number) => visitor.visit_i64(number),
                Number::Broken(number) => visitor.visit_f64(number),
            }
        })+
    };
}

impl<'a> de::Deserializer<'a> for &mut Reader<'a> {
    type Error = Broken;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.peek() {
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'"') => self.deserialize_str(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'n') => self.deserialize_unit(visitor),
            _ => self.deserialize_f64(visitor),
        }
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        visitor.visit_bool(self.bool()?)
    }

    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.deserialize_str(visitor)
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.peek();
        self.word("null")?;
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        if self.peek() == Some(b'n') {
            self.word("null")?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Broken> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.enter(b'[')?;
        let value = visitor.visit_seq(Entries { reader: self, first: true })?;
        self.leave(b']')?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'a>>(self, _: usize, visitor: V) -> Result<V::Value, Broken> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Broken> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.enter(b'{')?;
        let value = visitor.visit_map(Entries { reader: self, first: true })?;
        self.leave(b'}')?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        let record = self.peek() == Some(b'{');
        if record {
            self.enter(b'{')?;
        }
        let name = self.string()?;
        if record {
            self.pass(b':')?;
        }
        let value = visitor.visit_enum(Variant { reader: self, name: &name, record })?;
        if record {
            self.leave(b'}')?;
        }
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { <V: Visitor<'a>> char bytes byte_buf unit_struct }
}

/// What stands in a list or a record.
struct Entries<'r, 'a> {
    reader: &'r mut Reader<'a>,
    first: bool,
}

impl<'a> SeqAccess<'a> for Entries<'_, 'a> {
    type Error = Broken;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Broken> {
        if self.reader.next(&mut self.first, b']')? {
            seed.deserialize(&mut *self.reader).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<'a> MapAccess<'a> for Entries<'_, 'a> {
    type Error = Broken;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Broken> {
        match self.reader.key(&mut self.first)? {
            Some(key) => seed.deserialize(StrDeserializer::new(&key)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Broken> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A variant: its name alone, or a record of its name and what it holds.
struct Variant<'r, 'a, 'n> {
    reader: &'r mut Reader<'a>,
    name: &'n str,
    record: bool,
}

impl<'a> EnumAccess<'a> for Variant<'_, 'a, '_> {
    type Error = Broken;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Self), Broken> {
        Ok((seed.deserialize(StrDeserializer::new(self.name))?, self))
    }
}

impl<'a> VariantAccess<'a> for Variant<'_, 'a, '_> {
    type Error = Broken;

    fn unit_variant(self) -> Result<(), Broken> {
        if self.record { self.reader.word("null") } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Broken> {
        if self.record { seed.deserialize(self.reader) } else { Err(Broken) }
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, visitor: V) -> Result<V::Value, Broken> {
        if self.record { de::Deserializer::deserialize_seq(self.reader, visitor) } else { Err(Broken) }
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        if self.record { de::Deserializer::deserialize_map(self.reader, visitor) } else { Err(Broken) }
    }
}

#[cfg(test)]
mod tests;
