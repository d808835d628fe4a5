//! Speaks: espeak-ng, which every system has a package of, or the command that a hall names. A child process with a time
//! limit; the text goes through its standard input, where no list of processes shows it.
//!
//! espeak-ng's own reading of Chinese characters is wrong, its reading of pinyin is right; so characters become pinyin
//! first, and words in other letters are spoken by an English voice and put between.

use super::reading::{Run, runs};
use super::wav::Sound;
use hall::text::Lang;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A text that takes longer is given up, however many parts it is spoken in.
pub const LIMIT: Duration = Duration::from_secs(5);
/// Sound at most, in bytes: about three minutes.
const SOUND_MAX: u64 = 10 << 20;
/// Raise it when the treatment of texts or sounds changes: what was kept is then spoken anew.
const TREATMENT: &str = "2";

const ESPEAK: &str = "espeak-ng";
const PINYIN: &str = "cmn-latn-pinyin";
const ENGLISH: &str = "en-gb";
/// Words a minute.
const SPEED: &str = "150";

/// Why nothing was spoken; never holds the text.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The program is not there.
    #[error("{0} cannot be started: {1}")]
    Start(String, std::io::Error),
    /// It took too long.
    #[error("{0} took too long")]
    Late(String),
    /// It said that it failed.
    #[error("{0} failed")]
    Failed(String),
    /// What it wrote is no sound.
    #[error("{0} wrote no WAV of one channel and 16 bits")]
    NoSound(String),
}

/// Who speaks one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    program: String,
    arguments: Vec<String>,
    voice: String,
    /// The built-in voice, which reads pinyin.
    pinyin: bool,
}

impl Speaker {
    /// The command of a hall with its voice, or espeak-ng when it names none.
    #[must_use]
    pub fn new(command: &[String], lang: Lang, voice: Option<&str>) -> Self {
        let usual = if lang == Lang::Zh { PINYIN } else { ENGLISH };
        let voice = voice.unwrap_or(usual).to_owned();
        match command.split_first() {
            Some((program, arguments)) => {
                Self { program: program.clone(), arguments: arguments.to_vec(), voice, pinyin: false }
            }
            None => {
                let arguments = ["-b", "1", "-v", "{voice}", "-s", SPEED, "--stdin", "--stdout"];
                Self {
                    program: ESPEAK.to_owned(),
                    arguments: arguments.map(str::to_owned).to_vec(),
                    pinyin: lang == Lang::Zh && voice == PINYIN,
                    voice,
                }
            }
        }
    }

    /// Its program.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Whether the program is found where programs are.
    #[must_use]
    pub fn is_there(&self) -> bool {
        let program = Path::new(&self.program);
        let paths = std::env::var_os("PATH").unwrap_or_default();
        match program.parent() {
            Some(folder) if folder != Path::new("") => program.is_file(),
            _ => std::env::split_paths(&paths).any(|folder| folder.join(program).is_file()),
        }
    }

    /// Tells its sounds from those of other voices.
    #[must_use]
    pub fn name(&self) -> String {
        [TREATMENT, &self.program, &self.arguments.join("\u{1}"), &self.voice].join("\u{2}")
    }

    /// Speaks; to be called where waiting is allowed.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn speak(&self, words: &str) -> Result<Vec<u8>, Fault> {
        let until = Instant::now() + LIMIT;
        let mut all = Sound { rate: 0, samples: Vec::new() };
        let parts =
            if self.pinyin { runs(words) } else { vec![Run { pinyin: false, text: words.to_owned() }] };
        for part in parts {
            let voice = if self.pinyin && !part.pinyin { ENGLISH } else { &self.voice };
            let bytes = self.run(voice, &part.text, until)?;
            let sound = Sound::read(&bytes).ok_or_else(|| Fault::NoSound(self.program.clone()))?;
            if !all.join(&sound.trimmed()) {
                return Err(Fault::NoSound(self.program.clone()));
            }
        }
        if all.samples.is_empty() { Err(Fault::NoSound(self.program.clone())) } else { Ok(all.write()) }
    }

    fn run(&self, voice: &str, text: &str, until: Instant) -> Result<Vec<u8>, Fault> {
        let program = || self.program.clone();
        let failed = |_| Fault::Failed(program());
        let mut command = Command::new(&self.program);
        #[cfg(unix)]
        // to be ended with all that it starts
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command
            .args(self.arguments.iter().map(|argument| argument.replace("{voice}", voice)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Fault::Start(program(), error))?;
        // a pipe holds far more than a text has; it ends when it is dropped
        let written = child.stdin.take().map(|mut input| input.write_all(text.as_bytes()));
        let (done, output) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                let read = stdout.take(SOUND_MAX).read_to_end(&mut bytes);
                // nobody waits any more when it was too late
                let _ = done.send(read.map(|_| bytes));
            });
        }
        let output = output.recv_timeout(until.saturating_duration_since(Instant::now()));
        let status = output.is_ok().then(|| ended(&mut child, until)).flatten();
        if status.is_none() {
            end(&mut child);
        }
        let bytes = output.map_err(|_| Fault::Late(program()))?.map_err(failed)?;
        match status {
            None => Err(Fault::Late(program())),
            Some(status) if status.success() && written.is_none_or(|written| written.is_ok()) => Ok(bytes),
            Some(_) => Err(Fault::Failed(program())),
        }
    }
}

/// How it ended; none when it has not in time. What has closed its pipe need not have ended.
fn ended(child: &mut Child, until: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < until => std::thread::sleep(Duration::from_millis(2)),
            _ => return None,
        }
    }
}

/// Ends a program with all that it has started, and so the thread that reads: its pipe is closed.
fn end(child: &mut Child) {
    // each fails only for what has ended already
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(
        rustix::process::Pid::from_child(child),
        rustix::process::Signal::KILL,
    );
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Result<Vec<u8>, Fault> {
        let command = ["sh", "-c", script].map(str::to_owned);
        Speaker::new(&command, Lang::Zh, None).speak("你好")
    }

    #[test]
    fn a_program_that_fails_says_nothing_or_is_missing_is_told_apart() {
        assert!(matches!(shell("exit 3"), Err(Fault::Failed(_))));
        assert!(matches!(shell("cat"), Err(Fault::NoSound(_))));
        let nothing = Speaker::new(&["/nowhere/speak".to_owned()], Lang::En, None);
        assert!(matches!(nothing.speak("hello"), Err(Fault::Start(..))));
        assert!(!nothing.is_there() && Speaker::new(&[], Lang::En, None).is_there());
        assert!(Speaker::new(&["/bin/sh".to_owned()], Lang::En, None).is_there());
    }

    /// Whether a process of this group is left.
    fn is_left(group: &str) -> bool {
        let script = format!("kill -0 -- -{group}");
        Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).status().unwrap().success()
    }

    #[test]
    fn a_program_that_hangs_is_ended_in_time_with_all_that_it_has_started() {
        let folder = tempfile::tempdir().unwrap();
        let hangs =
            ["sleep 60", "exec >&-; sleep 60", "sleep 60 & exit 0", "trap '' TERM; sleep 60; sleep 60"];
        std::thread::scope(|scope| {
            for (number, script) in hangs.into_iter().enumerate() {
                let file = folder.path().join(number.to_string());
                scope.spawn(move || {
                    let started = Instant::now();
                    let said = shell(&format!("echo $$ > {}; {script}", file.display()));
                    assert!(matches!(said, Err(Fault::Late(_))), "{script}: {said:?}");
                    assert!(started.elapsed() < LIMIT + Duration::from_secs(3), "{script}");
                    assert!(!is_left(std::fs::read_to_string(&file).unwrap().trim()), "{script}");
                });
            }
        });
    }

    #[test]
    fn many_parts_together_have_the_time_of_one_text() {
        let speaker = Speaker {
            program: "sh".to_owned(),
            arguments: ["-c", "sleep 2; exec espeak-ng --stdout ok"].map(str::to_owned).to_vec(),
            voice: PINYIN.to_owned(),
            pinyin: true,
        };
        let started = Instant::now();
        assert!(matches!(speaker.speak(&"你A".repeat(20)), Err(Fault::Late(_))));
        assert!(started.elapsed() < LIMIT + Duration::from_secs(3));
    }

    #[test]
    fn voices_have_different_names() {
        let name = |command: &[&str], lang, voice| {
            let command: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
            Speaker::new(&command, lang, voice).name()
        };
        let names = [
            name(&[], Lang::Zh, None),
            name(&[], Lang::En, None),
            name(&[], Lang::En, Some("en-us")),
            name(&["say"], Lang::En, None),
            name(&["say", "-v", "{voice}"], Lang::En, None),
        ];
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }
}
