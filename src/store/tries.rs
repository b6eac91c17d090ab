//! The tries of the self-check on the phone: `IndexedDB`, in a database of their own, so that the
//! codes' is never opened in another version for their sake.
//!
//! One store, `tries`, with `{ words, numbers, picture }`; the picture is the bytes of a JPEG.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::StoreError;
use crate::key;
use crate::record::Unusable;
use crate::shot::{self, Shot};
use crate::value::{Key, bytes, end, failure, member, number, remove_from};

/// The database.
pub(crate) const DATABASE: &str = "tries";

const TRIES: &str = "tries";
const VERSION: u32 = 1;

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(&key(DATABASE), Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let mut params = ObjectStoreParams::new();
            params.auto_increment(true);
            // Opening fails after this if it failed.
            let _ = database.create_object_store(TRIES, params);
        }
    });
    request.await
}

/// A try with the bytes of its picture.
pub type Kept = (Key, Shot, Vec<u8>);

/// The kept tries, oldest first, and how many lie there that cannot be used.
pub async fn all() -> Result<(Vec<Kept>, usize), StoreError> {
    let found = async {
        let database = open().await?;
        let transaction = database.transaction(&[TRIES], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(TRIES)?;
        let (keys, values) = (store.get_all_keys(None, None)?, store.get_all(None, None)?);
        let found = (keys.await?, values.await?);
        database.close();
        Ok(found)
    };
    let (keys, values) = found.await.map_err(|error: idb::Error| failure(&error))?;
    let all = keys.len();
    let tries = keys.iter().zip(&values).filter_map(|(key, value)| {
        let (shot, picture) = read(value).ok()?;
        Some((number(key)?, shot, picture))
    });
    let tries: Vec<Kept> = tries.collect();
    let unusable = all - tries.len();
    Ok((tries, unusable))
}

fn read(value: &JsValue) -> Result<(Shot, Vec<u8>), Unusable> {
    let words: Array = member(value, "words").ok_or(Unusable)?.dyn_into().map_err(|_| Unusable)?;
    // Not more than any of ours has.
    let words = words.iter().take(64).map(|word| word.as_string().ok_or(Unusable));
    let words = words.collect::<Result<Vec<_>, _>>()?;
    let numbers: Float64Array =
        member(value, "numbers").ok_or(Unusable)?.dyn_into().map_err(|_| Unusable)?;
    Ok((shot::read(words, &numbers.to_vec())?, bytes(value, "picture")?))
}

/// Keeps a try with its picture; another one goes for it.
pub async fn add(shot: &Shot, picture: &[u8], over: Option<Key>) -> Result<Key, StoreError> {
    let value = Object::new();
    for (name, part) in [
        ("words", shot.words().map(JsValue::from).collect::<Array>().into()),
        ("numbers", Float64Array::from(shot.numbers().as_slice()).into()),
        ("picture", JsValue::from(Uint8Array::from(picture))),
    ] {
        // A fresh object takes every property.
        let _ = Reflect::set(&value, &name.into(), &part);
    }
    let kept = async {
        let database = open().await?;
        let transaction = database.transaction(&[TRIES], TransactionMode::ReadWrite)?;
        let put = async {
            let store = transaction.object_store(TRIES)?;
            if let Some(over) = over {
                store.delete(JsValue::from(over))?.await?;
            }
            store.add(&value, None)?.await
        };
        let put = put.await;
        let key = end(transaction, put).await;
        database.close();
        key
    };
    let key = kept.await.map_err(|error: idb::Error| failure(&error))?;
    number(&key).ok_or(StoreError::Refused)
}

/// Removes one, or everything, what cannot be used included.
pub async fn remove(key: Option<Key>) -> Result<(), StoreError> {
    remove_from(open(), &[TRIES], key).await
}
