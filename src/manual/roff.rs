//! A manual page in the making.

use std::fmt::Write as _;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

/// A page. Text may hold `words` in backticks, which come out bold.
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Begins a page. It has no date and no version, so that it changes only when what it says changes.
    pub(super) fn new(title: &str, section: u8, about: &str) -> Self {
        let heading = title.to_uppercase().replace('-', "\\-");
        let mut page = Self { text: Roff::new().render() };
        // Writing to a string can't fail.
        let _ = writeln!(page.text, ".TH \"{heading}\" {section} \"\" \"cardctl\" \"cardctl manual\"");
        page.section("NAME");
        page.add(Roff::new().text([roman(format!("{title} - {about}"))]));
        page
    }

    /// The finished text, in ASCII: not every formatter is told of an encoding.
    pub(super) fn end(self) -> String {
        let mut text = String::with_capacity(self.text.len());
        for letter in self.text.chars() {
            if letter.is_ascii() {
                text.push(letter);
            } else {
                let _ = write!(text, "\\[u{:04X}]", u32::from(letter));
            }
        }
        text
    }

    pub(super) fn section(&mut self, heading: &str) {
        self.add(Roff::new().control("SH", [heading]));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.add(Roff::new().control("PP", []).text(marked(text)));
    }

    /// A name and what it means. The name is bold.
    pub(super) fn term(&mut self, name: &str, meaning: &str) {
        self.add(Roff::new().control("TP", []).text([bold(name)]).text(marked(meaning)));
    }

    /// One more paragraph about the last term.
    pub(super) fn continued(&mut self, text: &str) {
        self.add(Roff::new().control("IP", []).text(marked(text)));
    }

    /// An empty line before what follows.
    pub(super) fn gap(&mut self) {
        self.add(Roff::new().control("PP", []));
    }

    /// Lines as they are, indented.
    pub(super) fn verbatim(&mut self, text: &str) {
        let mut roff = Roff::new();
        roff.control("RS", ["4"]).control("nf", []);
        for line in text.lines() {
            roff.text([roman(line)]);
        }
        self.add(roff.control("fi", []).control("RE", []));
    }

    /// Columns; the first row is the heading.
    pub(super) fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.first().map_or(0, Vec::len);
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let lines: Vec<String> = rows
            .iter()
            .map(|row| {
                let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}  "));
                cells.collect::<String>().trim_end().to_owned()
            })
            .collect();
        self.verbatim(&lines.join("\n"));
    }

    /// How the command is written: clap's own usage.
    pub(super) fn usage(&mut self, usage: &str) {
        let usage = usage.trim().strip_prefix("Usage: ").unwrap_or(usage);
        // The command's words are those before the first option or value.
        let end = usage.find([' ', '\n']).map_or(usage.len(), |_| {
            usage
                .split(' ')
                .take_while(|word| word.starts_with(char::is_lowercase))
                .map(|word| word.len() + 1)
                .sum::<usize>()
                .saturating_sub(1)
        });
        let (name, rest) = usage.split_at(end);
        self.add(Roff::new().text([bold(name), roman(rest)]));
    }

    /// The options, as clap knows them.
    pub(super) fn options(&mut self, command: Command) {
        let mut bytes = Vec::new();
        // Writing to memory can't fail.
        let _ = Man::new(command).render_options_section(&mut bytes);
        self.add_rendered(&String::from_utf8_lossy(&bytes));
    }

    /// The commands below this one, as clap knows them.
    pub(super) fn subcommands(&mut self, command: Command) {
        let mut bytes = Vec::new();
        let _ = Man::new(command).render_subcommands_section(&mut bytes);
        self.add_rendered(&String::from_utf8_lossy(&bytes));
    }

    /// Other pages and their sections.
    pub(super) fn see_also(&mut self, pages: &[(String, u8)]) {
        let mut line = Vec::new();
        for (name, section) in pages {
            if !line.is_empty() {
                line.push(roman(", "));
            }
            line.push(bold(name));
            line.push(roman(format!("({section})")));
        }
        self.add(Roff::new().text(line));
    }

    fn add(&mut self, roff: &Roff) {
        self.add_rendered_as_is(&roff.render());
    }

    /// Adds what another wrote, with its backticks turned into bold.
    fn add_rendered(&mut self, text: &str) {
        let mut marked = String::new();
        for line in text.lines() {
            for (position, part) in line.split('`').enumerate() {
                match position {
                    0 => {}
                    odd if odd % 2 == 1 => marked.push_str("\\fB"),
                    _ => marked.push_str("\\fR"),
                }
                marked.push_str(part);
            }
            marked.push('\n');
        }
        self.add_rendered_as_is(&marked);
    }

    /// Every piece begins with the definition that a page needs once.
    fn add_rendered_as_is(&mut self, text: &str) {
        let definition = Roff::new().render();
        self.text.push_str(text.strip_prefix(&definition).unwrap_or(text));
    }
}

/// Text with the parts in backticks bold, and names of pages, such as `cardctl(1)`, as they are.
fn marked(text: &str) -> Vec<Inline> {
    let parts = text.split('`').enumerate();
    parts
        .filter(|(_, part)| !part.is_empty())
        .map(|(position, part)| if position % 2 == 1 { bold(part) } else { roman(part) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_roff_would_obey_is_shown() {
        let mut page = Page::new("x-y", 1, "does it");
        page.paragraph(".TH isn't `--this` a\\b");
        page.verbatim("'quoted\n.dotted 王");
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        page.table(&[row(["FROM", "TO"]), row(["a", "b"])]);
        page.usage("Usage: cardctl purchase import [OPTIONS] <FILE>");
        let text = page.end();
        let body = text.split_once(".SH NAME\n").map_or("", |(_, body)| body);
        assert_eq!(
            body,
            "x\\-y \\- does it\n.PP\n\\&.TH isn\\*(Aqt \\fB\\-\\-this\\fR a\\\\b\n.RS 4\n.nf\n\\*(Aqquoted\n\
             \\&.dotted \\[u738B]\n.fi\n.RE\n.RS 4\n.nf\nFROM  TO\na     b\n.fi\n.RE\n\
             \\fBcardctl purchase import\\fR [OPTIONS] <FILE>\n"
        );
    }
}
