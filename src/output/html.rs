//! One page with everything in it: text, tables, pictures; nothing is fetched, and nothing in it runs.

use std::fmt::Write as _;
use std::io::Write;

use super::Written as _;
use super::chart::Plot;
use super::column::{Align, Column};
use super::safe::safe;
use super::sink::{Foot, Head, Out, Row, Sink};
use super::svg;
use super::value::{Table, Value};
use crate::error::Error;

const STYLE: &str = include_str!("html.css");

/// What a page without a title is called.
const UNTITLED: &str = "cardctl";

/// What the title of a field ends with that tells how the field before it changed.
const CHANGE: &str = ", change";

/// Text made safe for a page: for the reader as for a terminal, and for the browser.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Everything before the first part.
fn beginning(title: Option<&str>, about: &[(String, Value)]) -> String {
    let title = escaped(title.unwrap_or(UNTITLED));
    // Even if something got by the escaping, a browser would neither run nor fetch it.
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    if !about.is_empty() {
        page.push_str("<dl class=\"about\">\n");
        for (what, value) in about {
            _ = writeln!(page, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(what), escaped(&value.shown()));
        }
        page.push_str("</dl>\n");
    }
    page
}

const ENDING: &str = "</main>\n</body>\n</html>\n";

fn cell(tag: &str, column: &Column, value: &Value) -> String {
    let right = match column.align {
        Align::Left => false,
        Align::Right => true,
        Align::ByValue => value.is_number(),
    };
    let class = if right { " class=\"n\"" } else { "" };
    let text = match value {
        Value::Null => String::new(),
        // A number that adds up is a count; another one may be the name of something.
        Value::Int(_) if column.summed => grouped(&value.listed()),
        value => read(value),
    };
    format!("<{tag}{class}>{text}</{tag}>")
}

/// A value as it is read on a page.
fn read(value: &Value) -> String {
    match value {
        Value::Money(_) => grouped(&value.listed()),
        value => escaped(&value.listed()),
    }
}

/// A number with its thousands apart.
fn grouped(number: &str) -> String {
    let whole = number.find('.').unwrap_or(number.len());
    let mut text = String::with_capacity(number.len() + 8);
    for (index, c) in number.char_indices() {
        let after_digit = index > 0 && number.as_bytes()[index - 1].is_ascii_digit();
        if index < whole && after_digit && (whole - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}

/// The heading of a table; its columns stand as the first row does.
fn heading(columns: &[Column], first: &[&Value]) -> String {
    let mut html = "<div class=\"scroll\"><table>\n<thead><tr>".to_owned();
    for (index, column) in columns.iter().enumerate() {
        let right = match column.align {
            Align::Left => false,
            Align::Right => true,
            Align::ByValue => column.summed || first.get(index).is_some_and(|value| value.is_number()),
        };
        let class = if right { " class=\"n\"" } else { "" };
        _ = write!(html, "<th scope=\"col\"{class}>{}</th>", escaped(&sentence(column.title)));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    html
}

/// A title as words: in a table on a screen it shouts, on a page it need not.
fn sentence(title: &str) -> String {
    if !title.chars().any(char::is_lowercase) {
        return capital(&title.to_lowercase());
    }
    title.to_owned()
}

fn row<'a>(columns: &[Column], cells: impl Iterator<Item = &'a Value>) -> String {
    let mut html = "<tr>".to_owned();
    for (column, value) in columns.iter().zip(cells) {
        html.push_str(&cell("td", column, value));
    }
    html.push_str("</tr>\n");
    html
}

fn table_end(columns: &[Column], totals: Option<&[Value]>) -> String {
    let mut html = "</tbody>\n".to_owned();
    if let Some(totals) = totals {
        html.push_str("<tfoot><tr>");
        for (index, (column, value)) in columns.iter().zip(totals).enumerate() {
            if index == 0 && *value == Value::Null {
                html.push_str("<td>Total</td>");
            } else {
                html.push_str(&cell("td", column, value));
            }
        }
        html.push_str("</tr></tfoot>\n");
    }
    html.push_str("</table></div>\n");
    html
}

fn nothing() -> &'static str {
    "<p class=\"none\">Nothing to show</p>\n"
}

fn picture(plot: &Plot) -> String {
    let mut html = format!("<figure>\n{}", svg::render(plot));
    let several = plot.series.len() > 1;
    if several || plot.is_cut {
        html.push_str("<figcaption>");
        if several {
            for (index, series) in plot.series.iter().enumerate() {
                _ = write!(html, "<span><b class=\"s{}\"></b>{}</span>", index + 1, escaped(&series.name));
            }
        }
        if plot.is_cut {
            html.push_str("<span>The picture shows the first of them; the table has all</span>");
        }
        html.push_str("</figcaption>\n");
    }
    html.push_str("</figure>\n");
    html
}

/// A page of one list, written as its rows come.
pub(super) struct HtmlList<'a> {
    out: Out<'a>,
    columns: Vec<Column>,
    has_table: bool,
}

impl<'a> HtmlList<'a> {
    pub(super) fn new(out: Out<'a>) -> Self {
        Self { out, columns: Vec::new(), has_table: false }
    }

    fn write(&mut self, html: &str) -> Result<(), Error> {
        self.out.write_all(html.as_bytes()).written()
    }
}

impl Sink for HtmlList<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), Error> {
        self.columns.clone_from(&head.columns);
        self.write(&beginning(head.title.as_deref(), &head.about))?;
        self.write("<section>\n")
    }

    fn row(&mut self, cells: Row<'_>) -> Result<(), Error> {
        if !self.has_table {
            self.has_table = true;
            let first: Vec<&Value> = cells.iter().collect();
            self.write(&heading(&self.columns, &first))?;
        }
        self.write(&row(&self.columns, cells.iter()))
    }

    fn end(&mut self, foot: Foot) -> Result<(), Error> {
        if self.has_table {
            self.write(&table_end(&self.columns, foot.totals.as_deref()))?;
        } else {
            self.write(nothing())?;
        }
        // It comes last, for all rows are in it, and stands first.
        if let Some(plot) = &foot.plot {
            self.write(&picture(plot))?;
        }
        self.write("</section>\n")?;
        self.write(ENDING)?;
        self.out.flush().written()
    }
}

/// A page of one thing: its fields, and each of its tables as a section.
pub(super) fn record<'a>(
    out: &mut dyn Write,
    title: Option<&str>,
    fields: impl Iterator<Item = (&'a str, &'a Value)> + Clone,
) -> Result<(), Error> {
    let mut page = beginning(title, &[]);
    let single = fields.clone().filter(|(_, value)| !matches!(value, Value::Table(_) | Value::Map(_)));
    let mut single = single.peekable();
    if single.peek().is_some() {
        page.push_str("<dl class=\"fields\">\n");
        while let Some((name, value)) = single.next() {
            let class = if value.is_number() { " class=\"n\"" } else { "" };
            let shown = if let Value::Money(_) = value { read(value) } else { escaped(&value.shown()) };
            _ = write!(page, "<div><dt>{}</dt><dd{class}>{shown}</dd>", escaped(&capital(name)));
            // How a figure changed stands in its box.
            if let Some((_, change)) = single.next_if(|(next, _)| next.strip_suffix(CHANGE) == Some(name)) {
                _ = write!(page, "<dd class=\"change\">{}</dd>", escaped(&change.shown()));
            }
            page.push_str("</div>\n");
        }
        page.push_str("</dl>\n");
    }
    for (name, value) in fields {
        match value {
            Value::Table(rows) => page.push_str(&section(name, rows)),
            Value::Map(entries) => {
                let title = escaped(&capital(name));
                _ = write!(page, "<section>\n<h2>{title}</h2>\n<dl class=\"fields\">\n");
                for (key, value) in entries {
                    let shown = escaped(&value.shown());
                    _ = writeln!(page, "<div><dt>{}</dt><dd>{shown}</dd></div>", escaped(key));
                }
                page.push_str("</dl>\n</section>\n");
            }
            _ => {}
        }
    }
    page.push_str(ENDING);
    out.write_all(page.as_bytes()).and_then(|()| out.flush()).written()
}

fn section(name: &str, table: &Table) -> String {
    let mut html = format!("<section>\n<h2>{}</h2>\n", escaped(&capital(name)));
    let table = table.without_details();
    if let Some(first) = table.rows.first() {
        let plot = table.plot();
        if let Some(plot) = &plot {
            html.push_str(&picture(plot));
        }
        if let Some(plot) = plot.filter(|plot| plot.series.len() > 1 && !plot.is_cut) {
            html.push_str(&crossed(&plot));
            html.push_str("</section>\n");
            return html;
        }
        html.push_str(&heading(&table.columns, &first.iter().collect::<Vec<_>>()));
        for cells in &table.rows {
            html.push_str(&row(&table.columns, cells.iter()));
        }
        html.push_str(&table_end(&table.columns, table.totals().as_deref()));
    } else {
        html.push_str(nothing());
    }
    html.push_str("</section>\n");
    html
}

/// The numbers of a picture of several series: a row for each label, a column for each series.
fn crossed(plot: &Plot) -> String {
    let number = |tag: &str, magnitude: Option<i64>| {
        let shown = magnitude.map_or_else(String::new, |one| match plot.unit.value(one) {
            value @ Value::Int(_) => grouped(&value.listed()),
            value => read(&value),
        });
        format!("<{tag} class=\"n\">{shown}</{tag}>")
    };
    let sum =
        |values: &mut dyn Iterator<Item = Option<i64>>| values.flatten().try_fold(0_i64, i64::checked_add);
    let label = escaped(&sentence(plot.label_title));
    let mut html = format!("<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">{label}</th>");
    for series in &plot.series {
        _ = write!(html, "<th scope=\"col\" class=\"n\">{}</th>", escaped(&series.name));
    }
    html.push_str("<th scope=\"col\" class=\"n\">Total</th></tr></thead>\n<tbody>\n");
    for (index, label) in plot.labels.iter().enumerate() {
        _ = write!(html, "<tr><td>{}</td>", escaped(label));
        for series in &plot.series {
            html.push_str(&number("td", series.values[index]));
        }
        html.push_str(&number("td", sum(&mut plot.series.iter().map(|series| series.values[index]))));
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n<tfoot><tr><td>Total</td>");
    for series in &plot.series {
        html.push_str(&number("td", sum(&mut series.values.iter().copied())));
    }
    html.push_str(&number(
        "td",
        sum(&mut plot.series.iter().flat_map(|series| series.values.iter().copied())),
    ));
    html.push_str("</tr></tfoot>\n</table></div>\n");
    html
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;
    use crate::output::{Chart, Format, Options, Record, Streams, Ui};

    const COLUMNS: [Column; 2] =
        [Column::new("provider", "PROVIDER"), Column::new("amount", "AMOUNT").summed()];

    fn written(rows: &[(&'static str, i64)]) -> String {
        let (streams, captured) = Streams::memory("");
        let mut ui = Ui::new(streams, Options { format: Format::Html, ..Options::default() });
        let mut list = ui
            .list(&COLUMNS)
            .expect("a list")
            .titled("Sales <of> 十月")
            .about("from", Value::code("2026-10-01"))
            .charted(Chart::bars("provider", "amount"), false);
        for &(name, amount) in rows {
            list.row([Value::text(name), Money::from_minor(amount).into()]).expect("a row");
        }
        list.end().expect("the end");
        captured.stdout()
    }

    #[test]
    fn a_page_is_whole_and_fetches_nothing() {
        let page = written(&[("茶馆", 12_000), ("Tea & <script>alert(1)</script>\u{1b}", 50)]);
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        assert!(page.contains("<title>Sales &lt;of&gt; 十月</title>"), "{page}");
        assert!(page.contains("<dt>from</dt><dd>2026-10-01</dd>"));
        assert!(page.contains("<td>茶馆</td><td class=\"n\">120.00</td>"));
        assert!(page.contains("<th scope=\"col\" class=\"n\">Amount</th>"));
        assert!(page.contains("<td>Total</td><td class=\"n\">120.50</td>"));
        assert!(page.contains("<svg"));
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;") && !page.contains('\u{1b}'));
        for fetching in ["src=", "href=", "url(", "@import", "http:", "https:"] {
            assert!(!page.contains(fetching), "{fetching}");
        }
        for tag in ["section", "table", "svg", "figure", "dl", "main", "body"] {
            let (opened, closed) = (format!("<{tag}"), format!("</{tag}>"));
            assert_eq!(page.matches(&opened).count(), page.matches(&closed).count(), "{tag}");
        }
    }

    #[test]
    fn thousands_stand_apart() {
        for (number, shown) in [
            ("1234567.89", "1,234,567.89"),
            ("-1234", "-1,234"),
            ("-123.00", "-123.00"),
            ("999", "999"),
            ("1000", "1,000"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn several_series_become_columns() {
        const LONG: [Column; 3] =
            [Column::new("month", "MONTH"), Column::new("role", "ROLE"), Column::new("amount", "AMOUNT")];
        let mut table = Table::new(&LONG).charted(Chart::over_time("month", "amount").by("role"));
        table.row([Value::code("10"), Value::code("holder"), Money::from_minor(100_000).into()]);
        table.row([Value::code("10"), Value::code("agent"), Money::from_minor(-50).into()]);
        table.row([Value::code("11"), Value::code("agent"), Money::from_minor(50).into()]);
        let html = section("commission", &table);
        assert!(html.contains("<td>10</td><td class=\"n\">1,000.00</td><td class=\"n\">-0.50</td><td class=\"n\">999.50</td>"), "{html}");
        assert!(html.contains("<td>11</td><td class=\"n\"></td><td class=\"n\">0.50</td>"), "{html}");
        assert!(html.contains("<td>Total</td><td class=\"n\">1,000.00</td><td class=\"n\">0.00</td><td class=\"n\">1,000.00</td>"), "{html}");
    }

    #[test]
    fn an_empty_list_says_so() {
        let page = written(&[]);
        assert!(page.contains("Nothing to show") && !page.contains("<table") && !page.contains("<svg"));
    }

    #[test]
    fn a_record_has_its_fields_and_a_section_for_each_table() {
        let (streams, captured) = Streams::memory("");
        let mut ui = Ui::new(streams, Options { format: Format::Html, ..Options::default() });
        let mut table = Table::new(&COLUMNS).charted(Chart::bars("provider", "amount"));
        table.row([Value::text("tea"), Money::from_minor(100).into()]);
        table.row([Value::text("ink"), Money::from_minor(-50).into()]);
        let record = Record::new()
            .titled("October")
            .field("sales", "sales", Money::from_minor(50))
            .field("sales_change", "sales, change", Value::code("+41.3%"))
            .field("state", "state", Value::code("open"))
            .field("providers", "top providers", table)
            .field("none", "none", Table::new(&COLUMNS));
        ui.record(record).expect("written");
        let page = captured.stdout();
        assert!(page.contains("<h1>October</h1>"));
        assert!(
            page.contains(
                "<div><dt>Sales</dt><dd class=\"n\">0.50</dd><dd class=\"change\">+41.3%</dd></div>"
            ),
            "{page}"
        );
        assert!(page.contains("<h2>Top providers</h2>") && page.contains("<svg"));
        assert!(page.contains("<h2>None</h2>\n<p class=\"none\">"));
    }
}
