//! Files that nobody should send: random bytes, and valid csv, json and xlsx with something broken. Whatever comes,
//! the import ends without a panic and within bounds, and what it hands out can be published.
//!
//! In the ordinary run each takes a moment. `MINGTANG_FUZZ_SECONDS=600 cargo test --release --test import_fuzz`
//! runs each for ten minutes, side by side, and prints what it did with `-- --nocapture`. A program of its own: the
//! memory that is measured is that of the process.

mod support {
    pub mod sheet;
    pub mod workbook;
}

use hall::catalog::Catalog;
use hall::profile::Hall;
use proptest::prelude::*;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use server::catalog::import::{self, Mode, Task};
use server::catalog::load;
use std::cell::Cell;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};
use support::{sheet, workbook};

/// The day on which files are read.
const TODAY: &str = "2026-11-26";

/// Memory the process may have used at most, MiB: the limits of the import allow more for a file that is as large
/// as may be, but these are small.
const MOST_MIB: u64 = 1024;

fn sample() -> (Hall, Catalog) {
    let (hall, mut catalog) = load::halls(None).unwrap().remove(0);
    // a small base, so that a case is short
    catalog.items.truncate(3);
    catalog.themes.clear();
    (hall, catalog)
}

fn departments(catalog: &Catalog) -> Vec<String> {
    catalog.departments.iter().map(|department| department.id.to_string()).collect()
}

/// Peak memory of the process in MiB, where the system tells it.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Runs a strategy for a moment, or for as long as `MINGTANG_FUZZ_SECONDS` says.
fn fuzz(name: &str, files: impl Strategy<Value = Vec<u8>>) {
    let (hall, base) = sample();
    let seconds = std::env::var("MINGTANG_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let (files_read, taken) = (Cell::new(0_u64), Cell::new(0_u64));
    loop {
        let config =
            Config { cases: 48, failure_persistence: None, max_shrink_iters: 500, ..Config::default() };
        TestRunner::new(config)
            .run(&files, |bytes| {
                files_read.set(files_read.get() + 1);
                for mode in [Mode::Merge, Mode::Replace] {
                    if let Ok(outcome) =
                        import::read(name, &bytes, &Task::new(mode, &hall, &base, TODAY.parse().unwrap()))
                    {
                        taken.set(taken.get() + 1);
                        prop_assert_eq!(outcome.catalog.faults(Some(&hall)), Vec::<String>::new());
                    }
                }
                Ok(())
            })
            .unwrap();
        if until.is_none_or(|until| Instant::now() > until) {
            break;
        }
    }
    println!(
        "{name}: {} files, {} read as a catalog, peak {} MiB",
        files_read.get(),
        taken.get() / 2,
        peak_mib()
    );
    assert!(peak_mib() < MOST_MIB, "{} MiB", peak_mib());
}

/// One thing done to bytes.
#[derive(Clone, Debug)]
enum Change {
    Flip(usize, u8),
    Cut(usize, usize),
    Insert(usize, Vec<u8>),
    Repeat(usize, usize),
    Move(usize, usize, usize),
}

/// Pieces that readers of these formats trip over.
const PIECES: [&str; 24] = [
    "\"",
    ",",
    "\n",
    ";",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "null",
    "1e999",
    "-1",
    "18446744073709551616",
    "\u{feff}",
    "\u{202e}",
    "<",
    ">",
    "&amp;",
    "<si>",
    "</row>",
    "r=\"XFD4294967295\"",
    "<![CDATA[",
    "其他材料",
    "uniqueCount=\"9\"",
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = any::<prop::sample::Index>().prop_map(|index| index.index(1 << 20));
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..20),
        prop::sample::select(PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    let change = prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (at.clone(), 1..200_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at.clone(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (at.clone(), 1..400_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        (at.clone(), at, 1..400_usize).prop_map(|(from, to, length)| Change::Move(from, to, length)),
    ];
    prop::collection::vec(change, 1..6)
}

fn apply(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let length = bytes.len().max(1);
        let end = |at: usize, more: usize, bytes: &Vec<u8>| (at + more).min(bytes.len());
        match change {
            Change::Flip(at, byte) => {
                if let Some(old) = bytes.get_mut(at % length) {
                    *old = *byte;
                }
            }
            Change::Cut(at, more) => {
                let at = (at % length).min(bytes.len());
                drop(bytes.drain(at..end(at, *more, &bytes)));
            }
            Change::Insert(at, piece) => {
                let at = (at % length).min(bytes.len());
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Repeat(at, more) => {
                let at = (at % length).min(bytes.len());
                let piece = bytes[at..end(at, *more, &bytes)].to_vec();
                bytes.splice(at..at, piece);
            }
            Change::Move(from, to, more) => {
                let from = (from % length).min(bytes.len());
                let piece: Vec<u8> = bytes.drain(from..end(from, *more, &bytes)).collect();
                let to = to % bytes.len().max(1);
                let to = to.min(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

fn mutated(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (prop::sample::select(seeds), changes()).prop_map(|(bytes, changes)| apply(bytes, &changes))
}

/// A workbook packed again after one of its parts was changed, so that the change reaches the reader of sheets.
fn repacked(book: &[u8], part: usize, changes: &[Change]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let part = part % archive.len();
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if index == part {
            bytes = apply(bytes, changes);
        }
        let name = file.name().unwrap().into_owned();
        packed.start_file(name, options).unwrap();
        packed.write_all(&bytes).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

#[test]
fn any_csv() {
    let (_, catalog) = sample();
    let text = sheet::csv(3, &departments(&catalog));
    let seeds = vec![
        text.clone().into_bytes(),
        text.replace(',', ";").into_bytes(),
        encoding_rs::GB18030.encode(&text).0.into_owned(),
    ];
    let random = prop::collection::vec(any::<u8>(), 0..600);
    let headed = prop::collection::vec(any::<u8>(), 0..300)
        .prop_map(|bytes| ["id,name,department,conditions\n".as_bytes(), &bytes].concat());
    fuzz("any.csv", prop_oneof![1 => random, 2 => headed, 6 => mutated(seeds)]);
}

#[test]
fn any_json() {
    let (_, catalog) = sample();
    let mut seeds = vec![serde_json::to_vec(&catalog).unwrap()];
    for item in &catalog.items {
        seeds.push(serde_json::to_vec(&[item]).unwrap());
    }
    let random =
        prop::collection::vec(any::<u8>(), 0..600).prop_map(|bytes| [b"{".as_slice(), &bytes].concat());
    let nested = (1..3000_usize, prop::sample::select(vec!["[", "{\"items\":", "{\"a\":"]))
        .prop_map(|(times, piece)| piece.repeat(times).into_bytes());
    // a value somewhere becomes another value
    let values = prop::sample::select(vec![
        "null",
        "[]",
        "{}",
        "-1",
        "1e300",
        "\"\"",
        "\"<p>\"",
        "true",
        "[[[]]]",
        "\"其他材料\"",
    ]);
    let texts: Vec<String> = seeds[1..].iter().map(|seed| String::from_utf8(seed.clone()).unwrap()).collect();
    let swapped =
        (prop::sample::select(texts), any::<prop::sample::Index>(), values).prop_map(|(text, at, value)| {
            let starts: Vec<usize> = text.match_indices("\":").map(|(at, _)| at + 2).collect();
            let start = starts[at.index(starts.len())];
            let rest = &text[start..];
            let end = match rest.as_bytes()[0] {
                b'"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
                b'[' => rest.find(']').map_or(rest.len(), |end| end + 1),
                b'{' => rest.find('}').map_or(rest.len(), |end| end + 1),
                _ => rest.find([',', '}', ']']).unwrap_or(rest.len()),
            };
            format!("{}{value}{}", &text[..start], &rest[end..]).into_bytes()
        });
    fuzz("any.json", prop_oneof![1 => random, 1 => nested, 4 => swapped, 4 => mutated(seeds)]);
}

#[test]
fn any_xlsx() {
    let (hall, catalog) = sample();
    let books = vec![workbook::workbook(3, &departments(&catalog)), import::template::template(&hall)];
    let random = prop::collection::vec(any::<u8>(), 0..600)
        .prop_map(|bytes| [b"PK\x03\x04".as_slice(), &bytes].concat());
    let deep = (prop::sample::select(books.clone()), any::<usize>(), changes())
        .prop_map(|(book, part, changes)| repacked(&book, part, &changes));
    fuzz("any.xlsx", prop_oneof![1 => random, 2 => mutated(books), 7 => deep]);
}
