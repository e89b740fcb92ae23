//! The commands of the demo, in order.

use super::answers::Answer;

/// Some steps under a heading.
pub(super) struct Chapter {
    pub(super) title: &'static str,
    pub(super) steps: &'static [Step],
}

/// A command, and what to tell about it.
pub(super) struct Step {
    /// What it does, in a sentence or two.
    pub(super) what: &'static str,
    /// What follows `cardctl`. A word that begins with `./` names a file or a directory of the demo's.
    pub(super) words: &'static [&'static str],
    /// How much of its output is shown.
    pub(super) shows: Shows,
    /// Whether rows of its input are rejected: exit 3.
    pub(super) partial: bool,
    /// What the bank answers before it, in a file that it reads.
    pub(super) answer: Option<Answer>,
}

/// How much of a command's output is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// Nothing, if all went well.
    Nothing,
    /// All of it.
    All,
    /// So many lines from the top.
    Head(usize),
}

const fn quietly(what: &'static str, words: &'static [&'static str]) -> Step {
    Step { what, words, shows: Shows::Nothing, partial: false, answer: None }
}

const fn shown(what: &'static str, words: &'static [&'static str]) -> Step {
    Step { what, words, shows: Shows::All, partial: false, answer: None }
}

const fn head(lines: usize, what: &'static str, words: &'static [&'static str]) -> Step {
    Step { what, words, shows: Shows::Head(lines), partial: false, answer: None }
}

/// A step before which the bank answers.
const fn answered(answer: Answer, step: &Step) -> Step {
    Step { answer: Some(answer), ..*step }
}

/// What was bought by this day is settled, and is what payouts pay.
pub(super) const THROUGH: &str = "1998-06-30";

/// The import of the purchases: its counts go into the summary.
pub(super) const PURCHASES: Step = Step {
    what: "Load the purchases. Each is stamped with the holder's center, staff, agents and tier and with the \
           provider's rate of its day. The 255 exact duplicates have external ids of their own, so both of each \
           pair stay; the 80 purchases of 0.00 are rejected, so the exit status is 3, and the rejects file says \
           why. Loading the file again would skip every row that is in.",
    words: &["purchase", "import", "./purchases.csv", "--source", "cdnow", "--yes", "-o", "json"],
    shows: Shows::All,
    partial: true,
    answer: None,
};

/// All steps.
pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "The platform",
        steps: &[
            quietly(
                "Make the database, its schema and the key file that opens and finds personal data.",
                &["init", "--name", "Demo", "--single-operator"],
            ),
            quietly("Add the issuing center.", &["center", "add", "C1", "--name", "First issuing center"]),
            quietly(
                "Add two people who sell cards. Their names are kept sealed.",
                &["staff", "add", "S1", "--name", "欧阳修文", "--center", "C1"],
            ),
            quietly("", &["staff", "add", "S2", "--name", "司马青", "--center", "C1"]),
            quietly(
                "Add the shop. It owes 12 % of every purchase.",
                &["provider", "add", "cdnow", "--name", "CDNOW", "--rate", "12%"],
            ),
            quietly(
                "Add two tiers: everybody begins in the first, and who pays the fee is in the second.",
                &["tier", "add", "standard", "--name", "Standard", "--rank", "1", "--default"],
            ),
            quietly("", &["tier", "add", "gold", "--name", "Gold", "--rank", "2", "--min-fee", "199.00"]),
            quietly(
                "Load the agents: one for the country, below it seven of provinces, below them ten of cities and \
                 districts.",
                &["agent", "import", "./agents.csv", "--yes"],
            ),
            shown("", &["agent", "tree"]),
            quietly(
                "Say how holders are grouped: by what their ID number means. Within a cohort the earliest comes \
                 first, then who visits and pays most.",
                &[
                    "scheme",
                    "add",
                    "region",
                    "--facets",
                    "region:2,region:4,region:6,birth-year,sex",
                    "--priority",
                    "registered,visits,fees",
                ],
            ),
        ],
    },
    Chapter {
        title: "Cards",
        steps: &[
            quietly(
                "Issue cards in three batches, each with a file for the print house: one for each seller, the \
                 second also of the agent in Pudong, and one whose holders' regions will decide on the agent.",
                &[
                    "batch",
                    "issue",
                    "--center",
                    "C1",
                    "--count",
                    "3000",
                    "--staff",
                    "S1",
                    "--out",
                    "./print/1",
                    "--release",
                    "--yes",
                ],
            ),
            quietly(
                "",
                &[
                    "batch",
                    "issue",
                    "--center",
                    "C1",
                    "--count",
                    "3000",
                    "--staff",
                    "S2",
                    "--agent",
                    "SH-PD",
                    "--out",
                    "./print/2",
                    "--release",
                    "--yes",
                ],
            ),
            quietly(
                "",
                &[
                    "batch",
                    "issue",
                    "--center",
                    "C1",
                    "--count",
                    "18000",
                    "--out",
                    "./print/3",
                    "--release",
                    "--yes",
                ],
            ),
            shown("", &["batch", "list", "--columns", "batch,center,cards,state,stock,for_sale,sold,void"]),
        ],
    },
    Chapter {
        title: "Holders",
        steps: &[
            shown(
                "Register and activate the holders, as a site does that moves in. Everybody gets the next card, \
                 an attribution to center, staff and agent, a tier, and a place in the cohorts. In the database \
                 name and number are sealed, and found by a keyed hash.",
                &["holder", "import", "./holders.csv", "--activate", "--yes"],
            ),
            shown("Look one up, as support does: personal data is masked.", &["holder", "show", "C00042"]),
            head(14, "The top of the tree of cohorts.", &["cohort", "tree", "--depth", "2"]),
            shown(
                "The five who come first of those of Pudong, Shanghai.",
                &["cohort", "show", "310115", "--limit", "5"],
            ),
        ],
    },
    Chapter { title: "Purchases", steps: &[PURCHASES] },
    Chapter {
        title: "Settlement",
        steps: &[
            quietly(
                "Load the plan that says how the commission is divided. It is in force once it is approved.",
                &["plan", "import", "./plan.toml", "--yes"],
            ),
            quietly("", &["plan", "approve", "demo", "--yes"]),
            shown("The plan.", &["plan", "show", "demo"]),
            shown(
                "Divide the commission of every purchase among holder, agents, staff, center and platform, to the \
                 last hundredth, and post the result to the ledger. The digest is the same wherever these purchases \
                 are settled.",
                &["settle", "run", "--through", THROUGH, "--post", "--yes"],
            ),
        ],
    },
    Chapter {
        title: "What came of it",
        steps: &[
            shown("Commission by role.", &["report", "commission", "--by", "role"]),
            shown(
                "The agents who earned most.",
                &["report", "commission", "--by", "agent", "--sort=-amount", "--limit", "10"],
            ),
            shown(
                "Commission by month of the purchases.",
                &["report", "commission", "--by", "month", "--chart"],
            ),
        ],
    },
    Chapter {
        title: "The provider pays",
        steps: &[
            quietly(
                "The shop pays most of what it owes.",
                &[
                    "payment",
                    "add",
                    "--provider",
                    "cdnow",
                    "--amount",
                    "200000.00",
                    "--receipt",
                    "T-1",
                    "--paid-at",
                    "1998-07-31",
                ],
            ),
            shown(
                "What is left of it two months after the settlement.",
                &[
                    "ledger",
                    "receivables",
                    "--as-of",
                    "1998-08-31",
                    "--columns",
                    "provider,owed,days_31_60,days_61_90,days_over_90,oldest",
                ],
            ),
            shown(
                "It pays the rest.",
                &[
                    "payment",
                    "add",
                    "--provider",
                    "cdnow",
                    "--amount",
                    "99644.30",
                    "--receipt",
                    "T-2",
                    "--paid-at",
                    "1998-09-15",
                ],
            ),
        ],
    },
    Chapter {
        title: "Who can be paid",
        steps: &[
            quietly(
                "Withhold the tax on labor income, each month by itself.",
                &["setting", "set", "withholding", "per-time", "--reason", "persons are paid"],
            ),
            quietly(
                "Nobody is paid without a verified identity. Three levels of agents are organisations, another agent \
                 and the sellers are persons.",
                &["party", "identify", "CN", "--input", "./identities/CN.json"],
            ),
            quietly("", &["party", "identify", "SH", "--input", "./identities/SH.json"]),
            quietly("", &["party", "identify", "SH-PD", "--input", "./identities/SH-PD.json"]),
            quietly("", &["party", "identify", "BJ-HD", "--input", "./identities/BJ-HD.json"]),
            quietly("", &["party", "identify", "S1", "--input", "./identities/S1.json"]),
            quietly("", &["party", "identify", "S2", "--input", "./identities/S2.json"]),
            quietly(
                "Holders are known by their parameters. Somebody saw the documents of those who earned most.",
                &["parameter", "verify", "C07592", "1", "--method", "document-seen"],
            ),
            quietly("", &["parameter", "verify", "C14048", "1", "--method", "document-seen"]),
            quietly("", &["parameter", "verify", "C19339", "1", "--method", "document-seen"]),
            quietly(
                "Say where they are paid, and the center, too. Accounts are sealed as names and numbers are.",
                &["party", "account", "set", "CN", "--input", "./accounts/CN.json"],
            ),
            quietly("", &["party", "account", "set", "SH", "--input", "./accounts/SH.json"]),
            quietly("", &["party", "account", "set", "SH-PD", "--input", "./accounts/SH-PD.json"]),
            quietly("", &["party", "account", "set", "BJ-HD", "--input", "./accounts/BJ-HD.json"]),
            quietly("", &["party", "account", "set", "S1", "--input", "./accounts/S1.json"]),
            quietly("", &["party", "account", "set", "S2", "--input", "./accounts/S2.json"]),
            quietly("", &["party", "account", "set", "C1", "--input", "./accounts/C1.json"]),
            quietly("", &["party", "account", "set", "C07592", "--input", "./accounts/C07592.json"]),
            quietly("", &["party", "account", "set", "C14048", "--input", "./accounts/C14048.json"]),
            quietly("", &["party", "account", "set", "C19339", "--input", "./accounts/C19339.json"]),
            shown("One of them, as the tool shows people: masked.", &["party", "show", "S2"]),
        ],
    },
    Chapter {
        title: "Payout",
        steps: &[
            head(
                21,
                "Propose to pay everybody who is owed at least 10.00, less tax. Who can't be paid is told with the \
                 reason, and keeps the balance.",
                &["payout", "create", "--through", THROUGH, "--min", "10.00", "--yes"],
            ),
            quietly("Approve it: the money leaves the balances.", &["payout", "approve", "1", "--yes"]),
            quietly(
                "Write the file for the bank.",
                &["payout", "export", "1", "--format", "csv", "--out", "./payout-1.csv", "--yes"],
            ),
            answered(
                Answer {
                    to: "./payout-1.csv",
                    file: "./results-1.csv",
                    of: &[
                        ("S2", "failed", "the account is closed"),
                        ("BJ-HD", "unknown", "no answer of the payee's bank"),
                    ],
                    others: Some("paid"),
                },
                &shown(
                    "Record what the bank answers; here the demo answers for it. It paid most, refused one, and does not \
                     know of another.",
                    &["payout", "confirm", "./results-1.csv", "--yes"],
                ),
            ),
        ],
    },
    Chapter {
        title: "What failed is paid, once",
        steps: &[
            quietly(
                "Who was refused has another account, at Alipay.",
                &["party", "account", "set", "S2", "--input", "./accounts/S2-new.json", "--yes"],
            ),
            head(
                9,
                "What failed is owed again, and comes with the next payout. What is unknown may have been paid, and \
                 does not.",
                &["payout", "create", "--through", THROUGH, "--min", "10.00", "--yes"],
            ),
            quietly("", &["payout", "approve", "2", "--yes"]),
            quietly(
                "Alipay has a format of its own.",
                &["payout", "export", "2", "--format", "alipay-batch", "--out", "./payout-2.csv", "--yes"],
            ),
            answered(
                Answer { to: "./payout-2.csv", file: "./results-2.csv", of: &[], others: Some("paid") },
                &quietly("Alipay paid.", &["payout", "confirm", "./results-2.csv", "--yes"]),
            ),
            answered(
                Answer {
                    to: "./payout-1.csv",
                    file: "./results-3.csv",
                    of: &[("BJ-HD", "paid", "")],
                    others: None,
                },
                &quietly(
                    "The bank found out about the one that it did not know of.",
                    &["payout", "confirm", "./results-3.csv", "--yes"],
                ),
            ),
            shown(
                "Both payouts: nothing is under way any more.",
                &[
                    "payout",
                    "list",
                    "--columns",
                    "payout,items,gross,withheld,net,pending,paid,failed,unknown",
                ],
            ),
            shown(
                "The one that failed: earned, sent, come back, and sent once more.",
                &["ledger", "journal", "S2", "--columns", "entry,dated,kind,amount,balance"],
            ),
        ],
    },
    Chapter {
        title: "Proven books",
        steps: &[
            shown(
                "The statement of an agent, with a number for good.",
                &[
                    "report",
                    "statement",
                    "SH-PD",
                    "--from",
                    "1997-01-01",
                    "--to",
                    THROUGH,
                    "--issue",
                    "--yes",
                ],
            ),
            quietly(
                "The books for accountants, who prove them by programs of their own: `bean-check books.beancount` and \
                 `hledger -f books.journal check`.",
                &["ledger", "export", "--format", "beancount", "--out", "./books.beancount"],
            ),
            quietly("", &["ledger", "export", "--format", "hledger", "--out", "./books.journal"]),
            shown(
                "What everybody but the holders has earned, was paid and has left, and what the platform's own \
                 accounts hold. What the total lacks is the holders'.",
                &["ledger", "balances", "--accounts", "--filter", "kind!=holder"],
            ),
            shown("Prove what is always true of a database.", &["db", "check"]),
            shown("Follow the chain of the audit log: every change above is in it.", &["audit", "verify"]),
        ],
    },
];

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::Cli;

    fn steps() -> impl Iterator<Item = &'static Step> {
        CHAPTERS.iter().flat_map(|chapter| chapter.steps)
    }

    #[test]
    fn every_command_is_understood() {
        for step in steps() {
            if let Err(error) = Cli::try_parse_from(std::iter::once(&"cardctl").chain(step.words)) {
                panic!("{:?}: {error}", step.words);
            }
        }
    }

    #[test]
    fn every_command_is_told_about_or_goes_with_the_one_before() {
        for chapter in CHAPTERS {
            assert!(chapter.steps.first().is_some_and(|step| !step.what.is_empty()), "{}", chapter.title);
        }
        assert!(steps().all(|step| step.what.is_empty() || step.what.ends_with('.')));
        assert_eq!(steps().filter(|step| step.partial).count(), 1);
    }
}
