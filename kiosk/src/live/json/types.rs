//! Hands what was read to the types that serde asks for: values, lists, records and variants.

use super::Broken;
use super::reader::{Number, Reader};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;

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
