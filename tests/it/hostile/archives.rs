//! Archives and other files that are no text: each is refused by name, and nothing is unpacked.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::fixture;
use crate::harness::Site;

#[test]
fn an_archive_in_the_place_of_a_file_is_refused_by_name() {
    let site = Site::on_sqlite();
    fixture::bare_platform(&site);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a.csv", zip::write::SimpleFileOptions::default()).expect("a file begins");
    zip.write_all(b"external_id\n").expect("a file");
    let zip = zip.finish().expect("an archive").into_inner();
    // A hundred megabytes of nothing: 100 kB that would be a thousand times as much.
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..100 {
        gzip.write_all(&vec![b'0'; 1 << 20]).expect("memory");
    }
    let gzip = gzip.finish().expect("memory");
    assert!(gzip.len() < 200_000);
    for (name, bytes, said, hint) in [
        ("a.zip", &zip[..], "ZIP archive", "unpack it first"),
        ("a.gz", &gzip, "compressed by gzip", "unpack it first"),
        ("a.xz", b"\xfd7zXZ\0\0\x04", "compressed by xz", "unpack it first"),
        ("a.bz2", b"BZh91AY&SY", "compressed by bzip2", "unpack it first"),
        ("a.zst", b"\x28\xb5\x2f\xfd\x04", "compressed by zstd", "unpack it first"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04", "7z archive", "unpack it first"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel workbook", "save it as CSV"),
        ("a.age", b"age-encryption.org/v1\n-> X25519", "encrypted by age", "decrypt it first"),
    ] {
        std::fs::write(site.directory().join(name), bytes).expect("a file");
        for line in [
            format!("purchase import {name} --source till --yes"),
            format!("holder import {name} --yes"),
            format!("agent import {name} --yes"),
            format!("visit import {name} --source door --yes"),
            format!("payment import {name} --source wechat --yes"),
            format!("payment reconcile {name} --source wechat"),
            format!("payout confirm {name} --yes"),
            format!("request import {name} --yes"),
        ] {
            let output = site.cardctl.exits(8, line.split(' '));
            assert!(output.stderr.contains(said) && output.stderr.contains(hint), "{output}");
        }
        for line in [format!("plan import {name}"), format!("parameter regions import {name} --yes")] {
            let output = site.cardctl.run(line.split(' '));
            assert_eq!(output.status, 8, "{output}");
        }
    }
}
