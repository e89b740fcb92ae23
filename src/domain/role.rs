//! The roles that share a pool, and their places in the fixed order.

use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

/// A role with a share in a purchase, in the fixed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who spent.
    Holder,
    /// An agent of the holder's chain; the only role with levels.
    Agent,
    /// The staff member who served the holder.
    Staff,
    /// The holder's center.
    Center,
    /// The platform, which has what the others leave.
    Platform,
}

/// A text is no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a role: `holder`, `agent`, `staff`, `center` or `platform`")]
pub struct RoleError;

impl Role {
    /// All roles in the fixed order.
    pub const ALL: [Self; 5] = [Self::Holder, Self::Agent, Self::Staff, Self::Center, Self::Platform];

    /// The word used in plan files, exports and the digest.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Agent => "agent",
            Self::Staff => "staff",
            Self::Center => "center",
            Self::Platform => "platform",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Self, RoleError> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(RoleError)
    }
}

/// How far an agent is from the holder, 1 to 64: level 1 is the agent attributed to the holder, level 2 its
/// parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(NonZeroU8);

/// A number is no agent level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an agent level is 1 to 64")]
pub struct LevelError;

impl Level {
    /// The greatest level; agents above it have no part in a purchase.
    pub const MAX: u8 = 64;

    /// The number, 1 to 64.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0.get()
    }
}

impl TryFrom<i64> for Level {
    type Error = LevelError;

    fn try_from(number: i64) -> Result<Self, LevelError> {
        let level = u8::try_from(number).ok().and_then(NonZeroU8::new).ok_or(LevelError)?;
        if level.get() <= Self::MAX { Ok(Self(level)) } else { Err(LevelError) }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

/// The place of a role and level in the fixed order, as the database stores it:
/// holder 0, agent of level L at L, staff 65, center 66, platform 67.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u8);

/// A number is no slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a slot is 0 to 67")]
pub struct SlotError;

impl Slot {
    /// How many slots there are: the most lines that one item can have.
    pub const COUNT: usize = 68;
    /// The holder.
    pub const HOLDER: Self = Self(0);
    /// The staff member.
    pub const STAFF: Self = Self(Level::MAX + 1);
    /// The center.
    pub const CENTER: Self = Self(Level::MAX + 2);
    /// The platform.
    pub const PLATFORM: Self = Self(Level::MAX + 3);

    /// The place of `role`, or nothing when an agent has no level or another role has one.
    #[must_use]
    pub const fn of(role: Role, level: Option<Level>) -> Option<Self> {
        match (role, level) {
            (Role::Agent, Some(level)) => Some(Self::agent(level)),
            (Role::Holder, None) => Some(Self::HOLDER),
            (Role::Staff, None) => Some(Self::STAFF),
            (Role::Center, None) => Some(Self::CENTER),
            (Role::Platform, None) => Some(Self::PLATFORM),
            (Role::Agent, None) | (Role::Holder | Role::Staff | Role::Center | Role::Platform, Some(_)) => {
                None
            }
        }
    }

    /// The agent of `level`.
    #[must_use]
    pub const fn agent(level: Level) -> Self {
        Self(level.get())
    }

    /// The slot at `index` of the fixed order, below [`Slot::COUNT`].
    pub(crate) fn at(index: usize) -> Option<Self> {
        u8::try_from(index).ok().filter(|_| index < Self::COUNT).map(Self)
    }

    /// The position in the fixed order, below [`Slot::COUNT`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The role.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::HOLDER => Role::Holder,
            Self::STAFF => Role::Staff,
            Self::CENTER => Role::Center,
            Self::PLATFORM => Role::Platform,
            Self(_) => Role::Agent,
        }
    }

    /// The level of an agent; the other roles have none.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        match self.role() {
            Role::Agent => match NonZeroU8::new(self.0) {
                Some(level) => Some(Level(level)),
                None => None,
            },
            Role::Holder | Role::Staff | Role::Center | Role::Platform => None,
        }
    }
}

impl TryFrom<i64> for Slot {
    type Error = SlotError;

    fn try_from(number: i64) -> Result<Self, SlotError> {
        usize::try_from(number).ok().and_then(Self::at).ok_or(SlotError)
    }
}

impl From<Slot> for i64 {
    fn from(slot: Slot) -> Self {
        Self::from(slot.0)
    }
}

impl fmt::Display for Slot {
    /// `holder`, `agent level 2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level() {
            Some(level) => f.pad(&format!("agent level {level}")),
            None => self.role().fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_as_it_is_written() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        for text in ["", "Holder", "agents", "provider"] {
            assert_eq!(text.parse::<Role>(), Err(RoleError), "{text}");
        }
    }

    #[test]
    fn slots_are_numbered_in_the_fixed_order() {
        let shown = |number: i64| Slot::try_from(number).map(|slot| slot.to_string());
        assert_eq!(shown(0), Ok("holder".to_owned()));
        assert_eq!(shown(1), Ok("agent level 1".to_owned()));
        assert_eq!(shown(64), Ok("agent level 64".to_owned()));
        assert_eq!(shown(65), Ok("staff".to_owned()));
        assert_eq!(shown(66), Ok("center".to_owned()));
        assert_eq!(shown(67), Ok("platform".to_owned()));
        for number in [-1, 68, 256, i64::MIN, i64::MAX] {
            assert_eq!(shown(number), Err(SlotError), "{number}");
        }
        assert_eq!(Slot::PLATFORM.index() + 1, Slot::COUNT);
    }

    #[test]
    fn a_slot_is_its_role_and_level() {
        for number in 0..Slot::COUNT {
            let slot = Slot::at(number).expect("below the count");
            assert_eq!(Slot::try_from(i64::from(slot)), Ok(slot));
            assert_eq!(Slot::of(slot.role(), slot.level()), Some(slot));
            assert_eq!(slot.role() == Role::Agent, slot.level().is_some());
        }
    }

    #[test]
    fn an_agent_has_a_level_and_nobody_else() {
        let level = Level::try_from(1).ok();
        for role in Role::ALL {
            assert_eq!(Slot::of(role, level).is_some(), role == Role::Agent, "{role}");
            assert_eq!(Slot::of(role, None).is_some(), role != Role::Agent, "{role}");
        }
    }

    #[test]
    fn levels_are_1_to_64() {
        let number = |number: i64| Level::try_from(number).map(Level::get);
        assert_eq!(number(1), Ok(1));
        assert_eq!(number(64), Ok(64));
        for wrong in [0, -1, 65, 257] {
            assert_eq!(number(wrong), Err(LevelError), "{wrong}");
        }
    }
}
