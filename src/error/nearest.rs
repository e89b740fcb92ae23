//! The nearest known name, for "did you mean".

/// Longer names are not compared: they come from a mistake of another kind, and the cost is quadratic.
const LONGEST: usize = 64;

/// The candidate that differs least from `name`, when it is near enough to be a slip of the finger: at
/// most a third of the letters inserted, left out, replaced or swapped with the next. Case doesn't count.
/// Of equally near ones the first is taken.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name)?;
    let bound = (name.len() / 3).max(1);
    let mut best = None;
    for candidate in candidates {
        let Some(letters) = folded(candidate) else { continue };
        let distance = distance(&name, &letters);
        // As far as it is long means that nothing is left of it.
        let near = distance <= bound && distance < letters.len();
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn folded(name: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).take(LONGEST + 1).collect();
    (1..=LONGEST).contains(&letters.len()).then_some(letters)
}

/// Damerau-Levenshtein distance, in its restricted form: no letter is edited twice.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, &l) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        row.push(i + 1);
        for (j, &r) in right.iter().enumerate() {
            let mut cost = (above[j] + usize::from(l != r)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && l == right[j - 1] && left[i - 1] == r {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slips_are_mended_and_other_names_are_not() {
        let columns = ["amount", "account", "name", "occurred_at", "中心"];
        for (typed, meant) in [
            ("ammount", Some("amount")),
            ("amuont", Some("amount")),
            ("AMOUNT", Some("amount")),
            ("accuont", Some("account")),
            ("nmae", Some("name")),
            ("occured_at", Some("occurred_at")),
            ("balance", None),
            ("x", None),
            ("", None),
            ("中", Some("中心")),
        ] {
            assert_eq!(nearest(typed, columns), meant, "{typed}");
        }
        assert_eq!(nearest(&"a".repeat(1_000_000), columns), None);
        assert_eq!(nearest("ab", ["ac", "ad"]), Some("ac"), "the first of equals");
    }

    fn measured(left: &str, right: &str) -> usize {
        distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>())
    }

    #[test]
    fn known_distances() {
        for (left, right, expected) in
            [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 1), ("ca", "abc", 3)]
        {
            assert_eq!(measured(left, right), expected, "{left} {right}");
        }
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_zero_only_for_equals(left in "[abc]{0,6}", right in "[abc]{0,6}") {
            prop_assert_eq!(measured(&left, &right), measured(&right, &left));
            prop_assert_eq!(measured(&left, &right) == 0, left == right);
        }
    }
}
