//! Numbers of things that are no parties. Each is a type of its own, so that none is taken for another.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(i64);

            impl $name {
                /// The number.
                #[must_use]
                pub const fn get(self) -> i64 {
                    self.0
                }
            }

            impl From<i64> for $name {
                fn from(number: i64) -> Self {
                    Self(number)
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.fmt(f)
                }
            }
        )+
    };
}

ids! {
    /// A batch of cards.
    BatchId,
    /// A tier.
    TierId,
    /// A source of imported purchases or payments.
    SourceId,
    /// An interned chain of agents.
    ChainId,
    /// A version of the plan.
    VersionId,
    /// A scheme.
    SchemeId,
    /// A cohort of a scheme.
    CohortId,
    /// A purchase or a refund.
    ItemId,
    /// A settlement run.
    RunId,
    /// A journal entry.
    EntryId,
    /// A payment of a holder.
    PaymentId,
}
