//! Reading aloud (R76, R122): the real synthesiser, or what stands in its place; kept once spoken, bounded, refused where
//! it must be.

use crate::support::{Data, Hall, halls_open, refused};
use reqwest::{Response, StatusCode};
use serde_json::json;
use std::path::Path;
use std::time::Instant;

const SPEECH: &str = "/api/v1/halls/shili/speech";

async fn say(hall: &Hall, lang: &str, text: &str) -> Response {
    hall.post(SPEECH, &json!({"lang": lang, "text": text})).send().await.unwrap()
}

async fn sound(answer: Response) -> Vec<u8> {
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "audio/wav");
    assert_eq!(answer.headers()["cache-control"], "private, max-age=31536000, immutable");
    answer.bytes().await.unwrap().to_vec()
}

/// Seconds of a WAV file of one channel and 16 bits, and how loud it is at most.
fn heard(wav: &[u8]) -> (f64, u16) {
    assert_eq!((&wav[..4], &wav[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
    let number = |at: usize| u32::from_le_bytes(wav[at..at + 4].try_into().unwrap());
    assert_eq!((number(4) as usize, number(40) as usize), (wav.len() - 8, wav.len() - 44), "true lengths");
    let samples = wav[44..].chunks_exact(2).map(|pair| i16::from_le_bytes(pair.try_into().unwrap()));
    let loudest = samples.clone().map(i16::unsigned_abs).max().unwrap_or_default();
    (samples.count() as f64 / f64::from(number(24)), loudest)
}

fn kept(data: &Data) -> Vec<(String, u64)> {
    let entries = std::fs::read_dir(data.folder.path().join("speech")).into_iter().flatten().flatten();
    entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len())).collect()
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn both_languages_are_spoken_and_kept_by_a_hash_alone() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (short, loud) = heard(&sound(say(&hall, "zh", "您的号码是 A023").await).await);
    assert!((1.0..5.0).contains(&short) && loud > 3_000, "{short} s, {loud}");
    let (english, loud) = heard(&sound(say(&hall, "en", "Your number is A023.").await).await);
    assert!((1.0..5.0).contains(&english) && loud > 3_000, "{english} s, {loud}");
    let sentence = "您的号码是 A023，前面还有 3 人，预计等候 5–10 分钟，请到一楼 A 区等候";
    let (long, _) = heard(&sound(say(&hall, "zh", sentence).await).await);
    assert!(long > 2.0 * short && long < 20.0, "{long} s after {short} s");

    let before = kept(&data);
    assert_eq!(before.len(), 3);
    for (name, _) in &before {
        let hash = name.strip_suffix(".wav").unwrap();
        assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    }
    // the same words, however they are spaced, come from the folder, after a restart too
    let first = sound(say(&hall, "zh", "您的号码是 A023").await).await;
    drop(hall);
    let hall = Hall::open(&data).await;
    assert_eq!(sound(say(&hall, "zh", " 您的号码是  A023 ").await).await, first);
    assert_eq!(kept(&data).len(), 3);
}

#[tokio::test]
async fn what_may_not_be_said_is_refused_and_not_kept() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for text in ["", "……", "\u{7}", &"字".repeat(301)] {
        let problem = refused(say(&hall, "zh", text).await, 422, "speech_text_invalid").await;
        assert!(problem.to_string().contains("/text"), "{problem}");
    }
    for (lang, text) in [("zh", "证号 11010519491231002X"), ("en", "Call 138 0013 8000")] {
        let problem = refused(say(&hall, lang, text).await, 422, "speech_text_personal").await;
        assert!(!problem.to_string().contains("0013") && !problem.to_string().contains("1949"));
    }
    let nowhere = hall.post("/api/v1/halls/nowhere/speech", &json!({"lang": "zh", "text": "你好"}));
    refused(nowhere.send().await.unwrap(), 404, "unknown_hall").await;
    refused(hall.post(SPEECH, &json!({"lang": "fr", "text": "a"})).send().await.unwrap(), 400, "bad_json")
        .await;
    assert!(kept(&data).is_empty());
}

#[tokio::test]
async fn only_a_kiosk_or_staff_may_ask() {
    let data = Data::new().await;
    let token = "0123456789abcdef-token";
    let hall = Hall::open_with(&data, &["--device-token", token]).await;
    refused(say(&hall, "zh", "你好").await, 401, "unauthenticated").await;
    let kiosk =
        hall.post(SPEECH, &json!({"lang": "zh", "text": "你好"})).bearer_auth(token).send().await.unwrap();
    heard(&sound(kiosk).await);
}

#[tokio::test]
async fn many_sentences_at_once_are_spoken_and_the_folder_stays_small() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--speech-cache", "1"]).await;
    let mut spoken = 0;
    // more at once than there are voices, and not more than two of them say within their five seconds beside other work
    for group in 0..5 {
        let asked = (0..8).map(|n| {
            let text = format!("请 A{group}{n:02} 号到 A01 窗口办理，下一位请准备好材料");
            hall.post(SPEECH, &json!({"lang": "zh", "text": text})).send()
        });
        for answer in asked.map(tokio::spawn).collect::<Vec<_>>() {
            heard(&sound(answer.await.unwrap().unwrap()).await);
            spoken += 1;
        }
    }
    assert_eq!(spoken, 40);
    let files = kept(&data);
    let bytes: u64 = files.iter().map(|(_, size)| size).sum();
    assert!(!files.is_empty() && bytes <= 1 << 20, "{} files, {bytes} bytes", files.len());
}

#[tokio::test]
async fn a_hall_has_its_own_clips_and_its_own_voice() {
    let data = Data::new().await;
    let halls = halls_open(json!([{"from": 0, "to": 1440}]));
    let folder = halls.path().join("shili");
    let elsewhere = Data::new().await;
    let other = Hall::open(&elsewhere).await;
    let clip = sound(say(&other, "en", "a recorded clip").await).await;
    write(&folder.join("speech/zh/返回，按钮.wav"), &clip);
    write(&folder.join("speech/zh/首页.wav"), "no sound");
    // a voice that says the same whatever it is told, when it is told something
    write(&folder.join("voice.wav"), &clip[..clip.len() - 2_000]);
    let script = "test -n \"$(cat)\" && test \"$1\" = lan && exec cat \"$2\"";
    let voice = folder.join("voice.wav");
    let command = json!({
        "command": ["sh", "-c", script, "sh", "{voice}", voice.to_str().unwrap()], "voices": {"zh": "lan"},
    });
    write(&folder.join("speech.json"), command.to_string());
    let arguments = ["--demo", "--halls", halls.path().to_str().unwrap()];
    let hall = Hall::open_with(&data, &arguments).await;
    assert_eq!(sound(say(&hall, "zh", "返回，按钮。").await).await, clip);
    let own = sound(say(&hall, "zh", "首页").await).await;
    assert!(own != clip && heard(&own).0 > 0.3, "what is no clip is spoken");
    refused(say(&hall, "en", "hello").await, 503, "speech_unavailable").await;
    drop(hall);

    write(&folder.join("speech.json"), json!({"command": ["/nowhere/speak"]}).to_string());
    let hall = Hall::open_with(&data, &arguments).await;
    refused(say(&hall, "zh", "你好").await, 503, "speech_unavailable").await;
    drop(hall);

    write(&folder.join("speech.json"), r#"{"comand": []}"#);
    let fault = Hall::try_open(&data, &arguments).await.err().unwrap();
    assert!(fault.contains("shili: speech.json"), "{fault}");
}

/// A hall whose voice is a shell script; `$1` is a folder of its own, with `voice.wav` in it.
async fn scripted(data: &Data, script: &str) -> (Hall, tempfile::TempDir) {
    let halls = halls_open(json!([{"from": 0, "to": 1440}]));
    let folder = halls.path().join("shili");
    let elsewhere = Data::new().await;
    let other = Hall::open(&elsewhere).await;
    write(&folder.join("voice.wav"), sound(say(&other, "en", "yes").await).await);
    let command = json!({"command": ["sh", "-c", script, "sh", folder.to_str().unwrap()]});
    write(&folder.join("speech.json"), command.to_string());
    (Hall::open_with(data, &["--demo", "--halls", halls.path().to_str().unwrap()]).await, halls)
}

#[tokio::test]
async fn a25_what_is_private_is_spoken_to_headphones_and_never_kept() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for text in ["欧阳小明，证号 11010519491231002X", "请联系138 0013 8000"] {
        let asked = hall.post(SPEECH, &json!({"lang": "zh", "text": text, "private": true}));
        let answer = asked.send().await.unwrap();
        assert_eq!(
            (answer.status(), &answer.headers()["cache-control"] == "no-store"),
            (StatusCode::OK, true)
        );
        assert!(heard(&answer.bytes().await.unwrap()).0 > 1.0);
    }
    let nothing = hall.post(SPEECH, &json!({"lang": "zh", "text": "……", "private": true}));
    refused(nothing.send().await.unwrap(), 422, "speech_text_invalid").await;
    assert!(kept(&data).is_empty());
}

#[tokio::test]
async fn a_voice_that_hangs_fails_or_is_silent_is_no_end_of_the_others() {
    let script = r#"text=$(cat); case "$text" in
        hang) sleep 60;; fail) exit 3;; silent) ;; noise) echo noise;; *) cat "$1/voice.wav";; esac"#;
    let data = Data::new().await;
    let (hall, _halls) = scripted(&data, script).await;
    for text in ["fail", "silent", "noise"] {
        refused(say(&hall, "en", text).await, 503, "speech_unavailable").await;
    }
    let started = Instant::now();
    let (hangs, said) = tokio::join!(say(&hall, "en", "hang"), async {
        let said = sound(say(&hall, "en", "hello").await).await;
        (said, started.elapsed().as_secs())
    });
    refused(hangs, 503, "speech_unavailable").await;
    assert!(started.elapsed().as_secs() >= 4, "{:?}", started.elapsed());
    assert!(
        heard(&said.0).0 > 0.1 && said.1 < started.elapsed().as_secs(),
        "the other one was not kept waiting: {} s",
        said.1
    );
    assert_eq!(kept(&data).len(), 1);
}

#[tokio::test]
async fn two_voices_at_once_and_no_crowd_before_them() {
    let script = r#"cat > /dev/null; echo + >> "$1/log"; sleep 0.1; echo - >> "$1/log"; cat "$1/voice.wav""#;
    let data = Data::new().await;
    let (hall, halls) = scripted(&data, script).await;
    let asked =
        (0..100).map(|n| hall.post(SPEECH, &json!({"lang": "en", "text": format!("sentence {n}")})).send());
    let (mut spoken, mut turned_away) = (0, 0);
    for answer in asked.map(tokio::spawn).collect::<Vec<_>>() {
        match answer.await.unwrap().unwrap() {
            answer if answer.status() == StatusCode::OK => spoken += 1,
            answer => {
                refused(answer, 503, "overloaded").await;
                turned_away += 1;
            }
        }
    }
    assert!(spoken >= 64 && turned_away > 0, "{spoken} spoken, {turned_away} turned away");
    let log = std::fs::read_to_string(halls.path().join("shili/log")).unwrap();
    let steps = log.lines().scan(0, |running, step| {
        *running += if step == "+" { 1 } else { -1 };
        Some(*running)
    });
    assert_eq!(steps.max(), Some(2));
}

#[tokio::test]
async fn more_than_anybody_can_listen_to_is_refused() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for _ in 0..300 {
        refused(say(&hall, "zh", "。").await, 422, "speech_text_invalid").await;
    }
    let mut last = say(&hall, "zh", "。").await;
    for _ in 0..20 {
        if last.status() == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        last = say(&hall, "zh", "。").await;
    }
    refused(last, 429, "too_many_attempts").await;
}

#[tokio::test]
async fn a_sound_that_a_power_cut_left_short_is_spoken_again() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let whole = sound(say(&hall, "zh", "请稍候").await).await;
    let (name, _) = kept(&data).pop().unwrap();
    let path = data.folder.path().join("speech").join(name);
    for broken in [&b""[..], &whole[..whole.len() / 2]] {
        std::fs::write(&path, broken).unwrap();
        assert_eq!(sound(say(&hall, "zh", "请稍候").await).await, whole);
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
}
