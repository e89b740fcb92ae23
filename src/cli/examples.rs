//! What the commands look like in use. One table feeds `--help` and the manual; a test keeps it complete and
//! understood by the parser.

use std::fmt::Write as _;

use clap::Command;

/// A command line and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The line, as typed into a shell.
    pub line: &'static str,
    /// What it is for, in a few words.
    pub what: &'static str,
}

const fn example(line: &'static str, what: &'static str) -> Example {
    Example { line, what }
}

/// The examples of each command, by its path below `cardctl`. The program's own stand under the empty path.
pub const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "",
        &[
            example("cardctl demo", "See the whole main job on real purchases"),
            example("cardctl init --name 'Jade Card'", "Begin with a platform of your own"),
            example(
                "cardctl holder find 5326 -o json",
                "Look up a holder by a card's last digits, for a program",
            ),
            example(
                "cardctl ledger balances --sort=-balance --limit 10",
                "Sort and cut any list: who is owed most",
            ),
        ],
    ),
    (
        "init",
        &[
            example("cardctl init --name 'Jade Card'", "A platform whose runs a second operator approves"),
            example("cardctl init --single-operator", "A platform run by one person"),
            example(
                "cardctl init --environment test",
                "A database that a profile for production can't use by mistake",
            ),
            example(
                "cardctl --database postgres://clerk@db/cards --key-file /etc/cardctl/cardctl.key init",
                "The same on PostgreSQL, with the key file elsewhere",
            ),
        ],
    ),
    (
        "demo",
        &[
            example("cardctl demo", "In a new directory below the system's temporary one"),
            example("cardctl demo --dir ./try", "In a directory to look into afterwards"),
        ],
    ),
    (
        "doctor",
        &[
            example("cardctl doctor", "Look for what is wrong, the worst first"),
            example("cardctl doctor -o json --out doctor.json", "For a report of a defect"),
            example("cardctl doctor --thorough", "Also check the structure of an SQLite file"),
        ],
    ),
    (
        "whoami",
        &[
            example("cardctl whoami", "Before a change: which database, and as whom"),
            example(
                "cardctl --profile main whoami -o json",
                "For a script: is the database there, the right one, and the key with it",
            ),
        ],
    ),
    (
        "completions",
        &[
            example(
                "cardctl completions bash > ~/.local/share/bash-completion/completions/cardctl",
                "For bash",
            ),
            example("cardctl completions fish > ~/.config/fish/completions/cardctl.fish", "For fish"),
            example(
                "cardctl completions bash --dynamic > ~/.local/share/bash-completion/completions/cardctl",
                "With the names of centers, agents, plans and whatever else the database has",
            ),
        ],
    ),
    ("db status", &[example("cardctl db status", "The schema's version and what the database holds")]),
    ("db migrate", &[example("cardctl db migrate", "After installing a newer version, with a backup made")]),
    (
        "db grant",
        &[
            example(
                "cardctl db grant settlement clerk",
                "Let the user clerk of the server settle and pay out",
            ),
            example(
                "cardctl db grant support anna --yes",
                "Let somebody look up holders, masked, one at a time",
            ),
        ],
    ),
    (
        "db backup",
        &[
            example(
                "cardctl db backup monday.db",
                "While others go on working; monday.db.json stands beside it",
            ),
            example("cardctl db backup -q backups/2026-11-26.db", "Every night, each under its date"),
        ],
    ),
    (
        "db restore",
        &[
            example(
                "cardctl db restore monday.db --verify --dry-run",
                "Every night after the backup: is it whole, and would it do",
            ),
            example(
                "cardctl db restore monday.db --verify --replace --reason 'disk failed on Tuesday'",
                "In the place of a broken database, which is kept beside",
            ),
            example(
                "cardctl --database sqlite:trial.db db restore monday.db",
                "Into a database of its own, to look into it",
            ),
        ],
    ),
    (
        "db revoke",
        &[example("cardctl db revoke settlement clerk --reason 'left'", "Take a role from somebody again")],
    ),
    ("db grants", &[example("cardctl db grants", "Who has which role")]),
    (
        "db check",
        &[
            example("cardctl db check", "Prove everything; exit 6 when something is not right"),
            example("cardctl db check -q --since last", "Every night after the settlement: only what is new"),
            example(
                "cardctl db check --pass rows-kept,audit-chain",
                "Was something changed past the program",
            ),
            example("cardctl db check --list", "The passes, with the rule that each proves"),
        ],
    ),
    ("setting list", &[example("cardctl setting list", "The policy in force")]),
    (
        "setting set",
        &[
            example(
                "cardctl setting set guard-factor 5 --reason 'new shop opened'",
                "Let a run be five times the usual before it is held back",
            ),
            example(
                "cardctl setting set environment production --reason 'opening day'",
                "From now on changes want a name typed, whoever forgets the profile",
            ),
        ],
    ),
    (
        "config show",
        &[example("cardctl --profile test config show --origin", "Which value is in force, and from where")],
    ),
    (
        "config profiles",
        &[
            example("cardctl config profiles", "Which databases there are, and which one is used now"),
            example(
                "cardctl config profiles --columns name,database,key_command,operator",
                "What else the profiles say",
            ),
        ],
    ),
    (
        "key status",
        &[example("cardctl key status", "Which version of the key is in use, and whether it is here")],
    ),
    (
        "key rotate",
        &[
            example(
                "cardctl key rotate --prepare",
                "First make the new key, and copy the key file to other hosts",
            ),
            example(
                "cardctl key rotate",
                "Seal everything anew; the same command goes on where it was killed",
            ),
        ],
    ),
    (
        "key export",
        &[
            example(
                "cardctl key export --for support --out support.key",
                "For a help desk that finds holders and sees masks only",
            ),
            example("cardctl key export --out copy.key --reason 'copy for the safe'", "The root key itself"),
        ],
    ),
    ("config path", &[example("cardctl config path", "Where the configuration file is looked for")]),
    ("center add", &[example("cardctl center add BJ --name 'Beijing center'", "Add a center")]),
    ("center set", &[example("cardctl center set BJ --name 'Beijing main office'", "Rename it")]),
    ("center list", &[example("cardctl center list", "All centers")]),
    ("center show", &[example("cardctl center show BJ", "One center")]),
    (
        "staff add",
        &[
            example("cardctl staff add S1 --name 王静 --center BJ", "Add a staff member"),
            example(
                "echo 王静 | cardctl staff add S1 --name - --center BJ",
                "With the name not in the arguments",
            ),
        ],
    ),
    ("staff set", &[example("cardctl staff set S1 --name 王静怡", "Correct a name")]),
    ("staff list", &[example("cardctl staff list", "All staff")]),
    ("staff show", &[example("cardctl staff show S1", "One staff member")]),
    (
        "provider add",
        &[
            example(
                "cardctl provider add tea --name 'Tea House' --rate 12%",
                "It owes 12 % of every purchase",
            ),
            example("cardctl provider add H-001 --holder H-001 --rate 5%", "A holder who sells something"),
        ],
    ),
    (
        "provider set",
        &[example(
            "cardctl provider set tea --rate 9.5% --since 2027-01-01",
            "A new rate from a day on; purchases before it keep the old one",
        )],
    ),
    ("provider list", &[example("cardctl provider list", "All providers")]),
    (
        "provider service add",
        &[
            example(
                "cardctl provider service add delivery --provider tea --address https://tea.example/requests",
                "Let it serve a new service; its signing secret is shown once",
            ),
            example(
                "cardctl provider service add delivery --provider tea --address https://tea.example/requests \
                 --region 11 --region 3101 --verify signature,window,permission --rule region",
                "Only in Beijing and in the districts of Shanghai, by who is nearest",
            ),
        ],
    ),
    (
        "provider service set",
        &[
            example(
                "cardctl provider service set delivery --provider tea --state paused",
                "Send it nothing for now",
            ),
            example(
                "cardctl provider service set delivery --rule round-robin --open-to registered",
                "The service itself: its providers in turn, and also for who waits for the activation",
            ),
        ],
    ),
    ("provider service list", &[example("cardctl provider service list", "Who serves what, in order")]),
    ("provider service show", &[example("cardctl provider service show delivery", "One service")]),
    (
        "provider service secret",
        &[example(
            "cardctl provider service secret delivery --provider tea",
            "A new secret where the one before is lost or known to somebody",
        )],
    ),
    ("provider show", &[example("cardctl provider show tea", "One provider and the history of its rate")]),
    (
        "tier add",
        &[
            example(
                "cardctl tier add standard --name Standard --rank 1 --default",
                "Where new holders begin",
            ),
            example(
                "cardctl tier add gold --name Gold --rank 2 --min-fee 199.00 --permissions sell,swap",
                "Reached by a fee",
            ),
        ],
    ),
    ("tier set", &[example("cardctl tier set gold --min-fee 299.00", "Raise the fee")]),
    ("tier list", &[example("cardctl tier list", "All tiers by rank")]),
    ("tier show", &[example("cardctl tier show gold", "One tier")]),
    (
        "agent add",
        &[
            example("cardctl agent add CN --name Nation", "An agent at the top"),
            example(
                "cardctl agent add BJ-XC --name Xicheng --parent CN --region 110102",
                "One below it, for the holders of a region",
            ),
        ],
    ),
    ("agent set", &[example("cardctl agent set BJ-XC --region 110102", "Give an agent a region")]),
    (
        "agent import",
        &[example("cardctl agent import agents.csv", "Load many, after a look at what changes")],
    ),
    ("agent list", &[example("cardctl agent list", "All agents")]),
    (
        "agent tree",
        &[
            example("cardctl agent tree", "The tree of today"),
            example("cardctl agent tree CN --on 2026-01-01", "A part of it, as it was on a day"),
        ],
    ),
    ("agent show", &[example("cardctl agent show BJ-XC", "One agent, those above it and the histories")]),
    (
        "agent move",
        &[example(
            "cardctl agent move BJ-XC --parent BJ --since 2027-01-01",
            "Purchases before that day keep the old chain",
        )],
    ),
    (
        "agent suspend",
        &[example(
            "cardctl agent suspend BJ-XC --since 2026-12-01",
            "It keeps its place and receives nothing",
        )],
    ),
    (
        "agent promote",
        &[
            example(
                "cardctl agent promote H-001 --reason 'contract 17'",
                "Under the agent to whom the holder belongs, with the ref for a code",
            ),
            example(
                "cardctl agent promote H-001 --code BJ-HD --parent BJ --region 110108 --since 2027-01-01",
                "With a code, a place and a region of its own",
            ),
        ],
    ),
    ("agent resume", &[example("cardctl agent resume BJ-XC --since 2027-02-01", "End the suspension")]),
    (
        "batch issue",
        &[
            example(
                "cardctl batch issue --center BJ --count 100000 --out ./print --recipient age1…",
                "Make cards, and a file that only the print house can read",
            ),
            example(
                "cardctl batch issue --center BJ --count 500 --staff S1 --agent BJ-XC --release --out ./print",
                "Allocated to those who will sell them, for sale at once",
            ),
        ],
    ),
    (
        "batch export",
        &[
            example("cardctl batch export last --out ./print", "The file of a batch that was issued without"),
            example(
                "cardctl batch export 3 --out ./print2 --again --reason 'the courier lost the file'",
                "New codes for the cards in stock; the old file is worthless",
            ),
        ],
    ),
    (
        "batch receive",
        &[
            example("cardctl batch receive 3 --count 100000", "All printed cards came back"),
            example(
                "cardctl batch receive 3 --count 100000 --samples -",
                "And the codes of some, typed from the cards, are right",
            ),
        ],
    ),
    (
        "batch release",
        &[
            example("cardctl batch release last --staff S1", "The printed cards are here and go to a seller"),
            example(
                "cardctl batch release 3 --serials 1-50000 --agent BJ-XC",
                "The first half goes to one agent; the others wait",
            ),
        ],
    ),
    (
        "batch void",
        &[
            example(
                "cardctl batch void 3 --serials 17,90-95 --reason 'spoiled in print'",
                "Spoiled cards will never be sold",
            ),
            example(
                "cardctl batch void 3 --reason 'stolen on the way'",
                "A whole batch of which no card is sold",
            ),
        ],
    ),
    ("batch list", &[example("cardctl batch list", "All batches, the newest first")]),
    ("batch show", &[example("cardctl batch show last", "The newest batch and the states of its cards")]),
    ("card show", &[example("cardctl card show 9156034883675326", "A card, its state and its events")]),
    (
        "card freeze",
        &[example(
            "cardctl card freeze --holder H-001 --reason 'does not find it'",
            "With the holder on the phone, who does not know the number",
        )],
    ),
    (
        "card unfreeze",
        &[example("cardctl card unfreeze 9156034883675326 --reason 'it was in the coat'", "Use it again")],
    ),
    (
        "card lost",
        &[
            example("cardctl card lost 9156034883675326 --reason stolen", "Blocked from now on"),
            example(
                "cardctl card lost --holder H-001 --at '2026-10-31 18:00' --reason 'letter of 31 October'",
                "Blocked from when it was reported",
            ),
        ],
    ),
    (
        "card found",
        &[example(
            "cardctl card found 9156034883675326 --reason 'handed in'",
            "Back to the state it was lost from",
        )],
    ),
    (
        "card replace",
        &[
            example(
                "cardctl card replace 9156034883675326 --with 9156123456783250 --reason stolen",
                "The code of the new card is asked for without echo",
            ),
            example(
                "cardctl card replace --holder H-001 --by-operator --reason 'sent by post' --channel phone",
                "The next card in stock, activated as your own act",
            ),
        ],
    ),
    (
        "card void",
        &[example("cardctl card void 9156123456783250 --reason 'misprinted'", "A card that can't be sold")],
    ),
    ("card history", &[example("cardctl card history 9156034883675326", "Who did what to a card, and why")]),
    (
        "card unlock",
        &[example(
            "cardctl card unlock 9156034883675326 --reason 'identity checked at the counter'",
            "After too many wrong activation codes",
        )],
    ),
    (
        "holder register",
        &[
            example(
                "cardctl holder register --card 9156034883675326 --activate",
                "At a counter: name, ID number and code are asked for, the secret ones without echo",
            ),
            example(
                "cardctl holder register --input - < person.json",
                "From another program, with nothing personal in the arguments",
            ),
        ],
    ),
    (
        "holder activate",
        &[
            example("cardctl holder activate --card 9156034883675326", "The code is asked for without echo"),
            example(
                "cardctl holder activate --card 9156034883675326 --by-operator --reason 'code unreadable'",
                "Without the code, as your own act",
            ),
        ],
    ),
    (
        "holder import",
        &[
            example(
                "cardctl holder import holders.csv --activate",
                "Move in with the holders of an older system",
            ),
            example(
                "cardctl holder import holders.csv --activate --all-or-nothing --yes",
                "From a script, whole or not at all",
            ),
        ],
    ),
    (
        "holder find",
        &[
            example("cardctl holder find 5326", "By the last four digits of a card"),
            example(
                "cardctl holder find -",
                "By anything, typed after the command and not into its arguments",
            ),
        ],
    ),
    ("holder show", &[example("cardctl holder show H-001", "Everything about a holder, masked")]),
    (
        "holder reveal",
        &[
            example(
                "cardctl holder reveal H-001 --parameter 2 --reason 'call back, ticket 1187'",
                "One phone number, after a question",
            ),
            example("cardctl holder reveal H-001 --name --reason 'letter returned'", "The name alone"),
        ],
    ),
    (
        "holder set",
        &[
            example(
                "cardctl holder set H-001 --agent BJ-XC --since 2027-01-01 --reason 'moved house'",
                "Another agent from a day on",
            ),
            example("cardctl holder set H-001 --tier gold --reason goodwill", "Another tier from today"),
        ],
    ),
    (
        "holder history",
        &[
            example("cardctl holder history H-001", "Everything about a holder, the newest first"),
            example("cardctl holder history H-001 --limit 10 -o json", "The last ten, for a program"),
        ],
    ),
    (
        "holder restrict",
        &[
            example(
                "cardctl holder restrict H-001 --reason 'request 17 of 31 October'",
                "Storage only, while the law wants the record",
            ),
            example(
                "cardctl holder restrict H-001 --lift --reason 'request withdrawn'",
                "Back to normal use",
            ),
        ],
    ),
    (
        "holder may",
        &[example(
            "cardctl holder may H-001 sell",
            "Whether a holder may sell, and who says so; exit 7 when not",
        )],
    ),
    (
        "holder secret",
        &[example("cardctl holder secret H-001", "What signs the holder's requests, anew; shown once")],
    ),
    ("holder visit", &[example("cardctl holder visit H-001", "The holder is here now")]),
    (
        "parameter inspect",
        &[
            example("cardctl parameter inspect 110102197502030839", "What an ID number means"),
            example("cardctl parameter inspect - -o jsonl < values.txt", "Many, one a line"),
        ],
    ),
    (
        "parameter add",
        &[
            example("cardctl parameter add H-001 mobile", "The number is asked for without echo"),
            example(
                "cardctl parameter add H-001 --input - < parameter.json",
                "From another program, with nothing personal in the arguments",
            ),
        ],
    ),
    ("parameter list", &[example("cardctl parameter list H-001", "All of them, retired ones too, masked")]),
    (
        "parameter verify",
        &[example(
            "cardctl parameter verify H-001 1 --method document-seen",
            "The document lies on the counter",
        )],
    ),
    (
        "parameter retire",
        &[example(
            "cardctl parameter retire H-001 2 --reason 'the number was given to somebody else'",
            "Its new owner can register with it",
        )],
    ),
    (
        "parameter replace",
        &[example(
            "cardctl parameter replace H-001 2 mobile --reason 'new number'",
            "The new number is asked for without echo",
        )],
    ),
    (
        "parameter code add",
        &[
            example(
                "cardctl parameter code add member --pattern M-9999999 --check luhn",
                "Member numbers with a check digit",
            ),
            example(
                "cardctl parameter code add school --pattern 'S999999-9999' --facet region=2-7 --facet birth-year=8-11",
                "A code that says where and when",
            ),
            example(
                "cardctl parameter code add door --pattern 'https://door.example/*********' --exact-case",
                "The text of a QR code",
            ),
        ],
    ),
    (
        "parameter code list",
        &[example("cardctl parameter code list", "All codes, and how often each is in use")],
    ),
    (
        "parameter regions import",
        &[example("cardctl parameter regions import regions.csv", "A newer table, after a question")],
    ),
    ("parameter regions show", &[example("cardctl parameter regions show", "Which table is in force")]),
    (
        "parameter regions export",
        &[example(
            "cardctl parameter regions export --out regions.csv",
            "The table in force, to be continued",
        )],
    ),
    (
        "visit import",
        &[example("cardctl visit import doors.csv --source lounge", "Load a day's visits, after a question")],
    ),
    ("visit list", &[example("cardctl visit list --holder H-001", "The visits of one holder")]),
    (
        "payment add",
        &[
            example(
                "cardctl payment add --holder H-001 --amount 199.00 --receipt K-2041",
                "A fee paid after the registration; the tier follows from it",
            ),
            example(
                "cardctl payment add --provider tea --amount 5000.00 --receipt T-88 --paid-at 2026-11-20",
                "What a provider pays of what it owes",
            ),
        ],
    ),
    (
        "request submit",
        &[
            example("cardctl request submit request.json", "Take one request in, and send it later"),
            example(
                "cardctl request submit - -o json < request.json",
                "For a gateway that hands each one over",
            ),
        ],
    ),
    (
        "request import",
        &[
            example("cardctl request import requests.jsonl", "Take a file in, after a question"),
            example("cardctl request import - --yes -q < requests.jsonl", "For a pipe, and for cron"),
        ],
    ),
    (
        "request list",
        &[
            example(
                "cardctl request list --state refused --from 2026-11-01",
                "What was not accepted, and why",
            ),
            example("cardctl request list --holder H-001 -o csv", "What one holder asked for"),
        ],
    ),
    (
        "request show",
        &[
            example("cardctl request show msg_1", "One request and every attempt to send it"),
            example(
                "cardctl request show msg_1 --reveal --reason 'dispute 12'",
                "Its payload, too, which is recorded in the audit log",
            ),
        ],
    ),
    (
        "request dispatch",
        &[
            example("cardctl request dispatch", "Send what is due, after a question"),
            example(
                "cardctl request dispatch --yes -q --concurrency 16 --limit 10000",
                "For cron, every minute: several at once don't disturb each other",
            ),
        ],
    ),
    (
        "request retry",
        &[
            example("cardctl request retry msg_1", "One that nobody took, once more"),
            example(
                "cardctl request retry --dead --service repair",
                "All of a service whose provider is back",
            ),
        ],
    ),
    (
        "request cancel",
        &[example(
            "cardctl request cancel msg_1 --reason 'the holder withdrew it'",
            "It is not sent any more",
        )],
    ),
    (
        "payment import",
        &[
            example(
                "cardctl payment import 20261120.csv --source wechat",
                "A day's bill of a payment firm, after a question",
            ),
            example(
                "cardctl payment import bill.csv --source alipay --format alipay-trade --yes -o json",
                "For a script, which knows what it downloaded",
            ),
            example("cardctl payment import 20261120.csv --source wechat --dry-run", "Only check it"),
        ],
    ),
    (
        "payment match",
        &[
            example(
                "cardctl payment match 4200002041 --source wechat --holder H-001",
                "Somebody paid without the payment reference",
            ),
            example(
                "cardctl payment match 4200002042 --source wechat --ignore --reason 'not a fee'",
                "Something else was sold",
            ),
            example(
                "cardctl payment match 4200002041 --source wechat --payment K-2041 --payment-source counter",
                "The counter has recorded it already",
            ),
        ],
    ),
    (
        "payment reconcile",
        &[
            example("cardctl payment reconcile 20261120.csv", "Against all that came by the bill's channel"),
            example(
                "cardctl payment reconcile 20261120.csv --source wechat --filter 'result!=matched'",
                "Only what differs from what was read of it",
            ),
        ],
    ),
    (
        "payment list",
        &[
            example("cardctl payment list --holder H-001", "What one holder paid"),
            example("cardctl payment list -o csv --out payments.csv", "All, for another program"),
            example("cardctl payment list --open", "What came in and nobody knows from whom"),
        ],
    ),
    (
        "scheme add",
        &[example(
            "cardctl scheme add region --facets region:2,region:4,region:6,birth-year,sex \
             --priority registered,visits,fees",
            "By region, year and sex; the earliest first, then who visits and pays most",
        )],
    ),
    (
        "scheme set",
        &[
            example(
                "cardctl scheme set region --priority fees,registered --reason 'board of 3 May'",
                "Whoever pays most comes first from the next regrouping on",
            ),
            example(
                "cardctl scheme set region --priority visits=5/visit,fees=0.1/unit,registered=0.02/day --reason trial",
                "Points for visits, fees and every day since the registration",
            ),
        ],
    ),
    ("scheme list", &[example("cardctl scheme list", "All schemes")]),
    ("scheme show", &[example("cardctl scheme show region", "One scheme")]),
    (
        "cohort regroup",
        &[
            example("cardctl cohort regroup --dry-run", "What would change"),
            example("cardctl cohort regroup --scheme region", "Change it, after a question"),
            example(
                "cardctl cohort regroup --yes -q",
                "Every night, from cron: only who changed is looked at",
            ),
        ],
    ),
    (
        "cohort list",
        &[
            example("cardctl cohort list --sort=-members --limit 20", "The largest cohorts"),
            example(
                "cardctl cohort list --under 11 --level birth-year --min-members 100 -o csv",
                "The larger years of a region, for a program",
            ),
        ],
    ),
    (
        "cohort tree",
        &[
            example("cardctl cohort tree --depth 2", "The upper levels"),
            example("cardctl cohort tree --under 110102", "One region"),
        ],
    ),
    (
        "cohort diff",
        &[
            example(
                "cardctl cohort diff 110102/1975 --from 2026-10-31",
                "Who came, left or changed places since then",
            ),
            example(
                "cardctl cohort diff 110102/1975 --from 2026-09-30 --to 2026-10-31 --holder H-001",
                "Why somebody was first and is no more: who passed them, and by what",
            ),
        ],
    ),
    (
        "cohort policy",
        &[
            example("cardctl cohort policy", "All cohorts that say something"),
            example("cardctl cohort policy 110102/1975", "What holds there, and where it comes from"),
            example(
                "cardctl cohort policy 11 --service-priority 2 --message-class urgent --reason 'board of 3 May'",
                "Requests of Beijing come second, and messages to its holders are urgent",
            ),
            example(
                "cardctl cohort policy 110102 --allow sell --acknowledge DS08 --reason 'trial in Xicheng'",
                "Holders of a region may sell, which a rule of the law wants to be meant",
            ),
        ],
    ),
    (
        "cohort show",
        &[
            example("cardctl cohort show 110102/1975/M --limit 10", "The ten who come first"),
            example("cardctl cohort show 110102 --skip 100 --limit 100", "The second hundred"),
            example("cardctl cohort show 110102 --as-of 2026-09-30", "As it stood at the end of a day"),
        ],
    ),
    (
        "purchase import",
        &[
            example(
                "cardctl purchase import monday.csv --source till-7",
                "Load a day's file, after a question",
            ),
            example("cardctl purchase import monday.csv --source till-7 --dry-run", "Only check it"),
            example(
                "cardctl purchase import - --source web --yes -o json < today.csv",
                "From a script: counts as json, exit 3 when rows were rejected",
            ),
        ],
    ),
    (
        "purchase add",
        &[
            example(
                "cardctl purchase add K-3001 --holder H-001 --provider tea --amount 35.50",
                "A purchase of now, at a till that could not send it",
            ),
            example(
                "cardctl purchase add K-3002 --source till --holder H-001 --provider tea --amount 2.00 --refund-of P0001",
                "Take a part of a purchase back",
            ),
        ],
    ),
    ("purchase show", &[example("cardctl purchase show P0001", "How far it is, and who received what")]),
    (
        "purchase list",
        &[
            example("cardctl purchase list --limit 20", "The newest twenty"),
            example("cardctl purchase list --held", "All that are held, and why"),
        ],
    ),
    (
        "purchase hold",
        &[example(
            "cardctl purchase hold P0001 --reason 'disputed by the holder'",
            "Keep a purchase out of every run until it is released",
        )],
    ),
    (
        "purchase release",
        &[example(
            "cardctl purchase release P0001 --source till --reason 'dispute withdrawn'",
            "Let the next run settle it",
        )],
    ),
    (
        "listing add",
        &[
            example(
                "cardctl listing add --holder H-001 --title 'Radio, works' --price 50.00 --category radio",
                "For sale, to everybody",
            ),
            example(
                "cardctl listing add --holder H-001 --title 'Floor lamp' --value 30.00 --wish 'a chair' --cohort 11",
                "In exchange, for members of a cohort only",
            ),
        ],
    ),
    (
        "listing list",
        &[
            example("cardctl listing list --state open --visible-to H-002", "What somebody can have"),
            example("cardctl listing list --category radio -o csv", "One category, for a program"),
        ],
    ),
    ("listing show", &[example("cardctl listing show 1", "One listing and its history")]),
    (
        "listing sell",
        &[
            example("cardctl listing sell 1 --to H-002", "For the listed price"),
            example(
                "cardctl listing sell 1 --to H-002 --price 45.00 --yes -o json",
                "For another one, in a script",
            ),
        ],
    ),
    (
        "listing swap",
        &[
            example(
                "cardctl listing swap 2 3 --paid 10.00 --by 3",
                "The holder of listing 3 pays the difference",
            ),
            example("cardctl listing swap 2 3 --paid 0.00", "An even exchange all the same"),
        ],
    ),
    ("listing withdraw", &[example("cardctl listing withdraw 1 --reason 'given away'", "Offer it no more")]),
    (
        "notice send",
        &[
            example(
                "cardctl notice send --cohort 11 --title 'Closed on Monday' --body 'We are back on Tuesday.' --expires 7d",
                "To all members of a cohort, who come for it",
            ),
            example(
                "cardctl notice send --cohort 110102 --title 'Market day' --body - --from-holder H-001 --yes < text.txt",
                "From one of them to the others",
            ),
            example(
                "cardctl notice send --cohort 11 --input notice.json --service delivery --class urgent --yes -o json",
                "Through the providers of a service, before all that is less urgent",
            ),
        ],
    ),
    (
        "notice list",
        &[
            example("cardctl notice list", "What was sent, and how many it reached"),
            example("cardctl notice list --holder H-001 --unread -o json", "What somebody has yet to read"),
        ],
    ),
    (
        "notice show",
        &[
            example("cardctl notice show 1", "A notice and what became of it"),
            example("cardctl notice show 1 --holder H-001 --read", "Read by its reader"),
        ],
    ),
    (
        "notice withdraw",
        &[example("cardctl notice withdraw 1 --reason 'wrong day'", "Nobody sees it any more")],
    ),
    (
        "plan import",
        &[example("cardctl plan import plan.toml", "Check a plan file and store it, not yet in force")],
    ),
    (
        "plan lint",
        &[
            example(
                "cardctl plan lint --plan-file plan.toml",
                "What the law says of a file, before it is imported",
            ),
            example(
                "cardctl plan lint standard --all",
                "Every rule that a plan is judged by, also those that are kept",
            ),
            example(
                "cardctl plan lint standard --override DS04 --reason 'licensed as direct selling'",
                "Say that a rule is broken on purpose; recorded with name and reason",
            ),
            example(
                "cardctl plan lint -q -o csv --columns plan,rule,level,state",
                "From a script: exit 6 when a rule is broken that nobody has overridden",
            ),
        ],
    ),
    (
        "plan simulate",
        &[
            example(
                "cardctl plan simulate --amount 100.00 --holder H-001 --on 2027-01-05",
                "Who would get what of a purchase, and why to the cent",
            ),
            example(
                "cardctl plan simulate --plan-file plan.toml --amount 35.50 --holder H-001 --provider tea --category gift",
                "The same under a plan that is not imported",
            ),
        ],
    ),
    (
        "plan approve",
        &[
            example("cardctl plan approve standard", "Put it in force from its date on"),
            example("cardctl plan approve standard@2027-01-01", "One of several versions of a name"),
        ],
    ),
    (
        "plan withdraw",
        &[example("cardctl plan withdraw standard@2027-01-01", "Take back what was imported by mistake")],
    ),
    ("plan list", &[example("cardctl plan list", "All versions by date")]),
    ("plan show", &[example("cardctl plan show standard", "A version and its shares")]),
    (
        "settle run",
        &[
            example("cardctl settle run --dry-run", "What a run would come to"),
            example(
                "cardctl settle run --through 2026-10-31",
                "Settle a month, for another operator to approve",
            ),
            example("cardctl settle run --post --yes -q", "Every night, from cron"),
        ],
    ),
    ("settle approve", &[example("cardctl settle approve last", "Agree to the newest run")]),
    ("settle post", &[example("cardctl settle post last", "Put it into the ledger, for good")]),
    ("settle discard", &[example("cardctl settle discard last", "Give it up; its items are due again")]),
    ("settle list", &[example("cardctl settle list", "All runs, the newest first")]),
    ("settle show", &[example("cardctl settle show last", "What each role received")]),
    (
        "settle lines",
        &[example(
            "cardctl settle lines last -o csv --out lines.csv",
            "Every amount of a run, for another program",
        )],
    ),
    (
        "settle explain",
        &[
            example("cardctl settle explain P-1", "Who received what of a purchase, and why to the cent"),
            example("cardctl settle explain R-1 --source till -o json", "Of a refund, for a program"),
        ],
    ),
    (
        "settle diff",
        &[example(
            "cardctl settle diff 7 8 -o csv",
            "What the run after a discarded one made otherwise; exit 6 for any difference",
        )],
    ),
    ("settle pending", &[example("cardctl settle pending", "What is not settled, and why")]),
    (
        "period close",
        &[
            example("cardctl period close 2026-10", "When all of October is settled and posted"),
            example("cardctl period close 2026-10 --yes -o json", "For a program, which keeps the seal"),
        ],
    ),
    (
        "period reopen",
        &[
            example(
                "cardctl period reopen 2026-10 --reason 'a till was loaded twice'",
                "Ask for it; nothing is open yet",
            ),
            example("cardctl period reopen 2026-10 --withdraw", "Leave it closed after all"),
        ],
    ),
    ("period approve", &[example("cardctl period approve 2026-10", "Agree to what another operator asked")]),
    ("period list", &[example("cardctl period list", "Up to where everything is closed")]),
    (
        "period show",
        &[
            example("cardctl period show 2026-10", "What is missing before it can be closed"),
            example(
                "cardctl period show 2026-09 -o json",
                "Prove a closed month; exit 6 when it is not intact",
            ),
        ],
    ),
    (
        "party identify",
        &[
            example(
                "cardctl party identify BJ-XC --kind citizen-id --verified document-seen",
                "An agent whose document lies before you; name and number are asked for",
            ),
            example(
                "cardctl party identify tea --kind organisation --name 'Jade Tea Ltd' --number -",
                "An organisation, whose number comes from another program",
            ),
            example(
                "cardctl party identify BJ-XC --verified register-asked",
                "Make sure of what was recorded before",
            ),
        ],
    ),
    (
        "party account set",
        &[
            example("cardctl party account set BJ-XC --kind alipay", "Ask for the account"),
            example(
                "cardctl party account set BJ-XC --kind bank --bank ICBC --bank-code 102100099996 --account -",
                "A bank account, read from another program",
            ),
            example("cardctl party account set H-001 --input account.json", "All of it from a file"),
        ],
    ),
    (
        "party show",
        &[example("cardctl party show BJ-XC", "Whether they can be paid, where to, and what they are owed")],
    ),
    (
        "payout create",
        &[
            example(
                "cardctl payout create --through 2026-10-31 --min 10.00",
                "Propose to pay what October left",
            ),
            example("cardctl payout create --through 2026-10-31 --dry-run", "Who would be left out, and why"),
            example(
                "cardctl payout create --through 2026-10-31 --override TX01 --reason 'papers seen, not recorded yet'",
                "Pay also persons whose name and number nobody has verified",
            ),
        ],
    ),
    ("payout approve", &[example("cardctl payout approve last", "Agree to what another operator proposed")]),
    ("payout discard", &[example("cardctl payout discard 3", "Give up a proposal")]),
    (
        "payout list",
        &[example("cardctl payout list --filter 'unknown>0'", "Where something is not known yet")],
    ),
    ("payout show", &[example("cardctl payout show last -o json", "Every row with what became of it")]),
    (
        "payout export",
        &[
            example(
                "cardctl payout export last --format alipay-batch --out october-alipay.csv --yes",
                "Who has an account at Alipay",
            ),
            example(
                "cardctl payout export last --format pain.001 --debtor-account 0200000109027300001 --debtor-bank \
                 102100099996 --out october.xml --yes",
                "Who has one at a bank, as a message to the platform's own bank",
            ),
        ],
    ),
    (
        "payout confirm",
        &[
            example("cardctl payout confirm results.csv", "What the bank paid, and what it could not"),
            example(
                "cardctl payout confirm results.csv --yes -o json",
                "For a program; exit 3 when rows were not taken",
            ),
        ],
    ),
    (
        "ledger adjust",
        &[
            example(
                "cardctl ledger adjust H-001 12.50 --reason 'goodwill, call 4711'",
                "Ask to give something",
            ),
            example(
                "cardctl ledger adjust BJ-XC -30.00 --date 2026-10-31 --reason 'paid twice by hand'",
                "Ask to take something back",
            ),
        ],
    ),
    ("ledger approve", &[example("cardctl ledger approve 3", "Agree to what another operator asked")]),
    ("ledger refuse", &[example("cardctl ledger refuse 3", "Leave the balance as it is")]),
    (
        "ledger adjustments",
        &[example("cardctl ledger adjustments --filter state=asked", "What waits for a decision")],
    ),
    (
        "ledger balances",
        &[
            example("cardctl ledger balances -o csv --out balances.csv", "For the bookkeeping"),
            example("cardctl ledger balances --sort=-balance --limit 10", "Who is owed most"),
            example(
                "cardctl ledger balances --as-of 2026-12-31",
                "At the end of the year, by the dates of the entries",
            ),
            example(
                "cardctl ledger balances --as-of 2026-12-31 --by recorded",
                "As the ledger stood that evening, whatever was dated back since",
            ),
        ],
    ),
    (
        "ledger export",
        &[
            example(
                "cardctl ledger export --format beancount --out books.beancount",
                "All books, to be proved by another program",
            ),
            example(
                "cardctl ledger export --format hledger --from 2026-11-01 --to 2026-11-30 --out november.journal",
                "A month, with the balances that it began with",
            ),
        ],
    ),
    (
        "ledger receivables",
        &[
            example("cardctl ledger receivables", "Who owes how much, and for how long"),
            example(
                "cardctl ledger receivables --as-of 2026-12-31 -o xlsx --out owed.xlsx",
                "At the end of the year",
            ),
        ],
    ),
    (
        "ledger journal",
        &[
            example(
                "cardctl ledger journal BJ-XC",
                "What an agent received, with the balance after each posting",
            ),
            example(
                "cardctl ledger journal H-001 --kind agent --from 2027-01-01",
                "What a holder received as an agent, this year",
            ),
            example(
                "cardctl ledger journal --from 2026-11-01 --to 2026-11-30 -o csv",
                "All postings of a month",
            ),
        ],
    ),
    (
        "report issuance",
        &[
            example(
                "cardctl report issuance",
                "Every batch: what is in stock, registered, active, lost or void",
            ),
            example(
                "cardctl report issuance --by agent --month 2026-10",
                "What agents made of the stock of October",
            ),
        ],
    ),
    (
        "report activation",
        &[
            example("cardctl report activation", "How far cards come, and how long activation takes"),
            example(
                "cardctl report activation --by month --center BJ -o csv",
                "The cards of a center by month of issue, for a spreadsheet",
            ),
        ],
    ),
    (
        "report cohorts",
        &[
            example(
                "cardctl report cohorts --month 2026-10 --sort=-net --limit 10",
                "The ten cohorts of the first level that bought most in October",
            ),
            example(
                "cardctl report cohorts --scheme region --depth 3 --cohort 11",
                "The districts of Beijing",
            ),
        ],
    ),
    (
        "report goods",
        &[
            example("cardctl report goods", "What was offered, sold and swapped in each category"),
            example("cardctl report goods --by seller --month 2026-10", "Who sold most in a month"),
        ],
    ),
    (
        "report requests",
        &[
            example("cardctl report requests --by provider --month 2026-10", "Who took what, and how fast"),
            example("cardctl report requests --by outcome -o csv", "What became of requests, for a program"),
        ],
    ),
    (
        "report sales",
        &[
            example("cardctl report sales --by month --chart", "Sales over time"),
            example(
                "cardctl report sales --by agent --subtree --from 2026-07 --to 2026-09",
                "The third quarter, each agent with everything below it",
            ),
            example(
                "cardctl report sales --by provider --tier gold --agent BJ-XC",
                "Where the gold holders of an agent buy",
            ),
        ],
    ),
    (
        "report statement",
        &[
            example("cardctl report statement BJ-XC --month 2026-10", "How an agent's month stands"),
            example(
                "cardctl report statement BJ-XC --month 2026-10 --issue --out BJ-XC.html",
                "With a number, to be printed and signed",
            ),
            example(
                "cardctl report statement H-001 --kind holder --month 2026-10 --lines -o csv",
                "Every line of a holder's month",
            ),
            example(
                "cardctl report statement --all --month 2026-10 --issue --out statements -o xlsx",
                "Everybody's, each in a workbook of its own",
            ),
        ],
    ),
    (
        "report commission",
        &[
            example("cardctl report commission --run last", "The newest run by role"),
            example(
                "cardctl report commission --run 12 --by agent --sort=-amount --limit 10",
                "The ten agents who earned most in a run",
            ),
            example(
                "cardctl report commission --month 2026-10 --compare previous",
                "October beside September",
            ),
            example(
                "cardctl report commission --by agent --subtree --agent BJ-XC",
                "An agent and those below it, each with its own branch",
            ),
        ],
    ),
    (
        "report dashboard",
        &[
            example("cardctl report dashboard", "This month beside the last one, and what is open"),
            example("cardctl report dashboard --month 2026-10 -o json", "A month as one object"),
        ],
    ),
    (
        "audit log",
        &[example(
            "cardctl audit log --after 1200 -o jsonl",
            "What was done and refused since the last look",
        )],
    ),
    (
        "audit verify",
        &[
            example("cardctl audit verify", "Is the chain whole; exit 6 when it is broken"),
            example(
                "cardctl audit verify --against heads.txt",
                "Is it still the log whose heads were kept elsewhere",
            ),
            example(
                "cardctl audit verify --against print/manifest.json",
                "Or the one of which a manifest tells",
            ),
        ],
    ),
    (
        "audit head",
        &[
            example("cardctl audit head", "To be written down outside, where nobody here can change it"),
            example("cardctl audit head --witness heads.txt", "To be added to a file that is kept elsewhere"),
        ],
    ),
    ("help errors", &[example("cardctl help errors -o json", "All error codes, for a program")]),
    ("help error", &[example("cardctl help error run-locked", "What a code means and what to do")]),
    ("help exit-codes", &[example("cardctl help exit-codes", "What a script can branch on")]),
];

/// The examples of the command of this path, such as `purchase import`.
#[must_use]
pub fn of(path: &str) -> &'static [Example] {
    EXAMPLES.iter().find(|(of, _)| *of == path).map_or(&[], |(_, examples)| examples)
}

/// Adds the examples to the long help of a command and all those below it.
pub(super) fn add(command: Command, path: &str) -> Command {
    let examples = of(path);
    let command = if examples.is_empty() {
        command
    } else {
        let header = *command.get_styles().get_header();
        let mut text = format!("{header}Examples:{header:#}");
        for Example { line, what } in examples {
            // Writing to a string can't fail.
            let _ = write!(text, "\n  {what}:\n    {line}");
        }
        command.after_long_help(text)
    };
    command.mut_subcommands(|below| {
        let path = joined(path, below.get_name());
        add(below, &path)
    })
}

/// The path of a command below another.
#[must_use]
pub fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path} {name}") }
}

/// The words of a line from `cardctl` to the first pipe or redirection, without quotes.
#[cfg(test)]
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = if first == '\'' {
            rest[1..].split_once('\'').expect("a quote ends")
        } else {
            rest.split_once(' ').unwrap_or((rest, ""))
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    let program = words.iter().position(|word| word == "cardctl").expect("the line runs `cardctl`");
    let after = words.split_off(program);
    after.into_iter().take_while(|word| !["|", "<", ">"].contains(&&**word)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::command;

    /// The paths of all commands that do something.
    fn leaves(command: &Command, path: &str) -> BTreeSet<String> {
        if !command.has_subcommands() {
            return BTreeSet::from([path.to_owned()]);
        }
        command.get_subcommands().flat_map(|below| leaves(below, &joined(path, below.get_name()))).collect()
    }

    #[test]
    fn every_command_has_examples_and_every_example_a_command() {
        let mut paths: BTreeSet<String> = EXAMPLES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(paths.len(), EXAMPLES.len(), "a path stands twice");
        assert!(paths.remove(""));
        assert_eq!(paths, leaves(&command(), ""));
        assert!(EXAMPLES.iter().all(|(_, examples)| !examples.is_empty()));
    }

    #[test]
    fn every_example_is_understood_as_what_it_stands_under() {
        for (path, examples) in EXAMPLES {
            for Example { line, .. } in *examples {
                let mut found = command()
                    .try_get_matches_from(words(line))
                    .unwrap_or_else(|error| panic!("`{line}`: {error}"));
                let mut ran = String::new();
                while let Some((name, below)) = found.remove_subcommand() {
                    ran = joined(&ran, &name);
                    found = below;
                }
                assert!(path.is_empty() || ran == *path, "`{line}` stands under `{path}`");
            }
        }
    }

    #[test]
    fn what_an_example_is_for_reads_like_a_heading() {
        for Example { line, what } in EXAMPLES.iter().flat_map(|(_, examples)| *examples) {
            assert!(what.starts_with(char::is_uppercase), "`{line}`: {what}");
            assert!(!what.ends_with(['.', ':']) && !what.contains('`'), "`{line}`: {what}");
        }
    }
}
