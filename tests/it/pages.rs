//! Pages as a reader sees them, in a real browser.

use std::path::PathBuf;

use crate::fixture::{platform, purchases};
use crate::harness::browser::{Scheme, look, print};
use crate::harness::{Site, on_both};

/// The paper and the first colour of a picture, as the style sheet has them.
const LOOKS: [(Scheme, [u8; 3], [u8; 3]); 2] = [
    (Scheme::Light, [0xff, 0xff, 0xff], [0x2f, 0x6d, 0xb3]),
    (Scheme::Dark, [0x15, 0x19, 0x1e], [0x6a, 0xa5, 0xe3]),
];

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn page(site: &Site, line: &str) -> PathBuf {
    site.cardctl.ok(split(&format!("{line} --out page.html")));
    site.directory().join("page.html")
}

fn settled(site: &Site) {
    platform(site);
    let rows = [
        "P1,H1,100.00,2026-01-10,茶,",
        "P2,H2,400.00,2026-02-11,书,",
        "P3,H3,300.00,2026-02-12,茶,",
        "R1,H1,50.00,2026-02-13,,P1",
    ];
    purchases(site, &rows);
    site.cardctl.ok(split("settle run --through 2026-01-31 --post --yes"));
    site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
}

#[test]
fn bars_are_seen_as_long_as_their_numbers_in_light_and_dark() {
    on_both(|site| {
        settled(&site);
        let page = page(&site, "report sales --by category");
        let mut seen = Vec::new();
        for (scheme, paper, first) in LOOKS {
            let picture = look(&page, scheme, 1100, 900);
            assert_eq!((picture.width, picture.height), (1100, 900));
            assert_eq!(picture.at(2, 2), paper, "{scheme:?}");
            // Nothing reaches the edge, where it would be cut.
            assert!((0..900).all(|y| picture.at(1099, y) == paper), "{scheme:?}");
            seen.push(picture.count(first));
        }
        // Two bars of some twenty pixels in height and up to half the page in length.
        assert!(seen[0] > 5_000, "{seen:?}");
        assert!(seen[0].abs_diff(seen[1]) < seen[0] / 50, "both show the same: {seen:?}");
    });
}

#[test]
fn a_month_is_a_page_that_is_read_and_printed() {
    on_both(|site| {
        settled(&site);
        let page = page(&site, "report dashboard --month 2026-02");
        let html = std::fs::read_to_string(&page).expect("a page");
        assert!(html.matches("<svg").count() >= 3, "pictures of sales, commission and the top of the lists");
        for (scheme, paper, first) in LOOKS {
            let picture = look(&page, scheme, 1100, 3000);
            assert_eq!(picture.at(2, 2), paper, "{scheme:?}");
            assert!(picture.count(first) > 5_000, "{scheme:?}");
            // On a telephone it is as wide as the screen, and no wider.
            let narrow = look(&page, scheme, 500, 1200);
            assert!((0..1200).all(|y| narrow.at(499, y) == paper), "{scheme:?}");
        }
        let pdf = print(&page);
        assert!(pdf.starts_with(b"%PDF") && pdf.len() > 10_000, "{} bytes", pdf.len());
    });
}
