//! Trees: agents under agents, cohorts under cohorts.

use std::borrow::Cow;

use super::{Format, Ui, bars, column::Column, value::Value};
use crate::error::Error;

/// A node, in the order of the walk: each after its parent, before its next sibling.
#[derive(Clone, Debug)]
pub struct Node {
    /// 0 for a root.
    pub depth: usize,
    /// One value a column; the first is its label.
    pub cells: Vec<Value>,
}

const DEPTH: Column = Column::new("depth", "DEPTH");
const PATH: Column = Column::new("path", "PATH");

impl Ui {
    /// Draws a tree. The first column is the label, and the others stand in line beside it.
    ///
    /// Where it isn't drawn (every format but the table, and under `--columns` or `--sort`) it is a list with two
    /// more columns, `depth` and `path` (the labels from the root, joined by `/`), unless the columns have those
    /// already. `empty` is the hint when there are no nodes.
    pub fn tree(&mut self, columns: &[Column], nodes: Vec<Node>, empty: &str) -> Result<(), Error> {
        self.draw_tree(columns, None, nodes, empty)
    }

    /// As [`tree`](Self::tree), with a bar beside each node as long as its number in the column `of`: the longest is that
    /// of the greatest number.
    pub fn tree_with_bars(
        &mut self,
        columns: &[Column],
        of: usize,
        nodes: Vec<Node>,
        empty: &str,
    ) -> Result<(), Error> {
        self.draw_tree(columns, Some(of), nodes, empty)
    }

    fn draw_tree(
        &mut self,
        columns: &[Column],
        bars: Option<usize>,
        mut nodes: Vec<Node>,
        empty: &str,
    ) -> Result<(), Error> {
        let mut deepest = 0;
        for node in &mut nodes {
            // A child stands one step below its parent, whatever a broken walk claims.
            node.depth = node.depth.min(deepest);
            deepest = node.depth + 1;
        }
        let selection = &self.options.selection;
        let drawn = self.options.format == Format::Table
            && selection.columns.is_empty()
            && selection.sort.is_empty()
            && selection.filter.is_none();
        if drawn {
            let guides = guides(&nodes);
            let mut rows: Vec<Vec<Value>> = nodes.into_iter().map(|node| node.cells).collect();
            for (cells, guide) in rows.iter_mut().zip(guides) {
                if let Some(label) = cells.first_mut() {
                    *label = guided(&guide, label);
                }
            }
            let mut columns = columns.to_vec();
            if let Some(of) = bars {
                bars::append(&mut columns, &mut rows, of, self.stdout_screen);
            }
            let mut list = self.list(&columns)?;
            list.empty_hint(empty);
            for cells in rows {
                list.row(cells)?;
            }
            list.end()?;
            return Ok(());
        }

        let has = |key| columns.iter().any(|column| column.key == key);
        let (depth, path) = (!has(DEPTH.key), !has(PATH.key));
        let mut all = columns.to_vec();
        if path {
            all.insert(0, PATH);
        }
        if depth {
            all.insert(0, DEPTH);
        }
        let mut list = self.list(&all)?;
        list.empty_hint(empty);
        let mut labels: Vec<Value> = Vec::new();
        for node in nodes {
            let mut cells = Vec::with_capacity(all.len());
            if depth {
                cells.push(node.depth.into());
            }
            if path {
                labels.truncate(node.depth);
                labels.push(node.cells.first().cloned().unwrap_or(Value::Null));
                cells.push(joined(&labels));
            }
            cells.extend(node.cells);
            list.row(cells)?;
        }
        list.end()?;
        Ok(())
    }
}

fn guided(guide: &str, label: &Value) -> Value {
    match label {
        Value::Text(text) => Value::text(format!("{guide}{text}")),
        label => Value::code(format!("{guide}{}", label.shown())),
    }
}

/// The path is free text as soon as one of its labels is.
fn joined(labels: &[Value]) -> Value {
    let words: Vec<Cow<'_, str>> = labels
        .iter()
        .map(|label| match label {
            Value::Text(text) | Value::Code(text) => Cow::Borrowed(&**text),
            label => label.shown(),
        })
        .collect();
    let path = words.join("/");
    if labels.iter().any(|label| matches!(label, Value::Text(_))) {
        Value::text(path)
    } else {
        Value::code(path)
    }
}

/// What is drawn before each label.
fn guides(nodes: &[Node]) -> Vec<String> {
    // Walked from the end: `follows[d]` says whether a sibling at depth d is still to come.
    let mut follows: Vec<bool> = Vec::new();
    let mut guides: Vec<String> = nodes
        .iter()
        .rev()
        .map(|node| {
            follows.resize(node.depth + 1, false);
            let mut guide = String::new();
            for (depth, follows) in follows.iter().enumerate().skip(1) {
                guide.push_str(match (depth == node.depth, *follows) {
                    (true, true) => "|- ",
                    (true, false) => "`- ",
                    (false, true) => "|  ",
                    (false, false) => "   ",
                });
            }
            follows[node.depth] = true;
            guide
        })
        .collect();
    guides.reverse();
    guides
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Options, Selection, Streams};

    const COLUMNS: [Column; 2] = [Column::new("code", "CODE"), Column::new("holders", "HOLDERS")];

    fn written(format: Format, sort: &[&str], depths: &[usize]) -> String {
        let (streams, captured) = Streams::memory("");
        let sort = sort.iter().map(|&key| key.to_owned()).collect();
        let selection = Selection { sort, ..Selection::default() };
        let mut ui = Ui::new(streams, Options { format, selection, ..Options::default() });
        let nodes = depths.iter().enumerate().map(|(n, &depth)| {
            let label = Value::code(format!("A{n}"));
            Node { depth, cells: vec![label, n.into()] }
        });
        ui.tree(&COLUMNS, nodes.collect(), "no agents").expect("memory takes all");
        captured.stdout() + &captured.stderr()
    }

    #[test]
    fn guides_show_who_belongs_to_whom() {
        assert_eq!(
            written(Format::Table, &[], &[0, 1, 2, 2, 1, 2, 0, 1]),
            "\
CODE      HOLDERS
-----------------
A0              0
|- A1           1
|  |- A2        2
|  `- A3        3
`- A4           4
   `- A5        5
A6              6
`- A7           7
"
        );
        assert_eq!(written(Format::Table, &[], &[]), "no agents\n");
    }

    #[test]
    fn elsewhere_it_is_a_list_with_depth_and_path() {
        assert_eq!(
            written(Format::Csv, &[], &[0, 1, 2, 1, 0]),
            "depth,path,code,holders\n0,A0,A0,0\n1,A0/A1,A1,1\n2,A0/A1/A2,A2,2\n1,A0/A3,A3,3\n0,A4,A4,4\n"
        );
        assert_eq!(
            written(Format::Table, &["-holders"], &[0, 1]),
            "DEPTH  PATH   CODE  HOLDERS\n---------------------------\n    1  A0/A1  A1          1\n    0  A0     A0          0\n"
        );
    }

    #[test]
    fn a_broken_walk_is_still_drawn() {
        assert_eq!(
            written(Format::Table, &[], &[3, 9, 0]),
            "CODE   HOLDERS\n--------------\nA0           0\n`- A1        1\nA2           2\n"
        );
        assert!(written(Format::Csv, &[], &[3, 9]).ends_with("0,A0,A0,0\n1,A0/A1,A1,1\n"));
    }
}
