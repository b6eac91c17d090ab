//! What the databases of the kit share: keys, bytes, and what their errors mean.

use idb::{Database, Transaction, TransactionMode};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::StoreError;
use crate::record::Unusable;

/// The key of something kept in a database.
pub type Key = u32;

/// A member of an object, if there is one.
pub(crate) fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let member = Reflect::get(object, &name.into()).ok()?;
    (!member.is_undefined() && !member.is_null()).then_some(member)
}

/// The name of an exception.
fn name_of(error: &JsValue) -> String {
    member(error, "name").and_then(|name| name.as_string()).unwrap_or_default()
}

/// What an error of the database means.
pub(crate) fn failure(error: &idb::Error) -> StoreError {
    let full = match error {
        idb::Error::DomException(exception) => exception.name() == "QuotaExceededError",
        idb::Error::AddFailed(value) | idb::Error::UpdateFailed(value) => {
            name_of(value) == "QuotaExceededError"
        }
        _ => false,
    };
    if full { StoreError::Full } else { StoreError::Refused }
}

/// A key of ours.
pub(crate) fn number(key: &JsValue) -> Option<Key> {
    // The browser counts up from one; whatever else stands there is not ours.
    let key = key.as_f64().filter(|key| (1.0..=f64::from(Key::MAX)).contains(key))?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within bounds")]
    Some(key as Key)
}

/// A member that is bytes.
pub(crate) fn bytes(value: &JsValue, name: &str) -> Result<Vec<u8>, Unusable> {
    let bytes: Uint8Array =
        member(value, name).ok_or(Unusable)?.dyn_into().map_err(|_| Unusable)?;
    Ok(bytes.to_vec())
}

/// Ends what was put: all of it or none.
pub(crate) async fn end<T>(
    transaction: Transaction,
    put: Result<T, idb::Error>,
) -> Result<T, idb::Error> {
    match put {
        Ok(kept) => transaction.commit()?.await.map(|_| kept),
        Err(error) => {
            // Where the browser has done so already, there is nothing to abort.
            if let Ok(aborted) = transaction.abort() {
                aborted.await.ok();
            }
            Err(error)
        }
    }
}

/// Takes what lies under a key, or everything, out of the stores of a database that is being opened.
pub(crate) async fn remove_from(
    opening: impl Future<Output = Result<Database, idb::Error>>,
    stores: &[&str],
    key: Option<Key>,
) -> Result<(), StoreError> {
    let removed = async {
        let database = opening.await?;
        let transaction = database.transaction(stores, TransactionMode::ReadWrite)?;
        for name in stores {
            let store = transaction.object_store(name)?;
            match key {
                Some(key) => store.delete(JsValue::from(key))?.await?,
                None => store.clear()?.await?,
            }
        }
        transaction.commit()?.await?;
        database.close();
        Ok(())
    };
    removed.await.map_err(|error: idb::Error| failure(&error))
}
