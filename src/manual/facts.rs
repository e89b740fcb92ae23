//! What the manual says beyond the command line's definition: surroundings, file formats, states.

use crate::command;
use crate::domain::card::{BATCH_MOVES, CARD_MOVES};
use crate::domain::database_role::DatabaseRole;
use crate::domain::rule::{self, Rule};
use crate::domain::{listing, period, run_state};
use crate::store::check::RULES;

/// A configuration file.
pub const EXAMPLE_CONFIGURATION: &str = include_str!("configuration.toml");

/// A plan file.
pub const EXAMPLE_PLAN: &str = include_str!("plan.toml");

/// A part of a section.
pub(super) enum Block {
    Paragraph(&'static str),
    Verbatim(&'static str),
    Terms(&'static [(&'static str, &'static str)]),
    Table(fn() -> Vec<Vec<String>>),
    /// As terms, made from what the program has.
    Entries(fn() -> Vec<(String, String)>),
}

/// How many damages are planted for each pass of `db check`, all of which it finds: a line `pass,damages` each, written by
/// the test that plants them.
const PLANTED: &str = include_str!("planted.csv");

/// The variables that are read. Flags beat them, and they beat the configuration file.
pub(super) const ENVIRONMENT: &[(&str, &str)] = &[
    ("CARDCTL_DATABASE_URL", "The database, as `--database` names it."),
    (
        "CARDCTL_KEY_FILE",
        "The key file, as `--key-file` names it. A database or a key file of a profile that `--profile` names \
         beats both variables.",
    ),
    (
        "CARDCTL_KEY_COMMAND",
        "The program that prints the key, as `--key-command` names it. Not together with `CARDCTL_KEY_FILE`.",
    ),
    (
        "CARDCTL_PASSWORD_COMMAND",
        "The program that prints the database server's password in one line, as `--password-command` names it.",
    ),
    ("CARDCTL_PROFILE", "The profile of the configuration file, as `--profile` names it."),
    ("CARDCTL_CONFIG", "The configuration file, as `--config` names it."),
    ("CARDCTL_OPERATOR", "Who you are, as `--operator` says it: recorded as claimed."),
    ("CARDCTL_OUTPUT", "The format of data, as `--output` names it."),
    ("NO_COLOR", "When it is set and not empty, nothing is coloured; nor with `TERM=dumb`."),
    (
        "CREDENTIALS_DIRECTORY",
        "Where a service manager puts credentials. A `cardctl.key` in it is the key file when none is named.",
    ),
    ("XDG_CONFIG_HOME", "Where configuration is; `~/.config` when it is not set."),
    ("XDG_DATA_HOME", "Where data is; `~/.local/share` when it is not set."),
    (
        "COMPLETE",
        "The name of a shell that asks for completion, as the script of `completions SHELL --dynamic` sets it. A \
         command that is to be run doesn't heed it.",
    ),
    ("PGPASSFILE", "The PostgreSQL password file; `~/.pgpass` when it is not set, or has no line that fits."),
    (
        "PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD",
        "What the URL of a server does not say, as with the server's own client.",
    ),
    (
        "PGSSLMODE, PGSSLROOTCERT, PGSSLCERT, PGSSLKEY, PGCONNECT_TIMEOUT",
        "The same of `sslmode`, `sslrootcert`, `sslcert`, `sslkey` and `connect_timeout`.",
    ),
];

/// The files, at their places when nothing is said.
pub(super) const FILES: &[(&str, &str)] = &[
    ("~/.config/cardctl/config.toml", "The configuration, described in cardctl(1)."),
    (
        "~/.config/cardctl/cardctl.key",
        "The key file, mode 0600. Without it no personal data in the database can be read again: keep a copy \
         elsewhere, and not with the database.",
    ),
    (
        "~/.local/share/cardctl/platform.db",
        "The database; `platform.db-wal`, `platform.db-shm` and `platform.db.lock` stand beside it.",
    ),
];

/// The section on the configuration file.
pub(super) const CONFIGURATION: &[Block] = &[
    Block::Paragraph(
        "Flags beat the environment, which beats the configuration file; `cardctl config show --origin` says where \
         each value is from. The file says where things are and how they look. Policy, such as four eyes, is in \
         the database: `cardctl setting list`.",
    ),
    Block::Verbatim(EXAMPLE_CONFIGURATION),
    Block::Paragraph(
        "The key is from the first of these places that names a `key_file` or a `key_command`: the flags, the \
         environment, the profile, the rest of the file. None may name both. Where nothing is named, it is the \
         service manager's credential, or the key file of the configuration directory.",
    ),
    Block::Paragraph(
        "A change says on stderr which database, profile and environment it goes to. In production it wants the \
         profile's name typed, or `--confirm PROFILE`, unless it is the counter's work for one person: `holder register`, \
         `holder activate` with a code, `holder visit`, `holder reveal`, `payment add`, `parameter add`, `parameter \
         verify`, `parameter retire`, `parameter replace`, and every verb of `card` that changes but `card void`.",
    ),
    Block::Paragraph(
        "Profile and database may both say what they are for: `environment` in the profile, where `production = true` \
         alone says `production`, and the setting `environment`, from `init --environment` or `setting set environment`. \
         Where both say it and differ, every command is refused before anything is read (`wrong-environment`). A \
         database of the environment `production` wants the name `production` for a change when no profile is marked, so \
         that a profile that was forgotten skips no guard.",
    ),
    Block::Paragraph(
        "`witness_file` names a file to which `settle post`, `period close`, `payout export`, `batch issue`, `batch export` \
         and `db backup` add the head of the audit log after they have committed: a line `TIME SEQ:HASH what`. It proves \
         something where those who can write the database can't write it, such as a file that can only be appended to, \
         on another machine. Where it can't be written, the command warns, prints the head, and is done all the same. \
         `cardctl audit verify --against FILE` compares the log with all of them.",
    ),
    Block::Paragraph(
        "A database is `sqlite:PATH` or `postgres://USER@HOST/NAME`. A password is better kept in the PostgreSQL \
         password file than in a URL; a URL is printed without its password. It is taken from the URL, else from the \
         password command, else from `PGPASSWORD`, else from the password file, which only its owner may read.",
    ),
    Block::Paragraph(
        "A server on another machine is only spoken to by TLS (`sslmode=require`), unless the URL or `PGSSLMODE` says \
         otherwise; on this machine TLS is used where the server has it, and never on a socket. `sslmode` is `disable`, \
         `prefer`, `require`, `verify-ca` or `verify-full`; only the last makes sure that it is the right server. The \
         authorities of the system are trusted, and those in `sslrootcert=FILE`, which with `require` means `verify-ca`. \
         `sslcert=FILE` and `sslkey=FILE` prove who this side is. A parameter that is not known is refused.",
    ),
    Block::Paragraph(
        "`connect_timeout` (10s) is how long a server is waited for, a port where nobody listens not at all. \
         `statement_timeout` ends what takes too long of commands that look or serve one person; without it single \
         look-ups have 60s, and all else has no limit. Loads, settlements and other changes never have one. \
         `lock_timeout` is how long any command waits for another one's lock; without it 15s for who looks, 60s for who \
         serves one person, 5s for who decides on runs, plans, months or money while a run is at work, and else no limit \
         for changes; `settle run` waits for another run by `--wait` alone. A time is a number of seconds, or one with `ms`, `s`, `min` or `h`; \
         `0` is no limit. The server ends whoever is silent amid a transaction for an hour, and sees by itself when a \
         machine is gone. `pg_stat_activity` shows each command by its words, as in `cardctl settle run`.",
    ),
    Block::Paragraph(
        "What is passing is tried again by itself, for some seconds, in steps that can't be done twice: slices of imports \
         and settlement runs, steps of a rotation of keys, regroupings, and the records of what `cardctl request dispatch` \
         sent, when the server is restarted or hands over to its standby, a connection breaks, or two transactions meet. \
         Other commands end with the status 75 and can be run again. When a connection breaks amid a commit, the audit log \
         is asked on a new one whether the change was made.",
    ),
];

const PRINT_FILE: &[Block] = &[
    Block::Paragraph("The directory, which only its owner can read, gets:"),
    Block::Terms(&[
        (
            "cards.csv",
            "A row a card: `serial,card,card_display,activation_code`. The activation codes stand nowhere else; the \
             database has a keyed hash of each.",
        ),
        (
            "cards.csv.age",
            "The same in its place with `--recipient`, encrypted by the program age(1). The plain text is never on \
             the disk. `age --decrypt -i KEY cards.csv.age` opens it.",
        ),
        (
            "manifest.json",
            "Batch, count, serials, SHA-256 of the file and of its plain text, recipients, who made it and when, \
             the file that it replaces, and the head of the audit log before it (`audit_head`).",
        ),
        ("SHA256SUMS", "For `sha256sum --check`."),
    ]),
    Block::Paragraph(
        "The files are complete as `….partial` before the codes are stored and get their names after. An interrupted \
         `batch issue` leaves no batch, or a batch whose files the same command completes; so does `batch export`.",
    ),
];

/// Sections of single commands: the command's path, the heading, the text.
pub(super) const SECTIONS: &[(&str, &str, &[Block])] = &[
    (
        "",
        "OUTPUT",
        &[
            Block::Paragraph(
                "Data goes to stdout and nothing else does; messages, questions and progress go to stderr. A \
                 table is for people and may change its looks. `json`, `jsonl`, `csv` and `tsv` are for programs \
                 and stable: amounts are decimal strings in major units, such as \"12.34\", times are RFC 3339 \
                 with offset, keys are snake_case. What came from outside is made safe for terminals and \
                 spreadsheets.",
            ),
            Block::Paragraph(
                "A change that matters is shown first and asked for. `--yes` answers yes. Without a terminal and \
                 without `--yes` such a command changes nothing and exits with 7.",
            ),
            Block::Paragraph(
                "Long work shows how much is done, how fast it goes and how long it still takes: by a bar on a \
                 terminal, by a line every 30 s elsewhere, and not at all with `-q`.",
            ),
        ],
    ),
    (
        "db grant",
        "ROLES",
        &[
            Block::Table(database_roles),
            Block::Paragraph(
                "The owner may do everything, and the auditor whatever only looks. The help of each command names the \
                 role that it wants. Whoever was given no role has the rights that were granted to them by hand.",
            ),
            Block::Paragraph(
                "Histories, journal, postings, lines and the audit log are only added to, and what is posted, paid or \
                 decided is changed by nobody but the owner. Who adds an entry, proposes or decides does it in their own \
                 name: the database writes it down. `support` sees the holder who was looked up in a transaction, at \
                 most 200 of them, and nobody in bulk; `support` and `auditor` see of a sealed value what tells its key.",
            ),
            Block::Paragraph(
                "Limits: roles keep people to their work, and not from doing it badly. Who may add to the journal may add \
                 what is wrong, in their own name, and `db check` finds it; who may add to the audit log may spoil its head, \
                 and `audit verify` finds it; who has a support login and SQL can look up one holder after the other. The \
                 owner and the server's superuser are above all of it: keep the head of the audit log elsewhere.",
            ),
        ],
    ),
    (
        "",
        "SIGNALS",
        &[Block::Paragraph(
            "SIGINT (Ctrl-C) and SIGTERM end a command with exit status 130. What it has not committed is rolled \
                 back. A command that commits in slices, such as an import, `settle run` or `key rotate`, first \
                 finishes the slice that is being committed, then says what is kept and which command goes on. A \
                 second signal ends that at once, too, and so does a slice that takes longer than 30 s. \
                 Whenever it comes, the database is consistent.",
        )],
    ),
    (
        "batch",
        "STATES OF A BATCH",
        &[
            Block::Table(batch_moves),
            Block::Paragraph(
                "`batch issue` with a directory leads to `exported`, with `--release` to `released` at once, and \
                 without a directory to `issued`. `batch release` takes a batch through the steps between: who \
                 releases it without a receipt vouches for its cards. Released by serials, a batch is `received` \
                 until all its cards that aren't void are released, and `batch show` says how many are.",
            ),
            Block::Paragraph(
                "A batch can be voided while none of its cards is sold; after that only cards in stock can, by \
                 `batch void --serials`. A batch that is exported again has new codes for its cards in stock: they \
                 are no more for sale, and wait for print, receipt and release. Sold cards keep their codes.",
            ),
        ],
    ),
    ("batch issue", "PRINT FILE", PRINT_FILE),
    ("batch export", "PRINT FILE", PRINT_FILE),
    (
        "batch receive",
        "SAMPLES",
        &[
            Block::Paragraph(
                "A line a card, as somebody reads it off the printed cards: the number, in any grouping, and the \
                 code, with a comma or spaces between. A first line that begins with `card` is a header. One \
                 sample that doesn't match refuses the whole receipt, and the refusal is in the audit log. Neither \
                 numbers nor codes are repeated on the screen.",
            ),
            Block::Paragraph(
                "The cards counted have to be as many as the batch has in stock, else nothing is recorded and the \
                 exit status is 6. Void what is spoiled before.",
            ),
        ],
    ),
    (
        "card",
        "STATES OF A CARD",
        &[
            Block::Table(card_moves),
            Block::Paragraph(
                "A card that is found goes back to the state it was lost from. An active card never expires, and \
                 its holder stays one when it is lost. A replacement is active at once when the lost card had been \
                 activated, with its own code or as the operator's act; ref, tier, cohorts, balance and attribution \
                 stay, and the old card stays `replaced`.",
            ),
            Block::Paragraph(
                "A purchase of a time at which the card was frozen or lost is recorded and held: it is not settled, \
                 and `settle pending` counts it. One that names the old card counts until its loss; one that names \
                 the holder is judged by the card that was live then. A day without its time is held when the card \
                 was blocked at any moment of it. Refunds are not held. `--at` dates what blocks back, never \
                 before what happened to the card last; what is recorded already stays as it is.",
            ),
        ],
    ),
    (
        "parameter",
        "KINDS",
        &[
            Block::Paragraph(
                "A strong kind identifies a person and belongs to one holder at a time; a holder has one at least. A \
                 weak kind only classifies.",
            ),
            Block::Terms(&[
                (
                    "citizen-id, driving-licence, social-security",
                    "Strong. 18 digits with a check character, or 15 of before 1999: region, birth date, sex. One \
                     number under any of the three is one person.",
                ),
                (
                    "passport",
                    "Strong. A Chinese number as it is, another with its country in front, such as `CAN:AB123456`, \
                     or the machine-readable lines, which tell birth date and sex too.",
                ),
                ("mobile", "Strong. Of any country; without `+` a Chinese one."),
                ("device", "Strong. IMEI, IMSI or ICCID; the type may stand in front, such as `imsi:`."),
                ("code.NAME", "Strong. A code of the site's own: `cardctl parameter code list`."),
                ("landline, area-code, postcode, address, ip", "Weak. Where somebody is reached."),
            ]),
            Block::Paragraph(
                "Of several parameters that tell the same, the first that is not retired counts. Spaces, hyphens and \
                 full-width digits make no difference.",
            ),
        ],
    ),
    (
        "parameter regions import",
        "FILE",
        &[Block::Paragraph(
            "The first line is `# version` and the version, then the header \
                 `code,from_year,to_year,name,successor`, then a line for each code and the years in which it had its \
                 name. An empty year leaves that side open; the last year is that of the last yearly list which \
                 holds the code. No code has two names in one year, and every code has its province. The \
                 successor is the code in force that the area belongs to today. It stands on the last line of a \
                 code that is no longer in force, and may be empty. A table without successors has the header \
                 `code,from_year,to_year,name`.",
        )],
    ),
    (
        "holder register",
        "INPUT",
        &[
            Block::Paragraph(
                "`--input` reads one JSON object with the long names of the options. A flag beats what the object \
                 says. `parameter` is an object of kinds, whose values are strings or arrays of them, or an \
                 array of `KIND=VALUE`:",
            ),
            Block::Verbatim(
                "{\"card\": \"9156034883675326\", \"name\": \"段誉\",\n \
                 \"parameter\": {\"citizen-id\": \"110102197502030839\", \"mobile\": [\"13800138000\"]},\n \
                 \"consent\": \"2026-01\", \"activate\": true, \"code\": \"ABCD-EFGH-JKMN-PQRS\"}\n",
            ),
        ],
    ),
    (
        "key",
        "KEYS",
        &[
            Block::Paragraph(
                "A key file has a line for each version of the root key: `cardctl-key-1`, a space and 64 hexadecimal \
                 digits. From the root a key of its own is derived for every use: for each sealed column, for looking \
                 up each kind of parameter, for names, and for activation codes. `key export --for` writes such \
                 derived keys, which lead back to nothing:",
            ),
            Block::Terms(&[
                (
                    "support",
                    "Finds holders by parameter and name and shows masks. Opens no name and no value. People whose \
                     names have the same tag and first letter can't be told apart.",
                ),
                (
                    "counter",
                    "Registers, activates and finds; opens names and values of holders, and makes their signing secrets.",
                ),
                ("print", "Issues batches and checks activation codes; finds nobody."),
            ]),
            Block::Paragraph(
                "A command that wants another key ends with the error `key-not-held`. Settlement, reports and \
                 `db check` want no key.",
            ),
            Block::Paragraph(
                "A key command is a program with its arguments, split at white space, without a shell and without \
                 quoting. It prints what would stand in a key file, within 30 seconds, and exits with 0. Its standard \
                 input is empty, and its messages are seen. Only commands that want a key run it.",
            ),
        ],
    ),
    (
        "key rotate",
        "ROTATION",
        &[
            Block::Paragraph(
                "The new key is added to the key file, or given by the key command, before anything is sealed under \
                 it. Then every value is sealed and indexed anew, in short transactions, while others register, \
                 import and look up. Parameters are claimed under both versions meanwhile, so that nobody registers \
                 twice. A rotation that was killed goes on with the same command.",
            ),
            Block::Paragraph(
                "Activation codes are kept nowhere, so that cards in stock keep their codes: the key of their hashes \
                 is kept in the database, sealed under the new version. At the end the old root key opens nothing of \
                 the database any more, but it opens backups from before. Free pages of the database may hold values \
                 as they were sealed before until it is vacuumed.",
            ),
            Block::Paragraph(
                "Where other hosts have copies of the key file, run `key rotate --prepare` first and copy the file; \
                 derived keys that are exported then have both versions.",
            ),
        ],
    ),
    (
        "agent import",
        "FILE",
        &[
            Block::Paragraph(
                "CSV with a header, in UTF-8 or GB18030, columns in any order. All rows are loaded or none. A \
                 parent may come after its children.",
            ),
            Block::Terms(&[
                ("code, name", "Required. The name is kept sealed."),
                ("parent", "The code of the agent above."),
                ("region", "The region whose holders belong to the agent when nothing else says so."),
                ("center", "The code of the agent's center."),
                ("since", "The first day under the parent; empty: from the beginning."),
            ]),
        ],
    ),
    (
        "holder import",
        "FILE",
        &[
            Block::Paragraph("CSV with a header, in UTF-8 or GB18030, columns in any order."),
            Block::Terms(&[
                (
                    "name, kind, value",
                    "Required: the person, and an identity parameter such as `citizen-id`.",
                ),
                ("ref", "The site's own unique name for the holder; made up when empty."),
                ("card", "The card; when empty the next released one of the center."),
                ("center, staff, agent", "The attribution; when empty the card's, or that of the region."),
                ("tier", "The tier, from `registered_at` on."),
                ("registered_at", "A day or a time, not in the future; today when empty."),
                ("fee", "A fee that was paid; it leads to a tier that has a minimum fee."),
                ("activation_code", "Activates the card. With `--activate` no code is wanted."),
            ]),
            Block::Paragraph(
                "The same person again is skipped and counted. Rejected rows go to `FILE.rejects.csv` with line \
                 number and reason, ready to be corrected and loaded again. It holds personal data, and only its \
                 owner can read it.",
            ),
        ],
    ),
    (
        "scheme",
        "LEVELS AND PRIORITY",
        &[
            Block::Terms(&[
                (
                    "region:2, region:4, region:6",
                    "Province, prefecture and county of an ID number, an address or a landline. With `--region current` \
                     those in which the area of the code lies today, where that is known; else as issued.",
                ),
                ("birth-year, birth-decade, sex", "As the number, or the lines of a passport, tell."),
                (
                    "age-band:N",
                    "N years of age together, from 1 to 50: `50-59`. The age is the one completed in the year. With a new \
                     year everybody moves by the first regrouping, and whoever is moved or registered before it at once.",
                ),
                (
                    "country, range-carrier, area-code",
                    "Of passports and ID numbers, mobile numbers, landlines.",
                ),
                ("postcode:2, postcode:3", "Postal province and zone."),
                ("tier", "The tier in force."),
                (
                    "NAME",
                    "A facet of the site's own codes: `cardctl parameter code list`. Also `virtual-operator`, \
                     `postal-zone`, `device-type`, `operator` and `ip-scope`.",
                ),
            ]),
            Block::Paragraph(
                "Who tells nothing of a level belongs to its cohort `unknown`. Facets that a scheme names stand in \
                 clear in the database; those that no scheme names any more are deleted when it is regrouped, but \
                 the places of before, by which one looks back, still tell them.",
            ),
            Block::Paragraph(
                "The priority is a list of factors, of which the first decides, and each next one among those whom \
                 the ones before leave equal; the last is the holder's number. `registered` puts the earliest first, \
                 `visits`, `fees`, `purchases` (how many) and `spent` (how much, refunds taken off; nothing that is \
                 held) the most; `:asc` and `:desc` say otherwise. Or every factor has a weight, and the sum of \
                 points decides: points for a visit, a purchase, a unit of the currency, or a day since the \
                 registration, such as `visits=5/visit,fees=0.1/unit,registered=0.02/day`. Sums are exact. With \
                 `--founder-first` who registered first in a cohort has rank 1 whatever the priority says.",
            ),
            Block::Paragraph(
                "`scheme set` makes a version that comes in force as a whole with the next `cohort regroup`; until \
                 then everybody stands, and is placed, by the one before. Setting the terms in force takes a version \
                 back that waits.",
            ),
        ],
    ),
    (
        "cohort regroup",
        "WHAT MOVES WHEN",
        &[
            Block::Paragraph(
                "Registrations, visits, fees, changes of parameters and changes of the tier move their holder at \
                 once. Purchases, and a tier that comes in force on a later day, move them with the next \
                 regrouping, which looks only at holders to whom that happened: run it every night after the \
                 purchases are loaded. Everybody is looked at when a version comes in force, when the first \
                 regrouping of a year finds ages in a scheme, when the table of regions was replaced, and with \
                 `--full`; the result is the same.",
            ),
            Block::Paragraph(
                "RANKS are the places that others get because somebody comes, goes or passes, over all cohorts, and \
                 FIRSTS the cohorts with somebody else at rank 1. Both are counted before the question, for up to \
                 10,000 changed places, and not where founders may change.",
            ),
            Block::Paragraph(
                "It is one transaction: when it is killed, the grouping of before is whole. On PostgreSQL \
                 registrations and imports wait while it writes.",
            ),
        ],
    ),
    (
        "cohort policy",
        "WHAT DECIDES",
        &[
            Block::Paragraph(
                "A cohort inherits what it leaves open from the one above. A cohort stands above the tier, whose \
                 permissions hold where no cohort says anything. Where a holder is in cohorts of several schemes, \
                 what one denies is denied, the best service priority counts, and of services and message class \
                 those of the oldest scheme. `holder show` lists what holds for a holder and where each comes from; \
                 `holder may` answers for one permission.",
            ),
            Block::Terms(&[
                ("sell, swap", "Offer goods for sale or in exchange."),
                ("refer", "Bring in new holders."),
                ("request", "Ask a provider for a service."),
                ("notify", "Send notices to a cohort that one is in."),
            ]),
            Block::Paragraph(
                "A rule by sex, age or region that changes what somebody can earn or buy wants \
                 `--acknowledge DS08` and a reason (Personal Information Protection Law, articles 24 and 55); \
                 without it the change is refused, and the refusal recorded.",
            ),
        ],
    ),
    (
        "cohort diff",
        "LOOKING BACK",
        &[Block::Paragraph(
            "Every place that a holder ever had is kept with what it came from, so that ranks of a past moment can be \
             told with the visits, fees and purchases of then. A date means the end of that day; a time is taken as it \
             is. `joined` and `left` are of the cohort, `reordered` are those whose own visits, fees or purchases \
             changed, `shifted` those whom others passed or made room for. Nothing is kept of restricted holders, and \
             nothing from before the schema had it.",
        )],
    ),
    (
        "visit import",
        "FILE",
        &[
            Block::Paragraph("CSV with a header, in UTF-8 or GB18030, columns in any order."),
            Block::Terms(&[
                ("external_id", "Required: the visit's id, unique within its source."),
                ("card, holder", "One of them: a card of the holder, or their ref."),
                ("at", "Required: a day or a time, not in the future, and not before the registration."),
                ("channel", "Through what; `import` when empty."),
            ]),
        ],
    ),
    (
        "holder restrict",
        "WHAT IS LEFT",
        &[Block::Paragraph(
            "The facets in clear and the places in cohorts, those of before too, are deleted. What is sealed stays, and so do the claims \
             on parameters: nobody else can register them. `holder find` and `holder show` say ref, state and since \
             when. Every other command on the holder and the card is refused (`holder-restricted`). Purchases \
             from that moment on are rejected, and those of a day without its time from that day on; earlier ones \
             count, and what was settled stays. An agent that the holder was made has to be suspended first, and its \
             name is shown no more. `--lift` places the holder again and wants the key.",
        )],
    ),
    (
        "purchase import",
        "FILE",
        &[
            Block::Paragraph(
                "CSV with a header, in UTF-8 or GB18030, columns in any order, unknown ones refused.",
            ),
            Block::Terms(&[
                ("external_id", "Unique within the source."),
                ("card, holder", "Who bought: one is filled, with the card's number or the holder's ref."),
                ("provider", "The provider's code."),
                ("amount", "Above zero, with at most two decimals; a refund's, too."),
                (
                    "occurred_at",
                    "RFC 3339, or a day or a time in the platform's time zone. Not before the holder's activation.",
                ),
                ("channel, category", "May be missing. A plan can have shares for a category."),
                ("refund_of", "May be missing. The external id of the purchase that this row refunds."),
            ]),
            Block::Paragraph(
                "Each row is stamped with what is in force on its day: the provider's rate, the holder's tier, \
                 center and staff, the agents above. Later changes move nothing. One whose card was frozen or lost then \
                 is held; see cardctl-card(1).",
            ),
        ],
    ),
    (
        "plan import",
        "FILE",
        &[
            Block::Verbatim(EXAMPLE_PLAN),
            Block::Paragraph(
                "What the shares leave is the platform's. For every tier and category they must not exceed 100 %. \
                 A share's `missing` says who gets it when its party does not exist; the platform does when it \
                 says nothing. In force on a day is the approved version with the latest `effective_from` that is \
                 not after it.",
            ),
        ],
    ),
    (
        "plan lint",
        "RULES",
        &[
            Block::Paragraph(
                "A version is held against the rules as they are in force on its first day, or on another that `--on` \
                 names. None of them ever stops an import, an approval or a run: `plan approve` names what is open, \
                 and `plan lint` ends with 6 as long as a rule of the level `error` is broken and not overridden. It is \
                 no legal advice.",
            ),
            Block::Table(plan_rules),
            Block::Terms(&[
                ("DS01", "A share for something else than a purchase. A plan has no way to say that."),
                (
                    "DS02",
                    "A tier with a minimum fee raises what agents get above that of the tier that everybody begins \
                     with, or brings the permission `refer` that the other lacks. What cohorts allow is not looked at.",
                ),
                (
                    "DS03",
                    "The agent of level 1 is paid: one referral, by somebody who neither bought nor sold.",
                ),
                (
                    "DS04",
                    "Agents of further levels are paid, or can be by `missing = \"last-agent\"`. It is an error when \
                     holders were promoted to agents, and else a warning. Levels and agents of today's tree are told: \
                     an agent counts once, at the highest level that it can be paid at. From 3 levels and 30 people on \
                     it is prosecuted (公通字〔2013〕37号).",
                ),
                (
                    "DS05",
                    "One agent can get more than 30 % of a sale: the most that the shares allow for one, those of \
                     missing agents included, at the greatest rate of a provider while the version is in force.",
                ),
                ("DS06", "`hold_days` is above 31."),
                ("DS09", "The shares sum to more than 100 %. The import refuses that."),
                ("TX02", "Shares go to people, and the setting `withholding` is `none`."),
            ]),
            Block::Paragraph(
                "DS08, on rules by sex, age and region, is judged where such rules are made: see \
                 cardctl-cohort-policy(1). A plan knows tiers and categories only. DS07 and TX01, on who is paid, are judged \
                 by cardctl-payout-create(1).",
            ),
            Block::Paragraph(
                "`--override` of a broken rule and `--acknowledge` of a warning record for one version who said so, \
                 when and why. A warning that was acknowledged and becomes an error is open again.",
            ),
        ],
    ),
    (
        "plan simulate",
        "WHAT IS SHOWN",
        &[Block::Paragraph(
            "The purchase is stamped with what is known now of its day, as an import would: rate, tier, center and staff, \
             agents with those who are suspended. It is divided by the version that stands for the day, or by another \
             version or file that is named; `in_force` says whether a purchase of that day would be settled so. The \
             shares are those of cardctl-settle-explain(1). Nothing is written.",
        )],
    ),
    (
        "db check",
        "RULES",
        &[
            Block::Paragraph(
                "What is always true, whatever was interrupted, tried again or done at the same time. Passes of no rule prove that \
                 what stands in two places is the same, and that references lead somewhere which no foreign key keeps.",
            ),
            Block::Entries(check_rules),
            Block::Paragraph(
                "Rule 9 is of two databases, so no pass over one of them proves it; the program's tests do.",
            ),
        ],
    ),
    ("db check", "PASSES", &[Block::Entries(check_passes)]),
    (
        "db check",
        "WHAT IT CAN'T FIND",
        &[
            Block::Paragraph(
                "Who changes rows past the program leaves what the passes find: the audit log has the sums of what was ever written \
                 into tables that only grow, and its entries are chained. Who can write everything, though, can also write the log \
                 anew, with sums and chain and head, as the program itself would. Nothing within the database shows that. A head of \
                 the log that is kept elsewhere does: see cardctl-audit-head(1), `witness_file` in cardctl(1), and \
                 cardctl-audit-verify(1).",
            ),
            Block::Paragraph(
                "What is sealed is opened by no pass, for none has the key. A sealed value that was moved to another row, or cut \
                 behind its head, is found when it is opened.",
            ),
        ],
    ),
    (
        "audit verify",
        "WHAT IT PROVES",
        &[
            Block::Paragraph(
                "The hash of an entry covers the hash before it, number, time, operator, action, subject, detail, reason, outcome \
                 and the sums of the rows that the act wrote. So the head covers everything that was ever entered. The chain alone \
                 proves that nobody changed, deleted, inserted or swapped entries who didn't also hash all later ones anew.",
            ),
            Block::Terms(&[
                (
                    "changed",
                    "An entry is not as it was written, or the one before it was changed and hashed anew: one hash is of both.",
                ),
                ("missing", "An entry is not there, whether or not those after it were renumbered."),
                (
                    "inserted",
                    "What was written in its place stands further on, or nothing in the log leads to it.",
                ),
                ("swapped", "Two entries stand in each other's place."),
                ("head", "The head is not that of the last entry."),
                ("cut", "With `--against`: the log ends before an entry that was witnessed."),
                ("rewritten", "With `--against`: an entry has another hash than was witnessed."),
            ]),
        ],
    ),
    ("listing", "STATES OF A LISTING", &[Block::Table(listing_moves)]),
    ("settle", "STATES OF A RUN", &[Block::Table(run_moves)]),
    (
        "period",
        "STATES OF A PERIOD",
        &[
            Block::Table(period_moves),
            Block::Paragraph(
                "A run belongs to the month of its `--through`. Nothing is changed in a closed month: `settle run` through a \
                 day of it is refused (`period-closed`), and what comes late for it settles in the next run. While \
                 it is not decided whether a month is reopened, it stays closed and no other one is closed.",
            ),
            Block::Paragraph(
                "Every act stays on record with operator, time and reason: `period show`. A month that was reopened is \
                 closed anew, under the seal of the runs that it has then.",
            ),
        ],
    ),
    (
        "period",
        "SEAL",
        &[
            Block::Paragraph(
                "The seal is the SHA-256 of the digests of the month's posted runs, in the order of their numbers: each \
             digest as `settle show` prints it, `sha256:` and 64 hexadecimal digits, and a line feed. A month without \
             runs has the seal of the empty text. `period show` and `db check` compute it anew; whoever wrote it down \
             elsewhere can do the same:",
            ),
            Block::Verbatim(
                "cardctl period show 2026-10 -o json | jq -r '.posted[] | select(.status == \"posted\") | .digest' | sha256sum\n",
            ),
        ],
    ),
    (
        "period close",
        "WHAT HAS TO BE SETTLED",
        &[
            Block::Paragraph(
                "Everything whose day, for a purchase with the hold days of its plan, is through the end of the month, \
                 late items of earlier months among it. Of items that no approved plan covers the day alone counts.",
            ),
            Block::Terms(&[
                ("in run N", "The run has to be posted or discarded."),
                (
                    "plan not approved, no plan in force",
                    "A plan has to be approved or withdrawn, or the items held.",
                ),
                ("due", "`settle run --through` the last day takes them."),
                ("held", "May be left."),
                (
                    "waiting for its purchase",
                    "May be left: refunds whose purchase is not there, not posted or held.",
                ),
                ("not due yet", "May be left: the hold days end in a later month."),
            ]),
        ],
    ),
    (
        "settle run",
        "NIGHTLY RUNS",
        &[
            Block::Paragraph(
                "A crontab for every night at half past two, and for the third of each month. Cron knows nothing of a login: \
                 what the commands need is named at the top, or stands in the configuration file of the user.",
            ),
            Block::Verbatim(
                "MAILTO=ops@platform.example\n\
                 PATH=/usr/local/bin:/usr/bin:/bin\n\
                 CARDCTL_DATABASE_URL=postgres://settler@db.internal/cards\n\
                 CARDCTL_KEY_FILE=/etc/cardctl/key\n\
                 30 2 * * *  cardctl settle run --post --yes -q --wait 30m >> $HOME/settle.log\n\
                 0 4 * * *   cardctl db check -q --since last >> $HOME/settle.log\n\
                 0 6 3 * *   cardctl period close $(date -d 'last month' +\\%Y-\\%m) --yes -q >> $HOME/settle.log\n",
            ),
            Block::Paragraph(
                "They ask nothing, and their results go to the log. With `-q` only errors, and warnings about purchases that wait for a plan, are on \
                 stderr, so cron sends mail when somebody has to act and at no other time: for a refusal, a lock that was \
                 not free in half an hour, a database that could not be reached, a check that found something. A night on \
                 which nothing is due is a success. In production add `--confirm PROFILE`. \
                 Yesterday is the platform's, whatever time zone the machine keeps: let the line run after midnight there.",
            ),
            Block::Paragraph(
                "A night that was missed needs nothing: the next run takes everything that is due through \
                 yesterday, whenever it became due. A run that was interrupted is finished first, under its own day, and is \
                 posted where it was started with `--post`. To have the missed nights as runs of their own, start them in \
                 order with `--through DATE`. What came late for a month that was closed meanwhile settles in the next run.",
            ),
            Block::Terms(&[
                (
                    "75",
                    "Another run is at work, or the database can't be reached. The next night takes it all.",
                ),
                (
                    "7",
                    "Held back by the guard: the result is far above the usual one. `settle show last`, and if it is \
                     right, `settle approve last` and `settle post last`. Also when `--post` is not allowed here \
                     (`setting list` says so), and when yesterday lies in a closed month for which something came late.",
                ),
                (
                    "6",
                    "From `settle run --post`: the stored lines are not those that were calculated. From `db check`: a pass \
                     found rows that are wrong, and names them. Post nothing before somebody has looked.",
                ),
                ("10", "The program is newer than the schema: `cardctl db migrate`, after a backup."),
            ]),
            Block::Paragraph(
                "Where a second operator approves, the line has no `--post`. What no plan covers is left in the \
                 queue, with a warning every night; `cardctl settle pending` lists it.",
            ),
        ],
    ),
];

fn check_rules() -> Vec<(String, String)> {
    RULES.iter().map(|(number, rule)| (number.to_string(), format!("{}.", capital(rule)))).collect()
}

fn check_passes() -> Vec<(String, String)> {
    let planted = |name: &str| {
        PLANTED
            .lines()
            .find_map(|line| line.split_once(',').filter(|(pass, _)| *pass == name))
            .map(|(_, of)| of)
    };
    let told = |told: command::CheckPass| {
        let rule = told.rule.map_or_else(|| "no rule".to_owned(), |rule| format!("rule {rule}"));
        let since = if told.has_since { ", also from a run on" } else { "" };
        let planted =
            planted(told.name).map_or_else(String::new, |of| format!("; finds {of} of {of} planted damages"));
        (told.name.to_owned(), format!("{} ({rule}{since}{planted}).", capital(told.proves)))
    };
    command::passes().map(told).collect()
}

/// A phrase as the beginning of a sentence.
fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

fn card_moves() -> Vec<Vec<String>> {
    let moves = CARD_MOVES.iter().map(|legal| [legal.from.as_str(), legal.to.as_str(), legal.name]);
    table(["FROM", "TO", "BY"], moves)
}

fn batch_moves() -> Vec<Vec<String>> {
    let moves = BATCH_MOVES.iter().map(|legal| [legal.from.as_str(), legal.to.as_str(), legal.name]);
    table(["FROM", "TO", "BY"], moves)
}

/// The roles of the database, and what each is for.
fn database_roles() -> Vec<Vec<String>> {
    table(["ROLE", "WHAT IT DOES"], DatabaseRole::ALL.into_iter().map(|role| [role.as_str(), role.meaning()]))
}

fn period_moves() -> Vec<Vec<String>> {
    let moves = period::MOVES.iter().map(|(from, to, by)| [from.as_str(), to.as_str(), by.command()]);
    table(["FROM", "TO", "BY"], moves)
}

fn listing_moves() -> Vec<Vec<String>> {
    let moves = listing::MOVES.iter().map(|(from, to, command)| [from.as_str(), to.as_str(), *command]);
    table(["FROM", "TO", "BY"], moves)
}

fn run_moves() -> Vec<Vec<String>> {
    let moves = run_state::MOVES.iter().map(|(from, to, command)| [from.as_str(), to.as_str(), *command]);
    table(["FROM", "TO", "BY"], moves)
}

/// The rules that plans are judged by, by number. The source stands last: its letters are wider than others.
fn plan_rules() -> Vec<Vec<String>> {
    let mut editions: Vec<_> = rule::PACKS.iter().flat_map(rule::Pack::editions).collect();
    editions.retain(|edition| !matches!(edition.rule, Rule::Ds07 | Rule::Ds08 | Rule::Tx01));
    editions.sort_by_key(|edition| (edition.rule, edition.since));
    let rows = editions.into_iter().map(|edition| {
        [
            edition.rule.id().to_owned(),
            edition.severity.as_str().to_owned(),
            edition.since.map_or_else(|| "-".to_owned(), |since| since.to_string()),
            edition.source().unwrap_or_else(|| "-".to_owned()),
        ]
    });
    table(["RULE", "LEVEL", "SINCE", "SOURCE"], rows)
}

/// Rows under their heading.
fn table<T: Into<String>, const N: usize>(
    heading: [&str; N],
    rows: impl Iterator<Item = [T; N]>,
) -> Vec<Vec<String>> {
    let heading = heading.map(str::to_owned).to_vec();
    std::iter::once(heading).chain(rows.map(|row| row.map(Into::into).to_vec())).collect()
}
