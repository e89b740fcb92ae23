//! What lists and records are for spreadsheets, browsers and other programs.

use std::io::Read as _;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use crate::acts::refused;
use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn settled(site: &Site) {
    platform(site);
    purchases(
        site,
        &["0012,H1,100.00,2026-02-01,,", "P2,H2,10.00,2026-02-02,,", "R1,H1,50.00,2026-02-03,,0012"],
    );
    site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
}

/// The cells of the first sheet.
fn sheet(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("that can be read");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A part of a workbook as it is written.
fn part(path: &Path, name: &str) -> String {
    let file = std::fs::File::open(path).expect("the workbook");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_workbook_has_typed_cells_a_heading_that_stays_and_a_total() {
    on_both(|site| {
        settled(&site);
        site.cardctl.ok(split("settle lines last --out lines.xlsx"));
        let path = site.directory().join("lines.xlsx");
        let rows = sheet(&path);
        let text = |cell: &Data| cell.to_string();
        assert_eq!(
            rows[0].iter().map(text).collect::<Vec<_>>(),
            ["source", "external_id", "role", "level", "party", "amount"]
        );
        let csv = site.cardctl.ok(split("settle lines last -o csv"));
        assert_eq!(rows.len(), csv.lines().count() + 1, "a heading, the lines and a total");
        let first = rows.iter().find(|row| row[1] == Data::String("0012".to_owned())).expect("zeros stay");
        assert_eq!(first[2], Data::String("holder".to_owned()));
        assert_eq!((&first[3], &first[5]), (&Data::Empty, &Data::Float(4.8)));
        let total = rows.last().expect("rows");
        // 12 % of 100.00, 10.00 and minus 50.00.
        assert_eq!((&total[0], &total[5]), (&Data::String("total".to_owned()), &Data::Float(7.2)));

        let xml = part(&path, "xl/worksheets/sheet1.xml");
        assert!(
            xml.contains("state=\"frozen\"") && xml.contains("topLeftCell=\"A2\""),
            "the heading stays in sight"
        );
        let last = rows.len() - 1;
        assert!(xml.contains(&format!("SUBTOTAL(109,F2:F{last})")), "the total follows a filter");
        assert!(xml.contains(&format!("<autoFilter ref=\"A1:F{last}\"/>")));

        let again = site.directory().join("again.xlsx");
        site.cardctl.ok(split("settle lines last --out again.xlsx"));
        assert_eq!(std::fs::read(&path).expect("one"), std::fs::read(&again).expect("two"), "the same bytes");
    });
}

#[test]
fn a_record_is_a_sheet_of_fields_and_one_for_each_table() {
    on_both(|site| {
        settled(&site);
        site.cardctl.ok(split("settle show last --out run.xlsx"));
        let path = site.directory().join("run.xlsx");
        let book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let names = book.sheet_names();
        assert!(names.len() > 1, "{names:?}");
        let fields = sheet(&path);
        let run = fields
            .iter()
            .find(|row| row[0] == Data::String("run".to_owned()))
            .expect("the number of the run");
        assert_eq!(run[1], Data::Float(1.0));

        site.cardctl.ok(split("settle show last --out run.html"));
        let page = std::fs::read_to_string(site.directory().join("run.html")).expect("a page");
        assert!(page.contains("<!doctype html>") && page.contains("<table>"));
    });
}

#[test]
fn a_chart_in_a_workbook_has_its_numbers_beside_it() {
    on_both(|site| {
        settled(&site);
        site.cardctl.ok(split("report sales --by day --out sales.xlsx"));
        let path = site.directory().join("sales.xlsx");
        let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let numbers = book.worksheet_range("chart").expect("a sheet of the chart");
        assert_eq!(numbers.get((1, 0)), Some(&Data::String("2026-02-01".to_owned())));
        assert_eq!(numbers.get((1, 1)), Some(&Data::Float(100.0)));
        let chart = part(&path, "xl/charts/chart1.xml");
        assert!(chart.contains("<c:f>chart!$B$2:$B$4</c:f>"), "{chart}");
    });
}

#[test]
fn texts_for_spreadsheets_are_marked_and_encoded() {
    on_both(|site| {
        settled(&site);
        let bytes = |encoding: &str| {
            let line =
                format!("purchase list --encoding {encoding} --out p.csv --columns external_id,provider");
            site.cardctl.ok(split(&line));
            std::fs::read(site.directory().join("p.csv")).expect("written")
        };
        assert_eq!(bytes("utf-8"), b"external_id,provider\nR1,shop\nP2,shop\n0012,shop\n");
        assert_eq!(
            bytes("utf-8-bom"),
            "\u{feff}external_id,provider\nR1,shop\nP2,shop\n0012\t,shop\n".as_bytes()
        );
        site.cardctl.ok(["center", "set", "BJ", "--name", "北京"]);
        site.cardctl.ok(split("center list --encoding gb18030 --out c.csv --columns code,name"));
        let written = std::fs::read(site.directory().join("c.csv")).expect("written");
        assert_eq!(written, b"code,name\nBJ,\xb1\xb1\xbe\xa9\n");
        let error = refused(&site, 2, &split("center list --encoding gb18030"));
        assert_eq!(error["code"], "usage");
        // What can't be told afterwards is not done before.
        let error = refused(&site, 2, &split("center set BJ --name Other --encoding gb18030"));
        assert_eq!(error["code"], "usage");
        assert_eq!(site.cardctl.json(split("center show BJ"))["name"], "北京");
    });
}

#[test]
fn rows_are_filtered_by_what_their_columns_hold() {
    on_both(|site| {
        settled(&site);
        let ids = |filter: &str| -> Vec<String> {
            let list = site.cardctl.json(["purchase", "list", "--filter", filter]);
            list.as_array()
                .expect("a list")
                .iter()
                .map(|row| row["external_id"].as_str().expect("an id").to_owned())
                .collect()
        };
        assert_eq!(ids("amount>=50"), ["R1", "0012"]);
        assert_eq!(ids("amount>=50 and refund_of is empty"), ["0012"]);
        assert_eq!(ids("occurred_at<=2026-02-01 or external_id in (P2)"), ["P2", "0012"]);
        assert!(ids("external_id=\"x' OR '1'='1\"").is_empty());
        let limited =
            site.cardctl.ok(["purchase", "list", "--filter", "amount>0", "--limit", "1", "-o", "csv"]);
        assert_eq!(limited.lines().count(), 2);
        for wrong in ["amount>much", "amuont>1", "amount>1 and", "(", "amount"] {
            let error = refused(&site, 2, &["purchase", "list", "--filter", wrong]);
            assert_eq!(error["code"], "usage", "{wrong}: {error}");
            assert!(error["hint"].is_string(), "{wrong}: {error}");
        }
    });
}

#[test]
fn one_holder_who_is_found_is_shown_on_one_screen() {
    on_both(|site| {
        settled(&site);
        let output = site.cardctl.run(split("holder find H1"));
        let screen = &output.stdout;
        for line in [
            "ref                    H1\n",
            "name                   赵**\n",
            "parameters             citizen-id 1****************9\n",
            "tier                   standard\n",
            "center                 BJ\n",
            "staff                  S1\n",
            "agents, nearest first  A3, A2, A1\n",
            // 40 % of 12 % of what is left, 50.00.
            "balance                2.40\n",
            "2026-02-03 00:00:00  shop       50.00  0012       -     R1\n2026-02-01 00:00:00  shop      100.00",
        ] {
            assert!(screen.contains(line), "{line}\n{screen}");
        }
        assert!(screen.lines().count() < 24, "more than a screen:\n{screen}");
        assert!(output.stderr.starts_with("searched as ref, name\n"), "{output}");
        assert!(
            output.stderr.contains("next: `cardctl holder history H1`, `cardctl card lost --holder H1`"),
            "{output}"
        );
        // For programs it is a list, as when several are found.
        assert_eq!(site.cardctl.json(split("holder find H1")).as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn the_columns_of_a_list_and_of_a_record_are_told() {
    on_both(|site| {
        platform(&site);
        let columns = site.cardctl.ok(split("agent list --columns help -o csv"));
        assert!(columns.starts_with("column,title,in_table\ncode,CODE,true\n"), "{columns}");
        let columns = site.cardctl.ok(split("holder show H1 --columns help -o csv"));
        assert!(columns.contains("\nref,"), "{columns}");
        // What would change something changes nothing.
        let error = refused(&site, 2, &split("center set BJ --name Other --columns help"));
        assert_eq!(error["code"], "usage");
        assert_eq!(site.cardctl.json(split("center show BJ"))["name"], "Beijing");
    });
}

/// What is shown once must not be lost by a name that is mistyped, and what was done is no error of usage.
#[test]
fn a_wrong_column_is_refused_where_nothing_was_done_and_told_where_something_was() {
    on_both(|site| {
        platform(&site);
        let error = refused(&site, 2, &split("holder show H1 --columns nmae"));
        assert_eq!(error["message"], "no column `nmae`");
        let made = site.cardctl.exits(0, split("holder secret H1 --yes --columns sceret -o csv"));
        assert!(made.stdout.starts_with("ref,secret") && made.stdout.contains("whsec_"), "{made}");
        assert!(made.stderr.contains("no column `sceret`: all of what was done is shown"), "{made}");
    });
}
