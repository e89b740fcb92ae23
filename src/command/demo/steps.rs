//! The commands of the demo, in order.

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
    Step { what, words, shows: Shows::Nothing, partial: false }
}

const fn shown(what: &'static str, words: &'static [&'static str]) -> Step {
    Step { what, words, shows: Shows::All, partial: false }
}

const fn head(lines: usize, what: &'static str, words: &'static [&'static str]) -> Step {
    Step { what, words, shows: Shows::Head(lines), partial: false }
}

/// The import of the purchases: its counts go into the summary.
pub(super) const PURCHASES: Step = Step {
    what: "Load the purchases. Each is stamped with the holder's center, staff, agents and tier and with the \
           provider's rate of its day. The 255 exact duplicates have external ids of their own, so both of each \
           pair stay; the 80 purchases of 0.00 are rejected, so the exit status is 3, and the rejects file says \
           why. Loading the file again would skip every row that is in.",
    words: &["purchase", "import", "./purchases.csv", "--source", "cdnow", "--yes", "-o", "json"],
    shows: Shows::All,
    partial: true,
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
                &["settle", "run", "--through", "1998-06-30", "--post", "--yes"],
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
            head(
                12,
                "What everybody has earned, was paid and has left: the holders first.",
                &["ledger", "balances"],
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
