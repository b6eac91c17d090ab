//! The `tucai` command as others call it: lines of JSON, exit codes, wrong use.

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::path::Path;
    use std::process::{Command, Output, Stdio};

    use serde_json::{Value, json};

    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
    }

    fn command(args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tucai"));
        command.args(args).current_dir(root());
        command
    }

    fn run(args: &[&str]) -> Output {
        command(args).output().unwrap()
    }

    fn lines(output: &Output) -> Vec<Value> {
        let text = std::str::from_utf8(&output.stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn code(args: &[&str]) -> i32 {
        run(args).status.code().unwrap()
    }

    /// A file of its own for one test, gone afterwards.
    struct Scratch(std::path::PathBuf);

    impl Scratch {
        fn new(name: &str, text: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("tucai-{}-{name}", std::process::id()));
            std::fs::create_dir_all(&dir).unwrap();
            std::fs::write(dir.join(format!("{name}.json")), text).unwrap();
            Self(dir)
        }

        fn file(&self, name: &str) -> String {
            self.0.join(name).display().to_string()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn slot_answers_with_one_object() {
        let output = run(&["notice", "slot", "cqie-2027", "23软工1班"]);
        assert_eq!(output.status.code(), Some(0));
        let expected = json!({
            "notice": "cqie-2027",
            "unit": "23软工1班",
            "matches": [{
                "kind": "capture",
                "date": "2026-04-15",
                "start": "14:10",
                "end": "14:30",
                "precision": "clock",
                "when": "4月15日下午14:10-14:30",
                "assemble": "14:00",
                "campus": "南泉校区",
                "place": "图书馆二部一楼大厅",
                "meet": null,
                "college": "软件学院",
                "units": ["23软工1班"],
                "headcount": 44,
                "counselor": "王芳",
                "order": 26,
                "certainty": "binding",
                "note": null,
            }],
        });
        assert_eq!(lines(&output), [expected]);
    }

    #[test]
    fn one_class_of_a_range_is_answered_alone() {
        let output = run(&["notice", "slot", "xaipe-2025", "体育教育8班"]);
        let answer = &lines(&output)[0]["matches"][0];
        assert_eq!(answer["units"], json!(["体育教育8班"]));
        assert_eq!((&answer["start"], &answer["assemble"]), (&json!("09:00"), &json!("08:40")));
    }

    #[test]
    fn no_match_is_a_negative_answer_with_the_nearest() {
        let output = run(&["notice", "slot", "cqie-2027", "23软工99班"]);
        assert_eq!(output.status.code(), Some(1));
        let answer = &lines(&output)[0];
        assert_eq!(answer["matches"], json!([]));
        let nearest = answer["nearest"].as_array().unwrap();
        assert!(
            nearest.iter().any(|name| name.as_str().unwrap().starts_with("23软工")),
            "{answer}"
        );
    }

    #[test]
    fn slots_are_as_many_as_the_notice_announces() {
        // 129 classes and 3 reserves; 15 rows and the make-up session; 25 rows; 12 cells; 4 and 5
        // opening periods.
        for (id, count) in [
            ("cqie-2027", 132),
            ("cqust-2026", 16),
            ("hnust-2026", 25),
            ("xaipe-2025", 12),
            ("bnu-2025", 9),
        ] {
            let output = run(&["notice", "slots", id]);
            assert_eq!(output.status.code(), Some(0));
            assert_eq!(lines(&output).len(), count, "{id}");
        }
    }

    #[test]
    fn the_published_notices_pass() {
        let dir = root().join("public/notices");
        let files = ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"]
            .map(|id| dir.join(format!("{id}.json")).display().to_string());
        let mut args = vec!["notice", "check"];
        args.extend(files.iter().map(String::as_str));
        assert_eq!(code(&args), 0);
    }

    #[test]
    fn an_error_in_a_file_is_a_negative_answer() {
        let path = root().join("public/notices/cqie-2027.json");
        let text = std::fs::read_to_string(path).unwrap();
        let broken = Scratch::new("cqie-2027", &text.replace("\"23软工2班\"", "\"23软工1班\""));
        let file = broken.file("cqie-2027.json");
        let output = run(&["notice", "check", &file]);
        assert_eq!(output.status.code(), Some(1));
        let finding = &lines(&output)[0];
        assert_eq!(finding["severity"], "error");
        assert_eq!(finding["file"], file.as_str());
        assert!(finding["path"].as_str().unwrap().starts_with("/schedule/slots/"));
        assert!(finding["words"].as_str().unwrap().contains("23软工1班"));
        assert!(!output.stderr.is_empty());

        let cut = Scratch::new("cut", text.get(..2000).unwrap_or(&text));
        assert_eq!(code(&["notice", "check", &cut.file("cut.json")]), 1);
        assert_eq!(code(&["notice", "slots", &cut.file("cut.json")]), 1);
    }

    #[test]
    fn a_published_file_bears_its_notice_s_id() {
        let path = root().join("public/notices/bnu-2025.json");
        let other = Scratch::new("bnu-2024", &std::fs::read_to_string(path).unwrap());
        let about_id = || {
            let output = run(&["notice", "check", &other.file("bnu-2024.json")]);
            let about = lines(&output).into_iter().find(|line| line["path"] == "/id").unwrap();
            (output.status.code(), about["severity"].clone())
        };
        // A draft of any name is fine; in a folder of notices it would not be found.
        assert_eq!(about_id(), (Some(0), json!("remark")));
        std::fs::write(other.file("index.json"), "[]").unwrap();
        assert_eq!(about_id(), (Some(1), json!("error")));
    }

    #[test]
    fn an_id_may_be_looked_up_elsewhere() {
        let path = root().join("public/notices/bnu-2025.json");
        let copy = Scratch::new("bnu-copy", &std::fs::read_to_string(path).unwrap());
        let dir = copy.0.display().to_string();
        let output = run(&["notice", "slot", "--dir", &dir, "bnu-copy", "本科生"]);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(lines(&output)[0]["matches"].as_array().unwrap().len(), 4);
    }

    #[test]
    fn wrong_use() {
        for args in [
            &["bogus"][..],
            &[],
            &["notice"],
            &["notice", "slot", "cqie-2027"],
            &["notice", "slot", "no-such-notice", "1班"],
            &["notice", "slots", "no/such/file.json"],
            &["notice", "check"],
            &["notice", "check", "no/such/file.json"],
            &["code"],
            &["code", "read"],
            &["code", "read", "no/such/file.png"],
            &["code", "read", "src"],
            &["portrait"],
            &["portrait", "check", "--rules", "hnust-2026"],
            &["portrait", "check", "public/icon-192.png"],
            &["portrait", "check", "--rules", "no-such-notice", "public/icon-192.png"],
            &["portrait", "check", "--rules", "hnust-2026", "no/such/file.png"],
            &["portrait", "check", "--rules", "hnust-2026", "src"],
        ] {
            let output = run(args);
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert!(output.stdout.is_empty(), "{args:?}");
            assert!(!output.stderr.is_empty(), "{args:?}");
        }
    }

    #[test]
    fn a_picture_that_is_none_is_a_line_and_a_negative_answer() {
        let output = run(&["code", "read", "Cargo.toml", "public/icon-192.png"]);
        assert_eq!(output.status.code(), Some(1));
        let lines = lines(&output);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["status"], "unreadable");
        assert_eq!(lines[0]["reason"], "not_a_picture");
        assert_eq!(lines[1]["status"], "none");
        assert_eq!(lines[1]["codes"], json!([]));
    }

    #[test]
    fn a_portrait_is_a_line_with_a_finding_for_each_item() {
        let portrait = "src/portrait/testdata/astronaut.jpg";
        let output = run(&["portrait", "check", "--rules", "cqie-2027", portrait]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = lines(&output);
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(line["file"], portrait);
        assert_eq!(line["faces"], 1);
        assert!(line["ms"].as_f64().unwrap() > 0.0);
        let findings = line["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 32);
        let of = |item: &str| findings.iter().find(|finding| finding["item"] == item).unwrap();
        for finding in findings {
            let verdict = finding["verdict"].as_str().unwrap();
            assert!(["pass", "fix", "unsure", "ask"].contains(&verdict), "{finding}");
            let basis = finding["basis"].as_str().unwrap();
            assert!(["notice", "standard", "advice"].contains(&basis), "{finding}");
        }
        // She laughs, and shows her teeth; she wears no glasses, which is never said.
        assert_ne!(of("mouth_closed")["verdict"], "pass");
        assert_eq!(of("glasses")["verdict"], "ask");
        assert_eq!(of("face_count")["verdict"], "pass");
        assert_eq!(
            (&of("jewellery")["verdict"], &of("jewellery")["basis"]),
            (&json!("ask"), &json!("notice"))
        );
        assert_eq!(
            (&of("hair_top")["unit"], &of("hair_top")["basis"]),
            (&json!("px"), &json!("standard"))
        );
    }

    #[test]
    fn without_a_face_or_a_picture_the_answer_is_negative() {
        let output = run(&[
            "portrait",
            "check",
            "--rules",
            "hnust-2026",
            "Cargo.toml",
            "public/icon-192.png",
        ]);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = lines(&output);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["error"], "not_a_picture");
        assert_eq!((&lines[0]["ms"], &lines[0]["findings"]), (&json!(0.0), &json!([])));
        // A drawing: nothing that needs a face passes, and one finding says that there is none.
        assert_eq!(lines[1]["faces"], 0);
        assert_eq!((&lines[1]["marks"], &lines[1]["cut"]), (&Value::Null, &Value::Null));
        for finding in lines[1]["findings"].as_array().unwrap() {
            let wanted = if finding["item"] == "face_count" { "fix" } else { "unsure" };
            assert_eq!(finding["verdict"], wanted, "{finding}");
        }
    }

    #[test]
    fn a_calendar_and_none() {
        let output = run(&["notice", "calendar", "cqie-2027", "23软工1班"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout.starts_with(b"BEGIN:VCALENDAR\r\n"));
        let output = run(&["notice", "calendar", "cqie-2027", "no such class"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
    }

    #[test]
    fn a_reader_that_goes_away_is_no_panic() {
        let mut child = command(&["notice", "schema"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut words = String::new();
        child.stderr.take().unwrap().read_to_string(&mut words).unwrap();
        assert!(!words.contains("panic"), "{words}");
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }

    #[test]
    fn initials_change_nothing_else() {
        let path = root().join("public/notices/hnust-2026.json");
        let text = std::fs::read_to_string(path).unwrap();
        let (before, _) = text.split_once("\"initials\"").unwrap();
        let bare = format!("{before}\"initials\": \"\"\n}}\n");
        let file = Scratch::new("hnust-2026", &bare);
        let name = file.file("hnust-2026.json");
        assert_eq!(code(&["notice", "initials", &name]), 0);
        assert_eq!(std::fs::read_to_string(&name).unwrap(), text);
        assert_eq!(code(&["notice", "check", &name]), 0);
    }

    #[test]
    fn the_index_lists_the_newest_capture_first() {
        let path = root().join("public/notices/bnu-2025.json");
        let one = Scratch::new("bnu-2025", &std::fs::read_to_string(path).unwrap());
        let dir = one.0.display().to_string();
        assert_eq!(code(&["notice", "index", &dir]), 0);
        let index: Value =
            serde_json::from_str(&std::fs::read_to_string(one.file("index.json")).unwrap())
                .unwrap();
        assert_eq!(index[0]["id"], "bnu-2025");
        assert_eq!(index[0]["dates"], json!(["2025-04-12/2025-04-13", "2025-04-19/2025-04-20"]));
    }
}
