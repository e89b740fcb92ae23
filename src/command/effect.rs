//! What each command does to the database. One table, which the compiler keeps whole, decides which commands say
//! where a change goes and which want a name typed in production, so that none can forget it.

use crate::cli::{
    AccountCommand, AgentCommand, AuditCommand, BatchCommand, CardCommand, CenterCommand, CodeCommand,
    CohortCommand, CohortPolicy, Command, ConfigCommand, DbCommand, HolderCommand, KeyCommand, LedgerCommand,
    ListingCommand, NoticeCommand, ParameterCommand, PartyCommand, PaymentCommand, PayoutCommand,
    PeriodCommand, PlanCommand, ProviderCommand, PurchaseCommand, RegionsCommand, ReportCommand,
    RequestCommand, SchemeCommand, ServiceCommand, SettingCommand, SettleCommand, StaffCommand, TierCommand,
    VisitCommand,
};

/// What a command does to the platform's database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it doesn't open it, or makes one of its own.
    Apart,
    /// Reads it. The database is opened so that it can't be written.
    #[default]
    Looks,
    /// Writes and takes all of it back.
    Tries,
    /// Reads all of it and leaves an entry in the audit log that says so. Nothing else is changed, so that nobody has to say where
    /// or whether.
    Records,
    /// Changes it for the one person who stands at the counter, or shows that person's data and records it. In
    /// production no name is typed for it: this is done hundreds of times a day, each is small and can be mended or
    /// is confirmed by itself, and a name that is typed hundreds of times a day guards nothing.
    Serves,
    /// Changes it for many: money, policy, keys, batches, imports, cohorts, plans, the directory of centers, staff,
    /// agents, providers and tiers; or for good.
    Changes,
}

impl Effect {
    /// What a command does, with the arguments that it has.
    pub fn of(command: &Command) -> Self {
        match command {
            // `init` refuses a database that is there, so there is nothing that it could harm.
            Command::Init(_)
            | Command::Demo(_)
            | Command::Completions { .. }
            | Command::Config(ConfigCommand::Show { .. } | ConfigCommand::Path | ConfigCommand::Profiles)
            | Command::Help { .. } => Self::Apart,
            // A number is given for good.
            Command::Report(ReportCommand::Statement(statement)) if statement.issue => Self::Changes,
            Command::Doctor(_)
            | Command::Whoami
            | Command::Ledger(
                LedgerCommand::Balances(_)
                | LedgerCommand::Journal(_)
                | LedgerCommand::Receivables(_)
                | LedgerCommand::Export(_)
                | LedgerCommand::Adjustments,
            )
            | Command::Report(
                ReportCommand::Issuance(_)
                | ReportCommand::Activation(_)
                | ReportCommand::Cohorts(_)
                | ReportCommand::Sales(_)
                | ReportCommand::Goods(_)
                | ReportCommand::Requests(_)
                | ReportCommand::Commission(_)
                | ReportCommand::Dashboard(_)
                | ReportCommand::Statement(_),
            )
            | Command::Audit(
                AuditCommand::Log { .. } | AuditCommand::Verify { .. } | AuditCommand::Head { .. },
            ) => Self::Looks,
            // A balance is changed by it.
            Command::Ledger(
                LedgerCommand::Adjust(_) | LedgerCommand::Approve { .. } | LedgerCommand::Refuse { .. },
            ) => Self::Changes,
            // Who is paid, and where: as good as money.
            Command::Party(command) => match command {
                PartyCommand::Show(_) => Self::Looks,
                PartyCommand::Identify(_) | PartyCommand::Account(AccountCommand::Set(_)) => Self::Changes,
            },
            Command::Payout(command) => match command {
                PayoutCommand::List | PayoutCommand::Show(_) => Self::Looks,
                PayoutCommand::Create(create) if create.dry_run => Self::Looks,
                PayoutCommand::Create(_)
                | PayoutCommand::Approve(_)
                | PayoutCommand::Discard(_)
                | PayoutCommand::Export(_)
                | PayoutCommand::Confirm(_) => Self::Changes,
            },
            Command::Db(command) => of_db(command),
            Command::Setting(command) => match command {
                SettingCommand::List => Self::Looks,
                SettingCommand::Set { .. } => Self::Changes,
            },
            Command::Key(command) => match command {
                KeyCommand::Status => Self::Looks,
                KeyCommand::Rotate(_) | KeyCommand::Export(_) => Self::Changes,
            },
            Command::Center(_)
            | Command::Staff(_)
            | Command::Provider(_)
            | Command::Tier(_)
            | Command::Agent(_) => of_directory(command),
            Command::Batch(command) => match command {
                BatchCommand::List | BatchCommand::Show { .. } => Self::Looks,
                BatchCommand::Issue(_)
                | BatchCommand::Export(_)
                | BatchCommand::Receive(_)
                | BatchCommand::Release(_)
                | BatchCommand::Void(_) => Self::Changes,
            },
            Command::Card(command) => of_card(command),
            Command::Holder(command) => of_holder(command),
            Command::Parameter(command) => of_parameter(command),
            Command::Scheme(command) => match command {
                SchemeCommand::List | SchemeCommand::Show { .. } => Self::Looks,
                SchemeCommand::Add(_) | SchemeCommand::Set(_) => Self::Changes,
            },
            Command::Cohort(command) => of_cohort(command),
            Command::Visit(command) => match command {
                VisitCommand::List { .. } => Self::Looks,
                VisitCommand::Import(_) => Self::Changes,
            },
            Command::Request(command) => of_request(command),
            Command::Payment(command) => of_payment(command),
            Command::Purchase(command) => of_purchase(command),
            Command::Listing(command) => of_listing(command),
            Command::Notice(command) => of_notice(command),
            Command::Plan(command) => of_plan(command),
            Command::Settle(command) => of_settle(command),
            Command::Period(command) => match command {
                PeriodCommand::List | PeriodCommand::Show { .. } => Self::Looks,
                PeriodCommand::Close { .. } | PeriodCommand::Reopen(_) | PeriodCommand::Approve { .. } => {
                    Self::Changes
                }
            },
        }
    }
}

const fn of_db(command: &DbCommand) -> Effect {
    match command {
        DbCommand::Status | DbCommand::Check { .. } | DbCommand::Grants => Effect::Looks,
        DbCommand::Backup(_) => Effect::Records,
        // What is restored is tried out apart from the database that stands there.
        DbCommand::Restore(restore) if restore.dry_run => Effect::Apart,
        DbCommand::Restore(_) | DbCommand::Migrate | DbCommand::Grant { .. } | DbCommand::Revoke { .. } => {
            Effect::Changes
        }
    }
}

/// Centers, staff, providers, tiers and agents: what they are counts for money and for everybody below them. What is
/// not known to look only, changes.
const fn of_directory(command: &Command) -> Effect {
    match command {
        Command::Center(CenterCommand::List | CenterCommand::Show { .. })
        | Command::Staff(StaffCommand::List | StaffCommand::Show { .. })
        | Command::Provider(
            ProviderCommand::List
            | ProviderCommand::Show { .. }
            | ProviderCommand::Service(ServiceCommand::List { .. } | ServiceCommand::Show { .. }),
        )
        | Command::Tier(TierCommand::List | TierCommand::Show { .. })
        | Command::Agent(AgentCommand::List | AgentCommand::Tree { .. } | AgentCommand::Show { .. }) => {
            Effect::Looks
        }
        _ => Effect::Changes,
    }
}

const fn of_card(command: &CardCommand) -> Effect {
    match command {
        CardCommand::Show(_) | CardCommand::History(_) => Effect::Looks,
        CardCommand::Freeze(_)
        | CardCommand::Unfreeze(_)
        | CardCommand::Lost(_)
        | CardCommand::Found(_)
        | CardCommand::Replace(_)
        | CardCommand::Unlock(_) => Effect::Serves,
        CardCommand::Void(_) => Effect::Changes,
    }
}

const fn of_holder(command: &HolderCommand) -> Effect {
    match command {
        HolderCommand::Find { .. }
        | HolderCommand::Show { .. }
        | HolderCommand::May(_)
        | HolderCommand::History { .. } => Effect::Looks,
        // Activating without the code, or a whole file of people, is not the counter's daily work.
        HolderCommand::Activate(activate) if activate.by_operator || activate.input.is_some() => {
            Effect::Changes
        }
        HolderCommand::Register(_)
        | HolderCommand::Activate(_)
        | HolderCommand::Reveal(_)
        | HolderCommand::Secret { .. }
        | HolderCommand::Visit(_) => Effect::Serves,
        // Attribution and tier decide who is paid.
        HolderCommand::Import(_) | HolderCommand::Set(_) | HolderCommand::Restrict(_) => Effect::Changes,
    }
}

const fn of_parameter(command: &ParameterCommand) -> Effect {
    match command {
        ParameterCommand::Inspect(_)
        | ParameterCommand::List { .. }
        | ParameterCommand::Code(CodeCommand::List)
        | ParameterCommand::Regions(RegionsCommand::Show | RegionsCommand::Export) => Effect::Looks,
        ParameterCommand::Add(_)
        | ParameterCommand::Verify(_)
        | ParameterCommand::Retire { .. }
        | ParameterCommand::Replace(_) => Effect::Serves,
        ParameterCommand::Code(CodeCommand::Add(_))
        | ParameterCommand::Regions(RegionsCommand::Import { .. }) => Effect::Changes,
    }
}

fn of_cohort(command: &CohortCommand) -> Effect {
    match command {
        CohortCommand::List(_)
        | CohortCommand::Tree { .. }
        | CohortCommand::Show(_)
        | CohortCommand::Diff(_) => Effect::Looks,
        CohortCommand::Policy(policy) if only_asks(policy) => Effect::Looks,
        CohortCommand::Regroup(regroup) if regroup.dry_run => Effect::Looks,
        CohortCommand::Regroup(_) | CohortCommand::Policy(_) => Effect::Changes,
    }
}

/// Whether `cohort policy` says nothing that would change it.
const fn only_asks(policy: &CohortPolicy) -> bool {
    let CohortPolicy {
        path: _,
        scheme: _,
        service_priority,
        allow,
        deny,
        inherit,
        services,
        message_class,
        acknowledge,
    } = policy;
    service_priority.is_none()
        && allow.is_empty()
        && deny.is_empty()
        && inherit.is_empty()
        && services.is_none()
        && message_class.is_none()
        && acknowledge.is_none()
}

const fn of_request(command: &RequestCommand) -> Effect {
    match command {
        RequestCommand::List(_) => Effect::Looks,
        RequestCommand::Show(show) if !show.reveal => Effect::Looks,
        // One at a time, as they come.
        RequestCommand::Show(_) | RequestCommand::Submit { .. } | RequestCommand::Cancel { .. } => {
            Effect::Serves
        }
        RequestCommand::Import(_) | RequestCommand::Dispatch(_) | RequestCommand::Retry(_) => Effect::Changes,
    }
}

const fn of_payment(command: &PaymentCommand) -> Effect {
    match command {
        PaymentCommand::List { .. } | PaymentCommand::Reconcile(_) => Effect::Looks,
        PaymentCommand::Add(add) if add.provider.is_some() => Effect::Changes,
        PaymentCommand::Import(import) if import.dry_run => Effect::Tries,
        PaymentCommand::Import(_) | PaymentCommand::Match(_) => Effect::Changes,
        // One receipt of one holder, at the counter; `holder register --fee` records the same.
        PaymentCommand::Add(_) => Effect::Serves,
    }
}

const fn of_purchase(command: &PurchaseCommand) -> Effect {
    match command {
        PurchaseCommand::List { .. } | PurchaseCommand::Show(_) => Effect::Looks,
        PurchaseCommand::Import(import) if import.dry_run => Effect::Tries,
        PurchaseCommand::Import(_)
        | PurchaseCommand::Add(_)
        | PurchaseCommand::Hold(_)
        | PurchaseCommand::Release(_) => Effect::Changes,
    }
}

const fn of_listing(command: &ListingCommand) -> Effect {
    match command {
        ListingCommand::List(_) | ListingCommand::Show { .. } => Effect::Looks,
        // One thing of one holder, who stands at the counter.
        ListingCommand::Add(_)
        | ListingCommand::Sell(_)
        | ListingCommand::Swap(_)
        | ListingCommand::Withdraw { .. } => Effect::Serves,
    }
}

const fn of_notice(command: &NoticeCommand) -> Effect {
    match command {
        NoticeCommand::List(_) => Effect::Looks,
        NoticeCommand::Show(show) if !show.read => Effect::Looks,
        // One mark of one holder.
        NoticeCommand::Show(_) => Effect::Serves,
        NoticeCommand::Send(_) | NoticeCommand::Withdraw { .. } => Effect::Changes,
    }
}

const fn of_plan(command: &PlanCommand) -> Effect {
    match command {
        PlanCommand::List | PlanCommand::Show { .. } | PlanCommand::Simulate(_) => Effect::Looks,
        PlanCommand::Lint(lint) if lint.override_rule.is_none() && lint.acknowledge.is_none() => {
            Effect::Looks
        }
        PlanCommand::Import { .. }
        | PlanCommand::Lint(_)
        | PlanCommand::Approve { .. }
        | PlanCommand::Withdraw { .. } => Effect::Changes,
    }
}

const fn of_settle(command: &SettleCommand) -> Effect {
    match command {
        SettleCommand::List
        | SettleCommand::Show { .. }
        | SettleCommand::Lines { .. }
        | SettleCommand::Diff { .. }
        | SettleCommand::Pending
        | SettleCommand::Explain(_) => Effect::Looks,
        SettleCommand::Run(run) if run.dry_run => Effect::Looks,
        SettleCommand::Run(_)
        | SettleCommand::Approve { .. }
        | SettleCommand::Post { .. }
        | SettleCommand::Discard { .. } => Effect::Changes,
    }
}

#[cfg(test)]
mod tests {
    use super::Effect::{Apart, Changes, Looks, Records, Serves, Tries};
    use super::*;
    use crate::cli;

    fn effect(line: &str) -> Effect {
        let words = std::iter::once("cardctl").chain(line.split(' '));
        let cli = cli::parse(words).unwrap_or_else(|error| panic!("`{line}`: {error}"));
        Effect::of(&cli.command)
    }

    #[test]
    fn what_a_command_does_depends_on_what_is_asked_of_it() {
        for (line, expected) in [
            ("init", Apart),
            ("config profiles", Apart),
            ("doctor", Looks),
            ("whoami", Looks),
            ("db status", Looks),
            ("db migrate", Changes),
            ("db backup a.db", Records),
            ("db restore a.db", Changes),
            ("db restore a.db --replace --verify", Changes),
            ("db restore a.db --dry-run", Apart),
            ("center show BJ", Looks),
            ("center add BJ --name x", Changes),
            ("agent suspend A1", Changes),
            ("plan lint", Looks),
            ("plan lint standard --override S1", Changes),
            ("cohort policy", Looks),
            ("cohort policy 11", Looks),
            ("cohort policy 11 --allow sell", Changes),
            ("cohort policy 11 --services -", Changes),
            ("cohort regroup", Changes),
            ("cohort regroup --dry-run", Looks),
            ("settle run", Changes),
            ("settle run --dry-run", Looks),
            ("purchase import a.csv --source s", Changes),
            ("purchase import a.csv --source s --dry-run", Tries),
            ("listing list --kind sell", Looks),
            ("listing sell 1 --to H2", Serves),
            ("notice send --cohort 11 --title x --body y", Changes),
            ("notice show 1 --holder H1", Looks),
            ("notice show 1 --holder H1 --read", Serves),
            ("holder register", Serves),
            ("holder activate --card 1 --code -", Serves),
            ("holder activate --card 1 --by-operator", Changes),
            ("holder activate --input a.jsonl", Changes),
            ("holder visit H1", Serves),
            ("holder secret H1", Serves),
            ("provider service list", Looks),
            ("provider service secret tea --provider P1", Changes),
            ("holder set H1 --tier gold", Changes),
            ("card replace --holder H1", Serves),
            ("card void 1", Changes),
            ("ledger adjust H1 -5.00", Changes),
            ("ledger adjustments", Looks),
            ("party account set H1", Changes),
            ("party show H1", Looks),
            ("payout create --through 2026-10-31", Changes),
            ("payout create --through 2026-10-31 --dry-run", Looks),
            ("payout confirm a.csv", Changes),
            ("payment add --holder H1 --amount 1.00 --receipt 1", Serves),
            ("payment add --provider P1 --amount 1.00 --receipt 1", Changes),
            ("payment import bill.csv --source wechat", Changes),
            ("payment import bill.csv --source wechat --dry-run", Tries),
            ("payment reconcile bill.csv", Looks),
            ("payment match 1 --source wechat --holder H1", Changes),
        ] {
            assert_eq!(effect(line), expected, "{line}");
        }
    }
}
