//! What is kept: up to three tries, if the student says so.

use wasm_bindgen_futures::spawn_local;

use crate::error::StoreError;
use crate::phone::{self, Lasting};
use crate::platform::{page, tries as store};
use crate::portrait::findings::{self, Group};
use crate::portrait::record::Shot;
use crate::portrait::region;
use crate::portrait::tab::Tab;
use crate::portrait::tries::{self, Try};
use crate::shelf::Id;

/// Pixels of a kept cut: those of the standard.
const KEPT: (u32, u32) = (480, 640);

impl Tab {
    /// Finds what lies on the phone.
    pub async fn look_up_tries(&self) {
        let found = store::all().await;
        let persisted = page::persisted().await;
        self.with(|model| {
            let tries = &mut model.tries;
            tries.lasting = phone::lasting(&page::agent(), persisted);
            match found {
                Ok((kept, unusable)) => {
                    tries.unusable = unusable;
                    let kept = kept.into_iter();
                    let kept = kept.map(|(key, shot, it)| Try::new(Id::Stored(key), shot, &it));
                    tries.all.extend(kept);
                }
                Err(_) => tries.lasting = Lasting::Session,
            }
            tries.all.extend(tries::all_here());
        });
        self.draw();
    }

    /// Keeps what is on the screen: the cut of 480×640 by the lines as they are.
    pub fn keep(&self) {
        let kept = self.with(|model| {
            let cut = model.cut()?;
            let fixes = model.findings.iter().filter(|it| Group::of(it) == Group::Fix);
            let unsure = findings::count(&model.findings, Group::Unsure);
            let shot = Shot {
                notice: model.notice.clone(),
                kept: page::now(),
                fixes: fixes.map(|finding| finding.item.title().to_owned()).collect(),
                unsure: u32::try_from(unsure).unwrap_or(0),
            };
            Some((shot, model.picture.clone()?, region::part(&cut), model.tries.over()))
        });
        let Some((shot, picture, part, over)) = kept else {
            self.with(|model| model.told = "这张照片裁不出 480×640，没有留下");
            return;
        };
        // Two taps keep one.
        self.with(|model| model.kept = true);
        let at = self.clone();
        spawn_local(async move {
            if let Some(bytes) = picture.jpeg(part, KEPT).await {
                let told = at.put_away(shot, bytes, over).await;
                at.with(|model| model.told = told);
                return at.draw();
            }
            at.with(|model| {
                model.kept = false;
                model.told = "手机内存不够，没有留下";
            });
            at.draw();
            at.root.focus(".kit-stage h2");
        });
    }

    async fn put_away(&self, shot: Shot, bytes: Vec<u8>, over: Option<Id>) -> &'static str {
        let stored = match over {
            Some(Id::Stored(key)) => Some(key),
            _ => None,
        };
        let (id, refused, told) = match store::add(&shot, &bytes, stored).await {
            Ok(key) => (Id::Stored(key), None, "留下了，在下面"),
            Err(error) => {
                let id = tries::keep_here(shot.clone(), bytes.clone());
                (id, Some(error), "留在本页了，关掉本页就没有了")
            }
        };
        // Asked once: some browsers ask the student in turn.
        let ask =
            refused.is_none() && self.with(|model| !std::mem::replace(&mut model.persist, true));
        let promised = if ask { page::persist().await } else { page::persisted().await };
        self.with(|model| {
            if let Some(over) = over {
                tries::let_go_here(Some(over));
                model.tries.let_go(Some(over));
            }
            model.tries.all.push(Try::new(id, shot, &bytes));
            let lasting = match refused {
                Some(StoreError::Full) => Lasting::Full,
                Some(_) => Lasting::Session,
                None => phone::lasting(&page::agent(), promised),
            };
            model.tries.lasting = lasting;
        });
        told
    }

    /// Removes one, or all and what cannot be used.
    pub fn remove(&self, id: Option<Id>) {
        let at = self.clone();
        spawn_local(async move {
            let removed = match id {
                Some(Id::Stored(key)) => store::remove(Some(key)).await,
                Some(Id::Session(_)) => Ok(()),
                None => store::remove(None).await,
            };
            at.with(|model| {
                let mut all = model.tries.all.iter();
                let only_here = all.all(|it| matches!(it.id, Id::Session(_)));
                if removed.is_ok() || only_here {
                    tries::let_go_here(id);
                    model.tries.let_go(id);
                    model.told = "已删除";
                } else {
                    model.told = "没有删成，请再试一次";
                }
            });
            at.draw();
            at.root.focus(".kit-list h2, .kit-stage h2");
        });
    }
}
