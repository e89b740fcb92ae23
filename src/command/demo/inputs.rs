//! The files that the demo's commands read, as a site would get them from its own systems.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::payees;
use super::people::{Person, make_up};
use super::purchases::{Purchase, unpack};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::error::Error;

/// Gives every demo the same people.
const SEED: u64 = 1997;

/// What a gold holder pays: the tier's `--min-fee`.
pub(super) const GOLD_FEE: &str = "199.00";

/// The purchases' provider, and the source of the file.
pub(super) const PROVIDER: &str = "cdnow";

/// The demo's center.
pub(super) const CENTER: &str = "C1";

/// Its staff.
pub(super) const STAFF: [&str; 2] = ["S1", "S2"];

/// The header of [`holders`]; `SETTLEMENT.md` fixes it.
const HOLDER_HEADER: &str =
    "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code";

/// What the files hold.
pub(super) struct Inputs {
    pub(super) holders: usize,
    pub(super) purchases: usize,
    /// Purchases of nothing.
    pub(super) of_nothing: usize,
    /// Purchases that repeat another one in customer, day and amount.
    pub(super) duplicates: usize,
    /// What the purchases sum to.
    pub(super) amount: Money,
}

/// Writes `agents.csv`, `plan.toml`, `holders.csv`, `purchases.csv` and the files of [`payees`].
pub(super) fn write(directory: &Path) -> Result<Inputs, Error> {
    let purchases = unpack()?;
    let customers = purchases.last().map_or(0, |purchase| purchase.customer);
    let people = make_up(customers + payees::STRANGERS, SEED);
    let (people, strangers) = people.split_at(customers);
    for (name, text) in [
        ("agents.csv", include_str!("agents.csv").to_owned()),
        ("plan.toml", include_str!("plan.toml").to_owned()),
        ("holders.csv", holders(people, &purchases)),
        ("purchases.csv", purchase_rows(&purchases)),
    ] {
        let path = directory.join(name);
        fs::write(&path, text)
            .map_err(|error| Error::io(format!("can't write `{}`", path.display()), error))?;
    }
    payees::write(directory, strangers)?;
    let duplicates = purchases.len() - purchases.iter().collect::<HashSet<_>>().len();
    Ok(Inputs {
        holders: people.len(),
        purchases: purchases.len(),
        of_nothing: purchases.iter().filter(|purchase| purchase.amount == Money::ZERO).count(),
        duplicates,
        amount: Money::from_minor(purchases.iter().map(|purchase| purchase.amount.minor()).sum()),
    })
}

/// The holder of a customer.
fn reference(customer: usize) -> String {
    format!("C{customer:05}")
}

/// A row a customer, registered on the day of the first purchase. Who has a phone registers with its number,
/// the others with their ID number. Staff, agent and tier are left open for most.
fn holders(people: &[Person], purchases: &[Purchase]) -> String {
    let mut text = format!("{HOLDER_HEADER}\n");
    let mut first_days = vec![Day::BEGINNING; people.len() + 1];
    // From the last to the first, so that the first is what stays.
    for purchase in purchases.iter().rev() {
        first_days[purchase.customer] = purchase.day;
    }
    for (person, customer) in people.iter().zip(1_usize..) {
        let (kind, value) = match &person.mobile {
            Some(mobile) => ("mobile", mobile),
            None => ("citizen-id", &person.citizen_id),
        };
        // Some are brought by somebody whom the card doesn't know of.
        let staff = if customer.is_multiple_of(50) { STAFF[customer / 50 % 2] } else { "" };
        let agent = if customer.is_multiple_of(97) { "SH-PD" } else { "" };
        // One in twelve pays for gold, and one in two hundred is given it.
        let fee = if customer % 12 == 7 { GOLD_FEE } else { "" };
        let tier = if customer % 200 == 1 { "gold" } else { "" };
        let fields = [
            &reference(customer),
            "",
            &person.name,
            kind,
            value,
            CENTER,
            staff,
            agent,
            tier,
            &first_days[customer].to_string(),
            fee,
            "",
        ];
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text
}

/// A row a purchase. The rows have no number of their own in the source, so they are counted; thus exact
/// duplicates are different purchases, as they are in life.
fn purchase_rows(purchases: &[Purchase]) -> String {
    let mut text = "external_id,card,holder,provider,amount,occurred_at\n".to_owned();
    for (purchase, number) in purchases.iter().zip(1_u32..) {
        let Purchase { customer, day, amount } = purchase;
        // Writing to a string can't fail.
        let _ = writeln!(text, "CD-{number:06},,{},{PROVIDER},{amount},{day}", reference(*customer));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use super::*;
    use crate::domain::plan::Plan;
    use crate::domain::region::RegionTable;

    fn rows(text: &str) -> Vec<HashMap<String, String>> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.deserialize().map(|row| row.expect("a row fits its header")).collect()
    }

    fn written() -> (tempfile::TempDir, Inputs) {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let inputs = write(directory.path()).expect("the files can be written");
        (directory, inputs)
    }

    #[test]
    fn agents_are_three_deep_and_their_regions_exist() {
        let agents = rows(include_str!("agents.csv"));
        let parents: BTreeMap<&str, &str> =
            agents.iter().map(|agent| (&*agent["code"], &*agent["parent"])).collect();
        assert_eq!(parents.len(), agents.len());
        let depth = |code| {
            std::iter::successors(Some(code), |code| parents.get(code).copied())
                .take_while(|code| !code.is_empty())
                .count()
        };
        let depths: HashSet<usize> = parents.keys().map(|code| depth(*code)).collect();
        assert_eq!(depths, HashSet::from([1, 2, 3]));
        for agent in &agents {
            assert!(agent["parent"].is_empty() || parents.contains_key(&*agent["parent"]));
            assert!(agent["region"].is_empty() || RegionTable::embedded().contains(&agent["region"]));
            assert_eq!(agent["center"], CENTER);
        }
    }

    #[test]
    fn the_files_hold_every_customer_and_purchase_once() {
        let (directory, inputs) = written();
        assert_eq!((inputs.holders, inputs.purchases), (23_570, 69_659));
        assert_eq!((inputs.of_nothing, inputs.duplicates), (80, 255));
        assert_eq!(inputs.amount.to_string(), "2500315.63");
        let read = |name| std::fs::read_to_string(directory.path().join(name)).expect("it was written");
        let holders = rows(&read("holders.csv"));
        let purchases = rows(&read("purchases.csv"));
        assert_eq!((holders.len(), purchases.len()), (23_570, 69_659));
        let registered: HashMap<&str, &str> =
            holders.iter().map(|holder| (&*holder["ref"], &*holder["registered_at"])).collect();
        let ids: HashSet<&str> = purchases.iter().map(|purchase| &*purchase["external_id"]).collect();
        assert_eq!((registered.len(), ids.len()), (23_570, 69_659));
        let mut seen = HashSet::new();
        for purchase in &purchases {
            let since = registered[&*purchase["holder"]];
            assert!(since <= &*purchase["occurred_at"]);
            if seen.insert(&purchase["holder"]) {
                assert_eq!(since, purchase["occurred_at"], "the first one makes the holder");
            }
        }
        for (column, some) in [("staff", STAFF[0]), ("staff", STAFF[1]), ("agent", "SH-PD"), ("tier", "gold")]
        {
            assert!(holders.iter().any(|holder| holder[column] == some), "{some}");
        }
        let gold = holders.iter().filter(|holder| holder["fee"] == GOLD_FEE || holder["tier"] == "gold");
        assert!((1_900..2_200).contains(&gold.count()));
    }

    #[test]
    fn the_plan_is_one() {
        let tiers = ["standard", "gold"].map(str::to_owned).into();
        let plan = Plan::parse(include_str!("plan.toml"), &tiers).expect("the plan has no fault");
        assert_eq!(plan.shares().len(), 7);
    }
}
