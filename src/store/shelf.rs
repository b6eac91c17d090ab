//! The codes on the phone: `IndexedDB`.
//!
//! Two stores under the same keys, so that the list is read without the large pictures: `codes` with
//! `{ words, numbers, payload, modules, crop }`, `pictures` with the student's own picture. Bytes lie there as
//! arrays, not as blobs, which Safari loses in private windows.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::StoreError;
use crate::key;
use crate::record::{Record, Unusable};
use crate::value::{Key, bytes, end, failure, member, number, remove_from};

/// The database.
pub(crate) const DATABASE: &str = "kit";

const CODES: &str = "codes";
const PICTURES: &str = "pictures";
const VERSION: u32 = 1;

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(&key(DATABASE), Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else {
            return;
        };
        for store in [CODES, PICTURES] {
            let mut params = ObjectStoreParams::new();
            params.auto_increment(store == CODES);
            // Opening fails after this if it failed.
            let _ = database.create_object_store(store, params);
        }
    });
    request.await
}

/// The kept codes, oldest first, and how many lie there that cannot be used.
pub async fn all() -> Result<(Vec<(Key, Record)>, usize), StoreError> {
    let found = async {
        let database = open().await?;
        let transaction = database.transaction(&[CODES], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(CODES)?;
        let keys = store.get_all_keys(None, None)?;
        let values = store.get_all(None, None)?;
        let found = (keys.await?, values.await?);
        database.close();
        Ok(found)
    };
    let (keys, values) = found.await.map_err(|error: idb::Error| failure(&error))?;
    let mut unusable = 0;
    let mut records = Vec::new();
    for (key, value) in keys.iter().zip(&values) {
        match (number(key), read(value)) {
            (Some(key), Ok(record)) => records.push((key, record)),
            _ => unusable += 1,
        }
    }
    Ok((records, unusable))
}

fn read(value: &JsValue) -> Result<Record, Unusable> {
    let words: Array = member(value, "words").ok_or(Unusable)?.dyn_into().map_err(|_| Unusable)?;
    let word = |at| words.get(at).as_string().ok_or(Unusable);
    let words = [word(0)?, word(1)?, word(2)?];
    let numbers: Float64Array =
        member(value, "numbers").ok_or(Unusable)?.dyn_into().map_err(|_| Unusable)?;
    let crop = bytes(value, "crop").unwrap_or_default();
    let (payload, modules) = (bytes(value, "payload")?, bytes(value, "modules")?);
    Record::read(words, &numbers.to_vec(), payload, &modules, crop)
}

fn value(record: &Record) -> JsValue {
    let value = Object::new();
    let bytes = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
    for (name, part) in [
        ("words", record.about.words().into_iter().map(JsValue::from).collect::<Array>().into()),
        ("numbers", Float64Array::from(record.about.numbers().as_slice()).into()),
        ("payload", bytes(&record.payload)),
        ("modules", bytes(record.modules.bits())),
        ("crop", bytes(&record.crop)),
    ] {
        // A fresh object takes every property.
        let _ = Reflect::set(&value, &name.into(), &part);
    }
    value.into()
}

/// Keeps a code and the student's own picture.
pub async fn add(record: &Record, picture: &[u8]) -> Result<Key, StoreError> {
    let kept = async {
        let database = open().await?;
        let transaction = database.transaction(&[CODES, PICTURES], TransactionMode::ReadWrite)?;
        let put = async {
            let key = transaction.object_store(CODES)?.add(&value(record), None)?.await?;
            let picture = Uint8Array::from(picture);
            transaction.object_store(PICTURES)?.put(&picture, Some(&key))?.await?;
            Ok(key)
        };
        let put = put.await;
        let key = end(transaction, put).await;
        database.close();
        key
    };
    let key = kept.await.map_err(|error: idb::Error| failure(&error))?;
    number(&key).ok_or(StoreError::Refused)
}

/// Keeps a code again that has changed, with another picture if one is given. Only where it still is:
/// another page may have removed it.
pub async fn change(key: Key, record: &Record, picture: Option<&[u8]>) -> Result<(), StoreError> {
    let changed = async {
        let database = open().await?;
        let transaction = database.transaction(&[CODES, PICTURES], TransactionMode::ReadWrite)?;
        let put = async {
            let codes = transaction.object_store(CODES)?;
            if codes.get(JsValue::from(key))?.await?.is_none() {
                return Ok(false);
            }
            codes.put(&value(record), Some(&key.into()))?.await?;
            if let Some(picture) = picture {
                let picture = Uint8Array::from(picture);
                transaction.object_store(PICTURES)?.put(&picture, Some(&key.into()))?.await?;
            }
            Ok(true)
        };
        let put = put.await;
        let is_there = end(transaction, put).await;
        database.close();
        is_there
    };
    match changed.await {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::Gone),
        Err(error) => Err(failure(&error)),
    }
}

/// The student's own picture; empty where there is none.
pub async fn picture(key: Key) -> Vec<u8> {
    let found = async {
        let database = open().await?;
        let transaction = database.transaction(&[PICTURES], TransactionMode::ReadOnly)?;
        let found = transaction.object_store(PICTURES)?.get(JsValue::from(key))?.await?;
        database.close();
        Ok::<_, idb::Error>(found)
    };
    let found = found.await.ok().flatten().and_then(|found| found.dyn_into::<Uint8Array>().ok());
    found.map(|bytes| bytes.to_vec()).unwrap_or_default()
}

/// Removes one, or everything, what cannot be used included.
pub async fn remove(key: Option<Key>) -> Result<(), StoreError> {
    remove_from(open(), &[CODES, PICTURES], key).await
}
