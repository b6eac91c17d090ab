//! The `tucai` command given what it should not be: devices, other encodings, terminal escapes; and
//! what it says when a notice no longer holds.

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    use serde_json::{Value, json};

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    fn run(args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tucai"));
        command.args(args).current_dir(root()).output().unwrap()
    }

    fn code(args: &[&str]) -> i32 {
        run(args).status.code().unwrap()
    }

    fn said(output: &Output) -> &str {
        std::str::from_utf8(&output.stderr).unwrap()
    }

    /// A folder of its own for one test, gone afterwards.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("tucai-{}-{name}", std::process::id()));
            std::fs::create_dir_all(&dir).unwrap();
            Self(dir)
        }

        fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
            let path = self.0.join(name);
            std::fs::write(&path, bytes).unwrap();
            path.display().to_string()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn published(id: &str) -> Value {
        let path = root().join(format!("public/notices/{id}.json"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// The exit codes of the commands that read a notice.
    fn codes(file: &str) -> [i32; 4] {
        [
            code(&["notice", "slot", file, "23软工1班"]),
            code(&["notice", "slots", file]),
            code(&["notice", "calendar", file, "23软工1班"]),
            code(&["notice", "check", file]),
        ]
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_wrong_use() {
        let scratch = Scratch::new("no-file");
        let pipe = scratch.0.join("pipe").display().to_string();
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let folder = scratch.0.display().to_string();
        for path in ["/dev/zero", &pipe, &folder, "no/such/file.json"] {
            assert_eq!(codes(path), [2; 4], "{path}");
        }
    }

    #[test]
    fn a_broken_file_is_a_negative_answer() {
        let scratch = Scratch::new("broken");
        let large = scratch.file("large.json", "");
        // Nothing but a length: what is too long is not read.
        let file = std::fs::File::options().write(true).open(&large).unwrap();
        file.set_len(1 << 40).unwrap();
        for path in [
            large,
            scratch.file("empty.json", ""),
            scratch.file("list.json", "[]"),
            scratch.file("gbk.json", b"{\"id\": \"\xc8\xed\xb9\xa4\"}"),
        ] {
            assert_eq!(codes(&path), [1; 4], "{path}");
        }
    }

    #[test]
    fn a_broken_index_is_an_error() {
        let scratch = Scratch::new("index");
        let check = |text: &str| code(&["notice", "check", &scratch.file("index.json", text)]);
        assert_eq!(check("[]"), 0);
        for broken in ["", "[", "{}", "[{}]", "[{\"id\": 1}]"] {
            assert_eq!(check(broken), 1, "{broken}");
        }
        assert_eq!(code(&["notice", "check", "public/notices/index.json"]), 0);
    }

    #[test]
    fn an_empty_unit_is_wrong_use() {
        for unit in ["", " ", "\u{3000}", "\u{200b}"] {
            assert_eq!(code(&["notice", "slot", "cqie-2027", unit]), 2, "{unit:?}");
            assert_eq!(code(&["notice", "calendar", "cqie-2027", unit]), 2, "{unit:?}");
        }
    }

    #[test]
    fn what_is_repeated_does_not_steer_the_terminal() {
        let unit = format!("\u{1b}[2J\u{202e}\n{}", "x".repeat(500));
        for args in [
            ["notice", "slot", "cqie-2027", &unit],
            ["notice", "calendar", "cqie-2027", &unit],
            ["notice", "slot", &unit, "23软工1班"],
        ] {
            let output = run(&args);
            let first = said(&output).lines().next().unwrap();
            assert!(first.contains(r"\u{1b}[2J\u{202e}\n"), "{first}");
            assert!(!said(&output).contains(['\u{1b}', '\u{202e}']));
        }
        let output = run(&["notice", "slot", "cqie-2027", &unit]);
        assert!(!said(&output).contains(&"x".repeat(60)));
    }

    #[test]
    fn who_finds_nothing_is_told_whom_to_ask() {
        let mut notice = published("cqie-2027");
        notice["contacts"] = json!([
            { "about": "图像采集", "party": "student", "name": "蔡老师", "phones": ["023-12345"] },
            { "about": "转账", "party": "college", "phones": ["023-54321"] },
        ]);
        let scratch = Scratch::new("ask");
        let file = scratch.file("cqie-2027.json", notice.to_string());
        let output = run(&["notice", "slot", &file, "99园艺9班"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("请问辅导员或学院"));
        assert!(said(&output).contains("图像采集：蔡老师，023-12345"));
        assert!(!said(&output).contains("54321"));
    }

    #[test]
    fn who_is_excluded_is_told_what_to_do_instead() {
        let excluded = &published("bnu-2025")["excluded"][0];
        let output = run(&["notice", "slot", "bnu-2025", excluded["who"].as_str().unwrap()]);
        assert!(said(&output).contains(excluded["instead"].as_str().unwrap()));
    }

    #[test]
    fn what_no_longer_holds_is_said_first() {
        let scratch = Scratch::new("standing");
        for (standing, word) in [("postponed", "已延期"), ("withdrawn", "已取消")] {
            let mut notice = published("cqie-2027");
            notice["standing"] = json!({ standing: { "on": "2026-04-10", "says": "因故" } });
            let file = scratch.file("cqie-2027.json", notice.to_string());
            for args in [
                &["notice", "slot", &file, "23软工1班"][..],
                &["notice", "slot", &file, "99园艺9班"],
                &["notice", "slots", &file],
                &["notice", "calendar", &file, "23软工1班"],
            ] {
                let output = run(args);
                let first = said(&output).lines().next().unwrap_or_default();
                assert!(first.contains(word) && first.contains("因故"), "{args:?}: {first}");
            }
        }
        assert!(said(&run(&["notice", "slot", "cqie-2027", "23软工1班"])).is_empty());
    }
}
