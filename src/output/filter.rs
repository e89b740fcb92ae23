//! `--filter`: which rows of a list are shown.
//!
//! ```text
//! filter     = and { "or" and }
//! and        = not { "and" not }
//! not        = [ "not" ] ( "(" filter ")" | comparison )
//! comparison = column ( ( "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~" ) value
//!                     | [ "not" ] "in" "(" value { "," value } ")"
//!                     | "is" [ "not" ] "empty" )
//! value      = a word, or anything between ' or "
//! ```
//!
//! It looks at the rows that a command made, and so means the same for every list and on every database, and no part
//! of it is ever in a statement.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::{column::Column, value::Value};
use crate::domain::money::Money;
use crate::domain::ppm::Ppm;
use crate::error::{Code, Error};

/// A longer one was not typed by anybody.
const LONGEST: usize = 8 * 1024;

/// Brackets and `not` within each other, which the parser follows by calling itself.
const DEEPEST: usize = 64;

/// Which rows are shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filter(Node);

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Or(Vec<Self>),
    And(Vec<Self>),
    Not(Box<Self>),
    Compare(Comparison),
    /// One of these.
    In(Vec<Comparison>),
    Empty(usize),
}

#[derive(Clone, Debug, PartialEq)]
struct Comparison {
    index: usize,
    key: &'static str,
    operator: Operator,
    text: String,
    /// The text as a value of the column, once a row has shown what the column holds.
    typed: Option<Literal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    ContainsNot,
}

/// What a text means in a column.
#[derive(Clone, Debug, PartialEq)]
enum Literal {
    /// Like the values themselves.
    Value(Value),
    /// A day, compared with the local day of moments.
    Day(Date),
    /// A local time without an offset, compared with the local time of moments.
    Local(DateTime),
}

impl Filter {
    /// Reads a filter over these columns.
    pub(super) fn parse(text: &str, columns: &[Column]) -> Result<Self, Error> {
        if text.len() > LONGEST {
            return Err(wrong(format!("it is longer than {LONGEST} bytes")));
        }
        let mut parser = Parser { tokens: tokens(text)?, next: 0, columns, depth: 0 };
        let node = parser.filter()?;
        match parser.peek() {
            None => Ok(Self(node)),
            Some(token) => Err(wrong(format!("{token} is not expected after a whole filter"))
                .hint("join comparisons by `and` or `or`")),
        }
    }

    /// Whether a row is shown. An error when a value of the filter can't be one of its column.
    pub(super) fn admits(&mut self, row: &[Value]) -> Result<bool, Error> {
        self.0.admits(row)
    }
}

impl Node {
    fn admits(&mut self, row: &[Value]) -> Result<bool, Error> {
        match self {
            Self::Or(nodes) => any(nodes, row, true),
            Self::And(nodes) => any(nodes, row, false).map(|found| !found),
            Self::Not(node) => node.admits(row).map(|is| !is),
            Self::Compare(comparison) => comparison.holds(row),
            Self::In(comparisons) => {
                for comparison in comparisons {
                    if comparison.holds(row)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::Empty(index) => Ok(row.get(*index).is_none_or(is_empty)),
        }
    }
}

/// Whether one of the nodes says `wanted`.
fn any(nodes: &mut [Node], row: &[Value], wanted: bool) -> Result<bool, Error> {
    for node in nodes {
        if node.admits(row)? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) | Value::Code(text) => text.is_empty(),
        Value::List(values) => values.is_empty(),
        _ => false,
    }
}

impl Comparison {
    /// A value that is missing is unlike every other. Of several values one is enough, and `!=` and `!~` are the
    /// contrary of `=` and `~`.
    fn holds(&mut self, row: &[Value]) -> Result<bool, Error> {
        let positive = match self.operator {
            Operator::Unequal => Some(Operator::Equal),
            Operator::ContainsNot => Some(Operator::Contains),
            _ => None,
        };
        let operator = positive.unwrap_or(self.operator);
        let found = match row.get(self.index) {
            None | Some(Value::Null) => false,
            Some(Value::List(values)) => {
                let mut found = false;
                for value in values {
                    found = found || self.holds_for(operator, value)?;
                }
                found
            }
            Some(value) => self.holds_for(operator, value)?,
        };
        Ok(found != positive.is_some())
    }

    fn holds_for(&mut self, operator: Operator, value: &Value) -> Result<bool, Error> {
        if operator == Operator::Contains {
            return Ok(value.listed().to_lowercase().contains(&self.text.to_lowercase()));
        }
        if self.typed.is_none() {
            self.typed = Some(self.literal(value)?);
        }
        let Some(typed) = &self.typed else { return Ok(false) };
        let order = match (typed, value) {
            (Literal::Day(day), Value::Instant(at, offset)) => offset.to_datetime(*at).date().cmp(day),
            (Literal::Local(local), Value::Instant(at, offset)) => offset.to_datetime(*at).cmp(local),
            (Literal::Day(day), Value::Date(date)) => date.cmp(day),
            (Literal::Value(literal), value) => value.order(literal),
            _ => return Ok(false),
        };
        Ok(match operator {
            Operator::Equal => order.is_eq(),
            Operator::Less => order.is_lt(),
            Operator::LessOrEqual => order.is_le(),
            Operator::Greater => order.is_gt(),
            Operator::GreaterOrEqual => order.is_ge(),
            Operator::Unequal | Operator::Contains | Operator::ContainsNot => order != Ordering::Equal,
        })
    }

    /// The text as a value like this one.
    fn literal(&self, like: &Value) -> Result<Literal, Error> {
        let text = self.text.as_str();
        let (literal, wanted) = match like {
            Value::Int(_) => (text.parse().ok().map(Value::Int).map(Literal::Value), "a whole number"),
            Value::Money(_) => {
                (Money::parse(text).ok().map(Value::Money).map(Literal::Value), "an amount such as 12.50")
            }
            Value::Ppm(_) => {
                (Ppm::parse(text).ok().map(Value::Ppm).map(Literal::Value), "a rate such as 12.5%")
            }
            Value::Bool(_) => (
                match text {
                    "yes" | "true" => Some(Literal::Value(Value::Bool(true))),
                    "no" | "false" => Some(Literal::Value(Value::Bool(false))),
                    _ => None,
                },
                "`yes` or `no`",
            ),
            Value::Date(_) => (text.parse().ok().map(Literal::Day), "a day such as 2026-10-31"),
            Value::Instant(_, offset) => (
                text.parse::<Date>()
                    .ok()
                    .filter(|_| !text.contains(':'))
                    .map(Literal::Day)
                    .or_else(|| {
                        let moment = text.parse::<Timestamp>().ok()?;
                        Some(Literal::Value(Value::Instant(moment, *offset)))
                    })
                    .or_else(|| text.parse::<DateTime>().ok().map(Literal::Local)),
                "a day, or a time such as 2026-10-31T12:00",
            ),
            Value::Text(_) | Value::Code(_) => (Some(Literal::Value(Value::text(text.to_owned()))), "a text"),
            Value::Null | Value::List(_) | Value::Map(_) | Value::Table(_) => {
                (None, "compared by `~` only, for its values are no single ones")
            }
        };
        literal
            .ok_or_else(|| wrong(format!("`{text}` can't be compared with `{}`: it is {wanted}", self.key)))
    }
}

fn wrong(message: impl fmt::Display) -> Error {
    Error::new(Code::Usage, format!("the filter is wrong: {message}")).hint(
        "write it as in `--filter \"status=active and amount>=100\"`; `--columns help` lists the columns",
    )
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// Between quotes, and so never a keyword.
    Quoted(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) | Self::Quoted(text) => write!(f, "`{text}`"),
            Self::Operator(_) => f.write_str("an operator"),
            Self::Open => f.write_str("`(`"),
            Self::Close => f.write_str("`)`"),
            Self::Comma => f.write_str("`,`"),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, Error> {
    const SPECIAL: &[char] = &['=', '!', '<', '>', '~', '(', ')', ',', '\'', '"'];
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let two = |second| rest[1..].starts_with(second);
        let (token, length) = match first {
            '=' => (Token::Operator(Operator::Equal), if two('=') { 2 } else { 1 }),
            '!' if two('=') => (Token::Operator(Operator::Unequal), 2),
            '!' if two('~') => (Token::Operator(Operator::ContainsNot), 2),
            '!' => return Err(wrong("`!` alone means nothing; write `not`")),
            '<' if two('=') => (Token::Operator(Operator::LessOrEqual), 2),
            '<' if two('>') => (Token::Operator(Operator::Unequal), 2),
            '<' => (Token::Operator(Operator::Less), 1),
            '>' if two('=') => (Token::Operator(Operator::GreaterOrEqual), 2),
            '>' => (Token::Operator(Operator::Greater), 1),
            '~' => (Token::Operator(Operator::Contains), 1),
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            quote @ ('\'' | '"') => {
                let Some(length) = rest[1..].find(quote) else {
                    return Err(wrong(format!("the quote {quote} is not closed")));
                };
                (Token::Quoted(rest[1..=length].to_owned()), length + 2)
            }
            _ => {
                let length =
                    rest.find(|c: char| c.is_whitespace() || SPECIAL.contains(&c)).unwrap_or(rest.len());
                (Token::Word(rest[..length].to_owned()), length)
            }
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

struct Parser<'a> {
    tokens: Vec<Token>,
    next: usize,
    columns: &'a [Column],
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, what: &str) -> Result<Token, Error> {
        let token = self.peek().cloned().ok_or_else(|| wrong(format!("it ends where {what} is missing")))?;
        self.next += 1;
        Ok(token)
    }

    /// Takes a keyword, whatever its case, if it comes next.
    fn keyword(&mut self, keyword: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(keyword));
        self.next += usize::from(is);
        is
    }

    fn expect(&mut self, wanted: &Token) -> Result<(), Error> {
        let token = self.take(&wanted.to_string())?;
        if token == *wanted {
            Ok(())
        } else {
            Err(wrong(format!("{token} stands where {wanted} is missing")))
        }
    }

    fn filter(&mut self) -> Result<Node, Error> {
        let mut nodes = vec![self.all_of()?];
        while self.keyword("or") {
            nodes.push(self.all_of()?);
        }
        Ok(one_or(nodes, Node::Or))
    }

    fn all_of(&mut self) -> Result<Node, Error> {
        let mut nodes = vec![self.one()?];
        while self.keyword("and") {
            nodes.push(self.one()?);
        }
        Ok(one_or(nodes, Node::And))
    }

    fn one(&mut self) -> Result<Node, Error> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(wrong(format!("more than {DEEPEST} brackets within each other")));
        }
        let node = if self.keyword("not") {
            Node::Not(Box::new(self.one()?))
        } else if self.peek() == Some(&Token::Open) {
            self.next += 1;
            let node = self.filter()?;
            self.expect(&Token::Close)?;
            node
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn comparison(&mut self) -> Result<Node, Error> {
        let name = match self.take("the name of a column")? {
            Token::Word(name) => name,
            token => return Err(wrong(format!("{token} stands where the name of a column is missing"))),
        };
        let (index, key) = super::column::position(&name, self.columns)?;
        let comparison = |operator, text| Comparison { index, key, operator, text, typed: None };
        if self.keyword("is") {
            let negated = self.keyword("not");
            if !self.keyword("empty") {
                return Err(wrong("after `is` only `empty` and `not empty` are known"));
            }
            return Ok(not_if(negated, Node::Empty(index)));
        }
        let negated = self.keyword("not");
        if self.keyword("in") {
            self.expect(&Token::Open)?;
            let mut among = vec![comparison(Operator::Equal, self.value()?)];
            while self.peek() == Some(&Token::Comma) {
                self.next += 1;
                among.push(comparison(Operator::Equal, self.value()?));
            }
            self.expect(&Token::Close)?;
            return Ok(not_if(negated, Node::In(among)));
        }
        if negated {
            return Err(wrong(format!("after `{name} not` only `in` is known")));
        }
        match self.take("an operator")? {
            Token::Operator(operator) => Ok(Node::Compare(comparison(operator, self.value()?))),
            token => Err(wrong(format!("{token} stands where an operator is missing"))
                .hint("operators: = != < <= > >= ~ (contains) !~, `in (a, b)`, `is empty`")),
        }
    }

    fn value(&mut self) -> Result<String, Error> {
        match self.take("a value")? {
            Token::Word(text) | Token::Quoted(text) => Ok(text),
            token => Err(wrong(format!("{token} stands where a value is missing"))
                .hint("a value with other characters than letters and digits stands between quotes")),
        }
    }
}

fn one_or(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            several(nodes)
        }
        None => several(nodes),
    }
}

fn not_if(negated: bool, node: Node) -> Node {
    if negated { Node::Not(Box::new(node)) } else { node }
}

#[cfg(test)]
mod tests {
    use jiff::tz::Offset;
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: [Column; 8] = [
        Column::new("ref", "REF"),
        Column::new("status", "STATUS"),
        Column::new("amount", "AMOUNT"),
        Column::new("n", "N"),
        Column::new("at", "AT"),
        Column::new("may", "MAY"),
        Column::new("open", "OPEN"),
        Column::new("rate", "RATE"),
    ];

    fn row() -> Vec<Value> {
        let at = "2026-10-01T00:30:00+08:00".parse::<Timestamp>().expect("a time");
        vec![
            Value::code("0100"),
            Value::text("active"),
            Value::Money(Money::from_minor(12_050)),
            Value::Int(9),
            Value::Instant(at, Offset::constant(8)),
            Value::List(vec![Value::code("sell"), Value::code("swap")]),
            Value::Bool(true),
            Value::Null,
        ]
    }

    fn admits(filter: &str) -> Result<bool, Error> {
        Filter::parse(filter, &COLUMNS)?.admits(&row())
    }

    #[test]
    fn each_comparison_by_the_type_of_its_column() -> Result<(), Error> {
        for filter in [
            "status=active",
            "status == 'active'",
            "status!=void and status<>lost",
            "amount=120.5",
            "amount>=100 and amount<120.51",
            "n<10",
            "n>8 or status=void",
            "ref=0100",
            "ref<02",
            "at=2026-10-01",
            "at>=2026-10-01 and at<2026-10-02",
            "at>2026-10-01T00:29",
            "at='2026-10-01 00:30'",
            "at=2026-09-30T16:30:00Z",
            "may=sell and may=swap and may!=refer",
            "may in (refer, swap)",
            "status not in (void,lost)",
            "open=yes",
            "not open=no",
            "rate is empty and status is not empty",
            "rate!=12%",
            "not rate=12% and not rate<12%",
            "status~CTI and status!~x",
            "may~ell",
            "(status=void or status=active) and not (n=1 or n=2)",
            "STATUS IN (active)",
        ] {
            // Keys are written as they are listed; keywords in any case.
            let filter = filter.replace("STATUS", "status");
            assert!(admits(&filter)?, "{filter}");
            assert!(!admits(&format!("not ({filter})"))?, "not {filter}");
        }
        Ok(())
    }

    #[test]
    fn and_binds_closer_than_or() -> Result<(), Error> {
        assert!(admits("status=active or n=1 and n=2")?);
        assert!(!admits("(status=active or n=1) and n=2")?);
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (filter, message) in [
            ("", "it ends where the name of a column is missing"),
            ("status", "it ends where an operator is missing"),
            ("status=", "it ends where a value is missing"),
            ("status active", "`active` stands where an operator is missing"),
            ("status=a b", "`b` is not expected after a whole filter"),
            ("status='a", "the quote ' is not closed"),
            ("(status=a", "it ends where `)` is missing"),
            ("status in a", "`a` stands where `(` is missing"),
            ("status is full", "after `is` only `empty` and `not empty` are known"),
            ("status not a", "after `status not` only `in` is known"),
            ("!status=a", "`!` alone means nothing; write `not`"),
            ("amount>ten", "`ten` can't be compared with `amount`: it is an amount such as 12.50"),
            ("n=1.5", "`1.5` can't be compared with `n`: it is a whole number"),
            (
                "at>yesterday",
                "`yesterday` can't be compared with `at`: it is a day, or a time such as 2026-10-31T12:00",
            ),
        ] {
            let error = admits(filter).expect_err(filter);
            assert_eq!(
                (error.code(), error.to_string()),
                (Code::Usage, format!("the filter is wrong: {message}"))
            );
        }
        let error = admits("statsu=a").expect_err("no such column");
        assert_eq!(error.hints()[0], "did you mean `status`?");
        assert!(admits(&"(".repeat(10_000)).is_err(), "long");
        assert!(admits(&"(".repeat(5_000)).is_err(), "deep");
        assert!(admits(&"not ".repeat(2_000)).is_err(), "deep");
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "\\PC{0,40}", inside in "[a-z=!<>~(), '\"]{0,30}") {
            _ = admits(&text);
            _ = admits(&inside);
            _ = admits(&format!("status={inside}"));
        }
    }
}
