//! Whatever stood in a store, a file or a policy, before anybody checked it.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// A value as JSON has it, of any shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`, and whatever lies too deep to be looked at.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Named values, in the order in which they stood.
    Object(Vec<(String, Json)>),
}

/// Levels of lists and objects that are read. No form has so many, and each one takes stack.
const MAX_DEPTH: usize = 16;

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AtDepth(0).deserialize(deserializer)
    }
}

/// Reads a value that lies so deep.
#[derive(Clone, Copy)]
struct AtDepth(usize);

impl<'de> DeserializeSeed<'de> for AtDepth {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        if self.0 > MAX_DEPTH {
            return deserializer
                .deserialize_ignored_any(IgnoredAny)
                .map(|_| Json::Null);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AtDepth {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Flag(value))
    }

    // Whole numbers beyond 2^53 are no setting's: that they are rounded costs nothing.
    #[expect(clippy::cast_precision_loss, reason = "JSON's numbers are these")]
    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON's numbers are these")]
    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(Self(self.0 + 1))? {
            list.push(entry);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(name) = entries.next_key()? {
            object.push((name, entries.next_value_seed(Self(self.0 + 1))?));
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn any_json_is_read_as_it_is() {
        let table = [
            ("null", Json::Null),
            ("true", Json::Flag(true)),
            ("-1", Json::Number(-1.0)),
            ("7", Json::Number(7.0)),
            ("1.5", Json::Number(1.5)),
            (r#""x""#, Json::Text("x".into())),
            (
                r#"[1, ""]"#,
                Json::List(vec![Json::Number(1.0), Json::Text(String::new())]),
            ),
            (
                r#"{"b": [], "__proto__": null}"#,
                Json::Object(vec![
                    ("b".into(), Json::List(vec![])),
                    ("__proto__".into(), Json::Null),
                ]),
            ),
        ];
        for (text, value) in table {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn what_lies_too_deep_is_not_looked_at() {
        let deep = read(&format!("{}{}", "[".repeat(100), "]".repeat(100)));
        let mut inner = &deep;
        let mut levels = 0;
        while let Json::List(list) = inner {
            levels += 1;
            inner = &list[0];
        }
        assert_eq!((levels, inner), (MAX_DEPTH + 1, &Json::Null));
    }
}
