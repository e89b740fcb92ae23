//! The platform that a seed begins with: what all of them share is made once and copied.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::clock::{BEGINNING, Moment, first_moment, utc};
use super::model::{Model, Tier};
use crate::harness::Site;
use crate::harness::cardctl::Cardctl;

/// The moment of `init`.
const MADE: Moment = first_moment(BEGINNING) + 8 * 3600;

/// Made for these tests alone.
const KEY: &str = "cardctl-key-1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";

/// What stands before any seed throws its dice.
const COMMON: [&str; 17] = [
    "init --single-operator",
    "center add C1 --name n",
    "center add C2 --name n",
    "staff add S1 --name n --center C1",
    "staff add S2 --name n --center C1",
    "staff add T1 --name n --center C2",
    "tier add basic --name n --rank 1 --default",
    "tier add silver --name n --rank 2 --min-fee 100.00 --permissions sell,request",
    "tier add gold --name n --rank 3 --min-fee 199.00 --permissions sell,swap,refer,request,notify",
    "provider add shop --name n --rate 12%",
    "provider add all --name n --rate 100%",
    "provider add crumbs --name n --rate 0.0333%",
    "setting set goods-rate 5% --reason chance",
    "setting set allowed-hosts 127.0.0.1 --reason chance",
    "party identify S1 --kind passport --name Wang --number E12345678 --verified seen",
    "party account set S1 --kind alipay --account 13800138000",
    "party account set C1 --kind alipay --account 13800138001 --name n",
];

/// The same, as the model has it.
pub(super) fn common() -> Model {
    let mut model = Model::new(MADE);
    model.centers = vec!["C1", "C2"];
    model.staff = vec![("S1".to_owned(), 0), ("S2".to_owned(), 0), ("T1".to_owned(), 1)];
    let tier = |code, rank, least, permissions| Tier { code, rank, least, permissions };
    model.tiers = vec![
        tier("basic", 1, None, ""),
        tier("silver", 2, Some(10_000), "sell,request"),
        tier("gold", 3, Some(19_900), "sell,swap,refer,request,notify"),
    ];
    model.identified.insert("staff S1".to_owned());
    // In other names than those that are given later.
    model.accounts.insert("staff S1".to_owned(), (1, String::new()));
    model.accounts.insert("center C1".to_owned(), (1, String::new()));
    for (code, rate) in [("shop", 120_000), ("all", 1_000_000), ("crumbs", 333)] {
        model.new_provider(code.to_owned(), rate);
    }
    model
}

/// The program at a moment of its own. A library that is loaded before all others answers when it asks for the time; the
/// clock by which it waits is left alone.
pub(crate) fn at(cardctl: &Cardctl, moment: Moment) -> Cardctl {
    by_clock(cardctl, &format!("@{}", utc(moment)))
}

/// The program by another clock, as libfaketime is told: `@` and a moment, or how far it is from this one's, such as `-8s`.
pub(crate) fn by_clock(cardctl: &Cardctl, clock: &str) -> Cardctl {
    cardctl
        .with_env("LD_PRELOAD", library())
        .with_env("FAKETIME", clock)
        .with_env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .with_env("TZ", "UTC")
}

/// Takes away what the library shares with the children of a process: who is killed leaves it, and the next process of the
/// same number would fail of it.
pub(super) fn forget_clocks() {
    let entries = fs::read_dir("/dev/shm").into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.contains("faketime_s")) else { continue };
        let process = name.rsplit('_').next().unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// libfaketime, where distributions put it.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let below = |directory: &str| {
            let entries = fs::read_dir(directory).into_iter().flatten().flatten();
            let places = entries.map(|entry| entry.path()).chain([PathBuf::from(directory)]);
            places.map(|place| place.join("faketime/libfaketime.so.1")).find(|library| library.exists())
        };
        ["/usr/lib", "/usr/lib64", "/usr/local/lib"].into_iter().find_map(below).unwrap_or_else(|| {
            panic!(
                "the simulator needs libfaketime\n\
                 hint: install the package `faketime`, or start the tests with `tests/run`, which does"
            )
        })
    })
}

fn give_key(site: &Site) {
    let directory = site.directory().join("home/.config/cardctl");
    fs::create_dir_all(&directory).expect("the configuration's directory");
    let key = directory.join("cardctl.key");
    fs::write(&key, KEY).expect("the key file");
    fs::set_permissions(&key, Permissions::from_mode(0o600)).expect("for its owner alone");
}

fn make(site: &Site) {
    give_key(site);
    let cardctl = at(&site.cardctl, MADE);
    for line in COMMON {
        cardctl.ok(line.split(' '));
    }
}

pub(super) fn on_sqlite() -> Site {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = MADE.get_or_init(|| {
        let site = Site::on_sqlite();
        make(&site);
        fs::read(site.directory().join("site.db")).expect("the database")
    });
    let site = Site::on_sqlite();
    give_key(&site);
    fs::write(site.directory().join("site.db"), bytes).expect("a copy of the database");
    site
}

pub(super) fn on_postgres() -> Site {
    let site = Site::on_postgres_from("simulator", |url| {
        let mut site = Site::on_sqlite();
        site.cardctl = site.cardctl.with_database(url);
        make(&site);
    });
    give_key(&site);
    site
}
